"""The letter by which a recipient is told of a change (GDPR Art. 19), exactly as it was sent."""

from typing import ClassVar

import pgtrigger
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from notices_app.models import OwnWording
from registers_app.models.kept import born_without, never_deleted, stays_once_set
from requests_app.models.recipient_notice import RecipientNotice


class RecipientLetter(models.Model):
    """One letter to one recipient: by a mailed link, which opens it, or on paper."""

    kind: ClassVar[str] = "recipient_told"

    recipient = models.OneToOneField(
        RecipientNotice, on_delete=models.PROTECT, related_name="letter"
    )
    language = models.CharField(_("language"), max_length=2)
    subject = models.CharField(_("subject"), max_length=255)
    text = models.TextField(_("text"))
    wording = models.ForeignKey(
        OwnWording, on_delete=models.PROTECT, related_name="+", null=True, blank=True
    )
    digest = models.CharField(_("SHA-256 of what was written"), max_length=64)
    email = models.EmailField(_("e-mail"), blank=True)
    postal_address = models.TextField(_("postal address"), blank=True)
    written_at = models.DateTimeField(_("written"))
    opened_at = models.DateTimeField(_("opened by its link"), null=True, blank=True)

    class Meta:
        verbose_name = _("letter to a recipient")
        verbose_name_plural = _("letters to recipients")
        ordering = ["pk"]
        constraints = [
            models.CheckConstraint(
                name="recipient_letter_goes_one_way",
                condition=Q(email="") ^ Q(postal_address=""),
            ),
        ]
        triggers = [
            born_without("opened_at", name="recipient_letter_born_unopened"),
            never_deleted("recipient_letter_never_deleted"),
            stays_once_set("opened_at", name="recipient_letter_opened_for_good"),
            pgtrigger.ReadOnly(
                name="recipient_letter_never_changed",
                fields=[
                    "recipient",
                    "language",
                    "subject",
                    "text",
                    "wording",
                    "digest",
                    "email",
                    "postal_address",
                    "written_at",
                ],
            ),
        ]

    def __str__(self) -> str:
        return self.subject
