"""A message that waits because it looks like a program's: the columns' words and rules."""

import pgtrigger
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from requests_app.domain.signs import Sign


class SignChoice(models.TextChoices):
    """A sign, in words for staff."""

    TOO_FAST = Sign.TOO_FAST.value, _("filled in faster than people do")
    TRAP_FILLED = Sign.TRAP_FILLED.value, _("filled in a field that people do not see")
    NO_PROOF_OF_WORK = (
        Sign.NO_PROOF_OF_WORK.value,
        _("brought no proof of work, as a browser without scripts does not"),
    )
    MANY_FROM_NETWORK = Sign.MANY_FROM_NETWORK.value, _("many came from the same network")
    MANY_FOR_ADDRESS = Sign.MANY_FOR_ADDRESS.value, _("many came for the same mail address")


def held_constraints() -> list[models.CheckConstraint]:
    """What is held has its signs, and what was let through was held and has who did it."""
    return [
        models.CheckConstraint(
            name="submission_signs_known", condition=Q(signs__contained_by=SignChoice.values)
        ),
        models.CheckConstraint(
            name="submission_held_with_signs",
            condition=Q(held_at__isnull=True) | ~Q(signs=[]),
        ),
        models.CheckConstraint(
            name="submission_let_through_by_somebody",
            condition=Q(let_through_at__isnull=True, let_through_by_id__isnull=True)
            | Q(
                held_at__isnull=False,
                let_through_at__isnull=False,
                let_through_at__gte=models.F("held_at"),
            )
            & (Q(let_through_by_id__isnull=False) | Q(email_confirmed_at__isnull=False)),
        ),
    ]


def held_triggers() -> list[pgtrigger.Trigger]:
    """Signs stay as they were seen, and nobody holds a message again."""
    return [
        pgtrigger.ReadOnly(name="submission_signs_stay", fields=["signs", "held_at"]),
        pgtrigger.Protect(
            name="submission_let_through_stays",
            operation=pgtrigger.Update,
            condition=pgtrigger.Condition(
                "OLD.let_through_at IS NOT NULL AND ("
                "NEW.let_through_at IS DISTINCT FROM OLD.let_through_at OR "
                "NEW.let_through_by_id IS DISTINCT FROM OLD.let_through_by_id)"
            ),
        ),
    ]
