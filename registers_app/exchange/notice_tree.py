"""A published version as data for the controller's own site: what its notice says, all languages.

The shape is stable: every column is there in every answer, an empty text as ``{}`` or ``""``, and
``docs/notice.schema.json`` describes it. ``content.UNPUBLISHED``, clients, data systems and
recipients that are named on request only are left out.
"""

from collections.abc import Iterable
from typing import Any

from django.db import models

from registers_app.models import PurposeBasis, Register, RegisterVersion
from registers_app.models.content import PARTS, UNPUBLISHED, VERSION_COLUMNS, columns_of
from registers_app.selectors import joint_with
from registers_app.services.version_tree import (
    CONTROLLER_STANDING,
    REGISTER_STANDING,
    Tree,
    plain,
)

FORMAT = "rightsdesk-notice-1"


def published_columns(part: str) -> tuple[Any, ...]:
    """The columns of a line that everybody may read."""
    hidden = UNPUBLISHED.get(part, frozenset())
    return tuple(field for field in columns_of(PARTS[part]) if field.name not in hidden)


def published_words() -> tuple[str, ...]:
    """The columns of a version that everybody may read."""
    return tuple(name for name in VERSION_COLUMNS if name not in UNPUBLISHED["version"])


def notice_tree(version: RegisterVersion) -> Tree:
    """All that the notice says, in a constant number of queries."""
    register = version.register
    hidden = version.recipients.filter(is_published=False)
    return {
        "format": FORMAT,
        "controllers": [_columns(row, CONTROLLER_STANDING) for row in joint_with(register)],
        "register": _columns(register, REGISTER_STANDING),
        "version": version_head(version),
        **_columns(version, published_words()),
        **{part: _lines(version, part) for part in PARTS},
        "names_more_recipients_on_request": hidden.exists(),
    }


def version_head(version: RegisterVersion) -> Tree:
    """Which version it is."""
    return {
        "number": version.number,
        "effective_on": version.effective_on.isoformat() if version.effective_on else None,
        "predates_desk": version.predates_desk,
        "content_hash": version.content_hash,
    }


def register_head(register: Register) -> Tree:
    """Which register it is."""
    return _columns(register, REGISTER_STANDING)


def _lines(version: RegisterVersion, part: str) -> list[Tree]:
    rows = PARTS[part]._default_manager.filter(version=version).order_by("position", "pk")
    if part == "recipients":
        rows = rows.filter(is_published=True)
    if part == "purposes":
        rows = rows.prefetch_related("bases")
    return [_line(part, row) for row in rows]


def _line(part: str, row: Any) -> Tree:
    line = _columns(row, (field.name for field in published_columns(part)))
    if part == "purposes":
        columns = [field.name for field in columns_of(PurposeBasis)]
        line["bases"] = [_columns(basis, columns) for basis in row.bases.all()]
    return line


def _columns(row: models.Model, names: Iterable[str]) -> Tree:
    return {name: plain(row._meta.get_field(name), getattr(row, name)) for name in names}
