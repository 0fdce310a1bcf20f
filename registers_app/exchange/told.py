"""What a file tells of controllers, registers and versions, read whole, before the desk is asked.

Every fault is kept with its place; nothing is looked up in the database and nothing is saved.
"""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from typing import Any, TypeVar

from django.core.exceptions import NON_FIELD_ERRORS, ValidationError
from django.db import models
from django.utils.translation import gettext as _

from registers_app.exchange.columns import (
    BASIS,
    CLIENT,
    CONTROLLER,
    DATA_SYSTEM,
    PART,
    REASON,
    REGISTER,
    VERSION,
    Columns,
)
from registers_app.exchange.yaml_tree import Value
from registers_app.models import FindingReason, PurposeBasis, RegisterVersion
from registers_app.models.content import KEYS_OF, PARTS, VERSION_COLUMNS
from registers_app.models.keys import key_for
from registers_app.services.version_tree import Tree, line_tree, said

T = TypeVar("T")


@dataclass(frozen=True, kw_only=True)
class Told:
    """A row as the file tells it: what was read, and where each column stands."""

    value: Value
    fields: Mapping[str, Value]
    columns: Mapping[str, Any]
    names: frozenset[str]  # of all columns that a file may tell
    faulty: frozenset[str]  # of what is wrong or missing, and said so already

    def where(self, name: str) -> Value:
        """The place of a column; the row's own where the file does not tell it."""
        return self.fields.get(name, self.value)

    def fill(self, row: models.Model, *, constraints: bool = False) -> None:
        """Write the columns into *row*, and keep what its model finds wrong with it."""
        for name, value in self.columns.items():
            setattr(row, name, value)
        unasked = {f.name for f in row._meta.fields if f.name not in self.names} | self.faulty
        try:
            row.clean_fields(exclude=unasked)
            if not self.faulty:
                row.clean()
            if constraints and not self.faulty:
                row.validate_constraints(exclude=unasked)
        except ValidationError as error:
            self._keep(error)

    def _keep(self, error: ValidationError) -> None:
        for name, reasons in error.message_dict.items():
            for reason in reasons:
                if name in self.fields or name == NON_FIELD_ERRORS:
                    self.where(name).complain(reason)
                else:
                    named = _("%(field)s: %(reason)s") % {"field": name, "reason": reason}
                    self.value.complain(named)


@dataclass(frozen=True, kw_only=True)
class ToldLine:
    """A line of a version, as a row that is not saved; a purpose with its bases."""

    told: Told
    row: Any
    bases: list[PurposeBasis]

    @cached_property
    def tree(self) -> Tree:
        """What it says."""
        return line_tree(self.row, self.bases)


@dataclass(frozen=True, kw_only=True)
class ToldVersion:
    """A version, its lines by part in their order, and why warnings do not stop it."""

    told: Told
    row: RegisterVersion
    effective_on: date | None
    lines: Mapping[str, list[ToldLine]]
    reasons: list[FindingReason]

    @cached_property
    def tree(self) -> Tree:
        """What it says, as services/version_tree.py tells it of a version in the desk."""
        words = said(self.row, (self.row._meta.get_field(name) for name in VERSION_COLUMNS))
        parts = {name: [line.tree for line in lines] for name, lines in self.lines.items()}
        return words | {name: lines for name, lines in parts.items() if lines}

    def place(self, path: str) -> Value:
        """Where the file tells what a path of the linter names; else the day of publishing."""
        part, _dot, key = path.partition(".")
        for line in self.lines.get(part, ()):
            if line.row.key == key:
                return line.told.value
        return self.told.where(part if part in self.told.fields else "effective_on")


@dataclass(frozen=True, kw_only=True)
class ToldRegister:
    """A register; ``joint`` is None where the file says nothing of it."""

    told: Told
    joint: list[Value] | None
    clients: list[Told]
    data_systems: list[Told]
    versions: list[ToldVersion]


@dataclass(frozen=True, kw_only=True)
class ToldFile:
    """A file: the controller that keeps the registers, and those that are joint with it."""

    controller: Told
    joint: list[Told]
    registers: list[ToldRegister]


def read_file(root: Value) -> ToldFile:
    """All that a document tells. Raises FileRefused where it is no file of registers at all."""
    fields: Mapping[str, Value] = {}
    with root.faults.kept():
        fields = root.fields(
            ["controller", "joint_controllers", "registers"], required=["controller", "registers"]
        )
    if "controller" not in fields:
        root.faults.refuse_if_any()
    registers = _each(fields, "registers", _register)
    _once((row.told.columns.get("slug"), row.told.where("slug")) for row in registers)
    return ToldFile(
        controller=_controller(fields["controller"]),
        joint=_each(fields, "joint_controllers", _controller),
        registers=registers,
    )


def _controller(value: Value) -> Told:
    return _row(value, CONTROLLER, required=["slug", "name"])


