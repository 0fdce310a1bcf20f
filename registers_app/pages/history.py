"""Which version of a register is in force, which ones were, and which one is to come."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from registers_app.models import RegisterVersion


class Standing(StrEnum):
    """How a version stands on one day."""

    DRAFT = "draft"
    COMING = "coming"
    IN_FORCE = "in_force"
    FORMER = "former"


@dataclass(frozen=True, kw_only=True)
class Dated:
    """A version and its days, which are local days of the controller."""

    version: RegisterVersion
    standing: Standing
    since: date
    replaced_on: date | None  # from this day a newer one is in force, or will be


def history(versions: Iterable[RegisterVersion], *, on: date) -> list[Dated]:
    """The published versions of one register as they stand on a local day, the newest first."""
    rows = sorted(((_since(row), row.number, row) for row in versions), reverse=True)
    found: list[Dated] = []
    for since, _number, version in rows:
        found.append(
            Dated(
                version=version,
                standing=_standing(since, found, on=on),
                since=since,
                replaced_on=found[-1].since if found else None,
            )
        )
    return found


def current(versions: list[Dated]) -> Dated:
    """The version that the register's page shows: the one in force, else the first to come."""
    return next((row for row in versions if row.standing is Standing.IN_FORCE), versions[-1])


def _standing(since: date, newer: list[Dated], *, on: date) -> Standing:
    if since > on:
        return Standing.COMING
    if any(row.standing is Standing.IN_FORCE for row in newer):
        return Standing.FORMER
    return Standing.IN_FORCE


def _since(version: RegisterVersion) -> date:
    assert version.effective_on, "The database dates every published version."
    return version.effective_on
