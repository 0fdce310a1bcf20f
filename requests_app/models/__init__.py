"""Rights requests, what belongs to them, and what happened to them."""

from requests_app.models import request_triggers  # noqa: F401 - registers the triggers
from requests_app.models.absence import Absence
from requests_app.models.access import AccessRequest
from requests_app.models.archive import ArchiveFault, PackageArchive
from requests_app.models.arrival import WITH_TWO_MOMENTS, Arrival
from requests_app.models.assistance import Assistance, Help
from requests_app.models.audit import AuditEntry, AuditHead, AuditPayload
from requests_app.models.authority_paper import AuthorityPaper
from requests_app.models.automated_decision import AutomatedDecisionRequest
from requests_app.models.case_link import CaseLink, LinkKind
from requests_app.models.case_note import CaseNote, NoteMention
from requests_app.models.clock_rows import (
    Extension,
    ExtensionCause,
    Suspension,
    SuspensionGround,
)
from requests_app.models.complaint import Complaint, ComplaintLetter
from requests_app.models.concerned import (
    bases_of,
    data_systems_concerned,
    needs_note,
    purposes_concerned,
    recipients_concerned,
    results_open_to,
    statutory_retention,
    versions_concerned,
)
from requests_app.models.consent_withdrawal import ConsentWithdrawalRequest
from requests_app.models.correction import Correction
from requests_app.models.decision import (
    LONGEST_LAW,
    Decision,
    DecisionGround,
    DecisionItem,
    GroundChoice,
    ItemChoice,
    Outcome,
)
from requests_app.models.draft import Draft, DraftFile
from requests_app.models.erasure import ErasureRequest
from requests_app.models.erasure_record import ErasureRecord, erased_digests
from requests_app.models.evidence import IdentityEvidence, UnsentProof
from requests_app.models.fee import Currency, Fee, FeeGroundChoice
from requests_app.models.hand_over import HandOver
from requests_app.models.held import SignChoice
from requests_app.models.hold import CaseHold
from requests_app.models.human_review import HumanReview, ReviewResult
from requests_app.models.identity import (
    IdentityCheck,
    IdentityMethod,
    IdentityState,
    ProofChoice,
)
from requests_app.models.late_reason import LateCause, LateReason
from requests_app.models.left_alone import AddressKind, LeftAlone, LeftAloneEnd
from requests_app.models.letter import CaseLetter
from requests_app.models.lost_mail import LostEnd, LostMail, OtherWay
from requests_app.models.message import CaseMessage, MessageFile, MessageKind, MessageSide
from requests_app.models.misdirected_letter import MisdirectedLetter
from requests_app.models.objection import ObjectionRequest
from requests_app.models.package import DisclosurePackage, PackageState
from requests_app.models.paper_letter import PaperLetter
from requests_app.models.pending_step import PendingStep, StepEnd
from requests_app.models.person_link import LinkPurpose, PersonLink
from requests_app.models.portability import PortabilityRequest
from requests_app.models.recipient_letter import RecipientLetter
from requests_app.models.recipient_notice import RecipientNotice
from requests_app.models.rectification import RectificationRequest
from requests_app.models.redaction import (
    DisclosureReview,
    RedactionMark,
    RedactionReason,
    Verdict,
)
from requests_app.models.release import LegalRelease
from requests_app.models.reminder import Reminder, ReminderKind
from requests_app.models.report_subscription import ReportSubscription, Rhythm
from requests_app.models.representation import (
    AnswerChoice,
    AuthorityMethod,
    AuthorityState,
    Representation,
    RepresentedRole,
    nobody_asks_for,
    representation_of,
)
from requests_app.models.request import RightsRequest
from requests_app.models.restriction import RestrictionRequest
from requests_app.models.restriction_row import Restriction, RestrictionGround
from requests_app.models.saved_view import SavedView
from requests_app.models.search_limit import SearchLimit
from requests_app.models.sign_in import SignIn
from requests_app.models.source_notice import ExemptionChoice, SourceNotice
from requests_app.models.states import (
    CLOSED_STATES,
    OPEN_STATES,
    RequestState,
    RightChoice,
    ScopeChoice,
)
from requests_app.models.stored_file import StoredFile
from requests_app.models.submission import AnswerBy, Channel, Contact, Submission
from requests_app.models.system_restore import RepeatedErasure, RepeatEnd, SystemRestore
from requests_app.models.task import STOPS_AT_ONCE, Task, TaskKind, TaskState
from requests_app.models.task_link import TaskLink
from requests_app.models.task_message import TaskMessage, TaskSaid, TaskSide

