"""What a statement that must be refused looks like, and the lawful ones that lead up to it."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from typing import Any

from django.db import models

from tests.raw_sql import copy_sql


@dataclass(frozen=True, kw_only=True)
class Attack:
    """A statement that must be refused.

    ``before`` are lawful statements that lead up to it. ``asleep`` names a model whose triggers
    sleep: the constraint holds by itself, where a trigger would otherwise speak first. Parameters
    are the ids of Rows; a value of ``changes`` that starts with ``@`` is one of them too.
    ``at_commit``: it is refused when the transaction ends.
    """

    sql: str
    before: tuple[str, ...] = ()
    changes: dict[str, Any] | None = None
    asleep: type[models.Model] | None = None
    at_commit: bool = False


def update(table: str, what: str, row: str) -> Attack:
    """A plain UPDATE of one row."""
    return Attack(sql=updated(table, what, row))


def updated(table: str, what: str, row: str) -> str:
    """The statement of a plain UPDATE of one row."""
    return f"UPDATE {table} SET {what} WHERE id = %({row})s"


def copied(model: type[models.Model], row: str, **changes: Any) -> Attack:
    """An INSERT of a row like one that is there."""
    return Attack(sql=copy_sql(model, f"r.id = %({row})s"), changes={"id": 900_000, **changes})


def never_deleted(table: str, row: str, *, key: str = "id") -> list[Attack]:
    """Neither DELETE nor TRUNCATE."""
    return [
        Attack(sql=f"DELETE FROM {table} WHERE {key} = %({row})s"),
        Attack(sql=f"TRUNCATE {table} CASCADE"),
    ]


def never_changed(table: str, row: str) -> list[Attack]:
    """Neither UPDATE, DELETE nor TRUNCATE, whatever the column."""
    return [update(table, "id = id", row), *never_deleted(table, row)]


def asleep(model: type[models.Model], attack: Attack) -> Attack:
    """The same, with the triggers of a table asleep."""
    return replace(attack, asleep=model)


def at_commit(attack: Attack) -> Attack:
    """The same, refused when the transaction ends."""
    return replace(attack, at_commit=True)


def after(before: Iterable[str], attack: Attack) -> Attack:
    """The same, when lawful statements have led up to it."""
    return replace(attack, before=(*before, *attack.before))


NOON = "'2026-03-02 12:00+00'"

CONTROLLER = "registers_app_controller"
VERSION = "registers_app_registerversion"
SUBMISSION = "requests_app_submission"
REQUEST = "requests_app_rightsrequest"
IDENTITY = "requests_app_identitycheck"
EVIDENCE = "requests_app_identityevidence"
TASK = "requests_app_task"
SUSPENSION = "requests_app_suspension"
DECISION = "requests_app_decision"
PACKAGE = "requests_app_disclosurepackage"
FILE = "requests_app_storedfile"
RESTRICTION = "requests_app_restriction"
RECIPIENT_NOTICE = "requests_app_recipientnotice"
REVIEW = "requests_app_humanreview"
LINK = "requests_app_personlink"
ASSISTANCE = "requests_app_assistance"
CASE_LINK = "requests_app_caselink"
HAND_OVER = "requests_app_handover"
NOTICE = "notices_app_notice"
MAIL = "notices_app_inboundmail"
MAILBOX = "notices_app_mailbox"
FETCHED = "notices_app_fetchedmail"
DELIVERY_EVENT = "notices_app_deliveryevent"

ASKED = updated(
    IDENTITY,
    f"state = 'asked', doubt = 'Another address.', asked_at = {NOON},"
    " asked_level = 1, most_level = 2",
    "identity",
)
SETTLED = updated(
    IDENTITY,
    "state = 'settled', method = 'not_in_doubt', reason = 'Known.',"
    f" decided_at = {NOON}, decided_by_id = 1, reached_level = 0, fitting_level = 1",
    "identity",
)
DOUBTED = updated(
    IDENTITY,
    "state = 'open', method = '', reason = '', decided_at = NULL, decided_by_id = NULL,"
    " reached_level = NULL, fitting_level = NULL",
    "identity",
)
COMPLETE = updated(PACKAGE, "state = 'ready'", "package")
SEARCHED = updated(TASK, f"state = 'nothing_found', finished_at = {NOON}", "task")
CLOSED = f"closed_at = {NOON}, closed_on = '2026-03-02'"
WITHDRAWN = f"state = 'withdrawn', {CLOSED}"
ANSWERED = f"state = 'answered', {CLOSED}"
REFUSED = f"state = 'refused', {CLOSED}"


def walked(right: str, *states: str) -> tuple[str, ...]:
    """The request of a right walks from state to state."""
    return tuple(updated(REQUEST, f"state = '{state}'", right) for state in states)


def decided(right: str, outcome: str = "granted") -> str:
    """A decision on the request of a right."""
    return (
        f"INSERT INTO {DECISION} (request_id, outcome, reasoning, proposed_by_id, proposed_at)"
        f" VALUES (%({right})s, '{outcome}', 'Because.', 1, {NOON})"
    )


def asked_of_a_system(right: str, kind: str, *, system: str = "data_system") -> str:
    """A data system is asked to do something."""
    return (
        f"INSERT INTO {TASK} (request_id, data_system_id, kind, state, result, created_at)"
        f" VALUES (%({right})s, %({system})s, '{kind}', 'open', '', {NOON})"
    )


def all_done(right: str) -> str:
    """The one data system that was asked has done it."""
    return (
        f"UPDATE {TASK} SET state = 'done', finished_at = {NOON}"
        f" WHERE request_id = %({right})s AND state = 'open'"
    )
