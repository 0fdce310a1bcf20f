"""What the queue asks of the database beyond due dates: duties without a month, and silence."""

from collections import defaultdict
from collections.abc import Iterable
from datetime import UTC, datetime, time, timedelta
from zoneinfo import ZoneInfo

from django.db.models import Exists, OuterRef, Q

from config.clock import today
from registers_app.models import Controller
from requests_app.domain.reminders import SILENCE_DAYS
from requests_app.models import (
    STOPS_AT_ONCE,
    IdentityEvidence,
    IdentityState,
    Suspension,
    SuspensionGround,
    Task,
    TaskState,
)
from requests_app.selectors import IS_OPEN

# A data system that was asked to stop has not said yet that it has.
IS_STOPPING = Exists(
    Task.objects.filter(STOPS_AT_ONCE, request=OuterRef("pk"), state=TaskState.OPEN)
)
IS_TO_STOP = IS_OPEN & Q(stop_by__isnull=False) & Q(IS_STOPPING)
IS_TO_FORWARD = IS_OPEN & Q(forward_by__isnull=False)

_WAITS_FOR_PROOF = Exists(
    Suspension.objects.filter(
        request=OuterRef("pk"), ground=SuspensionGround.IDENTITY, ended_at=None, voided_at=None
    )
)
_HAS_PROOF = Exists(
    IdentityEvidence.objects.filter(check_row__submission=OuterRef("submission"), destroyed_at=None)
)


# The person has sent proof of identity, and it waits for us.
HAS_PROOF_TO_SEE = IS_OPEN & Q(_WAITS_FOR_PROOF) & Q(_HAS_PROOF)


def is_silent(controllers: Iterable[Controller]) -> Q:
    """Waiting for proof of identity for so long that closing is proposed (close_silent.py)."""
    asked_before: dict[datetime, list[int]] = defaultdict(list)
    for controller in controllers:
        asked_before[_first_moment_too_late(controller.time_zone)].append(controller.pk)
    met = Q(pk__in=[])
    for moment, ids in asked_before.items():
        met |= Q(controller__in=ids, submission__identity_check__asked_at__lt=moment)
    return (
        IS_OPEN
        & Q(submission__identity_check__state=IdentityState.ASKED)
        & Q(_WAITS_FOR_PROOF)
        & ~Q(_HAS_PROOF)
        & met
    )


def _first_moment_too_late(time_zone: str) -> datetime:
    """The local midnight after the last day on which asking has been met with silence."""
    day = today(time_zone) - timedelta(days=SILENCE_DAYS - 1)
    return datetime.combine(day, time.min, tzinfo=ZoneInfo(time_zone)).astimezone(UTC)
