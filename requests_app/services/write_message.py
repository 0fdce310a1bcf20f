"""Write a message into a case: the person to the desk, or the desk to the person."""

from collections.abc import Sequence
from datetime import timedelta
from typing import Any

from django.core.files.uploadedfile import UploadedFile
from django.db import transaction
from django.utils.translation import gettext as _

from config.clock import now
from registers_app.domain.actors import Actor, ActorKind
from registers_app.domain.roles import Permission
from registers_app.permissions import may
from requests_app.domain.representation import AnswerTo
from requests_app.models import CaseMessage, MessageFile, MessageKind, MessageSide, Submission
from requests_app.services.addressing import answers_to, writer_reads_answers
from requests_app.services.errors import NotPermitted, NotPossible
from requests_app.services.record import record
from requests_app.services.seal_upload import seal_upload
from requests_app.services.settle_message import settle_all
from requests_app.services.tell import handlers_of, mail_person, mail_staff

MOST_FILES = 10  # with one message
MOST_A_DAY = 20  # from one person; who has more to say can put it into one


@transaction.atomic
def write_message(
    submission_id: int,
    *,
    text: str,
    files: Sequence[UploadedFile[Any]] = (),
    kind: MessageKind = MessageKind.QUESTION,
    actor: Actor,
) -> CaseMessage:
    """Keep a message and tell the other side, by mail and without its content.

    What the desk writes settles what the person had written; *kind* says what a person's message
    is for. Raises NotPermitted; NotPossible
    once the file of the case was erased, for nothing said, too much at once, or where what is
    written could not be read, or not yet given out.
    """
    case = (
        Submission.objects.select_related("controller")
        .select_for_update(of=("self",), no_key=True)
        .get(pk=submission_id)
    )
    side = _side_of(actor, case)
    _refuse_what_cannot_be(case, text=text, files=files)
    if side is MessageSide.PERSON:
        _refuse_a_flood(case)
    else:
        _refuse_what_cannot_be_read(case, has_files=bool(files))
    message = CaseMessage.objects.create(
        submission=case,
        side=side,
        kind=kind if side is MessageSide.PERSON else "",
        written_by_id=actor.id if side is MessageSide.STAFF else None,
        written_at=now(),
        text=text.strip(),
    )
    for file in files:
        seal_upload(MessageFile(message=message), file)
    if side is MessageSide.STAFF:
        settle_all(case, actor=actor)
    _tell(message)
    event = "message.from_person" if side is MessageSide.PERSON else "message.from_staff"
    facts = {"message": message.pk, "files": len(files), "kind": message.kind}
    record(submission_id=case.pk, event=event, actor=actor, facts=facts)
    return message


def takes_messages(case: Submission) -> bool:
    """Whether the person can still be written to, and write."""
    return case.contacts_purged_at is None and case.purged_at is None


def why_nobody_reads(case: Submission) -> str:
    """Why a message from the desk would not reach the person; empty where it does."""
    if case.email and answers_to(case) is not AnswerTo.PERSON:
        return ""
    return _("Nobody would read it: the person has no page of their own. Write a letter.")


def _side_of(actor: Actor, case: Submission) -> MessageSide:
    if actor.kind is ActorKind.SUBJECT and actor.id == case.pk:
        return MessageSide.PERSON
    if may(actor, Permission.HANDLE_REQUESTS, controller_id=case.controller_id):
        return MessageSide.STAFF
    raise NotPermitted


def _refuse_what_cannot_be(
    case: Submission, *, text: str, files: Sequence[UploadedFile[Any]]
) -> None:
    if not takes_messages(case):
        raise NotPossible(_("The file of this case has been erased. Please make a new request."))
    if not text.strip():
        raise NotPossible(_("Write your message."))
    if len(files) > MOST_FILES:
        raise NotPossible(_("Choose at most %(count)d files.") % {"count": MOST_FILES})


def _refuse_a_flood(case: Submission) -> None:
    since = now() - timedelta(days=1)
    written = case.messages.filter(side=MessageSide.PERSON, written_at__gt=since).count()
    if written >= MOST_A_DAY:
        raise NotPossible(
            _(
                "You have written %(count)d messages within a day, which is the most that we "
                "take. Write again tomorrow, or call us."
            )
            % {"count": MOST_A_DAY}
        )


def _refuse_what_cannot_be_read(case: Submission, *, has_files: bool) -> None:
    if why := why_nobody_reads(case):
        raise NotPossible(why)
    settled = case.identity_check.state == "settled" and writer_reads_answers(case)
    if has_files and not settled:
        raise NotPossible(
            _("Send no files before it is settled who asks and that they may (Art. 5(1)(f), 32).")
        )


def _tell(message: CaseMessage) -> None:
    first = message.submission.requests.order_by("pk")[0]
    occasion = f"message:{message.pk}"
    if message.is_ours:
        mail_person(first, kind="message_waiting", occasion=occasion)
    else:
        mail_staff(
            first,
            users=handlers_of(first),
            kind="staff_person_acted",
            occasion=occasion,
            what="wrote",
        )
