"""Duties with dates of their own, apart from requests: dated facts in, a date and its reasons out.

The notice to people whose data came from elsewhere (GDPR Art. 14(3)), and the acknowledgement of a
complaint to a controller under the law of the United Kingdom (DPA 2018 s. 164A(3)).
"""

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from enum import StrEnum

from requests_app.domain.calendars import holiday_calendar
from requests_app.domain.clock_facts import Regime, Rule, Source, Step
from requests_app.domain.periods import add_months, local_day
from requests_app.domain.reasons import MONTH, WORKING_DAY

NOTICE_MONTHS = 1  # GDPR Art. 14(3)(a)
# DPA 2018 s. 164A(3): "30 days beginning when the complaint is received", so that day is one.
ACKNOWLEDGE_DAYS = 30


class Exemption(StrEnum):
    """Why people are not told that data about them came from elsewhere (GDPR Art. 14(5))."""

    INFORMED = "ART14_5A_INFORMED"
    DISPROPORTIONATE = "ART14_5B_DISPROPORTIONATE"
    LAW = "ART14_5C_LAW"
    SECRECY = "ART14_5D_SECRECY"


@dataclass(frozen=True, kw_only=True)
class SourceFacts:
    """When data came that the people themselves did not give.

    Local days of the controller. ``communication_on`` and ``disclosure_on`` are when the people are
    first written to, and when the data are first disclosed to another; ``None``: neither is meant.
    Raises ValueError for one of them before the data were obtained.
    """

    obtained_on: date
    calendar: str
    regime: Regime = Regime.EU
    communication_on: date | None = None
    disclosure_on: date | None = None

    def __post_init__(self) -> None:
        for day in (self.communication_on, self.disclosure_on):
            if day is not None and day < self.obtained_on:
                raise ValueError("Data cannot be used or disclosed before they were obtained.")


@dataclass(frozen=True, kw_only=True)
class DutyDate:
    """The lawful last day of a duty, a local day of the controller, with its reasons."""

    due_on: date
    steps: tuple[Step, ...]


def tell_by(facts: SourceFacts) -> DutyDate:
    """The last day to tell people that data about them came from elsewhere.

    One month after obtaining, counted like every month; at the first communication or disclosure,
    where that comes earlier. Such a day is an event and no period, so no holiday moves it.
    Raises ValueError for a calendar that is unknown or does not reach so far.
    Source: GDPR Art. 14(3); Reg. 1182/71 Art. 3.
    """
    month_end = add_months(facts.obtained_on, NOTICE_MONTHS)
    month_due_on = holiday_calendar(facts.calendar).roll_forward(month_end)
    clamped = month_end.day < facts.obtained_on.day
    steps = [
        _step(Rule.OBTAINED, Source.NOTICE_MONTH, None, facts.obtained_on),
        _step(
            Rule.ONE_MONTH_CLAMPED if clamped else Rule.ONE_MONTH,
            MONTH[facts.regime],
            facts.obtained_on,
            month_end,
        ),
    ]
    if month_due_on != month_end:
        steps.append(_step(Rule.ROLLED_FORWARD, WORKING_DAY[facts.regime], month_end, month_due_on))
    due_on = month_due_on
    for rule, source, day in (
        (Rule.FIRST_COMMUNICATION, Source.NOTICE_COMMUNICATION, facts.communication_on),
        (Rule.FIRST_DISCLOSURE, Source.NOTICE_DISCLOSURE, facts.disclosure_on),
    ):
        if day is not None:
            steps.append(_step(rule, source, None, day))
            due_on = min(due_on, day)
    steps.append(_step(Rule.TELL_BY, Source.NOTICE, None, due_on))
    return DutyDate(due_on=due_on, steps=tuple(steps))


def acknowledge_by(received_at: datetime, time_zone: str) -> DutyDate:
    """The last day to acknowledge a complaint in the United Kingdom.

    The period begins when the complaint is received: the strict reading counts that day, and moves
    the last one off no weekend. Raises ValueError for a naive instant or an unknown time zone.
    Source: DPA 2018 s. 164A(3), inserted by the Data (Use and Access) Act 2025 s. 103.
    """
    received_on = local_day(received_at, time_zone)
    due_on = received_on + timedelta(days=ACKNOWLEDGE_DAYS - 1)
    return DutyDate(
        due_on=due_on,
        steps=(
            _step(Rule.COMPLAINED, Source.COMPLAINT, None, received_on),
            _step(Rule.ACKNOWLEDGE_BY, Source.COMPLAINT, received_on, due_on),
            _step(Rule.TELL_OUTCOME, Source.COMPLAINT_OUTCOME, None, None),
        ),
    )


def _step(rule: Rule, source: Source, from_date: date | None, to_date: date | None) -> Step:
    return Step(rule=rule, source=source, from_date=from_date, to_date=to_date)
