"""Which requests stand behind each number of the deadline report.

Every number has a code, and every code a condition: the report counts by it and the queue lists by
it, so that a number always leads to as many requests as it says. A code is a family and a member,
``age.8-14``; what a family presumes is part of each of its conditions.
"""

from collections.abc import Callable, Iterable, Mapping
from datetime import date, timedelta

from django.db.models import Exists, F, Func, OuterRef, Q
from django.db.models.fields import DateField
from django.db.models.functions import Cast

from config.clock import now
from registers_app.models import Controller
from requests_app.models import (
    STOPS_AT_ONCE,
    Assistance,
    DecisionGround,
    Extension,
    ExtensionCause,
    GroundChoice,
    IdentityMethod,
    IdentityState,
    LateCause,
    Outcome,
    RequestState,
    Restriction,
    Suspension,
    SuspensionGround,
    Task,
    TaskState,
)
from requests_app.selectors import (
    IS_ANSWERED_LATE,
    IS_ANSWERED_ON_TIME,
    IS_OPEN,
    IS_WAITING,
    NOT_ACTED,
    is_due_within,
    is_late,
    on_local_day,
)

Conditions = Mapping[str, Q]

# Days of age, and days of being late: from, to. None: without end.
AGES: tuple[tuple[int, int | None], ...] = (
    (0, 7),
    (8, 14),
    (15, 30),
    (31, 60),
    (61, 90),
    (91, None),
)
LATENESS: tuple[tuple[int, int | None], ...] = ((1, 7), (8, 30), (31, 90), (91, None))
NO_REASON = "none"

# The families that are counted by the grounds of a decision, and of which outcome.
OUTCOME_OF = {"refusal": Outcome.REFUSED, "partial": Outcome.PARTIAL}

ENDED_OTHERWISE = Q(
    state__in=[RequestState.WITHDRAWN, RequestState.FORWARDED, RequestState.NOT_NEW]
)


def span(first: int, last: int | None) -> str:
    """How days stand in a code: ``8-14``, or ``91-`` without end."""
    return f"{first}-{'' if last is None else last}"


def conditions(controllers: Iterable[Controller]) -> dict[str, Q]:
    """The condition of every code, for requests of *controllers* on their own days."""
    controllers = list(controllers)
    return {
        f"{family}.{code}": base & condition
        for family, (base, members) in families(controllers).items()
        for code, condition in members.items()
    } | dict(main(controllers))


def main(controllers: Iterable[Controller]) -> Conditions:
    """How requests stand: the columns of the table by organisation, right and so on."""
    controllers = list(controllers)
    return {
        "all": Q(pk__isnull=False),
        "open": IS_OPEN,
        "waiting": IS_WAITING,
        "week": is_due_within(controllers, days=7),
        "fortnight": is_due_within(controllers, days=14),
        "late": is_late(controllers),
        "on_time": IS_ANSWERED_ON_TIME,
        "answered_late": IS_ANSWERED_LATE,
        "extended": Q(Exists(Extension.objects.filter(request=OuterRef("pk")))),
        "otherwise": ENDED_OTHERWISE,
    }


def families(controllers: Iterable[Controller]) -> Mapping[str, tuple[Q, Conditions]]:
    """Each family: what it presumes, and the conditions of its members.

    Each is counted in one query over the requests that it presumes.
    """
    controllers = list(controllers)
    late = is_late(controllers)
    return {
        "age": (IS_OPEN, _ages(controllers)),
        "late_open": (late, _late_open(controllers)),
        "late_answered": (IS_ANSWERED_LATE, _late_answered()),
        "why_open": (late, _causes()),
        "why_answered": (IS_ANSWERED_LATE, _causes()),
        "wait": (IS_OPEN, _waits()),
        "extension": (Q(extension__isnull=False), _extensions()),
        "refusal": (Q(state=RequestState.REFUSED), _grounds(OUTCOME_OF["refusal"])),
        "partial": (Q(state=RequestState.ANSWERED), _grounds(OUTCOME_OF["partial"])),
        "outcome": (Q(state=RequestState.ANSWERED), _outcomes()),
        "identity": (Q(), _identity()),
        **{f"duty_{name}": duty for name, duty in duties(controllers).items()},
    }


def _ages(controllers: list[Controller]) -> Conditions:
    return {span(*days): on_local_day(controllers, _received(*days)) for days in AGES}


def _received(youngest: int, oldest: int | None) -> Callable[[date], Q]:
    def condition(day: date) -> Q:
        met = Q(received_on__lte=day - timedelta(days=youngest))
        if oldest is None:
            return met
        return met & Q(received_on__gte=day - timedelta(days=oldest))

    return condition


def _late_open(controllers: list[Controller]) -> Conditions:
    return {span(*days): on_local_day(controllers, _due(*days)) for days in LATENESS}


def _due(least: int, most: int | None) -> Callable[[date], Q]:
    def condition(day: date) -> Q:
        met = Q(due_on__lte=day - timedelta(days=least))
        return met if most is None else met & Q(due_on__gte=day - timedelta(days=most))

    return condition


def _late_answered() -> Conditions:
    return {
        span(least, most): _late_by(least) & (Q() if most is None else ~_late_by(most + 1))
        for least, most in LATENESS
    }


def _late_by(days: int) -> Q:
    """Answered so many days, or more, after the last day (Art. 12(3); for a refusal 12(4))."""
    more = timedelta(days=days)
    return Q(closed_on__gte=F("due_on") + more) | NOT_ACTED & Q(
        due_on__isnull=False, closed_on__gte=F("refuse_by") + more
    )


