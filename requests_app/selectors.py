"""Reading requests: whose they are, and how urgent."""

from collections import defaultdict
from collections.abc import Callable, Iterable
from datetime import date, datetime, timedelta

from django.contrib.postgres.search import SearchQuery
from django.db.models import F, Q, QuerySet

from config.clock import today
from registers_app.domain.roles import Permission
from registers_app.models import Controller, DataSystem, User
from registers_app.permissions import controllers_where
from requests_app.domain.matching import match_keys
from requests_app.domain.search_text import fold
from requests_app.models import (
    CLOSED_STATES,
    Absence,
    AddressKind,
    ErasureRecord,
    LeftAlone,
    RequestState,
    RightsRequest,
    erased_digests,
)
from requests_app.models.absence import away_on
from requests_app.models.left_alone import left_alone_digests

IS_CLOSED = Q(state__in=CLOSED_STATES)
IS_OPEN = ~IS_CLOSED
# Ends at which the person was told what became of the request (GDPR Art. 12(2)-(4)).
IS_DECIDED = Q(state__in=[RequestState.ANSWERED, RequestState.REFUSED, RequestState.UNIDENTIFIED])
IS_WAITING = IS_OPEN & Q(due_on=None)
IS_UNASSIGNED = IS_OPEN & Q(assignee=None)
# Who does not act says so within the first month, which nothing extends (Art. 12(4)).
NOT_ACTED = Q(state__in=[RequestState.REFUSED, RequestState.UNIDENTIFIED])
# A request that was closed while the clock waited for the person has no due date to miss.
IS_ANSWERED_ON_TIME = IS_DECIDED & (
    Q(due_on=None) | Q(closed_on__lte=F("due_on")) & (~NOT_ACTED | Q(closed_on__lte=F("refuse_by")))
)
IS_ANSWERED_LATE = IS_DECIDED & (
    Q(closed_on__gt=F("due_on")) | NOT_ACTED & Q(due_on__isnull=False, closed_on__gt=F("refuse_by"))
)

MOST_WORDS = 20
LONGEST_WORD = 60


def requests_seen_by(user: User) -> QuerySet[RightsRequest]:
    """The requests of the controllers at which *user* may see requests."""
    return RightsRequest.objects.filter(
        controller__in=controllers_where(user, Permission.SEE_REQUESTS)
    )


def is_late(controllers: Iterable[Controller]) -> Q:
    """Open after its due date, by each controller's own calendar day."""
    return IS_OPEN & on_local_day(controllers, lambda day: Q(due_on__lt=day))


def is_due_within(controllers: Iterable[Controller], *, days: int) -> Q:
    """Open, not late, and due today or in the next *days* days of each controller."""
    return IS_OPEN & on_local_day(
        controllers, lambda day: Q(due_on__gte=day, due_on__lte=day + timedelta(days=days))
    )


def is_handled_by(user_id: int, controllers: Iterable[Controller]) -> Q:
    """The user's own, and those of colleagues for whom they stand in on that local day."""

    def stands_in(day: date) -> Q:
        away = Absence.objects.filter(away_on(day), deputy=user_id)
        return Q(assignee__in=away.values("user"))

    return Q(assignee=user_id) | on_local_day(controllers, stands_in)


def matching(text: str) -> Q:
    """Requests whose person, reference, contact or identifiers have every word of *text*.

    Words match by their beginning, in any order, without regard to case and accents.
    """
    words = [word[:LONGEST_WORD] for word in fold(text).split()[:MOST_WORDS]]
    if not words:
        return Q(pk__in=[])
    prefixes = " & ".join(f"'{word}':*" for word in words)
    return Q(submission__search=SearchQuery(prefixes, config="simple", search_type="raw"))


def on_local_day(
    controllers: Iterable[Controller], condition: Callable[[date], Q], *, of: str = "controller"
) -> Q:
    """Rows that meet *condition* of the day that it is at their controller; *of* leads to it."""
    by_day: dict[date, list[int]] = defaultdict(list)
    for controller in controllers:
        by_day[today(controller.time_zone)].append(controller.pk)
    met = Q(pk__in=[])
    for day, ids in by_day.items():
        met |= Q(**{f"{of}__in": ids}) & condition(day)
    return met


def addresses_left_alone(controller: Controller, addresses: Iterable[str]) -> list[str]:
    """Those of *addresses* that get no direct marketing, as they are written and in their order."""
    digests = {address: _digests(controller, address) for address in addresses}
    every = [digest for found in digests.values() for digest in found]
    on_list = set(
        LeftAlone.objects.filter(
            controller=controller, digest__in=every, ended_at=None
        ).values_list("digest", flat=True)
    )
    return [address for address, found in digests.items() if on_list.intersection(found)]


def _digests(controller: Controller, address: str) -> list[str]:
    kind = AddressKind.EMAIL if "@" in address else AddressKind.PHONE
    return left_alone_digests(controller.pk, kind, address)


def erased_among(system: DataSystem, lines: Iterable[str], *, since: datetime) -> list[str]:
    """Those of *lines* (an address, a number) whom *system* erased after *since*."""
    digests = {line: _erased_digests(system, line) for line in lines}
    every = [digest for found in digests.values() for digest in found]
    rows = ErasureRecord.objects.filter(
        data_system=system, done_at__gt=since, digests__overlap=every
    )
    known = {digest for row in rows for digest in row.digests}
    return [line for line, found in digests.items() if known.intersection(found)]


def _erased_digests(system: DataSystem, line: str) -> list[str]:
    keys = (
        match_keys(name="", email=line, phone="", identifiers="")
        if "@" in line
        else match_keys(name="", email="", phone=line, identifiers=line)
    )
    return [digest for key in keys for digest in erased_digests(system.pk, key)]
