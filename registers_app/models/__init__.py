"""What is processed, why, by whom, and who works on it."""

from registers_app.models.automation import Automation, AutomationGround
from registers_app.models.contacts import DataAfter, DataSystem, ProcessorClient
from registers_app.models.controller import (
    Controller,
    LanguageChoice,
    Membership,
    Regime,
    RoleChoice,
    known_calendars,
)
from registers_app.models.data_category import (
    DataCategory,
    DataOrigin,
    Sensitivity,
    SpecialCondition,
)
from registers_app.models.finding_reason import FindingReason
from registers_app.models.logo import ControllerLogo
from registers_app.models.parts import (
    ContactPoint,
    Cookie,
    CookieKind,
    DataSource,
    Recipient,
    RecipientKind,
    SourceKind,
    SubjectCategory,
)
from registers_app.models.purpose import LawfulBasisChoice, Purpose, PurposeBasis
from registers_app.models.register import FindBy, IdentityLevel, OurRole, Register
from registers_app.models.register_upload import RegisterUpload
from registers_app.models.reminder_plan import ReminderPlan
from registers_app.models.retention import RetentionRule, RetentionStart
from registers_app.models.sign_in_provider import SignInKind, SignInProvider
from registers_app.models.transfer import Safeguard, Transfer
from registers_app.models.user import User
from registers_app.models.version import RegisterVersion, VersionState
from registers_app.models.version_step import StepKind, VersionStep

__all__ = [
    "Automation",
    "AutomationGround",
    "ContactPoint",
    "Controller",
    "ControllerLogo",
    "Cookie",
    "CookieKind",
    "DataAfter",
    "DataCategory",
    "DataOrigin",
    "DataSource",
    "DataSystem",
    "FindBy",
    "FindingReason",
    "IdentityLevel",
    "LanguageChoice",
    "LawfulBasisChoice",
    "Membership",
    "OurRole",
    "ProcessorClient",
    "Purpose",
    "PurposeBasis",
    "Recipient",
    "RecipientKind",
    "Regime",
    "Register",
    "RegisterUpload",
    "RegisterVersion",
    "ReminderPlan",
    "RetentionRule",
    "RetentionStart",
    "RoleChoice",
    "Safeguard",
    "Sensitivity",
    "SignInKind",
    "SignInProvider",
    "SourceKind",
    "SpecialCondition",
    "StepKind",
    "SubjectCategory",
    "Transfer",
    "User",
    "VersionState",
    "VersionStep",
    "known_calendars",
]
