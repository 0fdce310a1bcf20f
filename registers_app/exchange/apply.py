"""Take in a file of registers: as it was planned, in one transaction, in bulk."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Any, TypeVar

from django.db import DataError, IntegrityError, models, transaction
from django.utils.translation import gettext as _

from config.clock import now
from registers_app.domain.actors import ActorKind
from registers_app.exchange.plan import Fate, Plan, RegisterPlan, RowPlan, VersionPlan, plan
from registers_app.exchange.reach import OPERATOR, Reach
from registers_app.exchange.told import ToldLine, ToldVersion
from registers_app.exchange.yaml_tree import FileRefused, YamlFault
from registers_app.models import Controller, FindingReason, PurposeBasis, Register, RegisterVersion
from registers_app.models.content import PARTS, VERSION_COLUMNS
from registers_app.services.check_version import open_findings
from registers_app.services.errors import Refused
from registers_app.services.finding_words import as_line
from registers_app.services.publish import publish
from registers_app.services.version_tree import lines_of

R = TypeVar("R")


class ChangedMeanwhile(Exception):
    """What somebody agreed to is no longer what would happen."""


@dataclass(frozen=True, kw_only=True)
class Loaded:
    """What came of a file: versions that were made, replaced, and those that stay."""

    controller: Controller
    made: tuple[RegisterVersion, ...]
    changed: tuple[RegisterVersion, ...]
    kept: tuple[RegisterVersion, ...]


def preview(source: bytes, reach: Reach = OPERATOR) -> Plan:
    """What the file will do, rehearsed to the end and undone. Raises FileRefused."""

    def rehearse() -> Plan:
        planned = plan(source, reach)
        apply(planned)
        transaction.set_rollback(True)
        return planned

    return _whole(rehearse)


def import_file(source: bytes, reach: Reach = OPERATOR, *, agreed: str | None = None) -> Loaded:
    """Take in the whole file or nothing. Raises FileRefused.

    *agreed* is the ``agreement`` of the plan that somebody saw. Raises ChangedMeanwhile where
    another file would be taken in by now, or into registers that say something else.
    """

    def take() -> Loaded:
        planned = plan(source, reach)
        if agreed not in (None, planned.agreement):
            raise ChangedMeanwhile
        return apply(planned)

    return _whole(take)


def _whole(work: Callable[[], R]) -> R:
    try:
        with transaction.atomic():
            return work()
    except (IntegrityError, DataError) as error:
        reason = _("Somebody changed the same at the same time. Nothing was taken in; try again.")
        raise FileRefused([YamlFault(path="", line=1, reason=reason)]) from error


@transaction.atomic
def apply(planned: Plan) -> Loaded:
    """Write what was planned. Raises FileRefused where a version may not be published."""
    for controller in planned.controllers:
        _save(controller)
    versions = [row for register in planned.registers for row in _register(planned, register)]
    planned.faults.refuse_if_any()
    fated = {fate: tuple(row for row, its in versions if its is fate) for fate in Fate}
    return Loaded(
        controller=planned.controllers[0].row,
        made=fated[Fate.MADE],
        changed=fated[Fate.CHANGED],
        kept=fated[Fate.KEPT],
    )


def _save(planned: RowPlan) -> None:
    if planned.fate is not Fate.KEPT:
        planned.row.save()


def _register(planned: Plan, register: RegisterPlan) -> list[tuple[RegisterVersion, Fate]]:
    _save(register.itself)
    row: Register = register.itself.row
    if register.is_joint_changed and register.joint is not None:
        row.joint_controllers.set(register.joint)
    for there in (*register.clients, *register.data_systems):
        _save(there)
    return [(_version(planned, row, version), version.fate) for version in register.versions]


def _version(planned: Plan, register: Register, version: VersionPlan) -> RegisterVersion:
    row = version.there or version.told.row
    if version.fate is not Fate.KEPT:
        _write(planned, register, row, version)
    if version.publishes_on:
        row = _publish(planned, row, version)
    return row


def _write(planned: Plan, register: Register, row: RegisterVersion, version: VersionPlan) -> None:
    row.register = register
    for name in ("predates_desk", *VERSION_COLUMNS):
        setattr(row, name, getattr(version.told.row, name))
    row.save()
    there = lines_of(row) if version.there else {}
    for name, model in PARTS.items():
        _write_part(row, model, there.get(name, []), version.told.lines[name])
    row.reasons.all().delete()
    actor = planned.reach.actor
    for reason in version.told.reasons:
        reason.version, reason.given_at = row, now()
        reason.given_by_id = actor.id if actor.kind is ActorKind.USER else None
    FindingReason.objects.bulk_create(version.told.reasons)


def _write_part(
    version: RegisterVersion,
    model: type[models.Model],
    there: Iterable[tuple[Any, Any]],
    told: list[ToldLine],
) -> None:
    """Leave the lines that stay the same in their place, and put the others anew."""
    wanted = {line.row.key: (line.row.position, line.tree) for line in told}
    kept = {row.key for row, tree in there if wanted.get(row.key) == (row.position, tree)}
    gone = [row.pk for row, _tree in there if row.key not in kept]
    if gone:
        model._default_manager.filter(pk__in=gone).delete()
    lines = [line for line in told if line.row.key not in kept]
    for line in lines:
        line.row.version = version
    model._default_manager.bulk_create([line.row for line in lines])
    for line in lines:
        for basis in line.bases:
            basis.purpose = line.row
    PurposeBasis.objects.bulk_create([basis for line in lines for basis in line.bases])


def _publish(planned: Plan, row: RegisterVersion, version: VersionPlan) -> RegisterVersion:
    assert version.publishes_on
    try:
        return publish(
            version_id=row.pk, effective_on=version.publishes_on, actor=planned.reach.actor
        )
    except Refused as refused:
        _keep(refused, row, version.told)
        return row


def _keep(refused: Refused, row: RegisterVersion, told: ToldVersion) -> None:
    """Say at its place what stands against publishing; what has none, at the day of publishing."""
    findings = {as_line(finding): finding.place for finding in open_findings(row)}
    for reason in refused.reasons:
        found = [line for line in findings if line in reason]
        for line in found:
            told.place(findings[line]).complain(line)
        if not found:
            told.told.where("effective_on").complain(reason)
