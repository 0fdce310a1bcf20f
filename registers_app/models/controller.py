"""Controllers and who works for them."""

import re
from typing import Any
from urllib.parse import urlsplit, urlunsplit
from zoneinfo import available_timezones

from django.conf import settings
from django.core.exceptions import ValidationError
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import Q
from django.http.request import validate_host
from django.utils.module_loading import import_string
from django.utils.translation import gettext_lazy as _

from registers_app.domain.roles import Role


class Regime(models.TextChoices):
    """Which law's clock runs."""

    EU = "EU", _("GDPR of the European Union")
    UK = "UK", _("GDPR of the United Kingdom")


class RoleChoice(models.TextChoices):
    """Role, with its name for people."""

    HANDLER = Role.HANDLER.value, _("handler")
    SUPERVISOR = Role.SUPERVISOR.value, _("supervisor")
    REGISTER_EDITOR = Role.REGISTER_EDITOR.value, _("register editor")
    DPO = Role.DPO.value, _("data protection officer")
    ADMINISTRATOR = Role.ADMINISTRATOR.value, _("administrator")


class LanguageChoice(models.TextChoices):
    """The languages of the desk."""

    FI = "fi", _("Finnish")
    SV = "sv", _("Swedish")
    EN = "en", _("English")


KEPT_BECAUSE = (
    "To show that requests were answered lawfully (GDPR Art. 5(2), 24) and to answer claims within "
    "the usual time of limitation, three years."
)


# Labels of letters, digits and inner hyphens (RFC 1123), as a browser sends them.
HOST = r"^[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?(\.[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?)+$"


class Controller(models.Model):
    """An organisation that answers for its processing (GDPR Art. 4(7))."""

    slug = models.SlugField(_("name in addresses"), unique=True)
    name = models.CharField(_("name"), max_length=200)
    business_id = models.CharField(_("business id"), max_length=50, blank=True)
    postal_address = models.TextField(_("postal address"), blank=True)
    email = models.EmailField(_("e-mail for data protection"))
    phone = models.CharField(_("phone"), max_length=50, blank=True)
    website = models.URLField(_("website"), blank=True)
    country = models.CharField(_("country (ISO code)"), max_length=2)
    regime = models.CharField(_("law"), max_length=2, choices=Regime, default=Regime.EU)
    time_zone = models.CharField(_("time zone"), max_length=64)
    calendar = models.CharField(
        _("holiday calendar"),
        max_length=40,
        help_text=_("Public holidays of the country that answers (Reg. 1182/71 Art. 2(1))."),
    )
    language = models.CharField(
        _("main language"), max_length=2, choices=LanguageChoice, default=LanguageChoice.EN
    )
    second_person_approves = models.BooleanField(
        _("a second person approves refusals and partial answers"), default=False
    )
    second_person_erases = models.BooleanField(
        _("a second person approves every erasure"),
        default=False,
        help_text=_("What is erased does not come back."),
    )
    second_person_reviews = models.BooleanField(
        _("a second person looks through what is given"),
        default=False,
        help_text=_("Files and texts of an access answer, before it can be put together."),
    )
    second_person_publishes = models.BooleanField(
        _("a second person publishes register versions"), default=False
    )
    representative = models.TextField(
        _("representative"),
        blank=True,
        help_text=_(
            "Name and contact, for an organisation outside the EU or the UK (GDPR Art. 27)."
        ),
    )
    dpo_name = models.CharField(
        _("data protection officer (a role or a name)"), max_length=200, blank=True
    )
    dpo_email = models.EmailField(_("data protection officer’s e-mail"), blank=True)
    dpo_phone = models.CharField(_("data protection officer’s phone"), max_length=50, blank=True)
    dpo_postal_address = models.TextField(_("data protection officer’s postal address"), blank=True)
    keep_contact_months = models.PositiveSmallIntegerField(
        _("months for which contact data of a closed case are kept"),
        default=12,
        validators=[MinValueValidator(3), MaxValueValidator(120)],
    )
    keep_case_months = models.PositiveSmallIntegerField(
        _("months for which the file of a closed case is kept"),
        default=36,
        validators=[MinValueValidator(3), MaxValueValidator(120)],
    )
    keep_because = models.TextField(
        _("why the file is kept that long"),
        default=KEPT_BECAUSE,
        help_text=_("No law gives a period: write down your own assessment (Art. 5(1)(e), 5(2))."),
    )
    brand_colour = models.CharField(
        _("colour of the public pages"),
        max_length=7,
        blank=True,
        help_text=_("Such as #0b5d57. Where it could not be read it is shown darker or lighter."),
    )
    logo_digest = models.CharField(max_length=16, blank=True, editable=False)
    host_name = models.CharField(
        _("host name of its own"),
        max_length=253,
        blank=True,
        help_text=_(
            "Such as privacy.example.org: there the desk is this organisation’s alone, and the "
            "links in its mail lead there. It has to lead to this desk first."
        ),
    )
    sender_email = models.EmailField(
        _("address that its mail is sent from"),
        blank=True,
        help_text=_(
            "Its domain has to name this desk’s mail server as one of its own (SPF, DKIM). "
            "Empty: the desk’s own address, with the organisation’s name."
        ),
    )
    is_open = models.BooleanField(_("shown on the public pages"), default=True)

    class Meta:
        verbose_name = _("controller")
        verbose_name_plural = _("controllers")
        ordering = ["name"]
        constraints = [
            models.CheckConstraint(
                name="controller_keeps_for_a_time",
                condition=Q(keep_contact_months__gte=3, keep_case_months__lte=120)
                & Q(keep_contact_months__lte=models.F("keep_case_months")),
            ),
            models.CheckConstraint(
                name="controller_says_why_it_keeps", condition=~Q(keep_because="")
            ),
            models.CheckConstraint(
                name="controller_regime_known", condition=Q(regime__in=Regime.values)
            ),
            models.CheckConstraint(
                name="controller_colour_is_one",
                condition=Q(brand_colour__regex=r"^(#[0-9a-f]{6})?$"),
                violation_error_message=_("Give a colour such as #0b5d57."),
            ),
            models.UniqueConstraint(
                fields=["host_name"],
                condition=~Q(host_name=""),
                name="controller_host_once",
                violation_error_message=_("Another organisation has this host name."),
            ),
            models.CheckConstraint(
                name="controller_host_is_one",
                condition=Q(host_name="") | Q(host_name__regex=HOST),
                violation_error_message=_(
                    "Give a host name alone, such as privacy.example.org, in small letters."
                ),
            ),
            models.CheckConstraint(
                name="controller_country_iso", condition=Q(country__regex=r"^[A-Z]{2}$")
            ),
            models.CheckConstraint(
                name="controller_language_known", condition=Q(language__in=LanguageChoice.values)
            ),
        ]

    def __str__(self) -> str:
        return self.name

    @property
    def site_url(self) -> str:
        """The address under which people meet this organisation: the desk's, or its own host's."""
        desk = urlsplit(settings.SITE_URL.rstrip("/"))
        if not self.host_name:
            return urlunsplit(desk)
        port = f":{desk.port}" if desk.port else ""
        return urlunsplit(desk._replace(netloc=self.host_name + port))

    def clean(self) -> None:
        """Raises ValidationError for what no clock could run by, and for a host not led here."""
        faults = _host_faults(self.host_name)
        if self.time_zone not in available_timezones():
            faults["time_zone"] = _("Unknown time zone; give a name such as Europe/Helsinki.")
        if self.calendar not in known_calendars():
            faults["calendar"] = _("There is no holiday calendar of that name.")
        if (self.keep_contact_months or 0) > (self.keep_case_months or 0):
            faults["keep_contact_months"] = _("Contact data are not kept longer than the file.")
        if faults:
            raise ValidationError(faults)


