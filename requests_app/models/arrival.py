"""By what way a submission reached the organisation, and whether that moves its clock."""

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _


class Arrival(models.TextChoices):
    """Where it came in first. All but the last two count from there without more ado.

    GDPR Art. 12(2)-(3), 28(3)(e); EDPB Guidelines 01/2022 para. 52-57, 159.
    """

    PROPER = "proper", _("an address or form that is meant for it")
    GENERAL = "general", _("the general mailbox or the reception")
    CONTACT = "contact", _("somebody the person usually deals with")
    INTAKE = "intake", _("a processor that takes requests in for the organisation")
    PROCESSOR = "processor", _("another processor, which passed it on")
    STRAY = "stray", _("an address that nobody could expect to be the right one")


# Both moments are kept. At a stray address the clock waits until the request reaches a proper one;
# at a back-office processor it starts there, and the later moment is only the latest arguable one.
WITH_TWO_MOMENTS = (Arrival.PROCESSOR, Arrival.STRAY)


def arrival_constraints() -> list[models.BaseConstraint]:
    """What the submission's table holds of it."""
    return [
        models.CheckConstraint(
            name="submission_arrival_known", condition=Q(arrival__in=Arrival.values)
        ),
        models.CheckConstraint(
            name="submission_both_moments",
            condition=Q(
                arrival=Arrival.PROCESSOR.value,
                other_moment_at__isnull=False,
                other_moment_at__gte=F("received_at"),
                other_moment_at__lte=F("created_at"),
            )
            | Q(
                arrival=Arrival.STRAY.value,
                other_moment_at__isnull=False,
                other_moment_at__lte=F("received_at"),
            )
            | (~Q(arrival__in=[each.value for each in WITH_TWO_MOMENTS]) & Q(other_moment_at=None)),
        ),
    ]
