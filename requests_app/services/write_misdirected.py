"""Write, for the post, to who meant somebody else; and erase in time what tells of them.

An authority passes such a message on and tells so (Finland's Administrative Procedure Act 434/2003,
section 21); others ask the sender to turn to whom they meant.
"""

from dataclasses import dataclass
from datetime import date

import pgtrigger
from django.db import transaction
from django.utils.translation import gettext as _

from config.clock import now, today
from config.crypto import seal
from notices_app.letters import compose_case_letter
from notices_app.models import InboundMail
from notices_app.services.forget_mail import KEPT
from registers_app.domain.actors import Actor
from registers_app.domain.roles import Permission
from registers_app.models import Controller
from registers_app.permissions import may
from requests_app.domain.references import new_reference
from requests_app.models import MisdirectedLetter, PaperLetter
from requests_app.services.errors import NotPermitted, NotPossible, require_text
from requests_app.services.personal_columns import ERASED
from requests_app.services.post_letter import post_misdirected

KIND = "misdirected"


@dataclass(frozen=True, kw_only=True)
class Mistaken:
    """What came, and whom it was meant for."""

    received_on: date  # local to the controller
    language: str
    turn_to: str
    was_passed_on: bool


@transaction.atomic
def write_misdirected(
    controller: Controller,
    mistaken: Mistaken,
    *,
    receiver: str,
    mail: InboundMail | None = None,
    actor: Actor,
) -> MisdirectedLetter:
    """Put the letter into the print tray; *receiver* is a name and a postal address, in lines.

    Raises NotPermitted; NotPossible for a day to come.
    """
    require_text(receiver, mistaken.turn_to)
    if not may(actor, Permission.HANDLE_REQUESTS, controller_id=controller.pk):
        raise NotPermitted
    if mistaken.received_on > today(controller.time_zone):
        raise NotPossible(_("A letter cannot have come in the future."))
    reference = new_reference()
    composed = compose_case_letter(
        kind=KIND,
        language=mistaken.language,
        context={
            "controller": controller,
            "reference": reference,
            "received_on": mistaken.received_on,
            "was_passed_on": mistaken.was_passed_on,
            "turn_to": lines_of(mistaken.turn_to),
        },
    )
    letter = MisdirectedLetter.objects.create(
        reference=reference,
        controller=controller,
        mail=mail,
        received_on=mistaken.received_on,
        language=mistaken.language,
        subject=composed.subject,
        text=composed.text,
        wording_id=composed.wording_id,
        digest=composed.digest,
        sealed_receiver=seal(lines_of(receiver).encode()),
        written_at=now(),
        written_by_id=actor.id or 0,
    )
    post_misdirected(letter)
    return letter


def lines_of(typed: str) -> str:
    """Lines without what surrounds them, and none that is empty."""
    return "\n".join(filter(None, map(str.strip, typed.splitlines())))


def forget_misdirected() -> int:
    """Erase the words and the receiver of what no longer waits to be posted; returns how many."""
    over = MisdirectedLetter.objects.filter(erased_at=None, written_at__lte=now() - KEPT).exclude(
        papers__in=PaperLetter.objects.filter(PaperLetter.WAITS)
    )
    return sum(_forget(pk) for pk in over.values_list("pk", flat=True))


@transaction.atomic
def _forget(pk: int) -> int:
    with pgtrigger.ignore("requests_app.PaperLetter:paper_posted_for_good"):
        PaperLetter.objects.filter(misdirected_letter=pk).update(sealed_pdf=b"")
    letters = MisdirectedLetter.objects.filter(pk=pk, erased_at=None)
    return letters.update(text=ERASED, sealed_receiver=b"", erased_at=now())
