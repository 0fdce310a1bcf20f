"""What a register version says, as plain data: for its hash, its file and its comparison.

Empty texts and what a column holds anyway are left out; lines stand in their order, languages in
the desk's.
"""

from collections.abc import Iterable
from typing import Any

from django.db import models

from registers_app.domain.languages import LANGUAGES
from registers_app.models import Purpose, PurposeBasis, Register, RegisterVersion
from registers_app.models.content import PARTS, VERSION_COLUMNS, columns_of
from registers_app.models.texts import TextsField
from registers_app.selectors import joint_with

Tree = dict[str, Any]
NOTHING: tuple[Any, ...] = (None, "", {}, [])
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
    "representative",
    "dpo_name",
    "dpo_email",
    "dpo_phone",
    "dpo_postal_address",
)
_REGISTER = ("slug", "names", "our_role")


def tree_of(version: RegisterVersion) -> Tree:
    """All that *version* says, in a constant number of queries."""
    tree = said(version, (version._meta.get_field(name) for name in VERSION_COLUMNS))
    bases = _bases(version)
    for name, model in PARTS.items():
        rows = model._default_manager.filter(version=version).order_by("position", "pk")
        lines = [_line(row, bases) for row in rows]
        if lines:
            tree[name] = lines
    return tree


def standing_of(register: Register) -> Tree:
    """Who keeps the register, as they are today: what a notice says beside its version."""
    controllers = [
        said(row, (row._meta.get_field(name) for name in _CONTROLLER))
        for row in joint_with(register)
    ]
    return {
        "controllers": controllers,
        "register": said(register, (register._meta.get_field(name) for name in _REGISTER)),
    }


def said(row: models.Model, fields: Iterable[Any]) -> Tree:
    """The columns of *row* that say something, by name."""
    found: Tree = {}
    for field in fields:
        value = plain(field, getattr(row, field.attname))
        if value not in NOTHING and value != field.get_default():
            found[field.name] = value
    return found


def plain(field: Any, value: Any) -> Any:
    """A column's value, its languages in the desk's order and without those that say nothing."""
    if isinstance(field, TextsField):
        return {code: value[code] for code in LANGUAGES if value.get(code)}
    return value


def _bases(version: RegisterVersion) -> dict[int, list[Tree]]:
    found: dict[int, list[Tree]] = {}
    rows = PurposeBasis.objects.filter(purpose__version=version).order_by("purpose", "pk")
    for row in rows:
        found.setdefault(row.purpose_id, []).append(said(row, columns_of(PurposeBasis)))
    return found


def _line(row: models.Model, bases: dict[int, list[Tree]]) -> Tree:
    line = said(row, columns_of(type(row)))
    if isinstance(row, Purpose) and row.pk in bases:
        line["bases"] = bases[row.pk]
    return line
