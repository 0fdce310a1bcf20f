"""What a register version is made of: the one list that copying, files, hashes and pages go by."""

from collections.abc import Mapping
from functools import cache
from typing import Any

from django.db import models

from registers_app.models.automation import Automation
from registers_app.models.data_category import DataCategory
from registers_app.models.parts import (
    ContactPoint,
    Cookie,
    DataSource,
    Recipient,
    SubjectCategory,
)
from registers_app.models.purpose import Purpose
from registers_app.models.retention import RetentionRule
from registers_app.models.transfer import Transfer
from registers_app.models.version import WORDS

# Under the name by which a version reaches them, in the order of a file.
PARTS: Mapping[str, type[models.Model]] = {
    "contacts": ContactPoint,
    "purposes": Purpose,
    "subject_categories": SubjectCategory,
    "data_categories": DataCategory,
    "sources": DataSource,
    "recipients": Recipient,
    "transfers": Transfer,
    "retention_rules": RetentionRule,
    "automations": Automation,
    "cookies": Cookie,
}
VERSION_COLUMNS = WORDS
# What a column of keys names.
KEYS_OF: Mapping[str, str] = {
    "purposes": "purposes",
    "data_categories": "data_categories",
    "subject_categories": "subject_categories",
}
# Never on a public page, nor in what others may fetch.
UNPUBLISHED: Mapping[str, frozenset[str]] = {
    "version": frozenset({"impact_assessment"}),
    "purposes": frozenset({"owner", "needs_legal_release"}),
    "recipients": frozenset({"agreement", "is_published", "email", "postal_address"}),
    "transfers": frozenset({"documentation"}),
    "data_categories": frozenset({"sensitivity"}),
}
_OF_THE_HOUSE = frozenset({"id", "version", "position", "purpose"})


@cache
def columns_of(model: type[models.Model]) -> tuple[models.Field[Any, Any], ...]:
    """The columns by which a line says something, its key first, in the order of the model."""
    said = [field for field in model._meta.concrete_fields if field.name not in _OF_THE_HOUSE]
    return tuple(sorted(said, key=lambda field: field.name not in ("key", "names")))
