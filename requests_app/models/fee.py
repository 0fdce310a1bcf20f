"""A fee that was asked for, with its ground, its costs and its proof."""

import pgtrigger
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from registers_app.models.kept import never_changed, refuse_unless
from requests_app.domain.fee import HIGHEST, PROVEN_BY_THE_CONTROLLER, FeeGround
from requests_app.domain.rights import Right
from requests_app.models.clock_rows import Suspension, SuspensionGround


class FeeGroundChoice(models.TextChoices):
    """Why a fee may be asked, with its name for people."""

    ART15_3_FURTHER_COPY = (
        FeeGround.ART15_3_FURTHER_COPY.value,
        _("a further copy of what was given before (Art. 15(3))"),
    )
    ART12_5_UNFOUNDED = (
        FeeGround.ART12_5_UNFOUNDED.value,
        _("manifestly unfounded (Art. 12(5))"),
    )
    ART12_5_EXCESSIVE = (
        FeeGround.ART12_5_EXCESSIVE.value,
        _("manifestly excessive (Art. 12(5))"),
    )


class Currency(models.TextChoices):
    """The currencies of the EEA and the United Kingdom (ISO 4217)."""

    EUR = "EUR", "EUR"
    SEK = "SEK", "SEK"
    GBP = "GBP", "GBP"
    DKK = "DKK", "DKK"
    NOK = "NOK", "NOK"
    CZK = "CZK", "CZK"
    HUF = "HUF", "HUF"
    PLN = "PLN", "PLN"
    RON = "RON", "RON"
    ISK = "ISK", "ISK"
    CHF = "CHF", "CHF"


class Fee(models.Model):
    """What one fee is for. Whether it was paid or waived stands on its wait (clock_rows.py)."""

    wait = models.OneToOneField(Suspension, on_delete=models.PROTECT, related_name="fee")
    code = models.CharField(_("ground"), max_length=40, choices=FeeGroundChoice)
    amount = models.DecimalField(
        _("amount"),
        max_digits=6,
        decimal_places=2,
        validators=[MinValueValidator(0.01), MaxValueValidator(HIGHEST)],
    )
    currency = models.CharField(_("currency"), max_length=3, choices=Currency)
    costs = models.TextField(_("which administrative costs it covers"))
    proof = models.TextField(_("what shows it, for an authority"), blank=True)

    class Meta:
        verbose_name = _("fee")
        verbose_name_plural = _("fees")
        constraints = [
            models.CheckConstraint(
                name="fee_ground_known", condition=Q(code__in=FeeGroundChoice.values)
            ),
            models.CheckConstraint(name="fee_is_something", condition=Q(amount__gt=0)),
            models.CheckConstraint(
                name="fee_currency_known", condition=Q(currency__in=Currency.values)
            ),
            models.CheckConstraint(name="fee_has_its_costs", condition=~Q(costs="")),
            models.CheckConstraint(
                name="fee_is_proven",  # Art. 12(5)
                condition=~Q(code__in=sorted(PROVEN_BY_THE_CONTROLLER)) | ~Q(proof=""),
            ),
        ]
        triggers = [
            never_changed("fee_never_changed"),
            pgtrigger.Trigger(
                name="fee_of_a_right_that_may_cost",  # Art. 12(5), 15(3)
                operation=pgtrigger.Insert,
                when=pgtrigger.Before,
                func=refuse_unless(
                    f"""EXISTS (
                        SELECT 1 FROM requests_app_suspension w
                        JOIN requests_app_rightsrequest r ON r.id = w.request_id
                        WHERE w.id = NEW.wait_id AND w.ground = '{SuspensionGround.FEE}'
                          AND (NEW.code <> '{FeeGround.ART15_3_FURTHER_COPY}'
                               OR r.right = '{Right.ACCESS}')
                    )""",  # noqa: S608 - only the names of this file
                    says="the law knows no such fee for this right",
                ),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.amount} {self.currency}"
