"""Whom the desk turns to for a register: who searches its data systems, and whose data they are."""

from django.core.validators import MaxValueValidator
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from registers_app.models.controller import LanguageChoice
from registers_app.models.register import Register

LONGEST_BACKUP_DAYS = 3650


class DataAfter(models.TextChoices):
    """What became of a client's data at the end of the agreement (GDPR Art. 28(3)(g))."""

    RETURNED = "returned", _("returned to the client")
    ERASED = "erased", _("erased")


class ProcessorClient(models.Model):
    """A controller whose data we process under an agreement (GDPR Art. 28(3)). Never published."""

    register = models.ForeignKey(Register, on_delete=models.PROTECT, related_name="clients")
    name = models.CharField(_("name"), max_length=200)
    email = models.EmailField(_("mailbox for data-protection requests"))
    agreement = models.CharField(_("processing agreement"), max_length=200, blank=True)
    processing = models.TextField(
        _("what we do for them"),
        blank=True,
        help_text=_("Categories of processing (GDPR Art. 30(2)(b)); empty: the whole register."),
    )
    representative = models.CharField(
        _("representative"), max_length=200, blank=True, help_text=_("GDPR Art. 30(2)(a).")
    )
    dpo_contact = models.CharField(
        _("data protection officer"), max_length=200, blank=True, help_text=_("GDPR Art. 30(2)(a).")
    )
    is_active = models.BooleanField(_("in use"), default=True)
    ended_on = models.DateField(
        _("agreement ended on"),
        null=True,
        blank=True,
        help_text=_("Take it out of use too. Who asks later is told what became of the data."),
    )
    data_after = models.CharField(
        _("what became of the data"), max_length=10, choices=DataAfter, blank=True
    )

    class Meta:
        verbose_name = _("client whose data we process")
        verbose_name_plural = _("clients whose data we process")
        ordering = ["register", "name"]
        constraints = [
            models.UniqueConstraint(fields=["register", "name"], name="client_name_once"),
            models.CheckConstraint(name="client_named", condition=~Q(name="")),
            models.CheckConstraint(
                name="client_ended_says_what_became_of_the_data",
                condition=Q(ended_on=None, data_after="")
                | Q(ended_on__isnull=False, data_after__in=DataAfter.values, is_active=False),
            ),
        ]

    def __str__(self) -> str:
        return self.name


class DataSystem(models.Model):
    """Where a register's data live, and whose task it is to search there. Never published."""

    register = models.ForeignKey(Register, on_delete=models.PROTECT, related_name="data_systems")
    name = models.CharField(_("data system"), max_length=200)
    owner = models.CharField(_("owner (a role)"), max_length=200)
    owner_email = models.EmailField(_("owner’s mailbox"))
    owner_language = models.CharField(
        _("owner’s language"),
        max_length=2,
        choices=LanguageChoice,
        blank=True,
        help_text=_("Empty: the organisation’s."),
    )
    backup_days = models.PositiveSmallIntegerField(
        _("backups live for (days)"),
        null=True,
        blank=True,
        validators=[MaxValueValidator(LONGEST_BACKUP_DAYS)],
        help_text=_("The oldest backup is destroyed after them. 0: none are made. Empty: unknown."),
    )
    is_active = models.BooleanField(_("in use"), default=True)

    class Meta:
        verbose_name = _("data system")
        verbose_name_plural = _("data systems")
        ordering = ["register", "name"]
        constraints = [
            models.UniqueConstraint(fields=["register", "name"], name="data_system_name_once"),
            models.CheckConstraint(name="data_system_named", condition=~Q(name="")),
        ]

    def __str__(self) -> str:
        return self.name
