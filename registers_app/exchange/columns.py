"""The columns that a file of registers holds, in its order, and how each is read."""

from collections.abc import Callable, Iterable, Mapping
from typing import Any

from django.db import models

from registers_app.exchange.yaml_tree import Value
from registers_app.models import (
    Controller,
    DataSystem,
    FindingReason,
    ProcessorClient,
    PurposeBasis,
    Register,
    RegisterVersion,
)
from registers_app.models.content import PARTS, VERSION_COLUMNS, columns_of
from registers_app.models.keys import KeysField
from registers_app.models.texts import TextsField

Columns = Mapping[str, Callable[[Value], Any]]

# What is told apart for each organisation and register; how its files end is its own affair.
_CONTROLLER = (
    "slug",
    "name",
    "business_id",
    "postal_address",
    "email",
    "phone",
    "website",
    "country",
    "regime",
    "time_zone",
    "calendar",
    "language",
    "brand_colour",
    "second_person_approves",
    "second_person_erases",
    "second_person_reviews",
    "second_person_publishes",
    "representative",
    "dpo_name",
    "dpo_email",
    "dpo_phone",
    "dpo_postal_address",
    "is_open",
)
_REGISTER = (
    "slug",
    "names",
    "our_role",
    "identity_reasons",
    "identity_facts",
    "identity_masks",
    "find_by",
    "identity_level",
    "identity_level_reason",
    "owner",
    "owner_email",
    "reviewed_on",
)
_DATA_SYSTEM = ("name", "owner", "owner_email", "owner_language", "backup_days", "is_active")
_CLIENT = (
    "name",
    "email",
    "agreement",
    "processing",
    "representative",
    "dpo_contact",
    "is_active",
    "ended_on",
    "data_after",
)


def reader_of(field: models.Field[Any, Any]) -> Callable[[Value], Any]:
    """What reads a value for *field*."""
    if isinstance(field, TextsField):
        return Value.texts
    if isinstance(field, KeysField):
        return Value.keys
    if field.name == "country":
        return Value.country
    if isinstance(field, models.BooleanField):
        return Value.flag
    if isinstance(field, models.IntegerField):
        return Value.number
    if isinstance(field, models.DateField):
        return Value.day
    return Value.text


def _columns(model: type[models.Model], names: Iterable[str]) -> Columns:
    return {name: reader_of(model._meta.get_field(name)) for name in names}  # type: ignore[arg-type]


CONTROLLER = _columns(Controller, _CONTROLLER)
REGISTER = _columns(Register, _REGISTER)
DATA_SYSTEM = _columns(DataSystem, _DATA_SYSTEM)
CLIENT = _columns(ProcessorClient, _CLIENT)
VERSION = _columns(RegisterVersion, ("number", "predates_desk", *VERSION_COLUMNS))
REASON = _columns(FindingReason, ("code", "place", "reason"))
BASIS = _columns(PurposeBasis, ("basis", "legal_acts"))
PART: Mapping[str, Columns] = {
    name: {field.name: reader_of(field) for field in columns_of(model)}
    for name, model in PARTS.items()
}
