"""A question that went by post: nobody is silent while it, or the answer, is on its way.

It counts from the day on which it was posted, and a week more (domain/reminders.py POST_DAYS).
"""

from datetime import date, timedelta

from django.db.models import Exists, OuterRef, Q

from notices_app.models import NoticeState
from requests_app.domain.reminders import POST_DAYS
from requests_app.models import PaperLetter

IDENTITY_QUESTION = "identity_asked"

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
