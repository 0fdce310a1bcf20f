"""The holiday tables: what they hold, and that they are what their recipe makes."""

from datetime import date

import pytest

from requests_app.domain.calendars import (
    TABLES,
    DateOutsideCalendar,
    UnknownCalendar,
    build,
    calendar_names,
    holiday_calendar,
)
from tests.looped import for_each

EU_AND_EEA = {
    *("AT", "BE", "BG", "CY", "CZ", "DE", "DK", "EE", "ES", "FI"),
    *("FR", "GR", "HR", "HU", "IE", "IT", "LT", "LU", "LV", "MT"),
    *("NL", "PL", "PT", "RO", "SE", "SI", "SK", "IS", "LI", "NO"),
}


def free(name: str, *days: str) -> list[bool]:
    calendar = holiday_calendar(name)
    return [not calendar.is_working_day(date.fromisoformat(day)) for day in days]


def test_the_tables_are_what_the_recipe_makes_from_the_pinned_library() -> None:
    kept = {table.stem: table.read_text(encoding="utf-8") for table in TABLES.glob("*.json")}

    assert build.tables() == kept


def test_every_country_of_the_eu_and_eea_every_land_and_the_four_nations_have_a_calendar() -> None:
    names = set(calendar_names())

    assert names > EU_AND_EEA
    assert names > {"GB-ENG", "GB-WLS", "GB-SCT", "GB-NIR"}
    assert len({name for name in names if name.startswith("DE-")}) == 16
    assert {name for name in names if "+" in name} == {
        "FI+EVES",
        "SE+EVES",
        "AX+SJALVSTYRELSEDAG",
    }


@for_each("name", calendar_names())
def test_a_calendar_reaches_from_2015_to_2050_and_knows_christmas_in_every_year(name: str) -> None:
    calendar = holiday_calendar(name)

    assert (calendar.first_day, calendar.last_day) == (date(2015, 1, 1), date(2050, 12, 31))
    assert not any(calendar.is_working_day(date(year, 12, 25)) for year in range(2015, 2051))


def test_finnish_eves_are_working_days_unless_the_controller_opts_in() -> None:
    assert free("FI", "2026-06-19", "2026-12-24") == [False, False]
    assert free("FI+EVES", "2026-06-19", "2026-12-24") == [True, True]


def test_finland_has_its_thirteen_statutory_days() -> None:
    days = {f"{day:%m-%d}" for day in holiday_calendar("FI").days if day.year == 2026}

    assert days == {
        *("01-01", "01-06", "04-03", "04-05", "04-06", "05-01", "05-14"),
        *("05-24", "06-20", "10-31", "12-06", "12-25", "12-26"),
    }


def test_swedish_eves_are_working_days_unless_the_controller_opts_in() -> None:
    eves = ("2026-06-19", "2026-12-24", "2026-12-31")

    assert free("SE", *eves) == [False, False, False]
    assert free("SE+EVES", *eves) == [True, True, True]


def test_aland_has_the_finnish_list_and_its_own_day_only_by_choice() -> None:
    assert holiday_calendar("AX").days == holiday_calendar("FI").days
    assert free("AX", "2026-06-09") == [False]
    assert free("AX+SJALVSTYRELSEDAG", "2026-06-09", "2026-12-24") == [True, False]


def test_a_holiday_of_one_land_is_not_nationwide() -> None:
    assert free("DE", "2026-06-04", "2026-01-06") == [False, False]
    assert free("DE-BY", "2026-06-04", "2026-01-06") == [True, True]


def test_estonia_and_poland_have_christmas_eve_and_denmark_lost_great_prayer_day() -> None:
    assert free("EE", "2026-12-24") == [True]
    assert free("PL", "2024-12-24", "2025-12-24") == [False, True]
    assert free("DK", "2023-05-05", "2024-04-26") == [True, False]


def test_a_working_day_swapped_for_a_saturday_is_no_public_holiday() -> None:
    assert free("HU", "2026-01-02", "2026-08-21") == [False, False]
    assert free("LV", "2026-01-02") == [False]
    assert free("BG", "2016-03-04") == [False]


def test_the_nations_of_the_united_kingdom_differ() -> None:
    assert free("GB-SCT", "2026-11-30", "2026-04-06") == [True, False]
    assert free("GB-ENG", "2026-11-30", "2026-04-06") == [False, True]
    assert free("GB-NIR", "2027-07-12") == [True]


def test_the_day_after_and_the_day_before_leave_out_the_day_itself() -> None:
    finland = holiday_calendar("FI")

    assert finland.next_working_day(date(2026, 4, 1)) == date(2026, 4, 2)
    assert finland.next_working_day(date(2026, 4, 2)) == date(2026, 4, 7)
    assert finland.previous_working_day(date(2026, 4, 7)) == date(2026, 4, 2)
    assert finland.roll_forward(date(2026, 4, 2)) == date(2026, 4, 2)
    assert finland.roll_back(date(2026, 4, 6)) == date(2026, 4, 2)


@for_each("day", [date(2014, 12, 31), date(2051, 1, 1)])
def test_a_day_outside_the_table_is_refused_in_a_sentence(day: date) -> None:
    with pytest.raises(DateOutsideCalendar, match=f"FI reaches from 2015-01-01 .* {day} lies"):
        holiday_calendar("FI").is_working_day(day)


def test_rolling_off_the_end_of_the_table_is_refused() -> None:
    with pytest.raises(DateOutsideCalendar):
        holiday_calendar("FI").roll_forward(date(2050, 12, 31))


@for_each("name", ["XX", "", "fi", "../tables/FI", "FI.json", "FI+"])
def test_an_unknown_calendar_is_refused(name: str) -> None:
    with pytest.raises(UnknownCalendar):
        holiday_calendar(name)


def test_calendars_with_the_same_days_have_the_same_version_and_others_do_not() -> None:
    versions = {name: holiday_calendar(name).version for name in calendar_names()}

    assert versions["FI"] == versions["AX"]
    assert versions["FI"] != versions["FI+EVES"]