def _causes() -> Conditions:
    given = {cause: Q(late_reason__cause=cause) for cause in LateCause.values}
    return {**given, NO_REASON: Q(late_reason=None)}


def _waits() -> Conditions:
    """Waiting for the person now, by what was asked."""
    return {
        ground: Q(
            Exists(
                Suspension.objects.filter(
                    request=OuterRef("pk"), ground=ground, ended_at=None, voided_at=None
                )
            )
        )
        for ground in SuspensionGround.values
    }


def local_day(moment: str, *, time_zone: str) -> Cast:
    """The local day of a moment; both are names of columns."""
    return Cast(Func(F(time_zone), F(moment), function="timezone"), DateField())


# An extension counts only when it was told by the base due day, which ``refuse_by`` is (A5.4).
_TOLD_IN_TIME = Exists(
    Extension.objects.filter(request=OuterRef("pk"))
    .annotate(told_on=local_day("notified_at", time_zone="request__controller__time_zone"))
    .filter(told_on__lte=F("request__refuse_by"))
)


def _extensions() -> Conditions:
    return {
        "in_time": Q(_TOLD_IN_TIME),
        "too_late": ~Q(_TOLD_IN_TIME),
        **{f"because_{cause}": Q(extension__cause=cause) for cause in ExtensionCause.values},
        "because_": Q(extension__cause=""),
    }


def _grounds(outcome: str) -> Conditions:
    return {
        ground: Q(
            Exists(
                DecisionGround.objects.filter(
                    decision__request=OuterRef("pk"),
                    decision__superseded_at=None,
                    decision__outcome=outcome,
                    code=ground,
                )
            )
        )
        for ground in GroundChoice.values
    }


def _outcomes() -> Conditions:
    return {
        outcome: Q(decisions__superseded_at=None, decisions__outcome=outcome)
        for outcome in Outcome.values
        if outcome != Outcome.REFUSED
    }


def _identity() -> Conditions:
    check = "submission__identity_check__"
    settled = Q(**{f"{check}state": IdentityState.SETTLED})
    return {
        "asked": Q(**{f"{check}asked_at__isnull": False}),
        "failed": Q(**{f"{check}state": IdentityState.FAILED}),
        "unidentified": Q(state=RequestState.UNIDENTIFIED),
        **{method: settled & Q(**{f"{check}method": method}) for method in IdentityMethod.values},
    }


def duties(controllers: Iterable[Controller]) -> Mapping[str, tuple[Q, Conditions]]:
    """The duties that have dates of their own, each: kept in time, too late, still open.

    A further duty (of Art. 14(3), say) is one entry here and its words in reports/duty_words.py.
    """
    controllers = list(controllers)
    return {
        "stop": (Q(stop_by__isnull=False) & Q(Exists(_STOPPING)), _stop()),
        "forward": (Q(forward_by__isnull=False), _forward(controllers)),
        "help": (Q(Exists(_HELP)), _help(controllers)),
        "lifting": (Q(Exists(_RESTRICTIONS)), _lifting()),
    }


# Art. 7(3), 21(3): every data system that was asked to stop at once, but for what was called off.
_STOPPING = Task.objects.filter(STOPS_AT_ONCE, request=OuterRef("pk")).exclude(
    state=TaskState.CANCELLED
)


def _stop() -> Conditions:
    goes_on = Q(Exists(_STOPPING.filter(state=TaskState.OPEN)))
    stopped_late = Q(Exists(_STOPPING.filter(finished_at__gt=OuterRef("stop_by"))))
    too_late = stopped_late | goes_on & Q(stop_by__lt=now())
    return {
        "in_time": ~goes_on & ~stopped_late,
        "too_late": too_late,
        "open": goes_on & ~stopped_late & Q(stop_by__gte=now()),
    }


def _forward(controllers: list[Controller]) -> Conditions:
    forwarded = Q(state=RequestState.FORWARDED)
    overdue = IS_OPEN & on_local_day(controllers, lambda day: Q(forward_by__lt=day))
    return {
        "in_time": forwarded & Q(closed_on__lte=F("forward_by")),
        "too_late": forwarded & Q(closed_on__gt=F("forward_by")) | overdue,
        "open": IS_OPEN & on_local_day(controllers, lambda day: Q(forward_by__gte=day)),
    }


# Art. 28(3)(e): what a controller asked of us as its processor, by the day that was agreed.
_HELP = Assistance.objects.filter(request=OuterRef("pk")).annotate(
    delivered_on=local_day("delivered_at", time_zone="request__controller__time_zone")
)


def _help(controllers: list[Controller]) -> Conditions:
    late = Q(Exists(_HELP.filter(delivered_on__gt=F("deliver_by"))))
    overdue = on_local_day(
        controllers,
        lambda day: Q(Exists(_HELP.filter(delivered_at=None, deliver_by__lt=day))),
    )
    waits = Q(Exists(_HELP.filter(delivered_at=None)))
    return {
        "in_time": ~late & ~waits,
        "too_late": late | overdue,
        "open": waits & ~late & ~overdue,
    }


# Art. 18(3): the person is told before a restriction is lifted.
_RESTRICTIONS = Restriction.objects.filter(request=OuterRef("pk"), announced_at__isnull=False)


def _lifting() -> Conditions:
    late = Q(Exists(_RESTRICTIONS.filter(lifted_at__lt=F("announced_at"))))
    waits = Q(Exists(_RESTRICTIONS.filter(lifted_at=None)))
    return {"in_time": ~late & ~waits, "too_late": late, "open": waits & ~late}
