"""Mail staff of mail that waits for a human, and of mailboxes that do not work: once a day.

A held mail's clock runs (GDPR Art. 12(3)), and a broken mailbox stops none. The mail holds numbers,
days and the desk's own addresses, and nothing that anybody wrote.
"""

from datetime import date
from zoneinfo import ZoneInfo

from django.db import transaction
from django.utils import translation

from config.clock import now
from notices_app.models import UNDECIDED, InboundMail
from notices_app.services import enqueue
from notices_app.services.alarm_words import alarm_words
from notices_app.services.intake_health import Alarm, alarms
from registers_app.domain.roles import Permission
from registers_app.models import Controller, User
from registers_app.permissions import holders
from registers_app.selectors import controllers_by_local_day
from requests_app.services.links import mails_address
from requests_app.services.mail_due import mail_due_on

# Not in the night: mail is read in the morning.
FROM_HOUR = 7


def mail_intake() -> int:
    """Mail everyone who handles requests where something waits; returns how many mails."""
    mailed = 0
    for day, keys in controllers_by_local_day().items():
        for controller in Controller.objects.filter(pk__in=keys):
            if now().astimezone(ZoneInfo(controller.time_zone)).hour >= FROM_HOUR:
                mailed += _mail(controller, day=day)
    return mailed


def waiting_mails(controllers: list[Controller]) -> list[InboundMail]:
    """The mails that a human has to read, the oldest first."""
    rows = InboundMail.objects.filter(
        controller__in=controllers, settled_at__isnull=True, status__in=UNDECIDED
    )
    return list(
        rows.select_related("controller").defer("sealed", "sealed_words").order_by("received_at")
    )


@transaction.atomic
def _mail(controller: Controller, *, day: date) -> int:
    waiting, found = waiting_mails([controller]), alarms([controller])
    if not waiting and not found:
        return 0
    due_on = mail_due_on(waiting[0]) if waiting else None
    mailed = 0
    for user in holders(Permission.HANDLE_REQUESTS, controller_id=controller.pk):
        if user.email:
            _mail_one(controller, user, day=day, due_on=due_on, waiting=len(waiting), found=found)
            mailed += 1
    return mailed


def _mail_one(
    controller: Controller,
    user: User,
    *,
    day: date,
    due_on: date | None,
    waiting: int,
    found: list[Alarm],
) -> None:
    with translation.override(user.language):
        said = [f"{alarm.mailbox.address}: {alarm_words(alarm)}" for alarm in found]
    enqueue(
        kind="staff_intake",
        language=user.language,
        to_address=user.email,
        controller=controller,
        occasion=f"intake:{controller.pk}:{day}:{user.pk}",
        context={
            "controller": controller,
            "waiting": waiting,
            "due_on": due_on,
            "alarms": said,
            "admin_url": mails_address(),
        },
    )
