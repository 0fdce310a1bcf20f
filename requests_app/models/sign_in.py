"""Signing in elsewhere to prove who one is: the tries, and what came of them."""

import pgtrigger
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from registers_app.models import SignInProvider
from registers_app.models.kept import (
    born_without,
    never_deleted,
    refuse_unless,
    stays_once_set,
)
from requests_app.domain.identity import MOST_TRIES
from requests_app.models.identity import IdentityCheck
from requests_app.models.while_open import OPEN

ASKED_OF_IT = f"""EXISTS (
    SELECT 1 FROM requests_app_identitycheck c
    JOIN requests_app_rightsrequest r ON r.submission_id = c.submission_id
    WHERE c.id = NEW.check_row_id AND c.state = 'asked' AND r.state IN ({OPEN})
)"""  # noqa: S608 - the states come from their enum


class SignIn(models.Model):
    """One try to sign in at a provider, for one check.

    ``claims``: sealed JSON of name and date of birth, for whoever decides; destroyed with that
    (GDPR Art. 5(1)(b), (e)). Who the person is to the provider (``sub``) is not kept at all.
    """

    check_row = models.ForeignKey(IdentityCheck, on_delete=models.PROTECT, related_name="sign_ins")
    provider = models.ForeignKey(SignInProvider, on_delete=models.PROTECT, related_name="sign_ins")
    started_at = models.DateTimeField(_("begun"))
    signed_in_at = models.DateTimeField(_("signed in"), null=True, blank=True)
    acr = models.CharField(_("level (acr)"), max_length=200, blank=True)
    claims = models.BinaryField(default=b"")
    destroyed_at = models.DateTimeField(_("destroyed"), null=True, blank=True)

    class Meta:
        verbose_name = _("sign-in of the person")
        verbose_name_plural = _("sign-ins of the person")
        ordering = ["pk"]
        constraints = [
            models.CheckConstraint(
                name="sign_in_claims_until_destroyed",
                condition=Q(claims=b"") | Q(signed_in_at__isnull=False, destroyed_at__isnull=True),
            )
        ]
        triggers = [
            never_deleted("sign_in_never_deleted"),
            born_without("signed_in_at", "destroyed_at", name="sign_in_born_open"),
            stays_once_set("signed_in_at", "signed_in_at", "acr", name="sign_in_stays"),
            stays_once_set("destroyed_at", name="sign_in_destroyed_for_good"),
            pgtrigger.Trigger(
                name="sign_in_only_when_asked",  # Art. 5(1)(c), 12(6)
                operation=pgtrigger.Insert | pgtrigger.UpdateOf("signed_in_at"),  # type: ignore[no-untyped-call]
                when=pgtrigger.Before,
                func=refuse_unless(ASKED_OF_IT, says="no proof of identity is asked for"),
            ),
            pgtrigger.Trigger(
                name="sign_in_at_its_controllers_provider",
                operation=pgtrigger.Insert,
                when=pgtrigger.Before,
                func=refuse_unless(
                    """EXISTS (
                        SELECT 1 FROM requests_app_identitycheck c
                        JOIN requests_app_submission s ON s.id = c.submission_id
                        JOIN registers_app_signinprovider p ON p.controller_id = s.controller_id
                        WHERE c.id = NEW.check_row_id AND p.id = NEW.provider_id
                    )""",
                    says="the sign-in service is a stranger''s",
                ),
            ),
            pgtrigger.Trigger(
                name="sign_in_tries_are_bounded",
                operation=pgtrigger.Insert,
                when=pgtrigger.Before,
                func=refuse_unless(
                    f"""(
                        SELECT count(*) FROM requests_app_signin t
                        JOIN requests_app_identitycheck c ON c.id = t.check_row_id
                        WHERE c.id = NEW.check_row_id AND t.started_at >= c.asked_at
                    ) < {MOST_TRIES}""",  # noqa: S608 - a number
                    says="there were too many tries",
                ),
            ),
            pgtrigger.ReadOnly(
                name="sign_in_keeps_its_check", fields=["check_row", "provider", "started_at"]
            ),
        ]

    def __str__(self) -> str:
        return f"{self.check_row_id}: {self.started_at:%Y-%m-%d}"
