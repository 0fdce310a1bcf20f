"""Registers: records of processing activities, in versions.

A version is a machine: draft → in review → published → superseded. What it says lies in rows of
its own (purposes, bases, categories, sources, recipients, transfers, retention).
"""

import pgtrigger
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _
from django_fsm import transition

from registers_app.domain.languages import Text, pick
from registers_app.domain.lawful_basis import LawfulBasis
from registers_app.domain.roles import Permission
from registers_app.models.controller import Controller
from registers_app.models.kept import changes
from registers_app.models.machine import DeclaredTransitions, StateField, born_as
from registers_app.models.texts import TextsField


class VersionState(models.TextChoices):
    """Where a register version stands."""

    DRAFT = "draft", _("draft")
    IN_REVIEW = "in_review", _("in review")
    PUBLISHED = "published", _("published")
    SUPERSEDED = "superseded", _("superseded")


class LawfulBasisChoice(models.TextChoices):
    """Lawful basis, with its name for people."""

    CONSENT = LawfulBasis.CONSENT.value, _("consent")
    CONTRACT = LawfulBasis.CONTRACT.value, _("contract")
    LEGAL_OBLIGATION = LawfulBasis.LEGAL_OBLIGATION.value, _("legal obligation")
    VITAL_INTERESTS = LawfulBasis.VITAL_INTERESTS.value, _("vital interests")
    PUBLIC_TASK = LawfulBasis.PUBLIC_TASK.value, _("public task")
    LEGITIMATE_INTEREST = LawfulBasis.LEGITIMATE_INTEREST.value, _("legitimate interest")


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
    identity_level = models.PositiveSmallIntegerField(
        _("proof that is enough"),
        choices=IdentityLevel,
        null=True,
        blank=True,
        help_text=_("Empty: by the right and the data. It never lifts what may be asked at most."),
    )
    identity_level_reason = models.TextField(_("why that much"), blank=True)
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

    def name_in(self, language: str) -> Text:
        """The register's name in *language*, or honestly in another."""
        return pick(self.names, language=language)


# What a version says by itself; the rest lies in rows of its own.
WORDS = (
    "descriptions",
    "security_measures",
    "automated_decisions",
    "effective_on",
    "predates_desk",
)


class RegisterVersion(models.Model):
    """What a register says from one day on."""

    register = models.ForeignKey(Register, on_delete=models.PROTECT, related_name="versions")
    number = models.PositiveIntegerField(_("version"))
    state = StateField(
        _("state"),
        default=VersionState.DRAFT,
        choices=VersionState.choices,
        max_length=20,
        protected=True,
    )
    effective_on = models.DateField(_("in force from"), null=True, blank=True)
    predates_desk = models.BooleanField(_("published before Rightsdesk"), default=False)
    descriptions = TextsField(_("in short"))
    security_measures = TextsField(_("security measures"))
    automated_decisions = TextsField(
        _("automated decisions and profiling"),
        help_text=_("GDPR Art. 15(1)(h); say so when there are none."),
    )

    class Meta:
        verbose_name = _("register version")
        verbose_name_plural = _("register versions")
        ordering = ["register", "-number"]
        constraints = [
            models.UniqueConstraint(
                fields=["register", "number"], name="register_version_number_once"
            ),
            models.UniqueConstraint(
                fields=["register"],
                condition=Q(state=VersionState.PUBLISHED),
                name="register_one_published_version",
            ),
            models.CheckConstraint(
                name="register_version_published_has_date",
                condition=~Q(state__in=[VersionState.PUBLISHED, VersionState.SUPERSEDED])
                | Q(effective_on__isnull=False),
            ),
        ]
        triggers = [
            born_as(VersionState.DRAFT.value, name="version_born_a_draft"),
            pgtrigger.ReadOnly(name="version_keeps_its_register", fields=["register", "number"]),
            pgtrigger.Protect(
                name="version_says_what_was_published",
                operation=pgtrigger.Update,
                condition=pgtrigger.Condition(
                    f"OLD.state IN ('published', 'superseded') AND ({changes(*WORDS)})"
                ),
            ),
            pgtrigger.Protect(
                name="version_in_force_never_deleted",
                operation=pgtrigger.Delete,
                condition=pgtrigger.Q(old__state__in=["published", "superseded"]),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.register} {self.number}"

    @transition(
        state,
        source=VersionState.DRAFT,
        target=VersionState.IN_REVIEW,
        permission=Permission.PUBLISH_REGISTERS,
    )
    def send_to_review(self) -> None:
        """The draft is ready to be looked at."""

    @transition(
        state,
        source=VersionState.IN_REVIEW,
        target=VersionState.DRAFT,
        permission=Permission.PUBLISH_REGISTERS,
    )
    def return_to_draft(self) -> None:
        """The review asked for changes."""

    @transition(
        state,
        source=VersionState.IN_REVIEW,
        target=VersionState.PUBLISHED,
        permission=Permission.PUBLISH_REGISTERS,
    )
    def publish(self) -> None:
        """The version is in force."""

    @transition(
        state,
        source=VersionState.PUBLISHED,
        target=VersionState.SUPERSEDED,
        custom={"by_system": True},
    )
    def supersede(self) -> None:
        """A newer version is in force."""


pgtrigger.register(
    DeclaredTransitions(name="version_declared_transitions", machine=RegisterVersion)
)(RegisterVersion)


class Purpose(models.Model):
    """One purpose of processing and the lawful bases it rests on (GDPR Art. 5(1)(b), 6(1))."""

    version = models.ForeignKey(RegisterVersion, on_delete=models.CASCADE, related_name="purposes")
    position = models.PositiveIntegerField(default=0)
    names = TextsField(_("purpose"))
    legitimate_interests = TextsField(
        _("legitimate interest pursued"), help_text=_("GDPR Art. 13(1)(d).")
    )
    is_direct_marketing = models.BooleanField(_("direct marketing"), default=False)
    needs_legal_release = models.BooleanField(
        _("may be secret by law"),
        default=False,
        help_text=_("A lawyer has to release the data before access to them is given."),
    )

    class Meta:
        verbose_name = _("purpose")
        verbose_name_plural = _("purposes")
        ordering = ["version", "position", "pk"]

    def __str__(self) -> str:
        return str(pick(self.names, language="en"))


class PurposeBasis(models.Model):
    """One lawful basis of one purpose; a purpose may rest on several."""

    purpose = models.ForeignKey(Purpose, on_delete=models.CASCADE, related_name="bases")
    basis = models.CharField(_("lawful basis"), max_length=30, choices=LawfulBasisChoice)
    legal_acts = TextsField(_("legal act"), help_text=_("For a legal obligation: which law."))

    class Meta:
        verbose_name = _("lawful basis")
        verbose_name_plural = _("lawful bases")
        ordering = ["purpose", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["purpose", "basis"], name="purpose_basis_once"),
            models.CheckConstraint(
                name="purpose_basis_known", condition=Q(basis__in=LawfulBasisChoice.values)
            ),
        ]

    def __str__(self) -> str:
        return self.get_basis_display()


