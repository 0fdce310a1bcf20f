"""When a request must be answered: dated facts in, dates and their reasons out.

One month from receipt, extended by two where it was told in time (GDPR Art. 12(3)), counted by
Regulation (EEC, Euratom) No 1182/71, which knows no "30 days"; and the same for the United
Kingdom by Art. 12A UK GDPR and the ICO's guidance. What questions to the person do to the clock
is in ``suspension.py``, arithmetic in ``periods.py``, holidays in ``calendars/``, the reasons in
``reasons.py`` and their sentences in ``explanation.py``.
"""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date, datetime, timedelta

from requests_app.domain.calendars import HolidayCalendar, holiday_calendar
from requests_app.domain.clock_facts import (
    ClockFacts,
    Dates,
    Ground,
    Regime,
    Rule,
    Source,
    Step,
    Suspension,
)
from requests_app.domain.periods import add_months, end_of_day, local_day
from requests_app.domain.reasons import reasons
from requests_app.domain.suspension import Count, count

__all__ = [
    "ClockFacts",
    "Dates",
    "Ground",
    "Regime",
    "Rule",
    "Source",
    "Step",
    "Suspension",
    "ask_by",
    "compute",
    "earliest",
    "end_of_day",
    "forward_by",
    "stop_by",
]

BASE_MONTHS = 1  # GDPR Art. 12(3), first sentence
EXTENDED_MONTHS = 3  # second sentence: two further months, three in all from receipt
PROMPT_WORKING_DAYS = 5
ONE_DAY = timedelta(days=1)


def compute(facts: ClockFacts) -> Dates:
    """All dates of a request, as local days of the controller, with their reasons.

    Raises ValueError (UnknownCalendar, UnknownTimeZone, DateOutsideCalendar among them) for
    facts that contradict each other or that no date can be had from.
    Source: GDPR Art. 12(3)-(4); Reg. 1182/71 Art. 2-3; EDPB Guidelines 01/2022 paras 157-164;
    UK GDPR Art. 12A.
    """
    calendar = holiday_calendar(facts.calendar)
    received_on = local_day(facts.received_at, facts.time_zone)

    # 1. The month, with the questions asked in it. The day of receipt itself is not counted,
    #    and a receipt on a holiday moves nothing (Reg. 1182/71 Art. 3(1), 3(3)).
    base = _count(facts, received_on, calendar, BASE_MONTHS)
    base_due_on = _last_day(base, calendar, BASE_MONTHS)

    # 2. The extension, if the person was told in time; then questions count on, up to its end.
    valid = _extension_valid(facts, base, base_due_on)
    whole, extended_due_on = base, None
    if valid:
        whole = _count(facts, received_on, calendar, EXTENDED_MONTHS)
        extended_due_on = _last_day(whole, calendar, EXTENDED_MONTHS)

    # 3. What follows from both.
    due_so_far = extended_due_on or base_due_on
    running = whole.open_since is None
    due_on = due_so_far if running else None
    without_suspension = _due_without_suspension(facts) if facts.suspensions else due_so_far
    safe_on = _safe_on(facts.regime, received_on, calendar)
    moved = bool(valid) or whole.days > 0 or whole.start != received_on
    target_on = _target_on(due_on, safe_on, calendar, moved=moved)
    if target_on is not None and valid and facts.promised_on is not None:
        target_on = min(target_on, calendar.roll_back(facts.promised_on))
    dates = Dates(
        received_on=received_on,
        nominal_end=base.nominal_end(BASE_MONTHS),
        base_due_on=base_due_on,
        extended_due_on=extended_due_on,
        due_on=due_on,
        due_without_suspension=without_suspension,
        safe_on=safe_on,
        target_on=target_on,
        # GDPR Art. 12(4) has its own month, and no sentence that extends it.
        refuse_by=base_due_on,
        extension_valid=valid,
        due_ends_at=None if due_on is None else end_of_day(due_on, facts.time_zone),
        running=running,
        steps=(),
    )
    return replace(dates, steps=reasons(facts, dates, base, whole))


