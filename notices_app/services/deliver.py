"""Send what is due. Any number of workers may do so side by side.

1. Claim a batch with SKIP LOCKED and commit, so that no other worker takes the same rows and a
   crash leaves a trace. 2. Write down that one message begins, if the claim is still ours. 3. Call
   the mail server outside any transaction. 4. Write down how it went, with the beginning of the
   next. What a killed worker leaves is found by release_stuck.py, and one of it is in doubt.
"""

import contextlib
import logging
import time
from collections.abc import Sequence
from dataclasses import dataclass
from smtplib import SMTPException
from typing import Any

from django.core.mail import get_connection
from django.core.mail.backends.base import BaseEmailBackend
from django.db import transaction
from django.db.models import QuerySet

from config.clock import now
from notices_app.models import Notice, NoticeState, Way
from notices_app.services.links_hidden import links_hidden
from notices_app.services.message import build_message, threads_of
from notices_app.services.note_sent_and_begin import note_sent_and_begin
from notices_app.services.retry import ATTEMPTS, Failure, failure_of, next_attempt_at
from notices_app.services.settle_fate import settle_fate
from notices_app.services.tell_lost import tell_lost

logger = logging.getLogger(__name__)

BATCH = 50
# Beat wakes the next run; this one ends well before a task's time limit.
BUDGET_SECONDS = 50.0


@dataclass(frozen=True, kw_only=True)
class Attempt:
    """How the last message fared: not yet written down; without one there is nothing to write."""

    notice: Notice | None = None
    provider_message_id: str = ""  # empty for SMTP
    failure: Failure | None = None

    @property
    def was_in_vain(self) -> bool:
        """Whether the mail server could not be reached, so that none of the rest is tried."""
        return self.failure is not None and not self.failure.was_reached


def deliver_due(*, budget_seconds: float = BUDGET_SECONDS) -> None:
    """Send until nothing is due, the time is used up or the mail server cannot be reached."""
    connection = get_connection()
    stop_at = time.monotonic() + budget_seconds
    is_reachable = True
    try:
        while is_reachable and time.monotonic() < stop_at and (batch := _claim_batch()):
            is_reachable = _deliver(batch, connection=connection, stop_at=stop_at)
    finally:
        _close(connection)


@transaction.atomic
def _claim_batch() -> list[Notice]:
    due = Notice.objects.select_for_update(skip_locked=True, of=("self",)).filter(
        state=NoticeState.QUEUED, way=Way.MAIL, due_at__lte=now()
    )
    batch = list(due.select_related("controller").order_by("due_at")[:BATCH])
    claimed_at = now()
    for notice in batch:
        notice.claim(claimed_at=claimed_at)
    Notice.objects.filter(pk__in=[notice.pk for notice in batch]).update(
        state=NoticeState.SENDING, claimed_at=claimed_at, begun_at=None
    )
    return batch


def _deliver(batch: Sequence[Notice], *, connection: BaseEmailBackend, stop_at: float) -> bool:
    """Whether the mail server could be reached."""
    last, threads = Attempt(), threads_of(batch)
    for place, notice in enumerate(batch):
        if last.was_in_vain or time.monotonic() >= stop_at:
            _note(last)
            _let_go(batch[place:], because=last)
            return not last.was_in_vain
        # One commit for both: whatever kills the worker, it leaves one message in doubt.
        is_ours = _note_and_begin(last, notice)
        last = Attempt()
        if is_ours:
            last = _attempt(notice, connection=connection, thread=threads.get(notice.pk, ""))
    _note(last)
    return not last.was_in_vain


def _note_and_begin(last: Attempt, following: Notice) -> bool:
    """Whether *following* is still ours, and so was begun."""
    following.begun_at = now()
    following.attempts += 1
    begun = {"begun_at": following.begun_at, "attempts": following.attempts}
    sent = last.notice
    if sent is None or last.failure or sent.maybe_sent_before:
        with transaction.atomic():
            _note(last)
            return bool(_ours(following).update(**begun))
    # The usual case in one statement, which is one journey to the database instead of four.
    return note_sent_and_begin(
        claimed_at=following.claimed_at,
        sent={"pk": sent.pk, **_as_sent(sent, last.provider_message_id)},
        following={"pk": following.pk, **begun},
    )


