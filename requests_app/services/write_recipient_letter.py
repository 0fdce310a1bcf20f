"""The letter to a recipient of data that were changed, and what its mailed link opens (Art. 19)."""

from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum
from zoneinfo import ZoneInfo

from django.core import signing
from django.db import transaction

from config.clock import now
from notices_app.letters import compose_case_letter
from notices_app.services import enqueue
from registers_app.domain.actors import SYSTEM
from requests_app.models import RecipientLetter, RecipientNotice
from requests_app.services.links import absolute
from requests_app.services.perform import lock_case
from requests_app.services.post_letter import post_to_recipient
from requests_app.services.record import record

SALT = "requests_app.recipient_letter"
LIFETIME = timedelta(days=60)


class Did(StrEnum):
    """What was done with the data, as the letter tells it."""

    RECTIFIED = "rectified"
    ERASED = "erased"
    MADE_PUBLIC = "made_public"  # Art. 17(2)
    RESTRICTED = "restricted"
    CEASED = "ceased"


@dataclass(frozen=True, kw_only=True)
class RecipientWords:
    """What a handler says: ``known_as`` is what the recipient knows the person by, and no more."""

    did: Did
    known_as: str
    change: str
    language: str


def write_recipient_letter(
    row: RecipientNotice, words: RecipientWords, *, email: str, post_to: str
) -> RecipientLetter:
    """Write it and send it one of the two ways, in the transaction of the caller."""
    case = row.request.submission
    composed = compose_case_letter(
        kind=RecipientLetter.kind,
        language=words.language,
        context={
            "controller": case.controller,
            "reference": case.reference,
            "recipient": row.name,
            "known_as": words.known_as.strip(),
            "did": words.did.value,
            "change": words.change.strip(),
        },
    )
    letter = RecipientLetter.objects.create(
        recipient=row,
        language=words.language,
        subject=composed.subject,
        text=composed.text,
        wording_id=composed.wording_id,
        digest=composed.digest,
        email=email,
        postal_address=post_to,
        written_at=now(),
    )
    if post_to:
        post_to_recipient(letter)
    else:
        _mail(letter)
    return letter


def _mail(letter: RecipientLetter) -> None:
    case = letter.recipient.request.submission
    enqueue(
        kind=letter.kind,
        language=letter.language,
        to_address=letter.email,
        controller=case.controller,
        occasion=f"recipient:{letter.pk}",
        context={
            "controller": case.controller,
            "reference": case.reference,
            "recipient": letter.recipient.name,
            "expires_on": last_day_of(letter),
            "letter_url": absolute(
                "portal:recipient_letter",
                submission=case,
                language=letter.language,
                secret=signing.dumps(letter.pk, salt=SALT),
            ),
        },
        submission_id=case.pk,
    )


def last_day_of(letter: RecipientLetter) -> date:
    """The last local day on which the link opens it."""
    zone = ZoneInfo(letter.recipient.request.submission.controller.time_zone)
    return (letter.written_at + LIFETIME).astimezone(zone).date()


def find_recipient_letter(secret: str) -> RecipientLetter | None:
    """What such a link opens, until its time is over or the file of the case is erased."""
    try:
        pk = int(signing.loads(secret, salt=SALT))
    except signing.BadSignature:
        return None
    letters = RecipientLetter.objects.select_related("recipient__request__submission__controller")
    letter = letters.filter(pk=pk, written_at__gt=now() - LIFETIME).first()
    if letter is None or letter.recipient.request.submission.purged_at is not None:
        return None
    return letter


@transaction.atomic
def note_letter_opened(letter: RecipientLetter) -> None:
    """Note when the recipient first opened it: the proof that it arrived."""
    request = letter.recipient.request
    lock_case(type(request), request.pk)
    if RecipientLetter.objects.filter(pk=letter.pk, opened_at=None).update(opened_at=now()):
        record(
            submission_id=request.submission_id,
            event="recipient.letter_opened",
            actor=SYSTEM,
            request_id=request.pk,
            facts={"recipient": letter.recipient.name, "notice": letter.recipient_id},
        )