__all__ = [
    "CLOSED_STATES",
    "LONGEST_LAW",
    "OPEN_STATES",
    "STOPS_AT_ONCE",
    "WITH_TWO_MOMENTS",
    "Absence",
    "AccessRequest",
    "AddressKind",
    "AnswerBy",
    "AnswerChoice",
    "ArchiveFault",
    "Arrival",
    "Assistance",
    "AuditEntry",
    "AuditHead",
    "AuditPayload",
    "AuthorityMethod",
    "AuthorityPaper",
    "AuthorityState",
    "AutomatedDecisionRequest",
    "CaseHold",
    "CaseLetter",
    "CaseLink",
    "CaseMessage",
    "CaseNote",
    "Channel",
    "Complaint",
    "ComplaintLetter",
    "ConsentWithdrawalRequest",
    "Contact",
    "Correction",
    "Currency",
    "Decision",
    "DecisionGround",
    "DecisionItem",
    "DisclosurePackage",
    "DisclosureReview",
    "Draft",
    "DraftFile",
    "ErasureRecord",
    "ErasureRequest",
    "ExemptionChoice",
    "Extension",
    "ExtensionCause",
    "Fee",
    "FeeGroundChoice",
    "GroundChoice",
    "HandOver",
    "Help",
    "HumanReview",
    "IdentityCheck",
    "IdentityEvidence",
    "IdentityMethod",
    "IdentityState",
    "ItemChoice",
    "LateCause",
    "LateReason",
    "LeftAlone",
    "LeftAloneEnd",
    "LegalRelease",
    "LinkKind",
    "LinkPurpose",
    "LostEnd",
    "LostMail",
    "MessageFile",
    "MessageKind",
    "MessageSide",
    "MisdirectedLetter",
    "NoteMention",
    "ObjectionRequest",
    "OtherWay",
    "Outcome",
    "PackageArchive",
    "PackageState",
    "PaperLetter",
    "PendingStep",
    "PersonLink",
    "PortabilityRequest",
    "ProofChoice",
    "RecipientLetter",
    "RecipientNotice",
    "RectificationRequest",
    "RedactionMark",
    "RedactionReason",
    "Reminder",
    "ReminderKind",
    "RepeatEnd",
    "RepeatedErasure",
    "ReportSubscription",
    "Representation",
    "RepresentedRole",
    "RequestState",
    "Restriction",
    "RestrictionGround",
    "RestrictionRequest",
    "ReviewResult",
    "Rhythm",
    "RightChoice",
    "RightsRequest",
    "SavedView",
    "ScopeChoice",
    "SearchLimit",
    "SignChoice",
    "SignIn",
    "SourceNotice",
    "StepEnd",
    "StoredFile",
    "Submission",
    "Suspension",
    "SuspensionGround",
    "SystemRestore",
    "Task",
    "TaskKind",
    "TaskLink",
    "TaskMessage",
    "TaskSaid",
    "TaskSide",
    "TaskState",
    "UnsentProof",
    "Verdict",
    "bases_of",
    "data_systems_concerned",
    "erased_digests",
    "needs_note",
    "nobody_asks_for",
    "purposes_concerned",
    "recipients_concerned",
    "representation_of",
    "results_open_to",
    "statutory_retention",
    "versions_concerned",
]
