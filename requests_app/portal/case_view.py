"""What a person sees of their own request."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from django.utils.functional import Promise
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from registers_app.domain.authorities import Authority, authority_of
from requests_app.models import (
    CaseLetter,
    Channel,
    DisclosurePackage,
    PackageState,
    RequestState,
    RightsRequest,
    Submission,
    SuspensionGround,
)
from requests_app.portal.receipt import RequestDates, dates_in_words
from requests_app.portal.timeline import Event, timeline
from requests_app.services.fetch import fetchable_packages

WAITING = _("We are waiting for your reply.")
STAGES: dict[str, str | Promise] = {
    RequestState.RECEIVED.value: _("We have your request and will begin soon."),
    RequestState.ASSESSING.value: _("We are looking at your request."),
    RequestState.COLLECTING.value: _("We are searching for your data."),
    RequestState.REVIEWING.value: _("We have searched for your data and are checking the result."),
    RequestState.READY.value: _("The answer is being finished."),
    RequestState.AWAITING_APPROVAL.value: _("The answer is being finished."),
    RequestState.ANSWERED.value: _("We have answered your request."),
    RequestState.REFUSED.value: _(
        "We do not do what you asked for. The letter says why, and what you can do."
    ),
    RequestState.WITHDRAWN.value: _("You withdrew your request."),
    RequestState.FORWARDED.value: _(
        "Another organisation answers for these data. The letter says which one has your request."
    ),
    RequestState.UNIDENTIFIED.value: _(
        "We closed your request, because we could not find out which data are yours. "
        "The letter says how you can go on."
    ),
}


@dataclass(frozen=True, kw_only=True)
class Need:
    """Something that waits for the person, and the letter that says what exactly."""

    text: str | Promise
    letter: CaseLetter | None = None


@dataclass(frozen=True, kw_only=True)
class OneRequest:
    """One right asked for, and how it stands."""

    dates: RequestDates
    stage: str | Promise
    letters: list[CaseLetter]
    withdrawable: bool

    @property
    def request(self) -> RightsRequest:
        """The request itself."""
        return self.dates.request


@dataclass(frozen=True, kw_only=True)
class CaseView:
    """The whole case."""

    submission: Submission
    requests: list[OneRequest]
    needs: list[Need]
    timeline: list[Event]
    package: DisclosurePackage | None
    package_ended_at: datetime | None
    authority: Authority | None
    authority_name: str


def case_view(submission: Submission) -> CaseView:
    """Everything the page of a request shows, in the page's language."""
    language = get_language() or "en"
    rows = list(
        submission.requests.select_related("submission__controller", "extension")
        .prefetch_related("letters", "suspensions", "packages")
        .order_by("pk")
    )
    package = next(iter(fetchable_packages(submission)), None)
    authority = authority_of(submission.controller.country)
    return CaseView(
        submission=submission,
        requests=[_one(row) for row in rows],
        needs=_needs(submission, rows),
        timeline=timeline(submission),
        package=package,
        package_ended_at=None if package else _ended_at(rows),
        authority=authority,
        authority_name=authority.name(language) if authority else "",
    )


def _one(request: RightsRequest) -> OneRequest:
    return OneRequest(
        dates=dates_in_words(request),
        stage=WAITING if _waiting(request) else STAGES[request.state],
        letters=list(request.letters.all()),
        withdrawable=not request.is_closed,
    )


def _needs(submission: Submission, requests: Sequence[RightsRequest]) -> list[Need]:
    needs = [need for request in requests for need in _waiting(request)]
    goes_on = any(not request.is_closed for request in requests)
    unconfirmed = submission.channel == Channel.PORTAL and submission.email_confirmed_at is None
    if goes_on and unconfirmed:
        text = _(
            "Confirm your e-mail address with the link in our first message, so that we "
            "know that our messages reach you. We work on your request all the same."
        )
        needs.append(Need(text=text))
    return needs


def _waiting(request: RightsRequest) -> list[Need]:
    if request.is_closed:
        return []
    open_grounds = {row.ground for row in request.suspensions.all() if row.is_open}
    needs = []
    if SuspensionGround.IDENTITY in open_grounds:
        text = _("Help us make sure that it is you. The letter says what we ask for and why.")
        needs.append(Need(text=text, letter=_last(request, "identity_asked")))
    if SuspensionGround.CLARIFICATION in open_grounds:
        text = _("Tell us which data you mean. The letter says what we ask and why.")
        needs.append(Need(text=text, letter=_last(request, "clarification_asked")))
    return needs


def _last(request: RightsRequest, kind: str) -> CaseLetter | None:
    return next((row for row in reversed(request.letters.all()) if row.kind == kind), None)


def _ended_at(requests: Sequence[RightsRequest]) -> datetime | None:
    ended = [
        package.expires_at
        for request in requests
        for package in request.packages.all()
        if package.expires_at is not None and package.state != PackageState.DISCARDED
    ]
    return max(ended, default=None)
