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
CONTROLLER_STANDING = (
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
REGISTER_STANDING = ("slug", "names", "our_role")


def tree_of(version: RegisterVersion) -> Tree:
    """All that *version* says, in a constant number of queries."""
    tree = said(version, (version._meta.get_field(name) for name in VERSION_COLUMNS))
    lines = lines_of(version)
    return tree | {name: [line for _row, line in lines[name]] for name in PARTS if lines[name]}


def lines_of(version: RegisterVersion) -> dict[str, list[tuple[Any, Tree]]]:
    """The lines of *version* by part: each row, and what it says."""
    bases = _bases(version)
    return {
        name: [
            (row, line_tree(row, bases.get(row.pk, []) if model is Purpose else []))
            for row in model._default_manager.filter(version=version).order_by("position", "pk")
        ]
        for name, model in PARTS.items()
    }


def line_tree(row: models.Model, bases: Iterable[PurposeBasis]) -> Tree:
    """What a line of a version says; a purpose with its *bases*."""
    line = said(row, columns_of(type(row)))
    resting_on = [said(basis, columns_of(PurposeBasis)) for basis in bases]
    return line | {"bases": resting_on} if resting_on else line


def standing_of(register: Register) -> Tree:
    """Who keeps the register, as they are today: what a notice says beside its version."""
    controllers = [
        said(row, (row._meta.get_field(name) for name in CONTROLLER_STANDING))
        for row in joint_with(register)
    ]
    return {
        "controllers": controllers,
        "register": said(register, (register._meta.get_field(name) for name in REGISTER_STANDING)),
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


def _bases(version: RegisterVersion) -> dict[int, list[PurposeBasis]]:
    found: dict[int, list[PurposeBasis]] = {}
    for row in PurposeBasis.objects.filter(purpose__version=version).order_by("purpose", "pk"):
        found.setdefault(row.purpose_id, []).append(row)
    return found
