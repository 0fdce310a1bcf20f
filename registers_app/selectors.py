"""Reading registers."""

from datetime import date

from django.db.models import (
    DateField,
    DateTimeField,
    F,
    Func,
    OuterRef,
    Q,
    QuerySet,
    Subquery,
    Value,
)
from django.db.models.expressions import Combinable
from django.db.models.functions import Cast, Coalesce

from config.clock import now, today
from registers_app.domain.retained import concerns
from registers_app.models import (
    Controller,
    OurRole,
    ProcessorClient,
    Purpose,
    Register,
    RegisterVersion,
    RetentionRule,
    VersionState,
)


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
    """The registers with a version in force that the controller keeps or is joint for.

    Each stands there once. A person may turn to each joint controller (GDPR Art. 26(3)).
    """
    joint = Register.joint_controllers.through.objects.filter(controller=controller)
    return Register.objects.filter(
        Q(controller=controller) | Q(pk__in=joint.values("register")),
        versions__state=VersionState.PUBLISHED,
    ).order_by("slug", "pk")


def published_register(owner: str, slug: str) -> Register | None:
    """The register with a version in force that a controller keeps under that name."""
    rows = Register.objects.select_related("controller")
    return rows.filter(
        controller__slug=owner, slug=slug, versions__state=VersionState.PUBLISHED
    ).first()


def open_register(owner: str, slug: str) -> Register | None:
    """The same, while the public pages offer its controller."""
    found = published_register(owner, slug)
    return found if found is not None and found.controller.is_open else None


def own_published_register(controller: Controller, slug: str) -> Register | None:
    """The same of a controller that is at hand: it is not asked for again."""
    found = Register.objects.filter(
        controller=controller, slug=slug, versions__state=VersionState.PUBLISHED
    ).first()
    if found is not None:
        found.controller = controller
    return found


def answering_controller(register: Register) -> Controller:
    """The controller that answers requests, by the joint controllers' arrangement if there are any
    (GDPR Art. 26(1)). For a processor's register it only forwards.
    """
    return register.controller


def joint_with(register: Register) -> list[Controller]:
    """All controllers of the register: the one that answers first, then those joint with it."""
    others = register.joint_controllers.all()
    return [answering_controller(register), *(row for row in others if row != register.controller)]


def kept_for_others(controller_id: int) -> QuerySet[Register]:
    """The registers with a version in force that the controller keeps as a processor only."""
    return Register.objects.filter(
        controller=controller_id,
        our_role=OurRole.PROCESSOR,
        versions__state=VersionState.PUBLISHED,
    )


def decides_over_some(controller_id: int) -> bool:
    """Whether any register is the controller's own to answer for, alone or jointly."""
    own = Q(controller=controller_id) | Q(joint_controllers=controller_id)
    return Register.objects.filter(own, our_role=OurRole.CONTROLLER).exists()


def clients_of(controller_id: int) -> QuerySet[ProcessorClient]:
    """The clients of every register that the controller keeps as a processor: those in use, and
    those whose agreement ended, since their persons still ask (GDPR Art. 28(3)(g)).
    """
    return ProcessorClient.objects.filter(
        Q(is_active=True) | Q(ended_on__isnull=False),
        register__controller=controller_id,
        register__our_role=OurRole.PROCESSOR,
    ).select_related("register")


def published_versions() -> QuerySet[RegisterVersion]:
    """What was ever published, in force, to come or superseded; never a draft."""
    return RegisterVersion.objects.filter(
        state__in=[VersionState.PUBLISHED, VersionState.SUPERSEDED]
    )


def versions_in_force(*, on: date | Combinable) -> QuerySet[RegisterVersion]:
    """Of each register the version in force on a local day of its controller; else the oldest
    ever published, which is the best there is. A version to come governs nothing yet.
    """
    published = published_versions().filter(register=OuterRef("register"))
    by_then = published.filter(effective_on__lte=on).order_by("-effective_on", "-number")
    oldest = published.order_by("effective_on", "number")
    found = Coalesce(Subquery(by_then.values("pk")[:1]), Subquery(oldest.values("pk")[:1]))
    return published_versions().filter(pk=found)


def versions_in_force_today() -> QuerySet[RegisterVersion]:
    """The same for today, which is not the same day everywhere."""
    zone = F("register__controller__time_zone")
    local = Func(zone, Value(now()), function="timezone", output_field=DateTimeField())
    return versions_in_force(on=Cast(local, DateField()))


def version_in_force(register: Register, *, on: date) -> RegisterVersion | None:
    """The version in force on a local day of the controller; else the oldest ever published."""
    published = published_versions().filter(register=register)
    by_then = published.filter(effective_on__lte=on).order_by("-effective_on", "-number")
    return by_then.first() or published.order_by("effective_on", "number").first()


def retention_of(purpose: Purpose, version: RegisterVersion) -> list[RetentionRule]:
    """The retention rules of *version* that are about *purpose*; reads what was prefetched."""
    used_for = {row.key: row.purposes for row in version.data_categories.all()}
    return [
        rule
        for rule in version.retention_rules.all()
        if concerns(
            purpose.key,
            purposes=rule.purposes,
            data_categories=rule.data_categories,
            used_for=used_for,
        )
    ]
