"""What a person sees of their own request."""

from dataclasses import dataclass
from datetime import datetime
from functools import cached_property

from django.utils.functional import Promise
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from registers_app.domain.authorities import Authority, authority_of
from registers_app.domain.residence import AtHome, home_of
from requests_app.domain.representation import AnswerTo
from requests_app.models import (
    CaseLetter,
    DisclosurePackage,
    MessageSide,
    PackageState,
    RightsRequest,
    Submission,
    TaskState,
    representation_of,
)
from requests_app.portal.needs import Need, Waiting, needs_of
from requests_app.portal.options import OBJECTS_TO
from requests_app.portal.receipt import RightDates, dates_in_words
from requests_app.portal.stages import LOOKING, stage_of
from requests_app.portal.timeline import Event, timeline
from requests_app.services.addressing import answers_to, writer_of
from requests_app.services.fetch import still_fetchable
from requests_app.services.redate import clocks

# Letters that are about the whole submission, whichever request holds them.
OF_ALL = (
    "received",
    "received_to_forward",
    "identity_asked",
    "identity_reminder",
    "authority_asked",
    "authority_not_enough",
)


@dataclass(frozen=True, kw_only=True)
class OneRequest:
    """One right asked for, and how it stands."""

    request: RightsRequest
    dates: RightDates
    stage: str | Promise
    letters: list[CaseLetter]
    we_look: bool  # the person has sent what we asked for, and we look at it
    withdrawable: bool
    has_stopped: bool
    package: DisclosurePackage | None
    package_ended_at: datetime | None

    @property
    def title(self) -> str:
        """What was asked for, and whether it is the part that another organisation answers."""
        name = str(self.dates.words.name)
        if not self.request.is_part:
            return name
        return _("%(name)s: the part that another organisation answers") % {"name": name}

    @property
    def objects_to(self) -> str | Promise:
        """What an objection is against; empty for another right."""
        return OBJECTS_TO.get(self.request.objection_scope, "")


@dataclass(frozen=True, kw_only=True)
class NamedAuthority:
    """A supervisory authority, and its name in the page's language."""

    name: str
    address: str
    authority: Authority


@dataclass(frozen=True, kw_only=True)
class CaseView:
    """The whole case."""

    submission: Submission
    writer: str
    for_whom: str  # what the writer is to the person; empty where they ask for themselves
    goes_to_the_person: bool  # letters go past the writer
    requests: list[OneRequest]
    letters: list[CaseLetter]
    needs: list[Need]
    timeline: list[Event]
    authorities: list[NamedAuthority]
    messages_from: list[str]  # from which side, in their order
    at_home: AtHome | None  # where the person lives, if it is another country (Art. 77(1))

    @property
    def several(self) -> bool:
        """Whether more than one thing goes its own way: rights, or a part of one."""
        return len(self.requests) > 1

    @cached_property
    def mail_lost_at(self) -> datetime | None:
        """When we saw that a mail to the writer did not arrive, until somebody has seen to it."""
        lost = self.submission.lost_mails.filter(
            ended_at=None, notice__to_address__iexact=self.submission.email
        ).last()
        return lost.noted_at if lost else None

    @property
    def we_wrote_last(self) -> bool:
        """Whether the last word in the messages is ours."""
        return self.messages_from[-1:] == [MessageSide.STAFF.value]

    @property
    def asked(self) -> list[OneRequest]:
        """What was asked for, each once."""
        return [one for one in self.requests if not one.request.is_part]

    @property
    def withdrawable(self) -> list[OneRequest]:
        """The requests that the person can take back."""
        return [one for one in self.requests if one.withdrawable]

    @property
    def package_ended_at(self) -> datetime | None:
        """When the last answer could no longer be fetched; None: there was none."""
        ended = [one.package_ended_at for one in self.requests if one.package_ended_at]
        return max(ended, default=None)


def case_view(submission: Submission) -> CaseView:
    """Everything the page of a request shows, in the page's language."""
    language = get_language() or "en"
    rows = list(
        submission.requests.select_related("extension")
        .prefetch_related("letters", "suspensions", "packages", "tasks")
        .order_by("pk")
    )
    waiting = Waiting(submission, rows)
    written_for = representation_of(submission)
    held = [package for row in rows for package in row.packages.all()]
    packages = {package.request_id: package for package in still_fetchable(submission, held)}
    return CaseView(
        submission=submission,
        requests=[_one(row, waiting=waiting, package=packages.get(row.pk)) for row in rows],
        writer=writer_of(submission),
        for_whom="" if written_for is None else written_for.get_role_display(),
        goes_to_the_person=written_for is not None and written_for.answer_to == AnswerTo.PERSON,
        letters=[letter for row in rows for letter in _readable(row) if letter.kind in OF_ALL],
        needs=needs_of(waiting),
        timeline=timeline(submission, rows),
        authorities=_authorities(submission, language),
        messages_from=list(submission.messages.values_list("side", flat=True)),
        at_home=_at_home(submission),
    )


def _readable(request: RightsRequest) -> list[CaseLetter]:
    """What whoever wrote to us may read: not what went past them to the person concerned."""
    return [row for row in request.letters.all() if row.addressed_to != AnswerTo.PERSON]


def _at_home(submission: Submission) -> AtHome | None:
    home = home_of(submission.lives_in)
    if home is None or submission.lives_in in {each.country for each in clocks(submission)}:
        return None
    return home


def _authorities(submission: Submission, language: str) -> list[NamedAuthority]:
    """Those of the countries of all joint controllers, each once (GDPR Art. 77(1))."""
    countries = dict.fromkeys(each.country for each in clocks(submission))
    found = [authority for country in countries if (authority := authority_of(country))]
    return [
        NamedAuthority(name=each.name(language), address=each.address(language), authority=each)
        for each in found
    ]


def _one(
    request: RightsRequest, *, waiting: Waiting, package: DisclosurePackage | None
) -> OneRequest:
    stage = stage_of(request, waiting=waiting)
    went_past = answers_to(waiting.submission) is AnswerTo.PERSON
    return OneRequest(
        request=request,
        dates=dates_in_words(request),
        stage=stage,
        we_look=stage is LOOKING,
        letters=[letter for letter in _readable(request) if letter.kind not in OF_ALL],
        withdrawable=not request.is_closed,
        has_stopped=_has_stopped(request),
        package=package,
        package_ended_at=None if package or went_past else _ended_at(request),
    )


def _has_stopped(request: RightsRequest) -> bool:
    tasks = [task for task in request.tasks.all() if task.stops_at_once]
    return bool(tasks) and all(task.state != TaskState.OPEN for task in tasks)


def _ended_at(request: RightsRequest) -> datetime | None:
    ended = [
        package.expires_at
        for package in request.packages.all()
        if package.expires_at is not None and package.state != PackageState.DISCARDED
    ]
    return max(ended, default=None)
