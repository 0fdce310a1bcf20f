"""The views of the queue that staff open most, one click away."""

from dataclasses import dataclass

from django.http import HttpRequest
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

VIEWS: tuple[tuple[Promise, str], ...] = (
    (_("all open"), "?"),
    (_("mine"), "?handler=mine"),
    (_("without a handler"), "?handler=none"),
    (_("late"), "?urgency=late"),
    (_("due in 7 days"), "?urgency=week"),
    (_("to stop at once"), "?urgency=stop"),
    (_("to forward"), "?urgency=forward"),
    (_("waiting for the person"), "?urgency=waiting"),
    (_("proof came"), "?urgency=proof"),
    (_("closing proposed"), "?urgency=silent"),
    (_("controller silent"), "?urgency=client"),
    (_("controller asks for help"), "?urgency=help"),
    (_("perhaps asked twice"), "?urgency=twice"),
    (_("awaiting approval"), "?state=awaiting_approval"),
    (_("closed"), "?urgency=closed"),
)


@dataclass(frozen=True, kw_only=True)
class View:
    """A named view and where it is."""

    title: Promise
    query: str
    is_current: bool


def views(request: HttpRequest) -> list[View]:
    """Every view, with the one that is open marked."""
    here = "?" + request.META.get("QUERY_STRING", "")
    return [View(title=title, query=query, is_current=query == here) for title, query in VIEWS]
