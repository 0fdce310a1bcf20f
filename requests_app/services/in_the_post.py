"""A question that goes by post: it is asked on the day of posting.

Nobody is silent while it, or the answer, is on its way: a week more (POST_DAYS).
"""

from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from django.db.models import Exists, OuterRef, Q, QuerySet

from notices_app.models import NoticeState
from requests_app.domain.reminders import POST_DAYS
from requests_app.domain.representation import AnswerTo
from requests_app.models import CaseLetter, PaperLetter, Submission, Suspension, SuspensionGround
from requests_app.services.addressing import answers_to

IDENTITY_QUESTION = "identity_asked"
# The letter that asks, by what the clock waits for.
QUESTIONS = {
    SuspensionGround.IDENTITY.value: IDENTITY_QUESTION,
    SuspensionGround.CLARIFICATION.value: "clarification_asked",
}

_IN_THE_POST = """EXISTS (
    SELECT 1 FROM requests_app_paperletter p
    JOIN notices_app_notice n ON n.id = p.notice_id
    JOIN requests_app_caseletter l ON l.id = p.letter_id
    JOIN requests_app_rightsrequest lr ON lr.id = l.request_id
    WHERE lr.submission_id = s.id AND l.kind = %(question)s AND l.written_at >= {asked_at}
      AND (n.state = 'queued' OR p.posted_on > %(posted_after)s)
)"""


def posted_after(day: date, *, days: int) -> date:
    """What was posted after this is too young on *day* for an answer to be missed in *days*."""
    return day - timedelta(days=days + POST_DAYS)


def sql_in_the_post(*, asked_at: str) -> str:
    """SQL: whether the letter ``question`` of case ``s`` waits, or was posted too lately."""
    return _IN_THE_POST.format(asked_at=asked_at)


def question_in_the_post(*, since: date) -> Exists:
    """The same of an identity check, for what was posted after *since*."""
    papers = PaperLetter.objects.filter(
        letter__request__submission=OuterRef("submission"),
        letter__kind=IDENTITY_QUESTION,
        letter__written_at__gte=OuterRef("asked_at"),
    )
    return Exists(papers.filter(Q(notice__state=NoticeState.QUEUED) | Q(posted_on__gt=since)))


def letters_that_asked(question: Suspension) -> QuerySet[CaseLetter]:
    """The letters of a question, the first of all in front."""
    return CaseLetter.objects.filter(
        request__submission=question.request.submission_id,
        kind=QUESTIONS[question.ground],
        written_at__gte=question.asked_at,
    ).order_by("pk")


def question_sent_at(question: Suspension) -> datetime | None:
    """When it went out: by post on the day of posting, else when it was written.

    The clock stands still from the day on which the question was sent (EDPB Guidelines 01/2022
    para. 159). None while it lies in the print tray and has gone no other way.
    """
    case = question.request.submission
    if question.ground not in QUESTIONS or _went_by_mail(case):
        return question.asked_at
    papers = PaperLetter.objects.filter(letter=letters_that_asked(question).first())
    rows = list(papers.values_list("posted_on", "notice__state"))
    posted = [day for day, _state in rows if day is not None]
    if posted:
        zone = ZoneInfo(case.controller.time_zone)
        return max(question.asked_at, datetime.combine(max(posted), time.min, tzinfo=zone))
    waits = any(state == NoticeState.QUEUED for _day, state in rows)
    return None if waits else question.asked_at


def _went_by_mail(case: Submission) -> bool:
    return bool(case.email) and answers_to(case) is not AnswerTo.PERSON
