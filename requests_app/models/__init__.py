"""Rights requests, what belongs to them, and what happened to them."""

from requests_app.models import request_triggers  # noqa: F401 - registers the triggers
from requests_app.models.access import AccessRequest
from requests_app.models.audit import AuditEntry, AuditHead, AuditPayload
from requests_app.models.clock_rows import Extension, Suspension, SuspensionGround
from requests_app.models.decision import Decision, DecisionGround, GroundChoice, Outcome
from requests_app.models.draft import Draft
from requests_app.models.identity import IdentityCheck, IdentityMethod, IdentityState
from requests_app.models.letter import CaseLetter
from requests_app.models.package import DisclosurePackage, PackageState
from requests_app.models.person_link import LinkPurpose, PersonLink
from requests_app.models.reminder import Reminder, ReminderKind
from requests_app.models.request import RightsRequest
from requests_app.models.states import CLOSED_STATES, OPEN_STATES, RequestState, RightChoice
from requests_app.models.stored_file import StoredFile
from requests_app.models.submission import Channel, Submission
from requests_app.models.task import Task, TaskState

__all__ = [
    "CLOSED_STATES",
    "OPEN_STATES",
    "AccessRequest",
    "AuditEntry",
    "AuditHead",
    "AuditPayload",
    "CaseLetter",
    "Channel",
    "Decision",
    "DecisionGround",
    "DisclosurePackage",
    "Draft",
    "Extension",
    "GroundChoice",
    "IdentityCheck",
    "IdentityMethod",
    "IdentityState",
    "LinkPurpose",
    "Outcome",
    "PackageState",
    "PersonLink",
    "Reminder",
    "ReminderKind",
    "RequestState",
    "RightChoice",
    "RightsRequest",
    "StoredFile",
    "Submission",
    "Suspension",
    "SuspensionGround",
    "Task",
    "TaskState",
]