class VersionPart(models.Model):
    """A line of a register version, in its place."""

    position = models.PositiveIntegerField(default=0)
    names = TextsField(_("text"))

    class Meta:
        abstract = True
        ordering = ["version", "position", "pk"]

    def __str__(self) -> str:
        return str(pick(self.names, language="en"))


class SubjectCategory(VersionPart):
    """A group of people the register is about (GDPR Art. 30(1)(c))."""

    version = models.ForeignKey(
        RegisterVersion, on_delete=models.CASCADE, related_name="subject_categories"
    )

    class Meta(VersionPart.Meta):
        verbose_name = _("group of people")
        verbose_name_plural = _("groups of people")


class DataSource(VersionPart):
    """Where data come from (GDPR Art. 14(2)(f), 15(1)(g))."""

    version = models.ForeignKey(RegisterVersion, on_delete=models.CASCADE, related_name="sources")

    class Meta(VersionPart.Meta):
        verbose_name = _("data source")
        verbose_name_plural = _("data sources")


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

    class Meta(VersionPart.Meta):
        verbose_name = _("recipient")
        verbose_name_plural = _("recipients")
        constraints = [
            models.CheckConstraint(
                name="recipient_kind_known", condition=Q(kind__in=RecipientKind.values)
            )
        ]


class Safeguard(models.TextChoices):
    """What makes a transfer to a third country lawful (GDPR Chapter V)."""

    ADEQUACY = "adequacy", _("adequacy decision (Art. 45)")
    STANDARD_CLAUSES = "standard_clauses", _("standard contractual clauses (Art. 46(2)(c))")
    BINDING_RULES = "binding_rules", _("binding corporate rules (Art. 47)")
    DEROGATION = "derogation", _("derogation (Art. 49)")
    PRIVACY_SHIELD = "privacy_shield", _("EU–US Privacy Shield (invalid since 16 July 2020)")
    NOT_NAMED = "not_named", _("no safeguard is named")


class Transfer(VersionPart):
    """A transfer outside the EU and EEA and its safeguard (GDPR Art. 15(2), 30(1)(e))."""

    version = models.ForeignKey(RegisterVersion, on_delete=models.CASCADE, related_name="transfers")
    country = models.CharField(_("country (ISO code)"), max_length=2, blank=True)
    safeguard = models.CharField(_("safeguard"), max_length=30, choices=Safeguard)

    class Meta(VersionPart.Meta):
        verbose_name = _("transfer")
        verbose_name_plural = _("transfers")
        constraints = [
            models.CheckConstraint(
                name="transfer_safeguard_known", condition=Q(safeguard__in=Safeguard.values)
            )
        ]


class RetentionRule(VersionPart):
    """How long data are kept, or by which criteria (GDPR Art. 15(1)(d))."""

    version = models.ForeignKey(
        RegisterVersion, on_delete=models.CASCADE, related_name="retention_rules"
    )

    class Meta(VersionPart.Meta):
        verbose_name = _("retention rule")
        verbose_name_plural = _("retention rules")
