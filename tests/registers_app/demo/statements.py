"""The tables of docs/seeds.md: each statement of a policy, its field and its place on a notice."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

from registers_app.models import Controller, Register, RegisterVersion
from registers_app.models.texts import TextsField

SEEDS = Path(__file__).parents[3] / "docs" / "seeds.md"
NOTHING = "–"
_OF_VERSION = re.compile(r"(?:([a-z-]+)\.)?versions\[(\d+)\]\.(\w+)(?:\.([a-z0-9-]+))?(?:\.(\w+))?")


@dataclass(frozen=True, kw_only=True)
class Statement:
    """A row of a table. An empty field: the register does not hold it, and the place says why."""

    said: str
    field: str
    holds: str
    place: str  # the key of a section; empty where the notice does not have it
    remark: str

    @property
    def is_a_choice(self) -> bool:
        """Whether the field holds no words of its own, but a choice that the page words."""
        return self.field.endswith((".our_role", ".effective_on"))


@dataclass(frozen=True, kw_only=True)
class Held:
    """What a field holds: ``texts`` are those by which one knows its line on a page."""

    register: Register
    version: RegisterVersion | None  # None: of the organisation or the register as a whole
    value: Any
    texts: dict[str, str]


def statements(name: str) -> list[Statement]:
    """The table of one policy."""
    section = SEEDS.read_text(encoding="utf-8").split(f"### {name.capitalize()}\n")[1]
    rows = section.split("\n#")[0].strip().splitlines()[2:]
    return [_statement(row) for row in rows]


def _statement(row: str) -> Statement:
    said, field, holds, where = (cell.strip() for cell in row.strip().strip("|").split("|"))
    place, _dot, remark = where.partition(" · ")
    return Statement(
        said=said,
        field=field.strip("`").replace(NOTHING, ""),
        holds=holds,
        place=place.replace(NOTHING, ""),
        remark=remark,
    )


def held(name: str, field: str) -> Held:
    """What the database holds in *field*; it is there."""
    if found := _OF_VERSION.fullmatch(field):
        return _of_version(_register(name, found[1]), *found.groups()[1:])
    of_register, _dot, column = field.rpartition(".")
    if of_register.endswith("register"):
        register = _register(name, of_register.removesuffix("register").rstrip("."))
        return _held(register, None, register, column)
    joint = of_register.partition(".")[2]
    controller = Controller.objects.get(slug=joint or name)
    register = Register.objects.filter(controller__slug=name).earliest("pk")
    return _held(register, None, controller, column)


def _register(name: str, slug: str | None) -> Register:
    registers = Register.objects.filter(controller__slug=name)
    return registers.get(slug=slug) if slug else registers.get()


def _of_version(register: Register, number: str, part: str, key: str, column: str) -> Held:
    version = register.versions.get(number=int(number))
    if not key:
        return _held(register, version, version, part)
    row = getattr(version, part).get(key=key)
    found = _held(register, version, row, column or "names")
    return Held(register=register, version=version, value=found.value, texts=row.names)


def _held(register: Register, version: RegisterVersion | None, row: Any, column: str) -> Held:
    value = getattr(row, column)
    if column == "bases":
        value = [basis.basis for basis in value.order_by("pk")]
    is_text = column != "bases" and isinstance(row._meta.get_field(column), TextsField)
    return Held(register=register, version=version, value=value, texts=value if is_text else {})


def in_words(value: Any) -> str:
    """A value as the tables write it."""
    if isinstance(value, dict):
        value = value["en"]
    elif isinstance(value, list):
        value = ", ".join(value)
    elif isinstance(value, bool):
        value = "yes" if value else "no"
    elif isinstance(value, date):
        value = value.isoformat()
    return " ".join(str(value).split()) or NOTHING


def is_held(holds: str, value: Any) -> bool:
    """Whether *value* is what the table says; dots stand for what the table leaves out."""
    words = in_words(value)
    if "…" not in holds:
        return words == holds
    start, *rest = holds.split("…")
    return words.startswith(start.strip()) and all(part.strip() in words for part in rest)


def keys_of(version: RegisterVersion, parts: list[str]) -> Iterator[str]:
    """Every line of a version, as part and key."""
    for part in parts:
        yield from (f"{part}.{row.key}" for row in getattr(version, part).all())
