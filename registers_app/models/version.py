"""Versions of a register: draft → in review → published → superseded.

What a version says lies in rows of its own (``models/content.py`` lists them). Once published it
stays as it is, with all its rows.
"""

import pgtrigger
from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _
from django_fsm import transition

from registers_app.domain.roles import Permission
from registers_app.models.kept import changes
from registers_app.models.machine import DeclaredTransitions, StateField, born_as
from registers_app.models.publishing import published_in_order
from registers_app.models.register import Register
from registers_app.models.texts import TextsField


class VersionState(models.TextChoices):
    """Where a register version stands."""

    DRAFT = "draft", _("draft")
    IN_REVIEW = "in_review", _("in review")
    PUBLISHED = "published", _("published")
    SUPERSEDED = "superseded", _("superseded")


# What a version says by itself; the rest lies in rows of its own.
WORDS = (
    "descriptions",
    "joint_arrangements",
    "provision_duties",
    "automated_decisions",
    "decides_by_machine",
    "cookie_notes",
    "security_measures",
    "change_notes",
    "impact_assessment",
)
# What publishing writes beside them.
SEALED = (
    "effective_on",
    "predates_desk",
    "published_as",
    "content_hash",
    "published_at",
    "published_by_id",
    "submitted_by_id",
)
KEPT = (*WORDS, *SEALED)


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
    joint_arrangements = TextsField(
        _("what the joint controllers have arranged"), help_text=_("GDPR Art. 26(2).")
    )
    provision_duties = TextsField(
        _("whether data have to be given"),
        help_text=_("By law or contract, and what follows if they are not (GDPR Art. 13(2)(e))."),
    )
    automated_decisions = TextsField(
        _("automated decisions and profiling"),
        help_text=_("GDPR Art. 15(1)(h); say so when there are none."),
    )
    decides_by_machine = models.BooleanField(
        _("a machine alone decides about people"),
        null=True,
        blank=True,
        help_text=_("GDPR Art. 22(1). Empty: nobody has said."),
    )
    cookie_notes = TextsField(_("on cookies in general"))
    security_measures = TextsField(_("security measures"))
    change_notes = TextsField(
        _("what changes"), help_text=_("In short, for those who know the version before.")
    )
    impact_assessment = models.TextField(
        _("impact assessment"),
        blank=True,
        help_text=_("Whether one was needed (GDPR Art. 35), and where it lies. Never published."),
    )
    published_as = models.JSONField(
        _("what else held on the day of publishing"), default=dict, blank=True, editable=False
    )
    content_hash = models.CharField(_("hash"), max_length=64, blank=True, editable=False)
    published_at = models.DateTimeField(_("published at"), null=True, blank=True, editable=False)
    published_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.PROTECT,
        related_name="+",
        null=True,
        blank=True,
        editable=False,
        verbose_name=_("published by"),
    )
    submitted_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.PROTECT,
        related_name="+",
        null=True,
        blank=True,
        editable=False,
        verbose_name=_("sent to review by"),
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
                    f"OLD.state IN ('published', 'superseded') AND ({changes(*KEPT)})"
                ),
            ),
            pgtrigger.Protect(
                name="version_in_review_stays",
                operation=pgtrigger.Update,
                condition=pgtrigger.Condition(
                    f"OLD.state = 'in_review' AND ({changes(*WORDS, 'predates_desk')})"
                ),
            ),
            pgtrigger.Protect(
                name="version_keeps_who_sent_it",
                operation=pgtrigger.Update,
                condition=pgtrigger.Condition(
                    "NOT (OLD.state = 'draft' AND NEW.state = 'in_review')"
                    f" AND ({changes('submitted_by_id')})"
                ),
            ),
            *published_in_order(),
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
        permission=Permission.EDIT_REGISTERS,
    )
    def send_to_review(self) -> None:
        """The draft is ready to be looked at; meanwhile nothing in it changes."""

    @transition(
        state,
        source=VersionState.IN_REVIEW,
        target=VersionState.DRAFT,
        permission=Permission.EDIT_REGISTERS,
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
        """It is what the register says from its first day on."""

    @transition(
        state,
        source=VersionState.PUBLISHED,
        target=VersionState.SUPERSEDED,
        custom={"by_system": True},
    )
    def supersede(self) -> None:
        """A newer version is published; until the first day of that one, this stays in force."""


pgtrigger.register(
    DeclaredTransitions(name="version_declared_transitions", machine=RegisterVersion)
)(RegisterVersion)
