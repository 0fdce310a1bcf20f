"""Reading registers."""

from datetime import date

from django.db.models import Q, QuerySet

from config.clock import today
from registers_app.models import Controller, Register, RegisterVersion, VersionState


def open_controllers() -> QuerySet[Controller]:
    """Controllers that the public pages offer."""
    return Controller.objects.filter(is_open=True)


def controllers_by_local_day() -> dict[date, list[int]]:
    """The ids of all controllers by the calendar day it is there; never more than three days."""
    days: dict[date, list[int]] = {}
    for pk, time_zone in Controller.objects.order_by("pk").values_list("pk", "time_zone"):
        days.setdefault(today(time_zone), []).append(pk)
    return days


def published_registers(controller: Controller) -> QuerySet[Register]:
    """The controller's registers with a version in force."""
    return Register.objects.filter(
        controller=controller, versions__state=VersionState.PUBLISHED
    ).order_by("slug")


def version_in_force(register: Register, *, on: date) -> RegisterVersion | None:
    """The version in force on a local day of the controller; else the oldest ever published."""
    published = RegisterVersion.objects.filter(
        Q(register=register, state__in=[VersionState.PUBLISHED, VersionState.SUPERSEDED])
    )
    return (
        published.filter(effective_on__lte=on).order_by("-effective_on", "-number").first()
        or published.order_by("effective_on", "number").first()
    )
