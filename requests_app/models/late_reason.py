"""Why a request is, or was, late: one cause of a closed list, so that causes can be counted.

What a handler writes about it stands in the record of the case (its payload), never in a report.
"""

import pgtrigger
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from registers_app.models.kept import never_deleted
from requests_app.models.request import RightsRequest


class LateCause(models.TextChoices):
    """Why a last day was missed. None of them excuses it (GDPR Art. 12(3), 12(4))."""

    REACHED_US_LATE = "reached_us_late", _("it reached the right people late")
    IDENTITY = "identity", _("it took long to know who the person is")
    AMOUNT = "amount", _("there was much to search or to review")
    SYSTEM_OWNER = "system_owner", _("the owner of a data system answered late")
    PROCESSOR = "processor", _("a processor answered late")
    ADVICE = "advice", _("legal or other advice was waited for")
    STAFF = "staff", _("too few people, or somebody was absent")
    MISTAKE = "mistake", _("it was overlooked, or its date mistaken")
    FAULT = "fault", _("a technical fault")
    OTHER = "other", _("another reason")


class LateReason(models.Model):
    """The cause that was given for one request; the record keeps every earlier one."""

    request = models.OneToOneField(
        RightsRequest, on_delete=models.PROTECT, related_name="late_reason"
    )
    cause = models.CharField(_("why it is late"), max_length=20, choices=LateCause)
    given_at = models.DateTimeField(_("given"))
    given_by_id = models.BigIntegerField(_("given by"))

    class Meta:
        verbose_name = _("reason for being late")
        verbose_name_plural = _("reasons for being late")
        constraints = [
            models.CheckConstraint(
                name="late_reason_known", condition=Q(cause__in=LateCause.values)
            )
        ]
        triggers = [
            never_deleted("late_reason_never_deleted"),
            pgtrigger.ReadOnly(name="late_reason_keeps_its_request", fields=["request"]),
        ]

    def __str__(self) -> str:
        return self.get_cause_display()
