"""Tell the recipients of a change, or excuse it, one by one (GDPR Art. 19)."""

from django.db import transaction
from django.utils.translation import gettext as _

from config.clock import now
from registers_app.domain.actors import Actor
from registers_app.domain.languages import pick
from registers_app.domain.roles import Permission
from registers_app.permissions import may
from requests_app.domain.rights import Right
from requests_app.models import (
    PaperLetter,
    RecipientLetter,
    RecipientNotice,
    RequestState,
    RightsRequest,
    recipients_concerned,
)
from requests_app.models.request_guards import identity_settled
from requests_app.services.errors import NotPermitted, NotPossible, require_text
from requests_app.services.perform import lock_case, perform
from requests_app.services.record import record
from requests_app.services.write_recipient_letter import RecipientWords, write_recipient_letter
from requests_app.written import written

LONGEST_NAME = 300


@transaction.atomic
def inform(request_id: int, *, actor: Actor) -> RightsRequest:
    """The work is done: open the ledger with every recipient that the registers name.

    Raises NotPermitted; NotPossible while a data system has not answered.
    """
    request = perform(RightsRequest, request_id, "inform", actor=actor)
    language = request.submission.controller.language
    names = {
        pick(recipient.names, language=language).text[:LONGEST_NAME]: None
        for recipient in recipients_concerned(request)
    }
    for name in names:
        RecipientNotice.objects.get_or_create(
            request=request, name=name, defaults={"created_at": now()}
        )
    return request


@transaction.atomic
def add_recipient(
    request_id: int, *, name: str, made_public: bool = False, actor: Actor
) -> RecipientNotice:
    """A recipient that no register names, or with *made_public* one who processes what we had made
    public, and is told that the person wants links and copies gone (GDPR Art. 17(2)).

    Raises NotPermitted, NotPossible.
    """
    require_text(name)
    request = _locked(request_id, actor=actor)
    if made_public and request.right != Right.ERASURE:
        raise NotPossible(_("Only of an erasure are those told who process what was made public."))
    row, is_new = RecipientNotice.objects.get_or_create(
        request=request,
        name=name[:LONGEST_NAME],
        defaults={"created_at": now(), "made_public": made_public},
    )
    if not is_new:
        raise NotPossible(_("That recipient is on the list already."))
    _note(row, event="recipient.added", actor=actor)
    return row


@transaction.atomic
def tell_recipient(notice_id: int, *, how: str, actor: Actor) -> RecipientNotice:
    """The recipient was told; *how* is the proof. Raises NotPermitted, NotPossible."""
    require_text(how)
    row = _open_row(notice_id, actor=actor)
    if not identity_settled(row.request):
        raise NotPossible(str(identity_settled.why))
    row.told_at, row.how, row.settled_by_id = now(), how, actor.id
    row.save(update_fields=["told_at", "how", "settled_by_id"])
    _note(row, event="recipient.told", actor=actor)
    return row


def address_of(row: RecipientNotice) -> tuple[str, str]:
    """The e-mail and postal address that the registers name for a recipient; the newest counts."""
    language = row.request.submission.controller.language
    for recipient in reversed(recipients_concerned(row.request)):
        name = pick(recipient.names, language=language).text[:LONGEST_NAME]
        if name == row.name and (recipient.email or recipient.postal_address):
            return recipient.email, recipient.postal_address
    return "", ""


@transaction.atomic
def write_to_recipient(
    notice_id: int, *, letter: RecipientWords, email: str = "", post_to: str = "", actor: Actor
) -> RecipientLetter:
    """The desk writes to the recipient, which is how it is told: by post on the day of posting.

    By e-mail goes a link, and nothing of the person; it opens the letter until its time is over.
    Raises NotPermitted, NotPossible.
    """
    require_text(letter.known_as, letter.change)
    if bool(email.strip()) == bool(post_to.strip()):
        raise NotPossible(_("Give the address by which the letter goes: one of the two."))
    row = _open_row(notice_id, actor=actor)
    if not identity_settled(row.request):
        raise NotPossible(str(identity_settled.why))
    if RecipientLetter.objects.filter(recipient=row).exists():
        raise NotPossible(_("The desk has written to this recipient already."))
    sent = write_recipient_letter(row, letter, email=email.strip(), post_to=post_to.strip())
    if email:
        how = _("the desk’s letter to %(email)s") % {"email": email}
        tell_recipient(notice_id, how=how, actor=actor)
    return sent


def tell_by_post(paper: PaperLetter, *, actor: Actor) -> None:
    """The letter to a recipient has been posted: now it is told, if it still waited for that.

    Where identity came into doubt meanwhile it waits on, and a handler notes it afterwards.
    """
    assert paper.recipient_letter is not None, "only of letters to recipients"
    row = paper.recipient_letter.recipient
    waits = row.is_open and row.request.state == RequestState.INFORMING_RECIPIENTS
    if waits and identity_settled(row.request):
        how = _("letter by post, posted on %(day)s") % {"day": written(paper.posted_on)}
        tell_recipient(row.pk, how=how, actor=actor)


@transaction.atomic
def excuse_recipient(notice_id: int, *, excuse: str, actor: Actor) -> RecipientNotice:
    """It received nothing of this person, or telling is impossible or out of proportion.

    Raises NotPermitted, NotPossible.
    """
    require_text(excuse)
    row = _open_row(notice_id, actor=actor)
    row.excused_at, row.excuse, row.settled_by_id = now(), excuse, actor.id
    row.save(update_fields=["excused_at", "excuse", "settled_by_id"])
    _note(row, event="recipient.excused", actor=actor)
    return row


def _open_row(notice_id: int, *, actor: Actor) -> RecipientNotice:
    request_id = RecipientNotice.objects.values_list("request_id", flat=True).get(pk=notice_id)
    _locked(request_id, actor=actor)
    row = RecipientNotice.objects.select_for_update().get(pk=notice_id)
    if not row.is_open:
        raise NotPossible(_("This recipient is settled already."))
    return row


def _locked(request_id: int, *, actor: Actor) -> RightsRequest:
    case = lock_case(RightsRequest, request_id)
    if not may(actor, Permission.HANDLE_REQUESTS, controller_id=case.controller_id):
        raise NotPermitted
    request = RightsRequest.objects.select_for_update(no_key=True).get(pk=request_id)
    if request.state != RequestState.INFORMING_RECIPIENTS:
        raise NotPossible(_("The recipients are not being informed now."))
    return request


def _note(row: RecipientNotice, *, event: str, actor: Actor) -> None:
    record(
        submission_id=row.request.submission_id,
        event=event,
        actor=actor,
        request_id=row.request_id,
        facts={"recipient": row.name, "notice": row.pk},
        payload={"reason": row.excuse or row.how} if row.excuse or row.how else None,
    )
