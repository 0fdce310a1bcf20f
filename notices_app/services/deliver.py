"""Send what is due. Any number of workers may do so side by side.

1. Claim a batch with SKIP LOCKED and commit, so that no other worker takes the same rows and a
   crash leaves a trace. 2. Call the mail server outside any transaction. 3. Write down how it
   went, if the claim is still ours. What a killed worker leaves is found by release_stuck.py.
"""

import contextlib
import logging
import time
from collections.abc import Sequence
from smtplib import SMTPException

from django.core.mail import get_connection
from django.core.mail.backends.base import BaseEmailBackend
from django.db import transaction

from config.clock import now
from notices_app.models import Notice, NoticeState
from notices_app.services.links_hidden import links_hidden
from notices_app.services.message import build_message
from notices_app.services.retry import ATTEMPTS, Failure, failure_of, next_attempt_at

logger = logging.getLogger(__name__)

BATCH = 10
# Beat wakes the next run; this one ends well before a task's time limit.
BUDGET_SECONDS = 50.0


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
        state=NoticeState.QUEUED, due_at__lte=now()
    )
    batch = list(due.select_related("controller").order_by("due_at")[:BATCH])
    for notice in batch:
        notice.claim(claimed_at=now())
        notice.save(update_fields=["state", "claimed_at", "attempts"])
    return batch


def _deliver(batch: Sequence[Notice], *, connection: BaseEmailBackend, stop_at: float) -> bool:
    """Whether the mail server could be reached."""
    down: Failure | None = None
    for notice in batch:
        if down:
            _note_failure(notice, down)
        elif time.monotonic() >= stop_at:
            _hand_back(notice)
        elif failure := _attempt(notice, connection=connection):
            _note_failure(notice, failure)
            down = None if failure.was_reached else failure
        else:
            _note_sent(notice)
    return down is None


def _attempt(notice: Notice, *, connection: BaseEmailBackend) -> Failure | None:
    was_reached = False
    try:
        connection.open()
        was_reached = True
        connection.send_messages([build_message(notice)])
    except Exception as error:  # whatever a provider raises, the row has to say so
        _close(connection)
        return failure_of(error, was_reached=was_reached)
    return None


@transaction.atomic
def _note_sent(claimed: Notice) -> None:
    if notice := _still_ours(claimed):
        notice.mark_sent(sent_at=now())
        # The links open the person's case: once mailed, only the mail holds them.
        notice.text = links_hidden(notice.text)
        notice.html = ""
        notice.save(update_fields=["state", "sent_at", "last_error", "text", "html"])


@transaction.atomic
def _note_failure(claimed: Notice, failure: Failure) -> None:
    if notice := _still_ours(claimed):
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


@transaction.atomic
def _hand_back(claimed: Notice) -> None:
    if notice := _still_ours(claimed):
        notice.put_back(due_at=now(), error=notice.last_error, maybe_sent_before=False)
        _save_put_back(notice)


def _save_put_back(notice: Notice) -> None:
    notice.save(update_fields=["state", "due_at", "last_error", "claimed_at", "maybe_sent_before"])


def _still_ours(claimed: Notice) -> Notice | None:
    # release_stuck may have taken a slow claim away, and another worker may have it now.
    return (
        Notice.objects.select_for_update()
        .filter(pk=claimed.pk, state=NoticeState.SENDING, claimed_at=claimed.claimed_at)
        .first()
    )


def _close(connection: BaseEmailBackend) -> None:
    with contextlib.suppress(SMTPException, OSError):
        connection.close()
