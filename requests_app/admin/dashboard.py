"""What waits for a member of staff, in numbers that lead to the queue."""

from dataclasses import dataclass
from datetime import date, timedelta
from functools import reduce
from operator import or_

from django.conf import settings
from django.contrib.auth.models import AnonymousUser
from django.db.models import Count, Q
from django.urls import reverse

from config.clock import now, today
from notices_app.models import Notice, NoticeState, Way
from notices_app.services.alarm_words import alarm_words
from notices_app.services.intake_health import alarms
from registers_app.domain.roles import Permission
from registers_app.models import Controller, User
from registers_app.permissions import controllers_where
from requests_app.models import Complaint, SourceNotice, SystemRestore
from requests_app.selectors import (
    IS_OPEN,
    IS_UNASSIGNED,
    IS_WAITING,
    is_due_within,
    is_handled_by,
    is_late,
    requests_seen_by,
)
from requests_app.services.mail_due import mail_due_on
from requests_app.services.mail_intake import waiting_mails

SOON = timedelta(days=7)


@dataclass(frozen=True, kw_only=True)
class Dashboard:
    """Numbers of open requests, and where each leads."""

    late: int
    due_soon: int
    unassigned: int
    waiting: int
    mine: int
    notices: int
    complaints: int
    restores: int
    letters: int
    letters_overdue: int
    mails: int
    mails_url: str
    mails_due_on: date | None
    alarms: list[tuple[str, str, str]]
    queue_url: str
    intake_url: str
    reports_url: str
    mailbox_url: str


def dashboard_for(user: User | AnonymousUser) -> Dashboard | None:
    """The dashboard of *user*; None for who sees no requests at all."""
    if isinstance(user, AnonymousUser):
        return None
    controllers = list(controllers_where(user, Permission.SEE_REQUESTS))
    if not controllers:
        return None
    mails = waiting_mails(controllers)
    counts = requests_seen_by(user).aggregate(
        late=Count("pk", filter=is_late(controllers)),
        due_soon=Count("pk", filter=is_due_within(controllers, days=7)),
        unassigned=Count("pk", filter=IS_UNASSIGNED),
        waiting=Count("pk", filter=IS_WAITING),
        mine=Count("pk", filter=IS_OPEN & is_handled_by(user.pk, controllers)),
    )
    return Dashboard(
        **counts,
        notices=_notices(controllers),
        complaints=_complaints(controllers),
        restores=_restores(controllers),
        **_letters(controllers),
        mails=len(mails),
        mails_due_on=mail_due_on(mails[0]) if mails else None,
        alarms=_alarms(user, controllers),
        mails_url=reverse("admin:notices_app_inboundmail_changelist"),
        queue_url=reverse("admin:requests_app_rightsrequest_changelist"),
        intake_url=_if_allowed(
            user, Permission.HANDLE_REQUESTS, "admin:requests_app_rightsrequest_add"
        ),
        reports_url=_if_allowed(user, Permission.SEE_REPORTS, "deadline_report"),
        mailbox_url=_mailbox(user),
    )


def _alarms(user: User, controllers: list[Controller]) -> list[tuple[str, str, str]]:
    """What is wrong with the mailboxes: address, words, and the page for who may see it."""
    seen = set(controllers_where(user, Permission.SEE_MAIL))
    return [
        (
            alarm.mailbox.address,
            alarm_words(alarm),
            reverse("admin:notices_app_mailbox_change", args=[alarm.mailbox.pk])
            if alarm.mailbox.controller in seen
            else "",
        )
        for alarm in alarms(controllers)
    ]


def _notices(controllers: list[Controller]) -> int:
    """How often people are to be told within a week, or late, that data came from elsewhere."""
    days = [
        Q(register__controller=each, due_on__lte=today(each.time_zone) + SOON)
        for each in controllers
    ]
    return SourceNotice.objects.filter(SourceNotice.IS_OPEN, reduce(or_, days)).count()


def _letters(controllers: list[Controller]) -> dict[str, int]:
    """The letters that wait to be posted, and how many of them should have gone."""
    waiting = Notice.objects.filter(
        way=Way.POST, state=NoticeState.QUEUED, controller__in=controllers
    )
    return waiting.aggregate(
        letters=Count("pk"), letters_overdue=Count("pk", filter=Q(due_at__lte=now()))
    )


def _complaints(controllers: list[Controller]) -> int:
    """The complaints of which the outcome has not been told."""
    return Complaint.objects.filter(Complaint.IS_OPEN, controller__in=controllers).count()


def _restores(controllers: list[Controller]) -> int:
    """The restores after which something is still to be erased again."""
    return SystemRestore.objects.filter(
        SystemRestore.IS_OPEN, data_system__register__controller__in=controllers
    ).count()


def _if_allowed(user: User, permission: Permission, address: str) -> str:
    return reverse(address) if controllers_where(user, permission).exists() else ""


def _mailbox(user: User) -> str:
    if not settings.EMAIL_TO_LOCAL_MAILBOX:
        return ""
    return _if_allowed(user, Permission.HANDLE_REQUESTS, "mailbox:mailbox")
