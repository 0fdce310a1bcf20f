"""A paper that shows somebody's authority: sealed, and destroyed once that is decided."""

import pgtrigger
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from registers_app.models.kept import never_deleted, refuse_unless
from requests_app.models.representation import Representation
from requests_app.models.stored_file import random_path
from requests_app.models.while_open import OPEN


class AuthorityPaper(models.Model):
    """One file: a mandate, an appointment (GDPR Art. 5(1)(b), (e): nothing is kept of it).

    What stays of it is that it came and when it was destroyed.
    """

    representation = models.ForeignKey(
        Representation, on_delete=models.PROTECT, related_name="papers"
    )
    sealed = models.FileField(upload_to=random_path, max_length=100, blank=True)
    name = models.CharField(_("file name"), max_length=255, blank=True)
    content_type = models.CharField(_("type"), max_length=100, blank=True)
    size = models.BigIntegerField(_("size in bytes"))
    received_at = models.DateTimeField(_("received"))
    destroyed_at = models.DateTimeField(_("destroyed"), null=True, blank=True)

    class Meta:
        verbose_name = _("proof of authority")
        verbose_name_plural = _("proofs of authority")
        ordering = ["pk"]
        constraints = [
            models.CheckConstraint(
                name="paper_destroyed_or_kept",
                condition=(Q(destroyed_at__isnull=True) & ~Q(sealed=""))
                | Q(destroyed_at__isnull=False, sealed="", name="", content_type=""),
            )
        ]
        triggers = [
            never_deleted("paper_never_deleted"),
            pgtrigger.Trigger(
                name="paper_only_while_undecided",  # Art. 5(1)(c)
                operation=pgtrigger.Insert,
                when=pgtrigger.Before,
                func=refuse_unless(
                    f"""EXISTS (
                        SELECT 1 FROM requests_app_representation p
                        JOIN requests_app_rightsrequest r ON r.submission_id = p.submission_id
                        WHERE p.id = NEW.representation_id
                          AND p.state IN ('open', 'asked') AND r.state IN ({OPEN})
                    )""",  # noqa: S608 - the states come from their enum
                    says="no proof of authority is needed",
                ),
            ),
            pgtrigger.Protect(
                name="paper_only_destroyed",
                operation=pgtrigger.Update,
                condition=pgtrigger.Condition(
                    "OLD.destroyed_at IS NOT NULL OR NEW.destroyed_at IS NULL"
                ),
            ),
            pgtrigger.ReadOnly(
                name="paper_keeps_its_receipt", fields=["representation", "received_at", "size"]
            ),
        ]

    def __str__(self) -> str:
        return f"{self.representation_id}: {self.received_at:%Y-%m-%d}"