def _register(value: Value) -> ToldRegister:
    lists = ["joint_controllers", "clients", "data_systems", "versions"]
    told = _row(value, REGISTER, lists, required=["slug", "names", "versions"])
    clients = _each(told.fields, "clients", _client)
    systems = _each(told.fields, "data_systems", _data_system)
    versions = _each(told.fields, "versions", _version)
    for rows in (clients, systems):
        _once((row.columns.get("name"), row.where("name")) for row in rows)
    _once((row.row.number, row.told.where("number")) for row in versions)
    return ToldRegister(
        told=told,
        joint=_items(told.fields, "joint_controllers")
        if "joint_controllers" in told.fields
        else None,
        clients=clients,
        data_systems=systems,
        versions=sorted(versions, key=lambda version: version.row.number or 0),
    )


def _client(value: Value) -> Told:
    return _row(value, CLIENT, required=["name", "email"])


def _data_system(value: Value) -> Told:
    return _row(value, DATA_SYSTEM, required=["name", "owner", "owner_email"])


def _version(value: Value) -> ToldVersion:
    told = _row(value, VERSION, ["effective_on", *PARTS, "reasons"], required=["number"])
    row = RegisterVersion()
    told.fill(row)
    lines = {name: _lines(told.fields, name) for name in PARTS}
    _check_references(lines)
    return ToldVersion(
        told=told,
        row=row,
        effective_on=_day(told.fields),
        lines=lines,
        reasons=_reasons(told.fields),
    )


def _day(fields: Mapping[str, Value]) -> date | None:
    if "effective_on" in fields:
        with fields["effective_on"].faults.kept():
            return fields["effective_on"].day()
    return None


def _lines(fields: Mapping[str, Value], name: str) -> list[ToldLine]:
    lines = [_line(name, value, position) for position, value in enumerate(_items(fields, name))]
    given = [line for line in lines if line.row.key]
    _once((line.row.key, line.told.where("key")) for line in given)
    taken = {line.row.key for line in given}
    for line in lines:
        if not line.row.key:
            line.row.key = key_for(line.row.names, taken=taken)
            taken.add(line.row.key)
    return lines


def _line(name: str, value: Value, position: int) -> ToldLine:
    more = ["bases"] if name == "purposes" else []
    told = _row(value, PART[name], more, required=["names"])
    row = PARTS[name](position=position)
    told.fill(row)
    given = [_row(basis, BASIS, required=["basis"]) for basis in _items(told.fields, "bases")]
    _once((basis.columns.get("basis"), basis.where("basis")) for basis in given)
    return ToldLine(told=told, row=row, bases=[_filled(PurposeBasis(), basis) for basis in given])


def _reasons(fields: Mapping[str, Value]) -> list[FindingReason]:
    values = _items(fields, "reasons")
    given = [_row(value, REASON, required=["code", "reason"]) for value in values]
    _once(((row.columns.get("code"), row.columns.get("place", "")), row.value) for row in given)
    return [_filled(FindingReason(), row) for row in given]


def _filled(row: Any, told: Told) -> Any:
    told.fill(row)
    return row


def _check_references(lines: Mapping[str, list[ToldLine]]) -> None:
    keys = {name: {line.row.key for line in lines[name]} for name in KEYS_OF.values()}
    for name, rows in lines.items():
        for column in KEYS_OF:
            if column in PART[name]:
                _check_column(rows, column, keys[KEYS_OF[column]])


def _check_column(rows: Iterable[ToldLine], column: str, keys: set[str]) -> None:
    for line in rows:
        if not keys.issuperset(getattr(line.row, column)):
            for value in line.told.fields[column].items():
                if value.text() not in keys:
                    value.complain(_("No line has this key."))


def _row(
    value: Value, columns: Columns, more: Iterable[str] = (), *, required: Iterable[str]
) -> Told:
    fields: Mapping[str, Value] = {}
    with value.faults.kept():
        fields = value.fields([*columns, *more], required=required)
    told: dict[str, Any] = {}
    for name, read in columns.items():
        if name in fields:
            with value.faults.kept():
                told[name] = read(fields[name])
    missing = set(required) - set(fields)
    unread = {name for name in columns if name in fields and name not in told}
    return Told(
        value=value,
        fields=fields,
        columns=told,
        names=frozenset(columns),
        faulty=frozenset(missing | unread),
    )


def _each(fields: Mapping[str, Value], name: str, read: Callable[[Value], T]) -> list[T]:
    return [read(value) for value in _items(fields, name)]


def _items(fields: Mapping[str, Value], name: str) -> list[Value]:
    if name in fields:
        with fields[name].faults.kept():
            return fields[name].items()
    return []


def _once(named: Iterable[tuple[Any, Value]]) -> None:
    seen: set[Any] = set()
    for name, value in named:
        if name in seen:
            value.complain(_("This stands in the file twice."))
        elif name not in (None, ""):
            seen.add(name)
