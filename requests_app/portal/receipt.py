"""What a person needs to know of a request: its dates and why, right after sending or later."""

from dataclasses import dataclass
from datetime import date

from django.utils.translation import get_language

from requests_app.domain.explanation import explain
from requests_app.domain.rights import Right
from requests_app.models import RightsRequest, Submission
from requests_app.portal.right_words import RIGHT_WORDS, RightWords
from requests_app.services.redate import dates_of


@dataclass(frozen=True, kw_only=True)
class RequestDates:
    """One request with its date in words."""

    request: RightsRequest
    words: RightWords
    due_on: date | None  # None: the time limit stands still
    due_without_waiting: date
    reasons: list[str]


@dataclass(frozen=True, kw_only=True)
class Receipt:
    """What was sent, and what follows from it."""

    submission: Submission
    requests: list[RequestDates]


def receipt_of(submission: Submission) -> Receipt:
    """The receipt of a submission, in the page's language."""
    requests = submission.requests.select_related("submission__controller").order_by("pk")
    return Receipt(submission=submission, requests=[dates_in_words(row) for row in requests])


def dates_in_words(request: RightsRequest) -> RequestDates:
    """A request's date, and the reasons step by step, in the page's language."""
    dates = dates_of(request)
    return RequestDates(
        request=request,
        words=RIGHT_WORDS[Right(request.right)],
        due_on=dates.due_on,
        due_without_waiting=dates.due_without_suspension,
        reasons=explain(dates, get_language() or "en"),
    )
