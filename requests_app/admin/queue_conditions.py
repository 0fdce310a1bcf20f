"""What the queue asks of the database beyond due dates: duties without a month, and silence."""

from collections import defaultdict
from collections.abc import Iterable
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from django.db.models import Exists, OuterRef, Q

from config.clock import now, today
from registers_app.models import Controller
from requests_app.domain.calendars import holiday_calendar
from requests_app.domain.reminders import CLIENT_SILENT_AFTER, PROOF_HOURS, SILENCE_DAYS
from requests_app.domain.working_days import last_day_before
from requests_app.models import (
    STOPS_AT_ONCE,
    Assistance,
    AuthorityPaper,
    CaseLink,
    CaseMessage,
    HandOver,
    IdentityCheck,
    IdentityEvidence,
    IdentityState,
    LostMail,
    MessageSide,
    NoteMention,
    RequestState,
    SignIn,
    Submission,
    Suspension,
    SuspensionGround,
    Task,
    TaskMessage,
    TaskSide,
    TaskState,
)
from requests_app.selectors import IS_OPEN
from requests_app.services.in_the_post import posted_after, question_in_the_post

# A data system that was asked to stop has not said yet that it has.
IS_STOPPING = Exists(
    Task.objects.filter(STOPS_AT_ONCE, request=OuterRef("pk"), state=TaskState.OPEN)
)
# Looks like a program's, and waits for a confirmation or a look (domain/signs.py).
WAITS_AS_SUSPICIOUS = Q(
    Exists(
        Submission.objects.filter(
            pk=OuterRef("submission"), held_at__isnull=False, let_through_at__isnull=True
        )
    )
)
IS_SUSPICIOUS = IS_OPEN & WAITS_AS_SUSPICIOUS
# What is held has asked no data system to stop yet, and its time runs all the same.
IS_TO_STOP = IS_OPEN & Q(stop_by__isnull=False) & (Q(IS_STOPPING) | WAITS_AS_SUSPICIOUS)
IS_TO_FORWARD = IS_OPEN & Q(forward_by__isnull=False)

# A data system that was asked has not answered yet, in a case that stands at its work.
WAITS_FOR_OWNER = IS_OPEN & Q(
    Exists(Task.objects.filter(request=OuterRef("pk"), state=TaskState.OPEN))
)

# An owner asked, or said what they could not do, and nobody has answered yet.
OWNER_ASKS = IS_OPEN & Q(
    Exists(
        TaskMessage.objects.filter(
            task__request=OuterRef("pk"),
            task__state=TaskState.OPEN,
            side=TaskSide.OWNER,
            settled_at=None,
        )
    )
)

_WAITS_FOR_PROOF = Exists(
    Suspension.objects.filter(
        request=OuterRef("pk"), ground=SuspensionGround.IDENTITY, ended_at=None, voided_at=None
    )
)
_ASKED = IdentityCheck.objects.filter(submission=OuterRef("submission"), state=IdentityState.ASKED)
_HAS_PROOF = Exists(
    IdentityEvidence.objects.filter(check_row__submission=OuterRef("submission"), destroyed_at=None)
) | Exists(
    SignIn.objects.filter(
        check_row__submission=OuterRef("submission"),
        signed_in_at__isnull=False,
        destroyed_at=None,
    )
)


_NEWEST_UNOPENED = HandOver.objects.filter(
    ~Exists(HandOver.objects.filter(request=OuterRef("request"), pk__gt=OuterRef("pk"))),
    request=OuterRef("pk"),
    opened_at=None,
    confirmed_at=None,
)

# The same person may have asked for the same before, and nobody has looked.
IS_PERHAPS_TWICE = IS_OPEN & Q(Exists(CaseLink.objects.filter(request=OuterRef("pk"), kind="")))

# The controller to whom it was forwarded waits for our help.
HELP_IS_ASKED = Q(state=RequestState.FORWARDED) & Q(
    Exists(Assistance.objects.filter(request=OuterRef("pk"), delivered_at=None))
)

# The person wrote, also after the end of the case, and nobody has seen to it.
HAS_MESSAGE_TO_SEE = Q(
    Exists(
        CaseMessage.objects.filter(
            submission=OuterRef("submission"), side=MessageSide.PERSON, settled_at=None
        )
    )
)

# A mail did not arrive, and nobody has seen to it, also after the end of the case.
HAS_LOST_MAIL = Q(Exists(LostMail.objects.filter(submission=OuterRef("submission"), ended_at=None)))

# The person has sent proof of identity, and it waits for us.
HAS_PROOF_TO_SEE = IS_OPEN & Q(_WAITS_FOR_PROOF) & Q(_HAS_PROOF)


def has_note_for(user_id: int) -> Q:
    """A colleague wants the reader to read a note, open or closed as the case may be."""
    mentions = NoteMention.objects.filter(
        note__submission=OuterRef("submission"), user=user_id, seen_at=None
    )
    return Q(Exists(mentions))


def proof_waits_too_long() -> Q:
    """Proof of identity or authority that nobody has decided on for longer than it may be kept."""
    before = now() - timedelta(hours=PROOF_HOURS)
    here = OuterRef("submission")
    papers = AuthorityPaper.objects.filter(
        representation__submission=here, destroyed_at=None, received_at__lt=before
    )
    evidence = IdentityEvidence.objects.filter(
        check_row__submission=here, destroyed_at=None, received_at__lt=before
    )
    signed_in = SignIn.objects.filter(
        check_row__submission=here, destroyed_at=None, signed_in_at__lt=before
    )
    return IS_OPEN & (Q(Exists(papers)) | Q(Exists(evidence)) | Q(Exists(signed_in)))


def is_silent(controllers: Iterable[Controller]) -> Q:
    """Waiting for proof of identity for so long that closing is proposed (close_silent.py)."""
    asked_before: dict[tuple[datetime, date], list[int]] = defaultdict(list)
    for controller in controllers:
        since = posted_after(today(controller.time_zone), days=SILENCE_DAYS)
        asked_before[_first_moment_too_late(controller.time_zone), since].append(controller.pk)
    met = Q(pk__in=[])
    for (moment, since), ids in asked_before.items():
        asked = _ASKED.filter(~question_in_the_post(since=since), asked_at__lt=moment)
        met |= Q(controller__in=ids) & Q(Exists(asked))
    return IS_OPEN & Q(_WAITS_FOR_PROOF) & ~Q(_HAS_PROOF) & met


def is_client_silent(controllers: Iterable[Controller]) -> Q:
    """Forwarded by the desk's mail, and for two working days no sign of who answers."""
    sent_before: dict[datetime, list[int]] = defaultdict(list)
    for controller in controllers:
        day = last_day_before(
            today(controller.time_zone),
            days=CLIENT_SILENT_AFTER[0],
            calendar=holiday_calendar(controller.calendar),
        )
        moment = _midnight(day + timedelta(days=1), controller.time_zone)
        sent_before[moment].append(controller.pk)
    met = Q(pk__in=[])
    for moment, ids in sent_before.items():
        met |= Q(controller__in=ids) & Q(Exists(_NEWEST_UNOPENED.filter(sent_at__lt=moment)))
    return Q(state=RequestState.FORWARDED) & met


def _first_moment_too_late(time_zone: str) -> datetime:
    """The local midnight after the last day on which asking has been met with silence."""
    return _midnight(today(time_zone) - timedelta(days=SILENCE_DAYS - 1), time_zone)


def _midnight(day: date, time_zone: str) -> datetime:
    return datetime.combine(day, time.min, tzinfo=ZoneInfo(time_zone)).astimezone(UTC)
