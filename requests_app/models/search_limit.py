"""What a reasonable and proportionate search left out, in the United Kingdom.

UK GDPR Art. 15(1A): the person is entitled to what such a search finds. The Regulation of the Union
knows no such limit (EDPB Guidelines 01/2022).
"""

import pgtrigger
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from registers_app.models import Regime
from registers_app.models.kept import never_changed, refuse_unless
from requests_app.domain.rights import Right
from requests_app.models.request import RightsRequest
from requests_app.models.while_open import while_open


class SearchLimit(models.Model):
    """What was searched, what was not, and why that is reasonable; the person reads all three."""

    request = models.ForeignKey(
        RightsRequest, on_delete=models.PROTECT, related_name="search_limits"
    )
    searched = models.TextField(_("what was searched, and how"), max_length=5000)
    left_out = models.TextField(_("what was not searched"), max_length=5000)
    reason = models.TextField(_("why more would be out of proportion"), max_length=5000)
    recorded_by_id = models.BigIntegerField()
    recorded_at = models.DateTimeField(_("recorded"))

    class Meta:
        verbose_name = _("limit of a search")
        verbose_name_plural = _("limits of searches")
        ordering = ["pk"]
        constraints = [
            models.CheckConstraint(
                name="search_limit_has_its_facts",
                condition=~Q(searched="") & ~Q(left_out="") & ~Q(reason=""),
            )
        ]
        triggers = [
            never_changed("search_limit_never_changed"),
            while_open("search_limit_while_open"),
            pgtrigger.Trigger(
                name="search_limit_of_access_in_the_uk",  # UK GDPR Art. 15(1A)
                operation=pgtrigger.Insert,
                when=pgtrigger.Before,
                func=refuse_unless(
                    f"""EXISTS (
                        SELECT 1 FROM requests_app_rightsrequest r
                        JOIN registers_app_controller o ON o.id = r.controller_id
                        WHERE r.id = NEW.request_id AND r.right = '{Right.ACCESS}'
                          AND o.regime = '{Regime.UK}'
                    )""",  # noqa: S608 - only the names of this file
                    says="the law knows no such limit",
                ),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.request}: {self.recorded_at:%Y-%m-%d}"
