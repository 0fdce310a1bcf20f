"""Whether mail comes in: a broken mailbox does not stop a clock (GDPR Art. 12(3))."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum

from django.conf import settings
from django.db.models import Count, Max, Min

from config.clock import now
from notices_app.domain.silence import WEEK, is_too_quiet
from notices_app.inbound.probe import EVERY, LATE_AFTER
from notices_app.models import Mailbox, MailboxProbe, ReachedBy
from registers_app.models import Controller

# What is usual is counted over so long, before the silence began.
HISTORY = 8 * WEEK


class Trouble(StrEnum):
    """What is wrong with a mailbox."""

    ERROR = "error"
    NOT_CHECKED = "not_checked"
    PROBE_LATE = "probe_late"
    SILENT = "silent"


@dataclass(frozen=True, kw_only=True)
class Alarm:
    """One thing that is wrong, since when, and in numbers."""

    mailbox: Mailbox
    trouble: Trouble
    since: datetime
    days: int = 0
    a_week: int = 0


@dataclass(frozen=True, kw_only=True)
class Volume:
    """How much mail came to a mailbox, and when the last did."""

    last_at: datetime
    a_week: float


def alarms(controllers: Iterable[Controller]) -> list[Alarm]:
    """What is wrong with the mailboxes in use, the oldest trouble first."""
    boxes = Mailbox.objects.filter(controller__in=controllers, is_active=True)
    found = [alarm for box in boxes.select_related("controller") for alarm in _of(box)]
    return sorted(found, key=lambda alarm: alarm.since)


def _of(mailbox: Mailbox) -> list[Alarm]:
    checks = (_error, _not_checked, _probe_late, _silent)
    return [alarm for check in checks if (alarm := check(mailbox))]


def _error(mailbox: Mailbox) -> Alarm | None:
    if not mailbox.error or mailbox.failing_since is None:
        return None
    return Alarm(mailbox=mailbox, trouble=Trouble.ERROR, since=mailbox.failing_since)


def _not_checked(mailbox: Mailbox) -> Alarm | None:
    """No worker came by for so long that none seems to run."""
    since = mailbox.checked_at or mailbox.created_at
    patience = timedelta(seconds=max(30 * 60, 5 * settings.SWEEP_SECONDS))
    if mailbox.reached_by != ReachedBy.IMAP or now() - since < patience:
        return None
    return Alarm(mailbox=mailbox, trouble=Trouble.NOT_CHECKED, since=since)


def _probe_late(mailbox: Mailbox) -> Alarm | None:
    """The last probe is on its way for too long; one that came after it would have said more."""
    probe = MailboxProbe.objects.filter(mailbox=mailbox).order_by("-sent_at").first()
    if probe is None:
        if now() - mailbox.created_at < EVERY + LATE_AFTER:
            return None
        return Alarm(mailbox=mailbox, trouble=Trouble.PROBE_LATE, since=mailbox.created_at)
    if probe.arrived_at or now() - probe.sent_at < LATE_AFTER:
        return None
    missing = MailboxProbe.objects.filter(mailbox=mailbox, arrived_at__isnull=True)
    arrived = MailboxProbe.objects.filter(mailbox=mailbox, arrived_at__isnull=False)
    last = arrived.aggregate(at=Max("sent_at"))["at"]
    since = missing.filter(sent_at__gt=last) if last else missing
    return Alarm(
        mailbox=mailbox,
        trouble=Trouble.PROBE_LATE,
        since=since.aggregate(at=Min("sent_at"))["at"],
    )


def _silent(mailbox: Mailbox) -> Alarm | None:
    volume = volume_of(mailbox)
    if volume is None:
        return None
    quiet = now() - volume.last_at
    if not is_too_quiet(quiet=quiet, a_week=volume.a_week):
        return None
    return Alarm(
        mailbox=mailbox,
        trouble=Trouble.SILENT,
        since=volume.last_at,
        days=quiet.days,
        a_week=round(volume.a_week),
    )


def volume_of(mailbox: Mailbox) -> Volume | None:
    """What is usual there, by the weeks before the last mail; None where none has come yet."""
    last_at = mailbox.mails.aggregate(at=Max("received_at"))["at"]
    if last_at is None:
        return None
    counted = mailbox.mails.filter(received_at__gt=last_at - HISTORY).aggregate(
        mails=Count("pk"), first_at=Min("received_at")
    )
    span = max(last_at - counted["first_at"], WEEK)
    return Volume(last_at=last_at, a_week=counted["mails"] / (span / WEEK))
