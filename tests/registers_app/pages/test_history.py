"""Which version a page shows is the one that the desk works by."""

from datetime import date

import pytest

from registers_app.models import RegisterVersion
from registers_app.pages.history import Standing, current, history
from registers_app.selectors import published_versions, version_in_force
from tests.factories import make_controller, make_register
from tests.registers_app.pages.notices import publish_next

FIRST, SECOND, THIRD = date(2020, 1, 1), date(2026, 1, 1), date(2027, 1, 1)
COMING, IN_FORCE, FORMER = Standing.COMING, Standing.IN_FORCE, Standing.FORMER


def version(number: int, since: date) -> RegisterVersion:
    return RegisterVersion(number=number, effective_on=since)


def standings(*versions: RegisterVersion, on: date) -> list[tuple[int, Standing]]:
    return [(row.version.number, row.standing) for row in history(versions, on=on)]


@pytest.mark.parametrize(
    ("on", "expected"),
    [
        (date(2019, 12, 31), [(3, COMING), (2, COMING), (1, COMING)]),
        (FIRST, [(3, COMING), (2, COMING), (1, IN_FORCE)]),
        (SECOND, [(3, COMING), (2, IN_FORCE), (1, FORMER)]),
        (date(2026, 12, 31), [(3, COMING), (2, IN_FORCE), (1, FORMER)]),
        (THIRD, [(3, IN_FORCE), (2, FORMER), (1, FORMER)]),
    ],
)
def test_one_version_is_in_force_from_its_day_on(
    on: date, expected: list[tuple[int, Standing]]
) -> None:
    rows = version(2, SECOND), version(3, THIRD), version(1, FIRST)
    assert standings(*rows, on=on) == expected


def test_of_two_versions_of_one_day_the_later_one_is_in_force() -> None:
    rows = version(1, SECOND), version(2, SECOND)
    assert standings(*rows, on=SECOND) == [(2, IN_FORCE), (1, FORMER)]


def test_a_version_ends_on_the_day_of_the_next() -> None:
    newer, older = history([version(1, FIRST), version(2, SECOND)], on=THIRD)
    assert (newer.replaced_on, older.replaced_on) == (None, SECOND)


@pytest.mark.django_db
@pytest.mark.parametrize("on", [date(2019, 1, 1), FIRST, date(2025, 5, 5), SECOND, THIRD])
def test_the_page_shows_the_version_by_which_requests_are_handled(on: date) -> None:
    register = make_register(make_controller())
    publish_next(register, on=SECOND)
    publish_next(register, on=THIRD)

    shown = current(history(published_versions().filter(register=register), on=on))

    assert shown.version == version_in_force(register, on=on)
