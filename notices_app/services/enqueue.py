"""Put a message into the outbox, in the transaction of what it tells."""

import functools
import logging
import uuid
from collections.abc import Mapping
from datetime import datetime
from email.utils import parseaddr

from celery import current_app
from django.conf import settings
from django.db import connection, transaction
from kombu.exceptions import KombuError

from config.clock import now
from notices_app.letters import compose_mail
from notices_app.models import Notice, Way
from registers_app.models import Controller

logger = logging.getLogger(__name__)


def enqueue(
    *,
    kind: str,
    language: str,
    to_address: str,
    controller: Controller,
    occasion: str,
    context: Mapping[str, object],
    submission_id: int | None = None,
) -> Notice:
    """Write the message and its row; the worker wakes when the transaction commits.

    The same *occasion* is told once: a repetition gives the row that is there already. Raises
    LetterFault when the letter cannot be written.
    """
    letter = compose_mail(kind=kind, language=language, context=context)
    written_at = now()
    notice = Notice(
        controller=controller,
        kind=kind,
        language=language,
        to_address=to_address,
        subject=letter.subject,
        text=letter.text,
        html=letter.html,
        wording_id=letter.wording_id,
        digest=letter.digest,
        submission_id=submission_id,
        occasion=occasion,
        message_id=_message_id(),
        created_at=written_at,
        due_at=written_at,
    )
    # ON CONFLICT DO NOTHING: a race for the same occasion must not break the transaction.
    Notice.objects.bulk_create([notice], ignore_conflicts=True)
    pk, message_id = Notice.objects.values_list("pk", "message_id").get(occasion=occasion)
    if message_id != notice.message_id:
        return Notice.objects.get(pk=pk)
    _wake_once(pk)
    return _as_kept(notice, pk)


def _as_kept(notice: Notice, pk: int) -> Notice:
    """The row that was just written, with the key that the database gave it."""
    notice.pk = pk
    notice._state.adding = False
    return notice


def enqueue_for_post(
    *,
    kind: str,
    language: str,
    subject: str,
    controller: Controller,
    occasion: str,
    post_by: datetime,
    submission_id: int | None = None,
) -> Notice:
    """Queue a letter on paper for a human hand, which should have posted it by *post_by*."""
    return Notice.objects.create(
        way=Way.POST,
        controller=controller,
        kind=kind,
        language=language,
        subject=subject,
        submission_id=submission_id,
        occasion=occasion,
        message_id=_message_id(),
        created_at=now(),
        due_at=post_by,
    )


def _message_id() -> str:
    _, address = parseaddr(settings.DEFAULT_FROM_EMAIL)
    domain = address.rpartition("@")[2] or "localhost"
    return f"<{uuid.uuid4().hex}@{domain}>"


def _wake_once(notice_id: int) -> None:
    # One call is enough for all that a transaction writes: the worker takes whatever is due.
    for _, waiting, *_ in connection.run_on_commit:
        if isinstance(waiting, functools.partial) and waiting.func is _wake:
            return
    transaction.on_commit(functools.partial(_wake, notice_id), robust=True)


def _wake(notice_id: int) -> None:
    try:
        current_app.send_task("notices.deliver_due", retry=False)
    except (KombuError, OSError):
        logger.warning("No worker could be woken for notice %s; the sweep will.", notice_id)
