"""Registers: records of processing activities. What a register says lies in its versions."""

from dataclasses import dataclass

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from registers_app.domain.languages import Text, pick
from registers_app.models.controller import Controller
from registers_app.models.texts import TextsField

MOST_FIND_BY = 6


class OurRole(models.TextChoices):
    """What the organisation is for a register: who decides, and so who answers (GDPR Art. 4)."""

    CONTROLLER = "controller", _("controller: we answer")
    PROCESSOR = "processor", _("processor: our client answers")


class IdentityLevel(models.IntegerChoices):
    """How sure one has to be who asks, before a request about a register is met."""

    NONE = 0, _("nothing to prove")
    CHANNEL = 1, _("an address or number that we hold")
    FACTS = 2, _("that, and two facts that we hold; or the house’s own sign-in")
    STRONG = 3, _("strong electronic identification")
    SEEN = 4, _("an identity document")


@dataclass(frozen=True, kw_only=True)
class FindBy:
    """One thing that finds a person in a register, and why it helps."""

    what: str
    why: str


class Register(models.Model):
    """One record of processing activities (GDPR Art. 30).

    ``controller`` keeps it and, where there are joint controllers, is the one that answers by
    their arrangement (Art. 26(1)). As a processor (Art. 28) it only forwards.
    """

    controller = models.ForeignKey(Controller, on_delete=models.PROTECT, related_name="registers")
    slug = models.SlugField(_("name in addresses"))
    names = TextsField(_("name"))
    our_role = models.CharField(
        _("our role"), max_length=20, choices=OurRole, default=OurRole.CONTROLLER
    )
    joint_controllers = models.ManyToManyField(
        Controller,
        blank=True,
        related_name="joint_registers",
        verbose_name=_("joint controllers"),
        help_text=_("Others that decide with us (Art. 26). A request may reach any of us."),
    )
    identity_reasons = TextsField(
        _("why we ask who somebody is"),
        help_text=_("The person reads this where proof is asked for (GDPR Art. 12(6))."),
    )
    identity_facts = TextsField(
        _("what we can compare with"),
        help_text=_("For staff. Ask for nothing that cannot be compared with data held already."),
    )
    identity_masks = TextsField(
        _("what to cover"),
        help_text=_("The person reads this; what must be covered in any document is said anyway."),
    )
    find_by = TextsField(
        _("what finds a person"),
        help_text=_(
            "One a line: what it is, a colon, and why it helps. The form asks for these alone; "
            "empty: for whatever the person thinks of."
        ),
    )
    identity_level = models.PositiveSmallIntegerField(
        _("proof that is enough"),
        choices=IdentityLevel,
        null=True,
        blank=True,
        help_text=_("Empty: by the right and the data. It never lifts what may be asked at most."),
    )
    identity_level_reason = models.TextField(_("why that much"), blank=True)
    owner = models.CharField(
        _("owner (a role)"),
        max_length=200,
        blank=True,
        help_text=_("Who answers for the register inside the house. Never published."),
    )
    owner_email = models.EmailField(_("owner’s mailbox"), blank=True)
    reviewed_on = models.DateField(
        _("last looked through"),
        null=True,
        blank=True,
        help_text=_("The day on which somebody found that what is published still holds."),
    )
    created_at = models.DateTimeField()

    class Meta:
        verbose_name = _("register")
        verbose_name_plural = _("registers")
        ordering = ["controller__name", "slug"]
        constraints = [
            models.UniqueConstraint(fields=["controller", "slug"], name="register_slug_once"),
            models.CheckConstraint(
                name="register_role_known", condition=Q(our_role__in=OurRole.values)
            ),
            models.CheckConstraint(
                name="register_identity_level_known",
                condition=Q(identity_level__isnull=True)
                | Q(identity_level__in=IdentityLevel.values),
            ),
            models.CheckConstraint(
                name="register_identity_level_with_reason",
                condition=Q(identity_level__isnull=True) | ~Q(identity_level_reason=""),
                violation_error_message=_("Say why that much proof is enough here."),
            ),
        ]

    def __str__(self) -> str:
        return str(self.name_in("en"))

    def find_by_in(self, language: str) -> list[FindBy]:
        """What finds a person in the register, and why each helps, in *language* or another."""
        lines = pick(self.find_by, language=language).text.splitlines()
        told = [line.partition(":") for line in lines if line.strip(" :")]
        return [
            FindBy(what=what.strip(), why=why.strip()) for what, _colon, why in told[:MOST_FIND_BY]
        ]

    def name_in(self, language: str) -> Text:
        """The register's name in *language*, or honestly in another."""
        return pick(self.names, language=language)
