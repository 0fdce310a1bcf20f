"""Have the deadline report of an organisation mailed, at another rhythm, or no longer."""

from datetime import date, timedelta

from django.db import transaction

from config.clock import today
from registers_app.domain.actors import user_actor
from registers_app.domain.roles import Permission
from registers_app.models import Controller, User
from registers_app.permissions import may
from requests_app.models import ReportSubscription, Rhythm
from requests_app.services.errors import NotPermitted


@transaction.atomic
def subscribe_to_report(controller: Controller, *, rhythm: Rhythm | None, user: User) -> None:
    """The first mail comes when the week or the month of today is over. None: no more mails.

    Raises NotPermitted for who sees no report of the organisation.
    """
    if not may(user_actor(user.pk), Permission.SEE_REPORTS, controller_id=controller.pk):
        raise NotPermitted
    mine = ReportSubscription.objects.filter(user=user, controller=controller)
    if rhythm is None:
        mine.delete()
        return
    if mine.filter(rhythm=rhythm.value).exists():
        return
    ReportSubscription.objects.update_or_create(
        user=user,
        controller=controller,
        defaults={
            "rhythm": rhythm.value,
            "told_until": beginning(rhythm, day=today(controller.time_zone)),
        },
    )


def beginning(rhythm: Rhythm, *, day: date) -> date:
    """The first day of the week or the month of *day*."""
    if rhythm is Rhythm.WEEKLY:
        return day - timedelta(days=day.weekday())
    return day.replace(day=1)
