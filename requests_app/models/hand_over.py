"""What the desk mailed to a controller that answers, and whether it has it (Art. 28(3)(e))."""

import pgtrigger
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from registers_app.models.kept import born_without, never_deleted, refuse_unless, stays_once_set
from requests_app.models.request import RightsRequest

FORWARDED = """EXISTS (
    SELECT 1 FROM requests_app_rightsrequest r
    WHERE r.id = NEW.request_id AND r.state = 'forwarded'
)"""


class HandOver(models.Model):
    """One mail with a link to a request. ``entry_number``: the audit entry that proves it.

    What went another way than by the desk's mail has no row: who forwarded it says how.
    """

    request = models.ForeignKey(RightsRequest, on_delete=models.PROTECT, related_name="hand_overs")
    entry_number = models.PositiveIntegerField()
    sent_at = models.DateTimeField(_("mailed"))
    opened_at = models.DateTimeField(_("first opened"), null=True, blank=True)
    confirmed_at = models.DateTimeField(_("receipt confirmed"), null=True, blank=True)

    class Meta:
        verbose_name = _("hand-over to a controller")
        verbose_name_plural = _("hand-overs to controllers")
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(fields=["request", "entry_number"], name="hand_over_once")
        ]
        indexes = [
            # The sweep for silent controllers, and their view in the queue.
            models.Index(
                fields=["sent_at"],
                condition=Q(opened_at=None, confirmed_at=None),
                name="hand_over_silent",
            )
        ]
        triggers = [
            never_deleted("hand_over_never_deleted"),
            born_without("opened_at", "confirmed_at", name="hand_over_born_unopened"),
            stays_once_set("opened_at", "opened_at", name="hand_over_opened_once"),
            stays_once_set("confirmed_at", "confirmed_at", name="hand_over_confirmed_once"),
            pgtrigger.ReadOnly(
                name="hand_over_keeps_its_case", fields=["request", "entry_number", "sent_at"]
            ),
            pgtrigger.Trigger(
                name="hand_over_of_what_was_forwarded",
                operation=pgtrigger.Insert,
                when=pgtrigger.Before,
                func=refuse_unless(FORWARDED, says="the request was not forwarded"),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.request_id} {self.sent_at}"

    @property
    def is_silent(self) -> bool:
        """Whether nothing shows that the controller has it."""
        return self.opened_at is None and self.confirmed_at is None
