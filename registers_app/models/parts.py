"""Lines of a register version that say who: groups, sources, recipients, contacts, cookies."""

from collections.abc import Iterable
from typing import Any

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from registers_app.domain.languages import pick
from registers_app.models.kept import stays_as_published
from registers_app.models.keys import KeyField, key_for, key_once
from registers_app.models.texts import TextsField
from registers_app.models.version import RegisterVersion


class VersionPart(models.Model):
    """A line of a register version, in its place, under its key."""

    position = models.PositiveIntegerField(default=0)
    key = KeyField()
    names = TextsField(_("text"))

    class Meta:
        abstract = True
        ordering = ["version", "position", "pk"]

    def __str__(self) -> str:
        return str(pick(self.names, language="en"))

    def save(self, *args: Any, **kwargs: Any) -> None:
        """With a key, made from its text where none was given."""
        ensure_key(self)
        super().save(*args, **kwargs)


def ensure_key(row: Any) -> None:
    """Give a line of a version its key."""
    if not row.key:
        kin = type(row)._default_manager.filter(version=row.version_id).exclude(pk=row.pk)
        row.key = key_for(row.names, taken=set(kin.values_list("key", flat=True)))


def constraints(
    what: str, others: Iterable[models.BaseConstraint] = ()
) -> list[models.BaseConstraint]:
    """Those of every line, and its own."""
    return [key_once(what), *others]


class SubjectCategory(VersionPart):
    """A group of people the register is about (GDPR Art. 30(1)(c))."""

    version = models.ForeignKey(
        RegisterVersion, on_delete=models.CASCADE, related_name="subject_categories"
    )

    class Meta(VersionPart.Meta):
        verbose_name = _("group of people")
        verbose_name_plural = _("groups of people")
        constraints = constraints("subject_category")
        triggers = [stays_as_published("subject_category_stays_as_published")]


class SourceKind(models.TextChoices):
    """Where data come from."""

    SUBJECT = "subject", _("the person")
    USE = "use", _("the person’s use of a service, cookies among it")
    THIRD_PARTY = "third_party", _("somebody else")
    PUBLIC_REGISTER = "public_register", _("a source that everybody can reach")


class DataSource(VersionPart):
    """Where data come from, and whether everybody can reach it (Art. 14(2)(f), 15(1)(g))."""

    version = models.ForeignKey(RegisterVersion, on_delete=models.CASCADE, related_name="sources")
    kind = models.CharField(_("kind"), max_length=20, choices=SourceKind, blank=True)

    class Meta(VersionPart.Meta):
        verbose_name = _("data source")
        verbose_name_plural = _("data sources")
        constraints = constraints(
            "data_source",
            [
                models.CheckConstraint(
                    name="data_source_kind_known",
                    condition=Q(kind__in=["", *SourceKind.values]),
                )
            ],
        )
        triggers = [stays_as_published("data_source_stays_as_published")]


class RecipientKind(models.TextChoices):
    """What a recipient is to the controller; a processor is a recipient too (Art. 4(9))."""

    PROCESSOR = "processor", _("processor")
    CONTROLLER = "controller", _("another controller")
    AUTHORITY = "authority", _("authority")


class Recipient(VersionPart):
    """Who receives data (GDPR Art. 15(1)(c)): by name to the person who asks."""

    version = models.ForeignKey(
        RegisterVersion, on_delete=models.CASCADE, related_name="recipients"
    )
    kind = models.CharField(
        _("kind"), max_length=20, choices=RecipientKind, default=RecipientKind.PROCESSOR
    )
    is_published = models.BooleanField(_("named in the public notice"), default=True)
    is_category = models.BooleanField(
        _("a category, not one recipient by name"),
        default=False,
        help_text=_("Who asks is told the actual recipients by name (CJEU C-154/21)."),
    )
    country = models.CharField(_("country (ISO code)"), max_length=2, blank=True)
    agreement = models.CharField(
        _("processing agreement"),
        max_length=200,
        blank=True,
        help_text=_("GDPR Art. 28(3): its name and day. Never published."),
    )
    email = models.EmailField(
        _("e-mail for changes of data"),
        blank=True,
        help_text=_(
            "Where the desk writes that data were corrected, erased or restricted (GDPR Art. 19). "
            "Never published."
        ),
    )
    postal_address = models.TextField(
        _("postal address for changes of data"),
        blank=True,
        help_text=_("For letters on paper, where there is no e-mail. Never published."),
    )

    class Meta(VersionPart.Meta):
        verbose_name = _("recipient")
        verbose_name_plural = _("recipients")
        constraints = constraints(
            "recipient",
            [
                models.CheckConstraint(
                    name="recipient_kind_known", condition=Q(kind__in=RecipientKind.values)
                ),
                models.CheckConstraint(
                    name="recipient_country_iso", condition=Q(country__regex=r"^([A-Z]{2})?$")
                ),
            ],
        )
        triggers = [stays_as_published("recipient_stays_as_published")]


class ContactPoint(VersionPart):
    """Whom one may turn to about the register, by their role (GDPR Art. 13(1)(a))."""

    version = models.ForeignKey(RegisterVersion, on_delete=models.CASCADE, related_name="contacts")
    email = models.EmailField(_("e-mail"), blank=True)
    phone = models.CharField(_("phone"), max_length=50, blank=True)

    class Meta(VersionPart.Meta):
        verbose_name = _("contact")
        verbose_name_plural = _("contacts")
        constraints = constraints("contact_point")
        triggers = [stays_as_published("contact_point_stays_as_published")]


class CookieKind(models.TextChoices):
    """What a cookie is for: all but the necessary ones need consent (ePrivacy Directive 5(3))."""

    NECESSARY = "necessary", _("necessary for what the person asked for")
    FUNCTIONAL = "functional", _("convenience")
    STATISTICS = "statistics", _("statistics")
    MARKETING = "marketing", _("marketing")


class Cookie(VersionPart):
    """A cookie or a like technique, or a kind of them (ePrivacy Directive Art. 5(3))."""

    version = models.ForeignKey(RegisterVersion, on_delete=models.CASCADE, related_name="cookies")
    kind = models.CharField(_("kind"), max_length=20, choices=CookieKind)
    provider = models.CharField(_("set by"), max_length=200, blank=True)
    durations = TextsField(_("how long it lasts"))

    class Meta(VersionPart.Meta):
        verbose_name = _("cookie")
        verbose_name_plural = _("cookies")
        constraints = constraints(
            "cookie",
            [
                models.CheckConstraint(
                    name="cookie_kind_known", condition=Q(kind__in=CookieKind.values)
                )
            ],
        )
        triggers = [stays_as_published("cookie_stays_as_published")]
