"""What a file of registers would make, change and keep: worked out before anything is written.

A controller is found again by its slug, a register by its slug there, data systems and clients by
name, versions by number, the lines of a version by key. What a file leaves out of a controller or
register stays as it is; a version is as the file tells it, as a whole.
"""

import hashlib
import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum
from typing import Any

from django.db import models, transaction
from django.utils.translation import gettext as _

from config.clock import now
from registers_app.domain.compare import ITSELF, Change, ChangeKind, compare_trees
from registers_app.exchange.columns import REASON
from registers_app.exchange.dump_yaml import columns_said
from registers_app.exchange.reach import OPERATOR, Reach
from registers_app.exchange.told import Told, ToldRegister, ToldVersion, read_file
from registers_app.exchange.yaml_tree import Faults, Value, read_yaml
from registers_app.models import (
    Controller,
    DataSystem,
    OurRole,
    ProcessorClient,
    Register,
    RegisterVersion,
    VersionState,
)
from registers_app.models.content import PARTS
from registers_app.services.version_tree import Tree, tree_of

PUBLISHED = (VersionState.PUBLISHED, VersionState.SUPERSEDED)


class Fate(StrEnum):
    """What becomes of something that a file names."""

    MADE = "made"
    CHANGED = "changed"
    KEPT = "kept"


@dataclass(frozen=True, kw_only=True)
class RowPlan:
    """A row with the file's columns written into it, not saved; ``columns`` are what changes."""

    row: Any
    fate: Fate
    columns: tuple[str, ...]
    told: Told


@dataclass(frozen=True, kw_only=True)
class VersionPlan:
    """A version; ``there`` is the one in the desk. ``publishes_on``: it will be published."""

    told: ToldVersion
    there: RegisterVersion | None
    fate: Fate
    changes: tuple[Change, ...] = ()
    publishes_on: date | None = None


@dataclass(frozen=True, kw_only=True)
class RegisterPlan:
    """A register with all that the file tells of it. ``joint`` None: they stay as they are."""

    itself: RowPlan
    joint: list[Controller] | None
    is_joint_changed: bool
    clients: list[RowPlan]
    data_systems: list[RowPlan]
    versions: list[VersionPlan]


@dataclass(frozen=True, kw_only=True)
class Plan:
    """What a file will do. ``agreement`` stands for the file and all that it was compared with."""

    agreement: str
    reach: Reach
    faults: Faults
    controllers: list[RowPlan]
    registers: list[RegisterPlan]

    @property
    def changes_nothing(self) -> bool:
        """Whether the desk says all of it already."""
        rows = [*self.controllers, *(row for plan in self.registers for row in _rows(plan))]
        versions = [row for plan in self.registers for row in plan.versions]
        return (
            all(row.fate is Fate.KEPT for row in rows)
            and all(row.fate is Fate.KEPT and not row.publishes_on for row in versions)
            and not any(plan.is_joint_changed for plan in self.registers)
        )


@dataclass(frozen=True, kw_only=True)
class _Desk:
    """Who asks, what is wrong, and all that was seen while planning."""

    reach: Reach
    faults: Faults
    controllers: dict[str, Controller] = field(default_factory=dict)  # those of the file
    seen: list[Any] = field(default_factory=list)

    @property
    def seen_as_bytes(self) -> bytes:
        """What was seen, for a hash."""
        return json.dumps(self.seen, sort_keys=True, default=str).encode()


@transaction.atomic
def plan(source: bytes, reach: Reach = OPERATOR) -> Plan:
    """What the file would do by the hand of *reach*. The registers it names stay locked until the
    transaction ends. Raises FileRefused with every fault that was found.
    """
    root = read_yaml(source)
    file = read_file(root)
    desk = _Desk(reach=reach, faults=root.faults)
    keeper = _controller(desk, file.controller, keeps=True)
    others = [_controller(desk, told, keeps=False) for told in file.joint]
    registers = [_register(desk, keeper.row, told) for told in file.registers]
    root.faults.refuse_if_any()
    return Plan(
        agreement=_hash(source + desk.seen_as_bytes),
        reach=reach,
        faults=root.faults,
        controllers=[keeper, *others],
        registers=registers,
    )


