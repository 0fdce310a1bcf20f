"""A due date in words, so that nobody has to read it from a colour."""

from dataclasses import dataclass

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from config.clock import today
from requests_app.domain.urgency import Urgency, urgency_of
from requests_app.models import RightsRequest
from requests_app.written import written


@dataclass(frozen=True, kw_only=True)
class Due:
    """What a page shows of a due date: its urgency, the words, and the full date."""

    urgency: Urgency
    words: str
    full: str


def due_of(request: RightsRequest) -> Due:
    """The due date of a request today; its submission's controller must be loaded."""
    day = today(request.submission.controller.time_zone)
    urgency = urgency_of(is_closed=request.is_closed, due_on=request.due_on, today=day)
    if urgency is Urgency.CLOSED:
        return Due(urgency=urgency, words=_("closed"), full=written(request.closed_on))
    if request.due_on is None:
        return Due(urgency=urgency, words=_("waits for the person"), full="")
    return Due(
        urgency=urgency,
        words=_in_words((request.due_on - day).days),
        full=written(request.due_on),
    )


def _in_words(days: int) -> str:
    if days == 0:
        return _("due today")
    if days < 0:
        return ngettext("late by %(days)d day", "late by %(days)d days", -days) % {"days": -days}
    return ngettext("due in %(days)d day", "due in %(days)d days", days) % {"days": days}
