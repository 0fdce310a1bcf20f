"""The letter to who wrote to us by mistake, where it goes by post, exactly as it was written.

What they wrote is no request, so it has no case; what tells of them is erased in 90 days.
"""

import pgtrigger
from django.db import models
from django.utils.translation import gettext_lazy as _

from notices_app.models import InboundMail, OwnWording
from registers_app.models import Controller, LanguageChoice
from registers_app.models.kept import born_without, never_deleted, stays_once_set
from requests_app.domain.references import new_reference


class MisdirectedLetter(models.Model):
    """One letter to one who meant somebody else; name and address lie sealed until erased."""

    reference = models.CharField(_("reference"), max_length=20, unique=True, default=new_reference)
    controller = models.ForeignKey(Controller, on_delete=models.PROTECT, related_name="+")
    # What it answers, where that came by mail.
    mail = models.OneToOneField(
        InboundMail, on_delete=models.PROTECT, related_name="+", null=True, blank=True
    )
    received_on = models.DateField(_("day of receipt"))
    language = models.CharField(_("language"), max_length=2, choices=LanguageChoice)
    subject = models.CharField(_("subject"), max_length=255)
    text = models.TextField(_("text"))
    wording = models.ForeignKey(
        OwnWording, on_delete=models.PROTECT, related_name="+", null=True, blank=True
    )
    digest = models.CharField(_("SHA-256 of what was written"), max_length=64)
    sealed_receiver = models.BinaryField(default=b"", blank=True)
    written_at = models.DateTimeField(_("written"))
    written_by_id = models.BigIntegerField(_("written by"))
    erased_at = models.DateTimeField(_("erased"), null=True, blank=True)

    class Meta:
        verbose_name = _("letter about what came by mistake")
        verbose_name_plural = _("letters about what came by mistake")
        ordering = ["pk"]
        triggers = [
            never_deleted("misdirected_letter_never_deleted"),
            born_without("erased_at", name="misdirected_letter_born_whole"),
            stays_once_set("erased_at", name="misdirected_letter_erased_for_good"),
            pgtrigger.Protect(
                name="misdirected_letter_only_erased",
                operation=pgtrigger.Update,
                condition=pgtrigger.Condition(
                    "NEW.erased_at IS NULL AND (NEW.text <> OLD.text"
                    " OR NEW.sealed_receiver <> OLD.sealed_receiver)"
                ),
            ),
            pgtrigger.ReadOnly(
                name="misdirected_letter_never_changed",
                fields=[
                    "reference",
                    "controller",
                    "mail",
                    "received_on",
                    "language",
                    "subject",
                    "wording",
                    "digest",
                    "written_at",
                    "written_by_id",
                ],
            ),
        ]

    def __str__(self) -> str:
        return self.reference
