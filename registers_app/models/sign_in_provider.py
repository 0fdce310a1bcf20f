"""Where people can sign in to prove who they are: the controller's OpenID Connect providers."""

from urllib.parse import urlsplit

from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from config.crypto import open_sealed, seal
from registers_app.domain.languages import Text, pick
from registers_app.models.controller import Controller
from registers_app.models.texts import TextsField

LOOPBACK = frozenset({"localhost", "127.0.0.1", "::1"})


class SignInKind(models.TextChoices):
    """How much a sign-in proves."""

    ACCOUNT = "account", _("an account at the organisation")
    STRONG = "strong", _("strong electronic identification")


class SignInProvider(models.Model):
    """One OpenID Connect provider of a controller (OpenID Connect Core 1.0).

    The client secret is sealed (config/crypto.py) and shown to nobody again.
    """

    controller = models.ForeignKey(
        Controller, on_delete=models.PROTECT, related_name="sign_in_providers"
    )
    labels = TextsField(_("name for people"), blank=False)
    kind = models.CharField(_("what a sign-in proves"), max_length=20, choices=SignInKind)
    issuer = models.URLField(_("issuer"), help_text=_("As the provider writes it, to the letter."))
    client_id = models.CharField(_("client id"), max_length=200)
    sealed_secret = models.BinaryField(default=b"", editable=False)
    acr_values = models.CharField(
        _("demanded levels (acr)"),
        max_length=500,
        blank=True,
        help_text=_("Separated by spaces; one of them has to be in the provider’s answer."),
    )
    is_active = models.BooleanField(_("in use"), default=True)

    class Meta:
        verbose_name = _("sign-in service")
        verbose_name_plural = _("sign-in services")
        ordering = ["controller", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["controller", "issuer", "client_id"], name="sign_in_provider_once"
            ),
            models.CheckConstraint(
                name="sign_in_kind_known", condition=Q(kind__in=SignInKind.values)
            ),
            models.CheckConstraint(
                name="sign_in_strong_by_its_level",
                condition=~Q(kind=SignInKind.STRONG) | ~Q(acr_values=""),
                violation_error_message=_(
                    "Name the level (acr) that the provider’s strong identification has."
                ),
            ),
        ]

    def __str__(self) -> str:
        return str(self.label_in("en"))

    def label_in(self, language: str) -> Text:
        """Its name in *language*, or honestly in another."""
        return pick(self.labels, language=language)

    @property
    def levels(self) -> frozenset[str]:
        """The levels of which one has to be in the answer; none: any will do."""
        return frozenset(self.acr_values.split())

    @property
    def client_secret(self) -> str:
        """The secret that we show the provider. Raises Undecipherable."""
        sealed = bytes(self.sealed_secret)
        return open_sealed(sealed).decode() if sealed else ""

    def keep_secret(self, secret: str) -> None:
        """Seal a new secret."""
        self.sealed_secret = seal(secret.encode())

    def clean(self) -> None:
        """Raises ValidationError for an issuer that anybody on the way could read or change."""
        parts = urlsplit(self.issuer)
        if parts.scheme != "https" and parts.hostname not in LOOPBACK:
            raise ValidationError({"issuer": _("The issuer’s address has to begin with https.")})
