"""Why the dates of a request are what they are: the steps, in the order a person tells them."""

from datetime import date, timedelta

from requests_app.domain.clock_facts import ClockFacts, Dates, Regime, Rule, Source, Step
from requests_app.domain.periods import add_months, local_day
from requests_app.domain.suspension import WAITING, Count

RECEIPT = {Regime.EU: Source.START, Regime.UK: Source.UK_GUIDANCE}
MONTH = {Regime.EU: Source.MONTHS, Regime.UK: Source.UK_ANSWER}
WORKING_DAY = {Regime.EU: Source.WORKING_DAY, Regime.UK: Source.UK_GUIDANCE}
ANSWER = {Regime.EU: Source.ANSWER, Regime.UK: Source.UK_ANSWER}
SAFE = {
    Regime.EU: (Rule.SAFE, Source.UNDUE_DELAY),
    Regime.UK: (Rule.UK_SAFE, Source.UK_ANSWER),
}


def reasons(facts: ClockFacts, dates: Dates, base: Count, whole: Count) -> tuple[Step, ...]:
    """The steps to *dates*; *base* counted the first month's questions, *whole* all of them."""
    return (
        *_receipt(facts, dates),
        *whole.steps,
        *_month(facts, dates, base),
        *_extension(facts, dates, whole),
        *_end(facts, dates, whole),
        *_other_dates(facts, dates),
    )


def _receipt(facts: ClockFacts, dates: Dates) -> list[Step]:
    steps = [_step(Rule.RECEIVED, RECEIPT[facts.regime], None, dates.received_on)]
    if facts.without_month:
        steps.append(_step(Rule.STOP_AT_ONCE, Source.STOP, dates.received_on, None))
    return steps


def _month(facts: ClockFacts, dates: Dates, base: Count) -> list[Step]:
    month_end = add_months(base.start, 1)
    clamped = month_end.day < base.start.day
    rule = Rule.ONE_MONTH_CLAMPED if clamped else Rule.ONE_MONTH
    return [
        _step(rule, MONTH[facts.regime], base.start, month_end),
        *_to_the_end(facts, month_end, base, dates.base_due_on),
    ]


def _extension(facts: ClockFacts, dates: Dates, whole: Count) -> list[Step]:
    if facts.extension_notified_at is None:
        return []
    notified_on = local_day(facts.extension_notified_at, facts.time_zone)
    if facts.without_month:
        return [_step(Rule.NO_EXTENSION_OF_STOP, Source.STOP, notified_on, None)]
    if dates.extended_due_on is None:
        rule = Rule.EXTENSION_TOO_LATE
        return [_step(rule, ANSWER[facts.regime], notified_on, dates.base_due_on)]
    extended_end = add_months(whole.start, 3)
    steps = [
        _step(Rule.EXTENDED, ANSWER[facts.regime], whole.start, extended_end),
        *_to_the_end(facts, extended_end, whole, dates.extended_due_on),
    ]
    if facts.promised_on is not None and facts.promised_on < dates.extended_due_on:
        steps.append(_step(Rule.PROMISED, ANSWER[facts.regime], notified_on, facts.promised_on))
    return steps


def _to_the_end(facts: ClockFacts, period_end: date, counted: Count, due_on: date) -> list[Step]:
    steps = []
    days = counted.days
    nominal_end = period_end + timedelta(days=days)
    if days:
        rule = Rule.DAYS_ADDED_ONCE if counted.overlaps else Rule.DAYS_ADDED
        steps.append(_step(rule, WAITING[facts.regime], period_end, nominal_end, days))
    if due_on != nominal_end:
        steps.append(_step(Rule.ROLLED_FORWARD, WORKING_DAY[facts.regime], nominal_end, due_on))
    return steps


def _end(facts: ClockFacts, dates: Dates, whole: Count) -> list[Step]:
    source = ANSWER[facts.regime]
    if dates.due_on is not None:
        steps = [_step(Rule.DUE, source, None, dates.due_on)]
    else:
        without_open = dates.extended_due_on or dates.base_due_on
        waiting = WAITING[facts.regime]
        steps = [_step(Rule.SUSPENSION_OPEN, waiting, whole.open_since, without_open)]
    if dates.due_without_suspension != steps[0].to_date:
        # The pause is a tolerance, not in the text of the GDPR: the date without it stays visible.
        without = dates.due_without_suspension
        steps.append(_step(Rule.WITHOUT_SUSPENSION, source, None, without))
    return steps


def _other_dates(facts: ClockFacts, dates: Dates) -> list[Step]:
    steps = []
    if dates.safe_on != dates.due_on:
        rule, source = SAFE[facts.regime]
        steps.append(_step(rule, source, None, dates.safe_on))
    if dates.extended_due_on is not None:
        steps.append(_step(Rule.REFUSE_BY, Source.REFUSAL, None, dates.refuse_by))
    return steps


def _step(
    rule: Rule,
    source: Source,
    from_date: date | None,
    to_date: date | None,
    days: int | None = None,
) -> Step:
    return Step(rule=rule, source=source, from_date=from_date, to_date=to_date, days=days)
