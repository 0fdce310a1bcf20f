"""Every number of the yearly report, over random histories, against reading row after row."""

from collections import Counter
from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from django.db import transaction
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from config.clock import today
from registers_app.models import DataSystem, LanguageChoice, LawfulBasisChoice, RegisterVersion
from requests_app.models import (
    AuditEntry,
    CaseLetter,
    CaseLink,
    Channel,
    FeeGroundChoice,
    RecipientNotice,
)
from requests_app.reports import accountability
from requests_app.reports.accountability import yearly_report, yearly_tables
from tests.factories import make_controller, make_register, make_user, make_version
from tests.requests_app.reports import slow_path
from tests.requests_app.reports.afterwards import AFTERWARDS, make_bases, write_afterwards
from tests.requests_app.reports.histories import HISTORIES, PLAIN, Ground, write
from tests.requests_app.reports.slow_path import TOLD, Story

pytestmark = pytest.mark.django_db

CONFIRMED = {"received", "received_to_forward"}
# As the report lists them.
OUTCOMES = ("granted", "partial", "no_data", "not_applicable")
ENDS = ("refused", "unidentified", "withdrawn", "forwarded", "not_new")


@pytest.fixture
def ground() -> Ground:
    """An organisation, and another whose requests are none of its report."""
    here = make_controller(time_zone="Pacific/Auckland")
    there = make_controller()
    return Ground(
        controllers=[here, there],
        registers={each.pk: [make_register(each), None, None] for each in (here, there)},
        handlers=[make_user(here), None, None],
        system=DataSystem.objects.first(),
    )


@pytest.fixture
def versions(ground: Ground) -> list[RegisterVersion | None]:
    """Registers with one basis, with one twice and another, and with none; and no register."""
    found: list[RegisterVersion | None] = [None]
    of_purposes: dict[str, list[tuple[str, ...]]] = {
        "one": [("consent",)],
        "several": [("contract", "consent"), ("contract",)],
        "none": [()],
    }
    for slug, purposes in of_purposes.items():
        version = make_version(make_register(ground.controllers[0], slug=slug, name=slug))
        version.purposes.all().delete()
        make_bases(version, *purposes)
        found.append(version)
    return found


# Two whose ends lie on the last day itself, one of them extended; two fees of one ground.
NONE: dict[str, Any] = {
    "version": 2, "letters": [("received", 48)], "reopened": 2, "link": None, "recipients": [],
    "fees": [],
}  # fmt: skip
ON_THE_DAY = PLAIN | {"state": "answered", "closed_after": 40, "refuse_in": 0}
EXTENDED = ON_THE_DAY | {"refuse_in": -5, "due_in": 0, "extension": ("", -6)}
TWO_FEES = PLAIN | {"waits": [("fee", 1, 2, False), ("identity", 1, 2, False)]}
FEES = NONE | {"fees": FeeGroundChoice.values[:1] * 2, "link": ("repeat", True)}


@example(plans=[(ON_THE_DAY, 40, NONE), (EXTENDED, 40, NONE), (TWO_FEES, 40, FEES)], years_ago=0)
@settings(
    max_examples=8,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)
@given(
    plans=st.lists(st.tuples(HISTORIES, st.integers(0, 500), AFTERWARDS), min_size=1, max_size=10),
    years_ago=st.integers(0, 1),
)
def test_every_number_of_a_year_equals_what_reading_the_rows_gives(
    ground: Ground,
    versions: list[RegisterVersion | None],
    monkeypatch: pytest.MonkeyPatch,
    plans: list[tuple[dict[str, Any], int, dict[str, Any]]],
    years_ago: int,
) -> None:
    monkeypatch.setattr(accountability, "without_small_cells", lambda table: table)
    with transaction.atomic():
        write([history | {"age": age} for history, age, _after in plans], ground)
        write_afterwards([after for _history, _age, after in plans], versions)
        _check(ground, year=today(ground.controllers[0].time_zone).year - years_ago)
        transaction.set_rollback(True)


def _check(ground: Ground, *, year: int) -> None:
    controller = ground.controllers[0]
    told = [
        story for story in slow_path.stories([controller]) if story.row.received_on.year == year
    ]
    report = yearly_report(controller, year=year)
    shown = {
        table.key: [(row.name, row.cells[0].value) for row in table.rows]
        for table in yearly_tables(report)
    }
    _check_lists(shown, told)
    assert [number for _name, number in shown["times"]] == _times(told)
    assert [number for _name, number in shown["outcomes"]] == _outcomes(told)
    assert [number for _name, number in shown["after"]] == _afterwards(told)
    assert report.numbers.keys() >= {"acknowledged", "reopened", "recipients_told"}


def _check_lists(shown: dict[str, list[tuple[str, Any]]], told: list[Story]) -> None:
    _same(shown["channels"], Counter(story.row.submission.channel for story in told), Channel)
    languages = Counter(story.row.submission.language for story in told)
    _same(shown["languages"], languages, LanguageChoice)
    _same(shown["bases"], _once_a_request(told, _bases), LawfulBasisChoice)
    _same(shown["fees"], _once_a_request(told, _fees), FeeGroundChoice)


def _same(shown: list[tuple[str, Any]], expected: Counter[str], names: Any) -> None:
    assert {name.casefold(): number for name, number in shown} == {
        str(names(value).label).casefold(): number for value, number in expected.items()
    }


def _once_a_request(told: list[Story], of: Callable[[Story], set[str]]) -> Counter[str]:
    return Counter(value for story in told for value in of(story))


def _bases(story: Story) -> set[str]:
    version = story.row.register_version
    if version is None:
        return set()
    return {row.basis for purpose in version.purposes.all() for row in purpose.bases.all()}


def _fees(story: Story) -> set[str]:
    return {wait.fee.code for wait in story.waits if hasattr(wait, "fee")}


def _times(told: list[Story]) -> list[int]:
    waited = [
        min(letter.written_at - story.row.submission.received_at for letter in letters)
        for story in told
        if (letters := _confirmations(story))
    ]
    ended = [story for story in told if story.row.state in TOLD]
    first, later = [], []
    for story in ended:
        row = story.row
        assert row.closed_on
        if row.closed_on <= row.refuse_by:
            first.append(story)
        elif story.extension and row.due_on and row.closed_on <= row.due_on:
            later.append(story)
    return [
        len(waited),
        sum(each <= timedelta(hours=48) for each in waited),
        len(ended),
        len(first),
        len(later),
        sum(story.extension is not None for story in told),
    ]


def _confirmations(story: Story) -> list[CaseLetter]:
    letters = CaseLetter.objects.filter(request__submission=story.row.submission_id)
    return [letter for letter in letters if letter.kind in CONFIRMED]


def _outcomes(told: list[Story]) -> list[int]:
    given = Counter(
        story.decision.outcome for story in told if story.decision and story.row.state == "answered"
    )
    states = Counter(story.row.state for story in told)
    return [*(given[outcome] for outcome in OUTCOMES), *(states[state] for state in ENDS)]


def _afterwards(told: list[Story]) -> list[int]:
    ids = {story.row.pk for story in told}
    notices = [row for row in RecipientNotice.objects.all() if row.request_id in ids]
    reopened = {row.request_id for row in AuditEntry.objects.filter(event="request.reopen")}
    again = {
        link.request_id
        for link in CaseLink.objects.filter(ended_at=None)
        if link.kind in ("repeat", "duplicate")
    }
    return [
        sum(row.told_at is not None for row in notices),
        sum(row.excused_at is not None for row in notices),
        sum(row.told_at is None and row.excused_at is None for row in notices),
        len(reopened & ids),
        len(again & ids),
    ]
