"""What is processed, why, by whom, and who works on it."""

from registers_app.models.contacts import DataSystem, ProcessorClient
from registers_app.models.controller import (
    Controller,
    LanguageChoice,
    Membership,
    Regime,
    RoleChoice,
    known_calendars,
)
from registers_app.models.data_category import DataCategory, DataOrigin, Sensitivity
from registers_app.models.register import (
    DataSource,
    IdentityLevel,
    LawfulBasisChoice,
    OurRole,
    Purpose,
    PurposeBasis,
    Recipient,
    RecipientKind,
    Register,
    RegisterVersion,
    RetentionRule,
    Safeguard,
    SubjectCategory,
    Transfer,
    VersionState,
)
from registers_app.models.sign_in_provider import SignInKind, SignInProvider
from registers_app.models.user import User

__all__ = [
    "Controller",
    "DataCategory",
    "DataOrigin",
    "DataSource",
    "DataSystem",
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
    "RegisterVersion",
    "RetentionRule",
    "RoleChoice",
    "Safeguard",
    "Sensitivity",
    "SignInKind",
    "SignInProvider",
    "SubjectCategory",
    "Transfer",
    "User",
    "VersionState",
    "known_calendars",
]
