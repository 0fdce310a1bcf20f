"""A letter has been posted, or need not be."""

from datetime import date, datetime, time
from zoneinfo import ZoneInfo

from django.db import transaction
from django.utils.translation import gettext as _

from config.clock import now, today
from notices_app.services import leave_unsent, post_notice
from registers_app.domain.actors import Actor
from requests_app.models import PaperLetter, Submission
from requests_app.services.errors import NotPossible, require_text
from requests_app.services.inform import tell_by_post
from requests_app.services.print_letters import lock_paper, note
from requests_app.services.redate_posted import redate_posted


@transaction.atomic
def mark_posted(paper_id: int, *, posted_on: date, actor: Actor) -> PaperLetter:
    """It was posted on *posted_on*, a day local to the controller, as it was printed last.

    Raises NotPermitted; NotPossible for one that was not printed or waits no longer, and for a day
    before it was written or after today.
    """
    paper = _lock(paper_id, actor=actor)
    zone = ZoneInfo(paper.controller.time_zone)
    if not paper.waits:
        raise NotPossible(_("This letter waits no longer."))
    if paper.printed_at is None:
        raise NotPossible(_("Print the letter here first: what is posted is kept as it was."))
    written_at = paper.written.written_at
    if not written_at.astimezone(zone).date() <= posted_on <= today(zone.key):
        raise NotPossible(_("It was posted between the day it was written and today."))
    paper.posted_on, paper.posted_by_id = posted_on, actor.id
    paper.save(update_fields=["posted_on", "posted_by_id"])
    noon = datetime.combine(posted_on, time(12), tzinfo=zone)
    post_notice(paper.notice_id, sent_at=min(now(), max(written_at, noon)))
    note(paper, event="letter.posted", actor=actor)
    if paper.letter is not None:
        redate_posted(paper.letter, actor=actor)
    if paper.recipient_letter is not None:
        tell_by_post(paper, actor=actor)
    return paper


@transaction.atomic
def leave_unposted(paper_id: int, *, reason: str, actor: Actor) -> PaperLetter:
    """It need not be posted: it was handed over, say. Raises NotPermitted, NotPossible."""
    require_text(reason)
    paper = _lock(paper_id, actor=actor)
    if not leave_unsent(paper.notice_id):
        raise NotPossible(_("This letter waits no longer."))
    note(paper, event="letter.left_unposted", actor=actor, reason=reason)
    if paper.letter is not None:
        redate_posted(paper.letter, actor=actor)
    return paper


def _lock(paper_id: int, *, actor: Actor) -> PaperLetter:
    """The letter with its case, which everybody locks first: its clock may move."""
    letters = PaperLetter.objects.filter(pk=paper_id)
    submission_id = letters.values_list("notice__submission_id", flat=True).get()
    if submission_id is not None:
        Submission.objects.select_for_update(no_key=True).get(pk=submission_id)
    return lock_paper(paper_id, actor=actor)
