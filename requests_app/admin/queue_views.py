"""The views of the queue that staff open most, one click away, with how many stand in each."""

from collections.abc import Mapping
from dataclasses import dataclass

from django.db.models import Count, Q
from django.http import HttpRequest
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from requests_app.admin.queue_filters import controllers_of, urgency_condition
from requests_app.models import RequestState, RightsRequest
from requests_app.selectors import IS_OPEN, IS_UNASSIGNED, is_handled_by

VIEWS: tuple[tuple[Promise, str], ...] = (
    (_("all open"), ""),
    (_("mine"), "handler=mine"),
    (_("without a handler"), "handler=none"),
    (_("late"), "urgency=late"),
    (_("due in 7 days"), "urgency=week"),
    (_("waiting for the person"), "urgency=waiting"),
    (_("waiting for a system owner"), "urgency=owner"),
    (_("awaiting approval"), "state=awaiting_approval"),
    (_("suspicious"), "urgency=suspicious"),
    (_("to stop at once"), "urgency=stop"),
    (_("to forward"), "urgency=forward"),
    (_("the person wrote"), "urgency=wrote"),
    (_("a system owner asks"), "urgency=asks"),
    (_("mail did not arrive"), "urgency=lost"),
    (_("a note for me"), "urgency=note"),
    (_("proof came"), "urgency=proof"),
    (_("closing proposed"), "urgency=silent"),
    (_("controller silent"), "urgency=client"),
    (_("controller asks for help"), "urgency=help"),
    (_("perhaps asked twice"), "urgency=twice"),
    (_("closed"), "urgency=closed"),
)
# The first of them always stand there, each on the key of its number; of the others those in which
# something waits, and the rest one click further away.
ALWAYS = 9
# What few rows lead to, and some also to closed requests: each is counted by them, not among the
# open ones.
BEYOND_OPEN = ("asks", "wrote", "note", "lost", "client", "help")
UNCOUNTED = ("closed",)


@dataclass(frozen=True, kw_only=True)
class View:
    """A named view, where it is, and how many requests it has; None: not counted."""

    title: Promise | str
    query: str
    count: int | None
    is_current: bool
    is_urgent: bool
    is_at_hand: bool


def views(request: HttpRequest) -> list[View]:
    """Every view, with the one that is open marked."""
    here = request.META.get("QUERY_STRING", "")
    counts = _counts(request)
    return [
        View(
            title=title,
            query=f"?{query}",
            count=counts.get(query),
            is_current=query == here,
            is_urgent=query == "urgency=late" and bool(counts.get(query)),
            is_at_hand=place < ALWAYS or query == here or bool(counts.get(query)),
        )
        for place, (title, query) in enumerate(VIEWS)
    ]


def _counts(request: HttpRequest) -> Mapping[str, int]:
    """How many requests of the reader's own controllers stand in each view."""
    rows = RightsRequest.objects.filter(controller__in=controllers_of(request))
    among_open, beyond = {}, {}
    for _title, query in VIEWS:
        name = query.removeprefix("urgency=")
        if name in BEYOND_OPEN:
            beyond[query] = rows.filter(urgency_condition(name, request)).count()
        elif name not in UNCOUNTED:
            among_open[query] = Count("pk", filter=_condition(query, request))
    aliases = {f"n{place}": each for place, each in enumerate(among_open.values())}
    counted = rows.filter(IS_OPEN).aggregate(**aliases)
    return {**dict(zip(among_open, counted.values(), strict=True)), **beyond}


def _condition(query: str, request: HttpRequest) -> Q:
    return {
        "": IS_OPEN,
        "handler=mine": is_handled_by(int(request.user.pk or 0), controllers_of(request)),
        "handler=none": IS_UNASSIGNED,
        "state=awaiting_approval": Q(state=RequestState.AWAITING_APPROVAL),
    }.get(query) or urgency_condition(query.removeprefix("urgency="), request)
