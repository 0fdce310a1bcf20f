"""Begin the next version of a register."""

from typing import Any

from django.db import models, transaction

from registers_app.models import (
    DataCategory,
    DataSource,
    Purpose,
    PurposeBasis,
    Recipient,
    Register,
    RegisterVersion,
    RetentionRule,
    SubjectCategory,
    Transfer,
    VersionState,
)

UNPUBLISHED = (VersionState.DRAFT, VersionState.IN_REVIEW)
PARTS: tuple[type[models.Model], ...] = (
    SubjectCategory,
    DataCategory,
    DataSource,
    Recipient,
    Transfer,
    RetentionRule,
)
TEXTS = ("descriptions", "security_measures", "automated_decisions")


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
    draft = RegisterVersion.objects.create(
        register=register,
        number=newest.number + 1,
        **{name: getattr(newest, name) for name in TEXTS},
    )
    _copy_purposes(newest, draft)
    for part in PARTS:
        for row in part._default_manager.filter(version=newest):
            _copy(row, version=draft)
    return draft


def _copy_purposes(source: RegisterVersion, draft: RegisterVersion) -> None:
    for purpose in Purpose.objects.filter(version=source):
        bases = list(PurposeBasis.objects.filter(purpose=purpose))
        copied = _copy(purpose, version=draft)
        for basis in bases:
            _copy(basis, purpose=copied)


def _copy(row: models.Model, **parent: models.Model) -> models.Model:
    values: dict[str, Any] = {
        field.attname: getattr(row, field.attname)
        for field in row._meta.concrete_fields
        if not field.primary_key and field.name not in parent
    }
    return type(row)._default_manager.create(**values, **parent)
