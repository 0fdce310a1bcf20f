"""A due date, and what is suspicious, in words: nobody has to read it from a colour."""

from dataclasses import dataclass
from datetime import date

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from config.clock import now, today
from requests_app.domain.urgency import Urgency, urgency_of
from requests_app.models import RightsRequest, Submission
from requests_app.written import written, written_time


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


def duty_of(request: RightsRequest, *, has_stopped: bool) -> Due | None:
    """What an open request has to do long before its month: stop, or forward; else None."""
    if request.is_closed:
        return None
    if request.forward_by is not None:
        return _to_forward(request.forward_by, request.submission.controller.time_zone)
    if request.stop_by is not None:
        return _to_stop(request, has_stopped=has_stopped)
    return None


def _to_stop(request: RightsRequest, *, has_stopped: bool) -> Due:
    assert request.stop_by is not None
    full = written_time(request.stop_by, time_zone=request.submission.controller.time_zone)
    if has_stopped:
        return Due(urgency=Urgency.CLOSED, words=_("stopped"), full="")
    if now() > request.stop_by:
        return Due(urgency=Urgency.LATE, words=_("stopping is late"), full=full)
    return Due(urgency=Urgency.TODAY, words=_("stop at once"), full=full)


def _to_forward(day: date, time_zone: str) -> Due:
    days = (day - today(time_zone)).days
    if days < 0:
        return Due(urgency=Urgency.LATE, words=_("forwarding is late"), full=written(day))
    words = _("forward today") if days == 0 else _("forward")
    urgency = Urgency.TODAY if days == 0 else Urgency.SOON
    return Due(urgency=urgency, words=words, full=written(day))


def _in_words(days: int) -> str:
    if days == 0:
        return _("due today")
    if days < 0:
        return ngettext("late by %(days)d day", "late by %(days)d days", -days) % {"days": -days}
    return ngettext("due in %(days)d day", "due in %(days)d days", days) % {"days": days}


def suspicious(submission: Submission) -> str:
    """Why a message is held; empty where it is not."""
    if not submission.is_held:
        return ""
    reasons = "; ".join(submission.signs_in_words)
    return _("suspicious: %(reasons)s") % {"reasons": reasons}
