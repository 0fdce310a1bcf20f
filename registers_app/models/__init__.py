"""What is processed, why, by whom, and who works on it."""

from registers_app.models.controller import (
    Controller,
    LanguageChoice,
    Membership,
    Regime,
    RoleChoice,
)
from registers_app.models.register import (
    DataCategory,
    DataOrigin,
    DataSource,
    DataSystem,
    LawfulBasisChoice,
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
from registers_app.models.user import User

__all__ = [
    "Controller",
    "DataCategory",
    "DataOrigin",
    "DataSource",
    "DataSystem",
    "LanguageChoice",
    "LawfulBasisChoice",
    "Membership",
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
    "SubjectCategory",
    "Transfer",
    "User",
    "VersionState",
]
