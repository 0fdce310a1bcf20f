"""Make work of mail that did not arrive, and try the other way that the person gave.

The receivers of notices_app.signals.notice_lost and notice_arrived. No clock stops: the request
was received, and how we reach the person is our concern (GDPR Art. 12(3)).
"""

from datetime import timedelta
from typing import Any

from config.clock import now
from config.crypto import Undecipherable
from notices_app.models import Notice
from registers_app.domain.actors import SYSTEM
from requests_app.domain.representation import AnswerTo, writer_reads
from requests_app.models import CaseLetter, LostEnd, LostMail, OtherWay, Submission
from requests_app.services.addressing import writer_reads_answers
from requests_app.services.post_letter import post_to
from requests_app.services.record import record
from requests_app.services.write_message import takes_messages

# A letter and the mail that tells of it are written in one transaction.
WRITTEN_TOGETHER = timedelta(seconds=30)
# Staff have the queue; what fails there stands in the outbox.
TO_STAFF = "staff_"


def note_lost_mail(sender: object, *, notice: Notice, **kwargs: Any) -> None:
    """One piece of work for one mail; nothing once the file of the case was erased."""
    case = Submission.objects.filter(pk=notice.submission_id or 0).first()
    if case is None or notice.kind.startswith(TO_STAFF) or not takes_messages(case):
        return
    lost, is_new = LostMail.objects.get_or_create(
        notice=notice,
        defaults={"submission": case, "noted_at": now(), "other_way": _other_way(case, notice)},
    )
    if is_new:
        facts = {"mail": notice.kind, "instead": lost.other_way}
        record(submission_id=case.pk, event="mail.lost", actor=SYSTEM, facts=facts)


def note_arrived_mail(sender: object, *, notice: Notice, **kwargs: Any) -> None:
    """It reached its address after all: nothing is left to do."""
    open_still = LostMail.objects.filter(notice=notice, ended_at=None)
    if open_still.update(ended_as=LostEnd.ARRIVED, ended_at=now()):
        record(
            submission_id=notice.submission_id or 0,
            event="mail.arrived",
            actor=SYSTEM,
            facts={"mail": notice.kind},
        )


def is_to_the_writer(case: Submission, notice: Notice) -> bool:
    """Whether it went to who wrote to us, not to a controller or another receiver."""
    return bool(case.email) and case.email.lower() == notice.to_address.lower()


def _other_way(case: Submission, notice: Notice) -> OtherWay:
    """What the person gave; where that is a postal address, the letter goes into the print tray."""
    if not is_to_the_writer(case, notice):
        return OtherWay.NONE
    try:
        contact = case.contact
    except Undecipherable:
        return OtherWay.PAGE
    letter = _letter_of(case, notice)
    if letter is not None and contact.postal_address:
        post_to(letter, AnswerTo.WRITER)
        return OtherWay.POST
    return OtherWay.PHONE if contact.phone else OtherWay.PAGE


def _letter_of(case: Submission, notice: Notice) -> CaseLetter | None:
    """The letter that the mail told of, which was written with it; not one on paper already."""
    if not writer_reads_answers(case):
        return None
    written = CaseLetter.objects.filter(
        request__submission=case,
        written_at__range=(notice.created_at - WRITTEN_TOGETHER, notice.created_at),
        papers=None,
    )
    letters = written.select_related("request__submission__controller").order_by("-pk")
    return next((row for row in letters if writer_reads(AnswerTo(row.addressed_to))), None)
