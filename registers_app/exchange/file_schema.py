"""The format of a file of registers as a JSON Schema, from the declarations it is read by."""

from collections.abc import Iterable, Mapping
from typing import Any

from django.db import models
from django.utils import translation

from registers_app.domain.languages import LANGUAGES
from registers_app.exchange.columns import (
    BASIS,
    CLIENT,
    CONTROLLER,
    DATA_SYSTEM,
    PART,
    REASON,
    REGISTER,
    VERSION,
)
from registers_app.exchange.yaml_tree import ADDED, MAX_TEXT
from registers_app.models import (
    Controller,
    DataSystem,
    FindingReason,
    ProcessorClient,
    PurposeBasis,
    Register,
    RegisterVersion,
)
from registers_app.models.content import PARTS
from registers_app.models.keys import KeysField
from registers_app.models.texts import TextsField

DRAFT = "https://json-schema.org/draft/2020-12/schema"
PATH = "docs/register.schema.json"
Schema = dict[str, Any]
_ADDED: Schema = {"description": "Marks what the writer of the file added; it changes nothing."}
_KEY: Schema = {"type": "string", "pattern": "^[-a-zA-Z0-9_]+$", "maxLength": 60}
_DAY: Schema = {"type": "string", "format": "date", "pattern": "^[0-9]{4}-[0-9]{2}-[0-9]{2}$"}


def file_schema() -> Schema:
    """The schema of what load_yaml takes in; descriptions in English."""
    with translation.override("en"):
        return {
            "$schema": DRAFT,
            "title": "Rightsdesk: a controller and its registers",
            **_object(
                {
                    "controller": {"$ref": "#/$defs/controller"},
                    "joint_controllers": _list("controller"),
                    "registers": _list("register"),
                },
                required=["controller", "registers"],
            ),
            "$defs": _definitions(),
        }


def schema_of(field: Any) -> Schema:
    """What a column may hold."""
    schema = _kind_of(field)
    words = [str(field.verbose_name), str(field.help_text)]
    described = ". ".join(word[:1].upper() + word[1:] for word in words if word)
    return {**schema, "description": described}


def texts_schema() -> Schema:
    """One text in the desk's languages."""
    text = {"type": "string", "maxLength": MAX_TEXT}
    return {
        "type": "object",
        "properties": dict.fromkeys(LANGUAGES, text),
        "additionalProperties": False,
    }


def _texts() -> Schema:
    schema = texts_schema()
    return {**schema, "properties": {**schema["properties"], ADDED: _ADDED}}


def _definitions() -> Schema:
    lines = {f"{name}_line": _line(name) for name in PARTS}
    return {
        "texts": _texts(),
        "controller": _row(Controller, CONTROLLER, required=["slug", "name"]),
        "register": _register(),
        "client": _row(ProcessorClient, CLIENT, required=["name", "email"]),
        "data_system": _row(DataSystem, DATA_SYSTEM, required=["name", "owner", "owner_email"]),
        "version": _version(),
        "basis": _row(PurposeBasis, BASIS, required=["basis"]),
        "reason": _row(FindingReason, REASON, required=["code", "reason"]),
        **lines,
    }


def _register() -> Schema:
    more = {
        "joint_controllers": {"type": "array", "items": _KEY},
        "clients": _list("client"),
        "data_systems": _list("data_system"),
        "versions": _list("version"),
    }
    return _row(Register, REGISTER, required=["slug", "names", "versions"], more=more)


def _version() -> Schema:
    in_force = schema_of(RegisterVersion._meta.get_field("effective_on"))
    in_force["description"] += ". A version with such a day is published; one without is a draft."
    more = {
        "effective_on": in_force,
        **{name: _list(f"{name}_line") for name in PARTS},
        "reasons": _list("reason"),
    }
    return _row(RegisterVersion, VERSION, required=["number"], more=more)


def _line(name: str) -> Schema:
    more = {"bases": _list("basis")} if name == "purposes" else {}
    return _row(PARTS[name], PART[name], required=["names"], more=more)


def _row(
    model: type[models.Model],
    columns: Iterable[str],
    *,
    required: list[str],
    more: Mapping[str, Schema] | None = None,
) -> Schema:
    told = {name: schema_of(model._meta.get_field(name)) for name in columns}
    return _object({**told, **(more or {})}, required=required)


def _object(properties: Mapping[str, Schema], *, required: list[str]) -> Schema:
    return {
        "type": "object",
        "properties": {**properties, ADDED: _ADDED},
        "required": required,
        "additionalProperties": False,
    }


def _list(name: str) -> Schema:
    return {"type": "array", "items": {"$ref": f"#/$defs/{name}"}}


def _kind_of(field: Any) -> Schema:
    if isinstance(field, TextsField):
        return {"$ref": "#/$defs/texts"}
    if isinstance(field, KeysField):
        return {"type": "array", "items": _KEY}
    if field.choices:
        return {"enum": _choices(field)}
    if isinstance(field, models.BooleanField):
        return {"type": "boolean"}
    if isinstance(field, models.IntegerField):
        return {"type": "integer", "minimum": 0}
    if isinstance(field, models.DateField):
        return dict(_DAY)
    return _text(field)


def _choices(field: Any) -> list[Any]:
    choices = [value for value, _label in field.flatchoices if value not in (None, "")]
    return ["", *choices] if field.blank and isinstance(field, models.CharField) else choices


def _text(field: Any) -> Schema:
    schema: Schema = {"type": "string", "maxLength": field.max_length or MAX_TEXT}
    if field.name == "country":
        schema["pattern"] = "^([A-Z]{2})?$" if field.blank else "^[A-Z]{2}$"
    elif isinstance(field, models.SlugField):
        schema["pattern"] = "^[-a-zA-Z0-9_]*$" if field.blank else "^[-a-zA-Z0-9_]+$"
    elif isinstance(field, models.EmailField) and not field.blank:
        schema["format"] = "email"
    elif not field.blank:
        schema["minLength"] = 1
    return schema
