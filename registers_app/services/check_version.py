"""What the linter finds in register versions, and what stands against publishing one."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, fields
from datetime import date
from typing import Any, TypeVar

from config.clock import today
from registers_app.domain.lint.facts import (
    AutomationFacts,
    ClientFacts,
    ContactFacts,
    ControllerFacts,
    CookieFacts,
    DataFacts,
    GroupFacts,
    Line,
    PurposeFacts,
    RecipientFacts,
    RegisterFacts,
    RetentionFacts,
    SourceFacts,
    Texts,
    TransferFacts,
    VersionFacts,
)
from registers_app.domain.lint.finding import Finding, Severity
from registers_app.domain.lint.rules import findings_in
from registers_app.models import (
    FindingReason,
    ProcessorClient,
    PurposeBasis,
    Register,
    RegisterVersion,
    VersionState,
)
from registers_app.models.content import PARTS
from registers_app.selectors import joint_with

F = TypeVar("F")
_LINES: tuple[type[Line], ...] = (
    ContactFacts,
    PurposeFacts,
    GroupFacts,
    DataFacts,
    SourceFacts,
    RecipientFacts,
    TransferFacts,
    RetentionFacts,
    AutomationFacts,
    CookieFacts,
)
_Bases = dict[int, dict[str, Any]]


@dataclass(frozen=True, kw_only=True)
class Checked:
    """A finding in a version, the reason given for it, and the text of the line it is about."""

    finding: Finding
    reason: FindingReason | None
    names: Texts

    @property
    def is_open(self) -> bool:
        """Whether it stands against publishing: an error, or a warning without a reason."""
        if self.finding.severity is Severity.WARNING:
            return self.reason is None
        return self.finding.severity is Severity.ERROR


def findings_of(version: RegisterVersion) -> tuple[Finding, ...]:
    """What the linter finds, in a constant number of queries."""
    return findings_in(_facts_of([version])[version.pk])


def checked(versions: Sequence[RegisterVersion]) -> dict[int, tuple[Checked, ...]]:
    """The findings in each version, by its id, in a constant number of queries for them all."""
    reasons = {
        (row.version_id, row.code, row.place): row
        for row in FindingReason.objects.filter(version__in=versions).select_related("given_by")
    }
    found = {}
    for pk, facts in _facts_of(versions).items():
        names = {line.place: line.names for line in facts.lines}
        found[pk] = tuple(
            Checked(
                finding=one,
                reason=reasons.get((pk, one.code, one.place)),
                names=names.get(one.place, {}),
            )
            for one in findings_in(facts)
        )
    return found


def open_findings(version: RegisterVersion) -> tuple[Finding, ...]:
    """What stands against publishing *version*: errors, and warnings without a reason."""
    return tuple(one.finding for one in checked([version])[version.pk] if one.is_open)


def _facts_of(versions: Sequence[RegisterVersion]) -> dict[int, VersionFacts]:
    registers = _registers({version.register_id for version in versions})
    lines = {facts.part: _lines(facts, versions) for facts in _LINES}
    return {
        version.pk: _version_facts(
            version,
            registers[version.register_id],
            {part: tuple(rows.get(version.pk, ())) for part, rows in lines.items()},
        )
        for version in versions
    }


def _registers(ids: Iterable[int]) -> dict[int, RegisterFacts]:
    rows = Register.objects.filter(pk__in=ids).select_related("controller")
    clients: dict[int, list[ClientFacts]] = {}
    for client in ProcessorClient.objects.filter(register__in=rows, is_active=True):
        clients.setdefault(client.register_id, []).append(_as(ClientFacts, client))
    return {
        row.pk: _as(
            RegisterFacts,
            row,
            controllers=tuple(_as(ControllerFacts, one) for one in joint_with(row)),
            clients=tuple(clients.get(row.pk, ())),
        )
        for row in rows.prefetch_related("joint_controllers")
    }


def _lines(facts: type[Line], versions: Sequence[RegisterVersion]) -> dict[int, list[Line]]:
    model: Any = PARTS[facts.part]
    rows = model.objects.filter(version__in=versions).order_by("position", "pk")
    bases = _bases(versions) if facts is PurposeFacts else {}
    found: dict[int, list[Line]] = {}
    for row in rows:
        more = {"bases": bases.get(row.pk, {})} if facts is PurposeFacts else {}
        found.setdefault(row.version_id, []).append(_as(facts, row, **more))
    return found


def _bases(versions: Sequence[RegisterVersion]) -> _Bases:
    found: _Bases = {}
    for row in PurposeBasis.objects.filter(purpose__version__in=versions):
        found.setdefault(row.purpose_id, {})[row.basis] = row.legal_acts
    return found


def _version_facts(
    version: RegisterVersion, register: RegisterFacts, lines: dict[str, Any]
) -> VersionFacts:
    return _as(
        VersionFacts,
        version,
        today=_local_day(version),
        register=register,
        is_in_force=version.state == VersionState.PUBLISHED,
        **lines,
    )


def _local_day(version: RegisterVersion) -> date:
    return today(version.register.controller.time_zone)


def _as(facts: Callable[..., F], row: Any, **more: Any) -> F:
    """*row* as plain facts: its columns of the same names, and *more*."""
    columns = (column.name for column in fields(facts))  # type: ignore[arg-type]
    said = {name: _plain(getattr(row, name)) for name in columns if name not in more}
    return facts(**said, **more)


def _plain(value: Any) -> Any:
    return tuple(value) if isinstance(value, list) else value
