"""What questions to the person do to the clock (EDPB Guidelines 01/2022 para 159; law of the UK).

The GDPR knows one start, receipt, and no pause. The EDPB tolerates that the clock stands still
while the controller waits for what it needs because of a reasonable doubt about identity, or, of
a controller with a large quantity of data on the person, to know which of them are meant. In the
UK an identity question or a fee starts the month anew (UK GDPR Art. 12A).
"""

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import date, timedelta

from requests_app.domain.clock_facts import (
    ClockFacts,
    Ground,
    Regime,
    Rule,
    Source,
    Step,
    Suspension,
)
from requests_app.domain.periods import add_months, days_between, local_day

ONE_DAY = timedelta(days=1)
EU_RULE = {
    Ground.IDENTITY: Rule.SUSPENDED_IDENTITY,
    Ground.CLARIFICATION: Rule.SUSPENDED_CLARIFICATION,
}
WAITING = {Regime.EU: Source.SUSPENSION, Regime.UK: Source.UK_ANSWER}
UK_RULE = {
    Ground.IDENTITY: Rule.UK_IDENTITY_RESTART,
    Ground.FEE: Rule.UK_FEE_RESTART,
    Ground.CLARIFICATION: Rule.UK_CLARIFICATION,
}


@dataclass(frozen=True, kw_only=True)
class Count:
    """How the clock stands after some questions: its start, and the days that do not count."""

    start: date
    spans: tuple[tuple[date, date], ...] = ()
    steps: tuple[Step, ...] = ()
    open_since: date | None = None

    @property
    def days(self) -> int:
        """The days on which the clock stood still; a day in two suspensions is one day."""
        return days_between(list(self.spans), not_before=self.start)

    @property
    def overlaps(self) -> bool:
        """Whether a day lay in two suspensions, so that the days do not simply add up."""
        return sum((end - first).days for first, end in self.spans) > self.days

    def waits_on(self, day: date) -> bool:
        """Whether an earlier question was open on *day*, the day of its answer included.

        An answer that does not suffice and the question that follows it are one wait
        (EDPB Guidelines 01/2022 ex. 31).
        """
        return self.open_since is not None or any(first <= day <= end for first, end in self.spans)

    def nominal_end(self, months: int) -> date:
        """*months* from the start, and the days suspended, on whatever weekday that is."""
        return add_months(self.start, months) + timedelta(days=self.days)


def count(
    facts: ClockFacts,
    *,
    received_on: date,
    prompt_until: date,
    last_day: Callable[[Count], date],
) -> Count:
    """Take in the questions one after another, each by what was due on the day it was asked.

    *last_day* gives the due day of a count, *prompt_until* the last day on which a question still
    is asked without undue delay. Raises ValueError for a question older than the request.
    """
    counted = Count(start=received_on)
    for suspension in sorted(facts.suspensions, key=lambda each: each.asked_at):
        asked_on = local_day(suspension.asked_at, facts.time_zone)
        if asked_on < received_on:
            raise ValueError(
                f"A question of {asked_on} cannot belong to a request received on {received_on}."
            )
        refused = _refusal(facts, suspension, asked_on, counted, last_day)
        if refused is not None:
            counted = replace(counted, steps=(*counted.steps, refused))
        else:
            counted = _take(facts, suspension, asked_on, counted)
            counted = _note_delay(facts, asked_on, prompt_until, counted)
    return counted


def _refusal(
    facts: ClockFacts,
    suspension: Suspension,
    asked_on: date,
    counted: Count,
    last_day: Callable[[Count], date],
) -> Step | None:
    """Why this question does not touch the clock, or None if it does."""
    answered_on = _answered_on(facts, suspension)
    if facts.without_month:
        # Art. 7(3) and 21(3) know no period that could stand still.
        rule, source = Rule.NO_SUSPENSION_OF_STOP, Source.STOP
    elif facts.regime is Regime.EU and suspension.ground is Ground.FEE:
        # EDPB Guidelines 01/2022 para 194: waiting for a fee of Art. 12(5)(a) suspends nothing.
        rule, source = Rule.FEE_NOT_COUNTED, Source.FEE
    elif not counted.waits_on(asked_on) and asked_on > last_day(counted):
        # A period that has run out cannot stand still any more: what is late stays late.
        rule, source = Rule.SUSPENSION_TOO_LATE, WAITING[facts.regime]
        answered_on = last_day(counted)
    else:
        return None
    return Step(rule=rule, source=source, from_date=asked_on, to_date=answered_on)


def _take(facts: ClockFacts, suspension: Suspension, asked_on: date, counted: Count) -> Count:
    answered_on = _answered_on(facts, suspension)
    if answered_on is None:
        return replace(counted, open_since=counted.open_since or asked_on)
    if facts.regime is Regime.UK:
        return _take_in_the_uk(suspension.ground, asked_on, answered_on, counted)
    # The day of the question is counted, the day of the answer is not.
    span = (asked_on, answered_on)
    rule = EU_RULE[suspension.ground] if answered_on > asked_on else Rule.SUSPENDED_SAME_DAY
    return _with_span(
        counted,
        span,
        Step(
            rule=rule,
            source=Source.SUSPENSION,
            from_date=asked_on,
            to_date=answered_on,
            days=(answered_on - asked_on).days,
        ),
    )


def _take_in_the_uk(ground: Ground, asked_on: date, answered_on: date, counted: Count) -> Count:
    step = Step(
        rule=UK_RULE[ground], source=Source.UK_ANSWER, from_date=asked_on, to_date=answered_on
    )
    if ground is Ground.CLARIFICATION:
        # UK GDPR Art. 12A, as DPA 2018 s. 54(3C): both days included.
        span = (asked_on, answered_on + ONE_DAY)
        return _with_span(counted, span, replace(step, days=(span[1] - span[0]).days))
    # "Relevant time": the latest of receipt, identity information and fee.
    return replace(counted, start=max(counted.start, answered_on), steps=(*counted.steps, step))


def _with_span(counted: Count, span: tuple[date, date], step: Step) -> Count:
    return replace(counted, spans=(*counted.spans, span), steps=(*counted.steps, step))


def _note_delay(facts: ClockFacts, asked_on: date, prompt_until: date, counted: Count) -> Count:
    """EDPB para 159: only a question asked without undue delay may suspend."""
    if facts.regime is not Regime.EU or asked_on <= prompt_until:
        return counted
    step = Step(
        rule=Rule.ASKED_LATE, source=Source.SUSPENSION, from_date=asked_on, to_date=prompt_until
    )
    return replace(counted, steps=(*counted.steps, step))


def _answered_on(facts: ClockFacts, suspension: Suspension) -> date | None:
    if suspension.answered_at is None:
        return None
    return local_day(suspension.answered_at, facts.time_zone)
