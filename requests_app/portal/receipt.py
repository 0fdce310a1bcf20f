"""What a person needs to know of a request: its dates and why, before sending, after, or later."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime

from django.db.models import prefetch_related_objects
from django.utils.functional import Promise
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from requests_app.detail_words import Line, detail_lines
from requests_app.domain.deadline import Dates
from requests_app.domain.explanation import explain
from requests_app.domain.rights import ObjectionScope, Right
from requests_app.domain.signs import Sign
from requests_app.models import RightsRequest, Submission
from requests_app.right_words import RIGHT_WORDS, RightWords
from requests_app.services.redate import dates_of, duties_of, first_dates
from requests_app.services.submit import NewSubmission


@dataclass(frozen=True, kw_only=True)
class RightDates:
    """One right with its dates in words."""

    words: RightWords
    due_on: date | None  # None: the time limit stands still
    due_without_waiting: date
    reasons: Sequence[str]
    stops: str | Promise = ""  # what stops at once, with its instant
    stop_by: datetime | None = None
    said: Sequence[Line] = ()  # what the person said of it, once it is sent
    forward_by: date | None = None  # a processor passes it on, and the month is another's


@dataclass(frozen=True, kw_only=True)
class Receipt:
    """What was sent, and what follows from it."""

    submission: Submission
    requests: list[RightDates]

    @property
    def is_passed_on(self) -> bool:
        """Whether another organisation decides over the data and answers (GDPR Art. 28)."""
        return any(one.forward_by for one in self.requests)

    @property
    def is_told_by_mail(self) -> bool:
        """Whether a mail went out: one of too many for the same address sends none."""
        return Sign.MANY_FOR_ADDRESS.value not in self.submission.signs


def receipt_of(submission: Submission) -> Receipt:
    """The receipt of a submission, in the page's language."""
    requests = (
        submission.requests.filter(part_of=None)
        .select_related("extension")
        .prefetch_related("suspensions")
        .order_by("pk")
    )
    return Receipt(submission=submission, requests=[dates_in_words(row) for row in requests])


def dates_in_words(request: RightsRequest) -> RightDates:
    """A request's dates, and the reasons step by step, in the page's language."""
    right = Right(request.right)
    dates = _in_words(
        right,
        request.objection_scope,
        dates_of(request),
        stop_by=request.stop_by,
        forward_by=request.forward_by,
    )
    return replace(dates, said=detail_lines(right, request.said))


def foreseen(new: NewSubmission) -> list[RightDates]:
    """The dates that each right would have if it were sent at the instant *new* names."""
    if new.register:
        # Each right counts by all their clocks.
        prefetch_related_objects([new.register], "joint_controllers")
    answers = new.register.controller if new.register else new.controller
    would_be = Submission(controller=answers, register=new.register, received_at=new.received_at)
    return [_foreseen(would_be, right, new.objection_scope) for right in new.rights]


def _foreseen(submission: Submission, right: Right, scope: ObjectionScope | None) -> RightDates:
    objected = scope.value if scope and right is Right.OBJECTION else ""
    return _in_words(
        right,
        objected,
        first_dates(submission, right=right, scope=objected),
        **duties_of(submission, right=right, scope=objected),
    )


def _in_words(
    right: Right, scope: str, dates: Dates, *, stop_by: datetime | None, forward_by: date | None
) -> RightDates:
    return RightDates(
        words=RIGHT_WORDS[right],
        due_on=dates.due_on,
        due_without_waiting=dates.due_without_suspension,
        reasons=explain(dates, get_language() or "en"),
        stops=_stops(right, scope) if stop_by else "",
        stop_by=stop_by,
        forward_by=forward_by,
    )


def _stops(right: Right, scope: str) -> str | Promise:
    if right is Right.CONSENT_WITHDRAWAL:
        return _("What rests on your consent stops by")
    if scope == ObjectionScope.ALL:
        return _("Direct marketing stops by")
    return _("The processing stops by")
