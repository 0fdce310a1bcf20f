"""Letters on paper: tagged PDF (PDF/UA-1) of the very blocks that a mail is made of.

Placed as SFS 2487 has it, with the receiver in the window of a C5 or E5 envelope.
"""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from django.utils import translation
from django.utils.translation import gettext as _

from config.typeset import pdf_of
from notices_app.letters.blocks import blocks_of
from registers_app.domain.colours import LIGHT, palette
from registers_app.domain.dates import written_date
from registers_app.models import Controller, ControllerLogo

TEMPLATE = "letters/letter.typ"
# No more lines fit the window.
RECEIVER_LINES = 6


@dataclass(frozen=True, kw_only=True)
class OnPaper:
    """One letter as it goes into one envelope."""

    controller: Controller
    language: str
    subject: str
    text: str
    reference: str
    written_on: date
    receiver: str = field(repr=False)  # name and address, line by line


def letters_pdf(letters: Sequence[OnPaper]) -> bytes:
    """The letters as one document; each begins on a front page and counts its own pages."""
    first = letters[0]
    with translation.override(first.language):
        many = _("Letters to be posted: %(count)d") % {"count": len(letters)}
    data = {
        "language": first.language,
        "title": first.subject if len(letters) == 1 else many,
        "author": first.controller.name,
        "letters": [_plain(letter) for letter in letters],
    }
    return pdf_of(TEMPLATE, data)


def receiver_lines(receiver: str) -> list[str]:
    """What stands in the window: no empty lines, and no more than it shows."""
    lines = [line.strip() for line in receiver.splitlines() if line.strip()]
    kept = lines[: RECEIVER_LINES - 1]
    rest = lines[RECEIVER_LINES - 1 :]
    return [*kept, ", ".join(rest)] if rest else kept


def _plain(letter: OnPaper) -> dict[str, Any]:
    controller = letter.controller
    with translation.override(letter.language):
        facts = [
            [_("Date"), written_date(letter.written_on, letter.language)],
            [_("Reference"), letter.reference],
        ]
        logo_says = _("Logo of %(name)s") % {"name": controller.name}
    return {
        "language": letter.language,
        "accent": palette(controller.brand_colour, LIGHT).accent if controller.brand_colour else "",
        "logo": _logo(controller),
        "logo_says": logo_says,
        "sender": [controller.name, *receiver_lines(controller.postal_address)],
        "receiver": receiver_lines(letter.receiver),
        "facts": facts,
        "subject": letter.subject,
        "blocks": [block.plain() for block in blocks_of(letter.text)],
        "footer": _footer(controller),
    }


def _logo(controller: Controller) -> list[int]:
    """The picture's bytes; none without a logo."""
    if not controller.logo_digest:
        return []
    found = ControllerLogo.objects.filter(controller=controller).first()
    return list(bytes(found.content)) if found else []


def _footer(controller: Controller) -> str:
    """How the sender is reached, as SFS 2487 has it at the foot."""
    address = ", ".join(receiver_lines(controller.postal_address))
    known = (
        controller.name,
        address,
        controller.business_id,
        controller.email,
        controller.phone,
    )
    return " · ".join(each for each in known if each)