def _controller(desk: _Desk, told: Told, *, keeps: bool) -> RowPlan:
    slug = told.columns.get("slug", "")
    row = Controller.objects.filter(slug=slug).first() or Controller()
    if not (desk.reach.may_edit(row) if keeps or not row.pk else True):
        told.where("slug").complain(
            _("There is no organisation of that name whose registers you may change.")
        )
        desk.faults.refuse_if_any()
    planned = _row(desk, row, told, constraints=True)
    if planned.fate is Fate.CHANGED and not desk.reach.may_manage(row):
        shown = planned.columns if desk.reach.may_edit(row) else ("slug",)
        for name in shown:
            told.where(name).complain(_("Only an administrator of the organisation changes this."))
    desk.controllers[slug] = row
    return planned


def _row(desk: _Desk, row: models.Model, told: Told, *, constraints: bool = False) -> RowPlan:
    names = [field.name for field in row._meta.fields if field.name in told.names]
    before = columns_said(row, names) if row.pk else {}
    desk.seen.append(before)
    told.fill(row, constraints=constraints)
    after = columns_said(row, names)
    changed = tuple(name for name in names if before.get(name) != after.get(name))
    if not row.pk:
        return RowPlan(row=row, fate=Fate.MADE, columns=(), told=told)
    fate = Fate.CHANGED if changed else Fate.KEPT
    return RowPlan(row=row, fate=fate, columns=changed, told=told)


def _register(desk: _Desk, controller: Controller, told: ToldRegister) -> RegisterPlan:
    found = None
    if controller.pk:
        rows = Register.objects.select_for_update(of=("self",), no_key=True).filter(
            controller=controller
        )
        found = rows.filter(slug=told.told.columns.get("slug", "")).first()
    row = found or Register(controller=controller, created_at=now())
    itself = _row(desk, row, told.told, constraints=True)
    joint_before = list(row.joint_controllers.all()) if row.pk else []
    joint = _joint(desk, row, told, joint_before)
    clients = _named(desk, row, ProcessorClient, told.clients)
    _check_role(row, told, joint_before if joint is None else joint)
    return RegisterPlan(
        itself=itself,
        joint=joint,
        is_joint_changed=joint is not None and _slugs(joint) != _slugs(joint_before),
        clients=clients,
        data_systems=_named(desk, row, DataSystem, told.data_systems),
        versions=_versions(desk, row, told.versions),
    )


def _joint(
    desk: _Desk, row: Register, told: ToldRegister, before: list[Controller]
) -> list[Controller] | None:
    desk.seen.append(sorted(_slugs(before)))
    if told.joint is None:
        return None
    found: list[Controller] = []
    for value in told.joint:
        with desk.faults.kept():
            found.append(_joint_controller(desk, row, value, before))
    return found


def _joint_controller(
    desk: _Desk, row: Register, value: Value, before: list[Controller]
) -> Controller:
    slug = value.text()
    found = desk.controllers.get(slug) or Controller.objects.filter(slug=slug).first()
    if found is None or not (found in before or desk.reach.may_edit(found)):
        raise value.fault(_("There is no controller of that name."))
    if found == row.controller:
        raise value.fault(_("A controller is not joint with itself."))
    return found


def _check_role(row: Register, told: ToldRegister, joint: list[Controller]) -> None:
    """Joint controllers decide with us, clients instead of us (GDPR Art. 26 and 28)."""
    if row.our_role not in OurRole.values:
        return
    if joint and row.our_role != OurRole.CONTROLLER:
        told.told.where("joint_controllers").complain(
            _("A processor does not decide jointly with others (GDPR Art. 26).")
        )
    has_clients = bool(told.clients) or bool(row.pk and row.clients.exists())
    if has_clients and row.our_role != OurRole.PROCESSOR:
        told.told.where("clients").complain(
            _("Only a processor’s register has clients (GDPR Art. 28).")
        )


