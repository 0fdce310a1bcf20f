"""Tell a person who has not opened their answer that its copy will soon be destroyed."""

from datetime import timedelta

from django.db import transaction
from django.db.models import Q

from config.clock import now
from registers_app.domain.actors import SYSTEM
from requests_app.domain.periods import local_day
from requests_app.domain.reminders import PACKAGE_DAYS_BEFORE
from requests_app.models import DisclosurePackage, PackageState, Reminder, ReminderKind
from requests_app.services.awake import awake_at_home
from requests_app.services.perform import lock_case
from requests_app.services.record import record
from requests_app.services.tell import mail_person


def remind_of_packages() -> int:
    """Tell each once for each end of the time, whatever was missed; returns how many."""
    soon, at_once = (now() + timedelta(days=days) for days in (PACKAGE_DAYS_BEFORE, 1))
    awake = [pk for group in awake_at_home() for pk in group.controllers]
    waiting = DisclosurePackage.objects.filter(
        # What would be over by the morning is told at night.
        Q(request__controller__in=awake) | Q(expires_at__lte=at_once),
        state=PackageState.RELEASED,
        expires_at__gt=now(),
        expires_at__lte=soon,
    )
    return sum(_remind(pk) for pk in waiting.values_list("pk", flat=True))


@transaction.atomic
def _remind(pk: int) -> bool:
    case = lock_case(DisclosurePackage, pk)
    package = DisclosurePackage.objects.select_related("request__submission__controller").get(pk=pk)
    if package.state != PackageState.RELEASED or package.expires_at is None or not case.email:
        return False
    last_day = local_day(package.expires_at, case.controller.time_zone)
    reminder_on = last_day - timedelta(days=PACKAGE_DAYS_BEFORE)
    _row, is_new = Reminder.objects.get_or_create(
        request=package.request,
        kind=ReminderKind.PACKAGE_EXPIRES.value,
        reminder_on=reminder_on,
        defaults={"created_at": now()},
    )
    if not is_new:
        return False
    mail_person(
        package.request,
        kind="package_expires",
        occasion=f"package_expires:{pk}:{last_day}",
        expires_on=last_day,
    )
    record(
        submission_id=case.pk,
        event="reminder.sent",
        actor=SYSTEM,
        request_id=package.request_id,
        facts={"kind": ReminderKind.PACKAGE_EXPIRES.value, "on": str(reminder_on)},
    )
    return True
