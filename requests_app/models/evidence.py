"""Proof of identity that a person sent: sealed, and destroyed once identity is decided."""

import pgtrigger
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from registers_app.models.kept import never_deleted, refuse_unless
from requests_app.models.identity import IdentityCheck
from requests_app.models.stored_file import random_path
from requests_app.models.while_open import OPEN


class UnsentProof(models.Model):
    """A file that the person looks at before it is sent as proof: sealed, and nobody else's yet.

    Sent, it becomes evidence; taken away, decided or left lying for a day, it is destroyed.
    """

    check_row = models.ForeignKey(
        IdentityCheck, on_delete=models.PROTECT, related_name="unsent_proof"
    )
    sealed = models.FileField(upload_to=random_path, max_length=100)
    name = models.CharField(_("file name"), max_length=255)
    content_type = models.CharField(_("type"), max_length=100)
    size = models.BigIntegerField(_("size in bytes"))
    # The sweep that destroys what was left lying reads by this.
    received_at = models.DateTimeField(_("received"), db_index=True)

    class Meta:
        verbose_name = _("proof that is not sent yet")
        verbose_name_plural = _("proofs that are not sent yet")
        ordering = ["pk"]

    def __str__(self) -> str:
        return f"{self.check_row_id}: {self.received_at:%Y-%m-%d}"


class IdentityEvidence(models.Model):
    """One file of proof (law: no storage after the check; GDPR Art. 5(1)(b), (e)).

    What stays of it is that it came and when it was destroyed: no name, no digest, no type.
    """

    check_row = models.ForeignKey(IdentityCheck, on_delete=models.PROTECT, related_name="evidence")
    sealed = models.FileField(upload_to=random_path, max_length=100, blank=True)
    name = models.CharField(_("file name"), max_length=255, blank=True)
    content_type = models.CharField(_("type"), max_length=100, blank=True)
    size = models.BigIntegerField(_("size in bytes"))
    received_at = models.DateTimeField(_("received"))
    destroyed_at = models.DateTimeField(_("destroyed"), null=True, blank=True)

    class Meta:
        verbose_name = _("proof of identity")
        verbose_name_plural = _("proofs of identity")
        ordering = ["pk"]
        constraints = [
            models.CheckConstraint(
                name="evidence_destroyed_or_kept",
                condition=(Q(destroyed_at__isnull=True) & ~Q(sealed=""))
                | Q(destroyed_at__isnull=False, sealed="", name="", content_type=""),
            )
        ]
        triggers = [
            never_deleted("evidence_never_deleted"),
            pgtrigger.Trigger(
                name="evidence_only_when_asked",  # Art. 5(1)(c), 12(6)
                operation=pgtrigger.Insert,
                when=pgtrigger.Before,
                func=refuse_unless(
                    f"""EXISTS (
                        SELECT 1 FROM requests_app_identitycheck c
                        JOIN requests_app_rightsrequest r ON r.submission_id = c.submission_id
                        WHERE c.id = NEW.check_row_id AND c.state = 'asked'
                          AND r.state IN ({OPEN})
                    )""",  # noqa: S608 - the states come from their enum
                    says="no proof of identity is asked for",
                ),
            ),
            pgtrigger.Protect(
                name="evidence_only_destroyed",
                operation=pgtrigger.Update,
                condition=pgtrigger.Condition(
                    "OLD.destroyed_at IS NOT NULL OR NEW.destroyed_at IS NULL"
                ),
            ),
            pgtrigger.ReadOnly(
                name="evidence_keeps_its_receipt", fields=["check_row", "received_at", "size"]
            ),
        ]

    def __str__(self) -> str:
        return f"{self.check_row_id}: {self.received_at:%Y-%m-%d}"