def _attempt(notice: Notice, *, connection: BaseEmailBackend, thread: str) -> Attempt:
    was_reached = False
    try:
        connection.open()
        was_reached = True
        message = build_message(notice, thread=thread)
        connection.send_messages([message])
    except Exception as error:  # whatever a provider raises, the row has to say so
        _close(connection)
        return Attempt(notice=notice, failure=failure_of(error, was_reached=was_reached))
    status = getattr(message, "anymail_status", None)
    name = getattr(status, "message_id", None)
    return Attempt(notice=notice, provider_message_id="" if name is None else str(name)[:255])


def _note(attempt: Attempt) -> None:
    if attempt.notice is None:
        return
    if attempt.failure is None:
        _note_sent(attempt.notice, provider_message_id=attempt.provider_message_id)
    else:
        _note_failure(attempt.notice, attempt.failure)


@transaction.atomic
def _note_sent(notice: Notice, *, provider_message_id: str) -> None:
    is_ours = _ours(notice).update(**_as_sent(notice, provider_message_id))
    if is_ours and notice.maybe_sent_before:
        # What was reported of the message that went out before this one.
        settle_fate(Notice.objects.select_for_update().get(pk=notice.pk))


def _as_sent(notice: Notice, provider_message_id: str) -> dict[str, Any]:
    """The columns of a message that was taken."""
    sent_at = now()
    notice.mark_sent(sent_at=sent_at, provider_message_id=provider_message_id)
    return {
        "state": NoticeState.SENT.value,
        "sent_at": sent_at,
        "last_error": "",
        "provider_message_id": provider_message_id,
        # The links open the person's case: once mailed, only the mail holds them.
        "text": links_hidden(notice.text),
        "html": "",
    }


@transaction.atomic
def _note_failure(claimed: Notice, failure: Failure) -> None:
    notice = _ours(claimed).select_for_update().first()
    if notice is None:
        return
    notice.attempts = claimed.attempts
    if failure.is_permanent or notice.attempts >= ATTEMPTS:
        notice.give_up(error=failure.error)
        logger.warning("Notice %s could not be sent.", notice.pk)
    else:
        notice.put_back(
            due_at=next_attempt_at(notice.attempts),
            error=failure.error,
            maybe_sent_before=failure.maybe_sent,
        )
        logger.info("Notice %s will be tried again.", notice.pk)
    _save_put_back(notice)
    if notice.state == NoticeState.FAILED:
        tell_lost(notice)


def _let_go(rest: Sequence[Notice], *, because: Attempt) -> None:
    """What was claimed and not begun: tried in vain with the last one, or left for the next run."""
    for notice in rest:
        if because.was_in_vain and because.failure:
            notice.attempts += 1
            _note_failure(notice, because.failure)
        else:
            _hand_back(notice)


@transaction.atomic
def _hand_back(claimed: Notice) -> None:
    if notice := _ours(claimed).select_for_update().first():
        notice.put_back(due_at=now(), error=notice.last_error, maybe_sent_before=False)
        _save_put_back(notice)


def _save_put_back(notice: Notice) -> None:
    notice.save(
        update_fields=[
            "state",
            "due_at",
            "last_error",
            "claimed_at",
            "attempts",
            "maybe_sent_before",
        ]
    )


def _ours(*claimed: Notice) -> QuerySet[Notice]:
    # release_stuck may have taken a slow claim away, and another worker may have it now.
    return Notice.objects.filter(
        pk__in=[notice.pk for notice in claimed],
        state=NoticeState.SENDING,
        claimed_at=claimed[0].claimed_at,
    )


def _close(connection: BaseEmailBackend) -> None:
    with contextlib.suppress(SMTPException, OSError):
        connection.close()
