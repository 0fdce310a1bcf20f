"""The ledger of recipients told of a change (GDPR Art. 19). A processor is one (Art. 4(9)).

Beside them stand those who process what we had made public, where it is erased (Art. 17(2))."""

import pgtrigger
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from registers_app.models.kept import born_without, never_deleted, refuse_unless, stays_once_set
from requests_app.models.request import RightsRequest
from requests_app.models.task import IDENTITY_SETTLED
from requests_app.models.while_open import while_open


class RecipientNotice(models.Model):
    """One recipient: told, or excused because it was impossible or out of proportion."""

    request = models.ForeignKey(
        RightsRequest, on_delete=models.PROTECT, related_name="recipient_notices"
    )
    name = models.CharField(_("recipient"), max_length=300)
    # Art. 17(2): no recipient, but another controller that processes what we had made public.
    made_public = models.BooleanField(
        _("processes what was made public"), default=False, db_default=False
    )
    created_at = models.DateTimeField()
    told_at = models.DateTimeField(_("told"), null=True, blank=True)
    how = models.CharField(_("how it was told"), max_length=300, blank=True)
    excused_at = models.DateTimeField(_("excused"), null=True, blank=True)
    excuse = models.TextField(_("why it need not be told"), blank=True)
    settled_by_id = models.BigIntegerField(null=True, blank=True)

    class Meta:
        verbose_name = _("notice to a recipient")
        verbose_name_plural = _("notices to recipients")
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(fields=["request", "name"], name="recipient_notice_once"),
            models.CheckConstraint(name="recipient_notice_named", condition=~Q(name="")),
            models.CheckConstraint(
                name="recipient_told_or_excused",
                condition=Q(told_at__isnull=True) | Q(excused_at__isnull=True),
            ),
            models.CheckConstraint(
                name="recipient_told_somehow", condition=Q(told_at__isnull=True) | ~Q(how="")
            ),
            models.CheckConstraint(
                name="recipient_excused_with_reason",
                condition=Q(excused_at__isnull=True) | ~Q(excuse=""),
            ),
        ]
        triggers = [
            never_deleted("recipient_notice_never_deleted"),
            born_without("told_at", "excused_at", name="recipient_notice_born_open"),
            stays_once_set("told_at", name="recipient_told_for_good"),
            stays_once_set("excused_at", name="recipient_excused_for_good"),
            while_open(
                "recipient_notice_while_open", operation=pgtrigger.Insert | pgtrigger.Update
            ),
            pgtrigger.Trigger(
                name="recipient_told_once_identity_stands",  # GDPR Art. 12(6), 32
                operation=pgtrigger.Update,
                when=pgtrigger.Before,
                condition=pgtrigger.Q(old__told_at__df=pgtrigger.F("new__told_at")),
                func=refuse_unless(IDENTITY_SETTLED, says="identity is not settled"),
            ),
            pgtrigger.Trigger(
                name="recipient_of_the_public_at_erasure",  # GDPR Art. 17(2)
                operation=pgtrigger.Insert,
                when=pgtrigger.Before,
                condition=pgtrigger.Q(new__made_public=True),
                func=refuse_unless(
                    """EXISTS (
                        SELECT 1 FROM requests_app_rightsrequest r
                        WHERE r.id = NEW.request_id AND r."right" = 'erasure'
                    )""",
                    says="only of an erasure are those told who process what was made public",
                ),
            ),
            pgtrigger.ReadOnly(
                name="recipient_notice_keeps_recipient",
                fields=["request", "name", "made_public", "created_at"],
            ),
        ]

    def __str__(self) -> str:
        return self.name

    @property
    def is_open(self) -> bool:
        """Whether nothing has been done about it yet."""
        return self.told_at is None and self.excused_at is None