def earliest(several: Sequence[Dates]) -> Dates:
    """Of joint controllers' dates, those that end first: receipt by any is receipt by all.

    The person may turn to each of them (GDPR Art. 26(3)), so the stricter clock counts.
    Raises ValueError without any dates.
    """
    if not several:
        raise ValueError("There are no dates to choose from.")
    first, *others = sorted(several, key=lambda each: each.due_on or each.due_without_suspension)
    later = [each.due_on for each in others if each.due_on and each.due_on != first.due_on]
    if first.due_on is None or not later:
        return first
    step = Step(
        rule=Rule.JOINT_EARLIEST, source=Source.JOINT, from_date=later[0], to_date=first.due_on
    )
    return replace(first, steps=(*first.steps, step))


def stop_by(received_at: datetime) -> datetime:
    """The instant by which processing has stopped after a withdrawal or an objection to marketing.

    The law gives no period (GDPR Art. 7(3), 21(3)): it stops at once. 24 hours is the longest
    the house allows its systems; never local days, since the stop waits for no office hour.
    Raises ValueError for a naive instant.
    """
    if received_at.utcoffset() is None:
        raise ValueError("The instant of receipt needs a UTC offset.")
    return received_at + timedelta(hours=24)


def forward_by(received_at: datetime, time_zone: str, calendar: str) -> date:
    """The local day by which a processor passes a request on to its controller.

    GDPR Art. 28(3)(e) gives no period, and slowness here eats the controller's month: one
    working day after receipt.
    """
    received_on = local_day(received_at, time_zone)
    return holiday_calendar(calendar).next_working_day(received_on)


def ask_by(received_at: datetime, time_zone: str, calendar: str) -> date:
    """The last local day on which a question to the person is asked without undue delay.

    EDPB Guidelines 01/2022 para 159 gives no number; the house takes five working days after
    receipt. A later question needs a written justification.
    """
    return _prompt_until(local_day(received_at, time_zone), holiday_calendar(calendar))


def _count(facts: ClockFacts, received_on: date, calendar: HolidayCalendar, months: int) -> Count:
    return count(
        facts,
        received_on=received_on,
        prompt_until=_prompt_until(received_on, calendar),
        last_day=lambda counted: _last_day(counted, calendar, months),
    )


def _last_day(counted: Count, calendar: HolidayCalendar, months: int) -> date:
    # Reg. 1182/71 Art. 3(4): moved once, at the very end, never an intermediate date.
    return calendar.roll_forward(counted.nominal_end(months))


def _prompt_until(received_on: date, calendar: HolidayCalendar) -> date:
    day = received_on
    for _ in range(PROMPT_WORKING_DAYS):
        day = calendar.next_working_day(day)
    return day


def _extension_valid(facts: ClockFacts, base: Count, base_due_on: date) -> bool | None:
    if facts.extension_notified_at is None:
        return None
    if facts.extension_notified_at < facts.received_at:
        raise ValueError("An extension cannot be told before the request was received.")
    if facts.without_month:
        return False
    notified_on = local_day(facts.extension_notified_at, facts.time_zone)
    # GDPR Art. 12(3) third sentence: within the month, which does not run out while it stands
    # still. The rolled last day is still in it (Reg. 1182/71 Art. 3(4)).
    return base.open_since is not None or notified_on <= base_due_on


def _due_without_suspension(facts: ClockFacts) -> date:
    dates = compute(replace(facts, suspensions=()))
    return dates.extended_due_on or dates.base_due_on


def _safe_on(regime: Regime, received_on: date, calendar: HolidayCalendar) -> date:
    """EDPB para 158: a month is a ceiling, so the safe day is moved back, never forward."""
    nominal_end = add_months(received_on, BASE_MONTHS)
    if regime is Regime.UK:
        # "One month beginning with the relevant time" may end the day before (Art. 12A).
        nominal_end -= ONE_DAY
    return calendar.roll_back(nominal_end)


def _target_on(
    due_on: date | None, safe_on: date, calendar: HolidayCalendar, *, moved: bool
) -> date | None:
    if due_on is None:
        return None
    return calendar.previous_working_day(due_on) if moved else safe_on
