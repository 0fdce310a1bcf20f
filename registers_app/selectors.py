"""Reading registers."""

from datetime import date

from django.db.models import Q, QuerySet

from registers_app.models import Controller, Register, RegisterVersion, VersionState


def open_controllers() -> QuerySet[Controller]:
    """Controllers that the public pages offer."""
    return Controller.objects.filter(is_open=True)


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