def _named(desk: _Desk, register: Register, model: Any, told: Iterable[Told]) -> list[RowPlan]:
    there: Mapping[str, models.Model] = {}
    if register.pk:
        rows = model._default_manager.filter(register=register)
        there = {row.name: row for row in rows}
    return [
        _row(
            desk,
            there.get(row.columns.get("name", "")) or model(register=register),
            row,
            constraints=True,
        )
        for row in told
    ]


def _versions(desk: _Desk, register: Register, told: list[ToldVersion]) -> list[VersionPlan]:
    rows = register.versions.order_by("number") if register.pk else []
    there = {row.number: row for row in rows}
    desk.seen.append([[row.number, row.state] for row in there.values()])
    return [_version(desk, register, version, there) for version in told]


def _version(
    desk: _Desk, register: Register, told: ToldVersion, there: Mapping[int, RegisterVersion]
) -> VersionPlan:
    found = there.get(told.row.number)
    is_published = found is not None and found.state in PUBLISHED
    if told.effective_on and not is_published and not desk.reach.may_publish(register.controller):
        told.told.where("effective_on").complain(
            _("You do not publish registers of this organisation.")
        )
    if found is None:
        if there and told.row.number and told.row.number < max(there):
            told.told.where("number").complain(
                _("The register has a later version, number %(number)d: give a higher number.")
                % {"number": max(there)}
            )
        return VersionPlan(told=told, there=None, fate=Fate.MADE, publishes_on=told.effective_on)
    before = tree_of(found)
    desk.seen.append([before, _reasons(found.reasons.all())])
    if found.state in PUBLISHED:
        _refuse_rewriting(found, before, told)
        return VersionPlan(told=told, there=found, fate=Fate.KEPT)
    return _draft(found, before, told)


def _draft(found: RegisterVersion, before: Tree, told: ToldVersion) -> VersionPlan:
    is_same = (
        before == told.tree
        and found.predates_desk == told.row.predates_desk
        and _reasons(found.reasons.all()) == _reasons(told.reasons)
    )
    if not is_same and found.state == VersionState.IN_REVIEW:
        told.told.where("number").complain(
            _("This version is in review and stays as it is until it is a draft again.")
        )
    return VersionPlan(
        told=told,
        there=found,
        fate=Fate.KEPT if is_same else Fate.CHANGED,
        changes=tuple(_changes(before, told)),
        publishes_on=told.effective_on,
    )


def _refuse_rewriting(found: RegisterVersion, before: Tree, told: ToldVersion) -> None:
    place = _first_difference(found, before, told)
    if place:
        place.complain(
            _(
                "This version is published and stays as it was. "
                "Give what is new a number of its own."
            )
        )


def _first_difference(found: RegisterVersion, before: Tree, told: ToldVersion) -> Value | None:
    for name in ("effective_on", "predates_desk"):
        given = told.effective_on if name == "effective_on" else told.row.predates_desk
        if name in told.told.fields and given != getattr(found, name):
            return told.told.where(name)
    for change in _changes(before, told):
        return _place_of(change, told)
    return None


def _place_of(change: Change, told: ToldVersion) -> Value:
    if change.part == ITSELF:
        return told.told.where(change.differences[0].column)
    if change.kind is ChangeKind.REMOVED:
        return told.told.where(change.part)
    return told.place(f"{change.part}.{change.key}")


def _changes(before: Tree, told: ToldVersion) -> list[Change]:
    return compare_trees(before, told.tree, parts=tuple(PARTS))


def _reasons(rows: Iterable[models.Model]) -> list[Tree]:
    said = [columns_said(row, REASON) for row in rows]
    return sorted(said, key=lambda row: (row.get("code", ""), row.get("place", "")))


def _slugs(rows: Iterable[Controller]) -> set[str]:
    return {row.slug for row in rows}


def _rows(planned: RegisterPlan) -> list[RowPlan]:
    return [planned.itself, *planned.clients, *planned.data_systems]


def _hash(content: bytes) -> str:
    return hashlib.sha256(content).hexdigest()
