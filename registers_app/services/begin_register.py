"""Begin a register: what it is called, and the draft of its first version."""

from typing import Any

from django.db import transaction

from config.clock import now
from registers_app.models import ContactPoint, Register, RegisterVersion
from registers_app.services.draft_version import draft_version


@transaction.atomic
def begin_register(register: Register, *, contact: ContactPoint | None = None) -> RegisterVersion:
    """Save a new *register*, and begin its first version with the *contact* that was given."""
    register.created_at = now()
    register.save()
    version = draft_version(register.pk)
    if contact is not None:
        contact.version = version
        contact.save()
    return version


def free_slug(wanted: str, *, controller_id: int) -> str:
    """*wanted*, or with a number where the controller has a register of that address already."""
    taken: set[Any] = set(
        Register.objects.filter(controller=controller_id).values_list("slug", flat=True)
    )
    number, slug = 1, wanted
    while slug in taken:
        number += 1
        slug = f"{wanted[:45]}-{number}"
    return slug
