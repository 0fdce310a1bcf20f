"""Print letters for the post, and keep each exactly as it was printed last."""

import hashlib
from collections.abc import Sequence
from zoneinfo import ZoneInfo

from django.db import transaction
from django.utils.translation import gettext as _

from config.clock import now
from config.crypto import open_sealed, seal
from notices_app.letters.pdf import OnPaper, letters_pdf
from registers_app.domain.actors import Actor
from registers_app.domain.roles import Permission
from registers_app.permissions import may
from requests_app.domain.representation import AnswerTo
from requests_app.models import PaperLetter
from requests_app.services.addressing import receiver_of
from requests_app.services.errors import NotPermitted, NotPossible
from requests_app.services.record import record

MOST = 50


@transaction.atomic
def print_letters(paper_ids: Sequence[int], *, actor: Actor) -> bytes:
    """One document of the letters that wait, one behind the other.

    Who printed what goes to the record: an address that is kept encrypted is opened for it.
    Raises NotPermitted, Undecipherable; NotPossible where none waits, or too many do.
    """
    papers = [lock_paper(pk, actor=actor) for pk in sorted(set(paper_ids))]
    waiting = [paper for paper in papers if paper.waits]
    if not waiting:
        raise NotPossible(_("None of these letters waits to be posted."))
    if len(waiting) > MOST:
        raise NotPossible(_("Print at most %(most)d letters at a time.") % {"most": MOST})
    letters = [on_paper(paper) for paper in waiting]
    alone = [letters_pdf([letter]) for letter in letters]
    for paper, pdf in zip(waiting, alone, strict=True):
        _keep(paper, pdf, actor=actor)
    return alone[0] if len(alone) == 1 else letters_pdf(letters)


@transaction.atomic
def printed_pdf(paper_id: int, *, actor: Actor) -> bytes:
    """The letter as it was posted, on record. Raises NotPermitted, Undecipherable, NotPossible."""
    paper = lock_paper(paper_id, actor=actor)
    if not paper.sealed_pdf:
        raise NotPossible(_("This letter was not printed, or its file has been erased."))
    note(paper, event="letter.opened", actor=actor)
    return open_sealed(bytes(paper.sealed_pdf))


def on_paper(paper: PaperLetter) -> OnPaper:
    """What is printed, with where its reader is reached today."""
    written, controller = paper.written, paper.controller
    zone = ZoneInfo(controller.time_zone)
    return OnPaper(
        controller=controller,
        language=written.language,
        subject=written.subject,
        text=written.text,
        reference=paper.reference,
        written_on=written.written_at.astimezone(zone).date(),
        receiver=_receiver(paper),
    )


def lock_paper(paper_id: int, *, actor: Actor) -> PaperLetter:
    """The letter, for the actor alone until the transaction ends. Raises NotPermitted."""
    rows = PaperLetter.objects.select_related(
        "notice__controller",
        "letter__request__submission__controller",
        "complaint_letter__complaint__submission",
        "recipient_letter__recipient__request__submission",
        "misdirected_letter",
    )
    paper = rows.select_for_update(of=("self",), no_key=True).get(pk=paper_id)
    if not may(actor, Permission.HANDLE_REQUESTS, controller_id=paper.notice.controller_id):
        raise NotPermitted
    return paper


def note(paper: PaperLetter, *, event: str, actor: Actor, reason: str = "") -> None:
    """Write it into the record of the case, if it belongs to one."""
    if paper.notice.submission_id is None:
        return
    day = {"posted_on": str(paper.posted_on)} if paper.posted_on else {}
    record(
        submission_id=paper.notice.submission_id,
        event=event,
        actor=actor,
        request_id=paper.request.pk if paper.request else None,
        facts={
            "paper": paper.pk,
            "letter": paper.notice.kind,
            "sha256": paper.pdf_sha256,
            **day,
        },
        payload={"reason": reason} if reason else None,
    )


def _keep(paper: PaperLetter, pdf: bytes, *, actor: Actor) -> None:
    paper.sealed_pdf = seal(pdf)
    paper.pdf_sha256 = hashlib.sha256(pdf).hexdigest()
    paper.printed_at, paper.printed_by_id = now(), actor.id
    paper.save(update_fields=["sealed_pdf", "pdf_sha256", "printed_at", "printed_by_id"])
    note(paper, event="letter.printed", actor=actor)


def _receiver(paper: PaperLetter) -> str:
    if paper.letter is not None:
        return receiver_of(paper.letter.request.submission, reader=AnswerTo(paper.reader))
    if paper.recipient_letter is not None:
        told = paper.recipient_letter
        return f"{told.recipient.name}\n{told.postal_address}"
    if paper.misdirected_letter is not None:
        return open_sealed(bytes(paper.misdirected_letter.sealed_receiver)).decode()
    assert paper.complaint_letter is not None, "paper_of_one_letter"
    complaint = paper.complaint_letter.complaint
    if complaint.submission is not None:
        return receiver_of(complaint.submission, reader=AnswerTo(paper.reader))
    return f"{complaint.person_name}\n{complaint.contact}"