def _host_faults(host_name: str) -> dict[str, Any]:
    """What is wrong with a host name, beside its form, of which the constraint speaks."""
    if not re.match(HOST, host_name):
        return {}
    if host_name == urlsplit(settings.SITE_URL).hostname:
        return {"host_name": _("This is the desk’s own host name, which all organisations share.")}
    if not validate_host(host_name, settings.ALLOWED_HOSTS):
        return {
            "host_name": _(
                "This desk does not answer to that name yet: whoever runs it adds it to "
                "ALLOWED_HOSTS first."
            )
        }
    return {}


def known_calendars() -> tuple[str, ...]:
    """The names of the holiday calendars; asked by name, for they belong to the requests."""
    names: tuple[str, ...] = import_string("requests_app.domain.calendars.calendar_names")()
    return names


class Membership(models.Model):
    """A user's role at one controller."""

    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="memberships"
    )
    controller = models.ForeignKey(Controller, on_delete=models.CASCADE, related_name="memberships")
    role = models.CharField(_("role"), max_length=20, choices=RoleChoice)
    morning_digest = models.BooleanField(
        _("one mail a morning instead of single reminders"), default=False, db_default=False
    )

    class Meta:
        verbose_name = _("membership")
        verbose_name_plural = _("memberships")
        constraints = [
            models.UniqueConstraint(fields=["user", "controller", "role"], name="membership_once"),
            models.CheckConstraint(
                name="membership_role_known", condition=Q(role__in=RoleChoice.values)
            ),
        ]

    def __str__(self) -> str:
        return f"{self.user} · {self.get_role_display()} · {self.controller}"
