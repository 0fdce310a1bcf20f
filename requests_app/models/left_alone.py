"""The list of addresses to leave alone, kept as digests (GDPR Art. 21(3))."""

import pgtrigger
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from config.crypto import keyed_digests
from registers_app.models import Controller
from registers_app.models.kept import born_without, never_deleted, refuse_unless, stays_once_set
from requests_app.domain.matching import folded_email, folded_phone
from requests_app.domain.rights import ObjectionScope
from requests_app.models.request import RightsRequest


class AddressKind(models.TextChoices):
    """What an address is of."""

    EMAIL = "email", _("e-mail")
    PHONE = "phone", _("phone")


class LeftAloneEnd(models.TextChoices):
    """Why an address is on the list no longer."""

    CONSENTED = "consented", _("the person consented anew to direct marketing")
    NOT_THEIRS = "not_theirs", _("the address is not the person’s")


FOLDED = {AddressKind.EMAIL: folded_email, AddressKind.PHONE: folded_phone}


def left_alone_digests(controller_id: int, kind: AddressKind, address: str) -> list[str]:
    """What may stand for *address* on the list of a controller; nothing where it is no address."""
    folded = FOLDED[kind](address)
    return keyed_digests(f"left alone:{controller_id}:{kind}:{folded}") if folded else []


class LeftAlone(models.Model):
    """One address that gets no direct marketing of a controller. It outlives the file of its case.

    It is the least by which a system that sends can be told: no address, no name.
    """

    controller = models.ForeignKey(
        Controller, on_delete=models.PROTECT, related_name="addresses_left_alone"
    )
    request = models.ForeignKey(
        RightsRequest, on_delete=models.PROTECT, related_name="addresses_left_alone"
    )
    kind = models.CharField(_("kind of address"), max_length=5, choices=AddressKind)
    digest = models.CharField(max_length=64)
    since = models.DateTimeField(_("left alone since"))
    ended_at = models.DateTimeField(_("taken off"), null=True, blank=True)
    ended_by_id = models.BigIntegerField(_("taken off by"), null=True, blank=True)
    end_reason = models.CharField(
        _("why it was taken off"), max_length=10, choices=LeftAloneEnd, blank=True
    )

    class Meta:
        verbose_name = _("address to leave alone")
        verbose_name_plural = _("addresses to leave alone")
        ordering = ["pk"]
        constraints = [
            models.CheckConstraint(
                name="left_alone_kind_known", condition=Q(kind__in=AddressKind.values)
            ),
            models.CheckConstraint(
                name="left_alone_keeps_a_digest_only", condition=Q(digest__regex="^[0-9a-f]{64}$")
            ),
            models.CheckConstraint(
                name="left_alone_ended_with_reason",
                condition=Q(ended_at__isnull=True, ended_by_id__isnull=True, end_reason="")
                | Q(
                    ended_at__isnull=False,
                    ended_by_id__isnull=False,
                    end_reason__in=LeftAloneEnd.values,
                ),
            ),
            models.UniqueConstraint(
                fields=["controller", "digest"],
                condition=Q(ended_at__isnull=True),
                name="left_alone_once",
            ),
        ]
        triggers = [
            never_deleted("left_alone_never_deleted"),
            born_without("ended_at", name="left_alone_born_in_force"),
            stays_once_set("ended_at", name="left_alone_ended_for_good"),
            pgtrigger.ReadOnly(
                name="left_alone_keeps_its_start",
                fields=["controller", "request", "kind", "digest", "since"],
            ),
            pgtrigger.Trigger(
                name="left_alone_after_an_objection",
                operation=pgtrigger.Insert,
                when=pgtrigger.Before,
                func=refuse_unless(
                    f"""EXISTS (
                        SELECT 1 FROM requests_app_rightsrequest r
                        WHERE r.id = NEW.request_id AND r.controller_id = NEW.controller_id
                          AND r.objection_scope IN (
                              '{ObjectionScope.MARKETING}', '{ObjectionScope.ALL}'
                          )
                    )""",  # noqa: S608 - only the names of this file
                    says="only who objected to marketing is left alone",
                ),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.request}: {self.kind}"
