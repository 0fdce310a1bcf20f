"""What a request is about: its registers' versions, purposes and data systems."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db.models import Q, QuerySet

from registers_app.domain.lawful_basis import LawfulBasis
from registers_app.models import (
    DataSystem,
    OurRole,
    Purpose,
    Recipient,
    RegisterVersion,
    RetentionRule,
)
from registers_app.selectors import retention_of, versions_in_force, versions_in_force_today
from requests_app.domain.purposes import ItemResult, must_be_explained, possible_results
from requests_app.domain.rights import Right

if TYPE_CHECKING:
    from requests_app.models.request import RightsRequest


def registers_concerned(request: RightsRequest, path: str) -> Q:
    """The registers, as a condition on the model that reaches them by *path*.

    One that the person named; else all of the controller's, also those it is a joint controller
    of, but none in which it is only a processor. A client's part is about those alone.
    """
    if request.is_part:
        kept = {f"{path}__our_role": OurRole.PROCESSOR}
        return Q(**{f"{path}__controller": request.controller_id}, **kept)
    if request.submission.register_id is not None:
        return Q(**{path: request.submission.register_id})
    own = Q(**{f"{path}__controller": request.controller_id})
    joint = Q(**{f"{path}__joint_controllers": request.controller_id})
    return (own | joint) & Q(**{f"{path}__our_role": OurRole.CONTROLLER})


def governing_versions(request: RightsRequest) -> QuerySet[RegisterVersion]:
    """Of each register concerned the version in force at receipt, which the request keeps: what
    is published later changes nothing about it (EDPB Guidelines 01/2022 para. 37).
    """
    if request.register_version_id is not None and not request.is_part:
        return RegisterVersion.objects.filter(pk=request.register_version_id)
    return (
        versions_in_force(on=request.received_on)
        .filter(registers_concerned(request, "register"))
        .order_by("register__slug", "pk")
        .distinct()
    )


def versions_concerned(request: RightsRequest) -> list[RegisterVersion]:
    """The versions of the registers concerned by which the request is handled."""
    return list(
        governing_versions(request)
        .select_related("register")
        .order_by("register__slug")
        .distinct()
        .prefetch_related(
            "purposes__bases",
            "data_categories",
            "recipients",
            "retention_rules",
            "sources",
            "transfers",
        )
    )


def purposes_concerned(request: RightsRequest) -> list[Purpose]:
    """The purposes of those versions, register by register."""
    return list(
        Purpose.objects.filter(version__in=governing_versions(request).order_by().values("pk"))
        .select_related("version__register")
        .prefetch_related("bases", "version__retention_rules", "version__data_categories")
        .order_by("version__register__slug", "position", "pk")
        .distinct()
    )


def recipients_concerned(request: RightsRequest) -> list[Recipient]:
    """Who may have been given the data: named at receipt or since then (GDPR Art. 19)."""
    now = versions_in_force_today().filter(registers_concerned(request, "register"))
    versions = [governing_versions(request), now]
    named = [Q(version__in=rows.order_by().values("pk")) for rows in versions]
    return list(
        Recipient.objects.filter(named[0] | named[1]).order_by(
            "version__register__slug", "version__number", "position", "pk"
        )
    )


def data_systems_concerned(request: RightsRequest) -> list[DataSystem]:
    """The data systems in use where those registers' data live."""
    return list(
        DataSystem.objects.filter(registers_concerned(request, "register"), is_active=True)
        .order_by("register__slug", "name")
        .distinct()
    )


def statutory_retention(purpose: Purpose) -> list[RetentionRule]:
    """The rules by which a law demands that data of the purpose are kept (Art. 17(3)(b))."""
    return [rule for rule in retention_of(purpose, purpose.version) if rule.is_statutory]


def results_open_to(purpose: Purpose, right: Right) -> tuple[ItemResult, ...]:
    """What can become of a purpose, by its bases and by what a law demands to keep."""
    return possible_results(
        right,
        bases_of(purpose),
        is_direct_marketing=purpose.is_direct_marketing,
        has_statutory_retention=bool(statutory_retention(purpose)),
    )


def needs_note(purpose: Purpose, right: Right, result: ItemResult) -> bool:
    """Whether a result of a purpose has to be explained (Art. 17(3)(b))."""
    return must_be_explained(
        right,
        bases_of(purpose),
        result,
        has_statutory_retention=bool(statutory_retention(purpose)),
    )


def bases_of(purpose: Purpose) -> frozenset[LawfulBasis]:
    """The lawful bases that a purpose names."""
    return frozenset(LawfulBasis(row.basis) for row in purpose.bases.all())
