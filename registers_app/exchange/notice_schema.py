"""The shape of the public JSON of a notice as a JSON Schema, from what it is made of."""

from collections.abc import Iterable, Mapping
from typing import Any

from django.db import models
from django.utils import translation

from registers_app.exchange.file_schema import DRAFT, Schema, schema_of, texts_schema
from registers_app.exchange.notice_tree import FORMAT, published_columns, published_words
from registers_app.models import Controller, PurposeBasis, Register, RegisterVersion
from registers_app.models.content import PARTS, columns_of
from registers_app.services.version_tree import CONTROLLER_STANDING, REGISTER_STANDING

PATH = "docs/notice.schema.json"


def notice_schema() -> Schema:
    """The schema of what /notices/…/notice.json answers; descriptions in English."""
    with translation.override("en"):
        return {
            "$schema": DRAFT,
            "title": "Rightsdesk: a published privacy notice",
            **_object(
                {
                    "format": {"const": FORMAT},
                    "address": {"type": "string", "format": "uri"},
                    "controllers": _list(_row(Controller, CONTROLLER_STANDING)),
                    "register": _row(Register, REGISTER_STANDING),
                    "version": _version(),
                    **_columns(RegisterVersion, published_words()),
                    **{part: _list(_line(part)) for part in PARTS},
                    "names_more_recipients_on_request": {"type": "boolean"},
                }
            ),
            "$defs": {"texts": texts_schema()},
        }


def _version() -> Schema:
    told = _columns(RegisterVersion, ("number", "effective_on", "predates_desk", "content_hash"))
    return _object(told)


def _line(part: str) -> Schema:
    columns = _columns(PARTS[part], (field.name for field in published_columns(part)))
    if part == "purposes":
        names = (field.name for field in columns_of(PurposeBasis))
        columns["bases"] = _list(_row(PurposeBasis, names))
    return _object(columns)


def _row(model: type[models.Model], names: Iterable[str]) -> Schema:
    return _object(_columns(model, names))


def _columns(model: type[models.Model], names: Iterable[str]) -> Schema:
    return {name: _or_nothing(model._meta.get_field(name)) for name in names}


def _or_nothing(field: Any) -> Schema:
    schema = schema_of(field)
    return {"anyOf": [schema, {"type": "null"}]} if field.null else schema


def _object(properties: Mapping[str, Schema]) -> Schema:
    return {
        "type": "object",
        "properties": dict(properties),
        "required": list(properties),
        "additionalProperties": False,
    }


def _list(items: Schema) -> Schema:
    return {"type": "array", "items": items}
