"""Begin the next version of a register."""

from typing import Any

from django.db import models, transaction

from registers_app.models import (
    FindingReason,
    Purpose,
    PurposeBasis,
    Register,
    RegisterVersion,
    VersionState,
)
from registers_app.models.content import PARTS, VERSION_COLUMNS

UNPUBLISHED = (VersionState.DRAFT, VersionState.IN_REVIEW)
# What is said of one version only.
AFRESH = frozenset({"change_notes"})


@transaction.atomic
def draft_version(register_id: int) -> RegisterVersion:
    """The register's draft: the one there is, else a copy of its newest version, else an empty one.

    Raises Register.DoesNotExist.
    """
    register = Register.objects.select_for_update().get(pk=register_id)
    newest = register.versions.order_by("-number").first()
    if newest is None:
        return RegisterVersion.objects.create(register=register, number=1)
    if newest.state in UNPUBLISHED:
        return newest
    said = {name: getattr(newest, name) for name in VERSION_COLUMNS if name not in AFRESH}
    draft = RegisterVersion.objects.create(register=register, number=newest.number + 1, **said)
    models_of_a_version: list[type[models.Model]] = [*PARTS.values(), FindingReason]
    for model in models_of_a_version:
        _copy_all(model, newest, draft)
    _copy_bases(newest, draft)
    return draft


def _copy_all(model: type[models.Model], source: RegisterVersion, draft: RegisterVersion) -> None:
    rows = model._default_manager.filter(version=source)
    model._default_manager.bulk_create([_copy(row, version=draft) for row in rows])


def _copy_bases(source: RegisterVersion, draft: RegisterVersion) -> None:
    purposes = {row.key: row for row in Purpose.objects.filter(version=draft)}
    bases = PurposeBasis.objects.filter(purpose__version=source).select_related("purpose")
    PurposeBasis.objects.bulk_create(
        [_copy(row, purpose=purposes[row.purpose.key]) for row in bases.order_by("pk")]
    )


def _copy(row: models.Model, **parent: models.Model) -> Any:
    values: dict[str, Any] = {
        field.attname: getattr(row, field.attname)
        for field in row._meta.concrete_fields
        if not field.primary_key and field.name not in parent
    }
    return type(row)(**values, **parent)
