"""An organisation's own words for a letter, version by version."""

from datetime import datetime

import pgtrigger
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _
from django_fsm import transition

from registers_app.domain.roles import Permission
from registers_app.models import Controller, LanguageChoice
from registers_app.models.kept import never_deleted
from registers_app.models.machine import DeclaredTransitions, StateField, born_as


class WordingState(models.TextChoices):
    """Where a wording stands."""

    DRAFT = "draft", _("draft")
    IN_FORCE = "in_force", _("in force")
    REPLACED = "replaced", _("replaced")


class OwnWording(models.Model):
    """One version of one letter in one language; once in force it stays as it is."""

    controller = models.ForeignKey(Controller, on_delete=models.PROTECT, related_name="wordings")
    medium = models.CharField(_("mail or whole letter"), max_length=4)
    kind = models.CharField(_("kind"), max_length=40)
    language = models.CharField(_("language"), max_length=2, choices=LanguageChoice)
    number = models.PositiveIntegerField(_("version"))
    subject = models.CharField(_("subject"), max_length=200)
    body = models.TextField(_("text"), max_length=20_000)
    state = StateField(
        _("state"),
        default=WordingState.DRAFT,
        choices=WordingState.choices,
        max_length=10,
        protected=True,
    )
    written_at = models.DateTimeField(_("written"))
    written_by_id = models.BigIntegerField(_("written by"))
    in_force_at = models.DateTimeField(_("in force from"), null=True, blank=True)
    in_force_by_id = models.BigIntegerField(_("put in force by"), null=True, blank=True)
    replaced_at = models.DateTimeField(_("replaced on"), null=True, blank=True)
    replaced_by_id = models.BigIntegerField(_("replaced by"), null=True, blank=True)

    class Meta:
        verbose_name = _("own wording")
        verbose_name_plural = _("own wordings")
        ordering = ["-number"]
        constraints = [
            models.UniqueConstraint(
                fields=["controller", "medium", "kind", "language", "number"],
                name="wording_number_once",
            ),
            models.UniqueConstraint(
                fields=["controller", "medium", "kind", "language", "state"],
                condition=Q(state__in=[WordingState.DRAFT, WordingState.IN_FORCE]),
                name="wording_one_of_each",
            ),
            models.CheckConstraint(
                name="wording_state_known", condition=Q(state__in=WordingState.values)
            ),
            models.CheckConstraint(
                name="wording_language_known", condition=Q(language__in=LanguageChoice.values)
            ),
            models.CheckConstraint(
                name="wording_one_line_subject",
                condition=~Q(subject="") & ~Q(body="") & ~Q(subject__regex=r"[\r\n]"),
            ),
            models.CheckConstraint(
                name="wording_in_force_by_whom",
                condition=Q(state=WordingState.DRAFT)
                | Q(in_force_at__isnull=False, in_force_by_id__isnull=False),
            ),
        ]
        triggers = [
            born_as(WordingState.DRAFT.value, name="wording_born_a_draft"),
            never_deleted("wording_never_deleted"),
            pgtrigger.ReadOnly(
                name="wording_keeps_its_letter",
                fields=["controller", "medium", "kind", "language", "number"],
            ),
            pgtrigger.Protect(
                name="wording_stays_as_it_was_sent",
                operation=pgtrigger.Update,
                condition=pgtrigger.Condition(
                    "OLD.state <> 'draft' AND (NEW.subject <> OLD.subject OR NEW.body <> OLD.body"
                    " OR NEW.in_force_at IS DISTINCT FROM OLD.in_force_at"
                    " OR NEW.in_force_by_id IS DISTINCT FROM OLD.in_force_by_id)"
                ),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.kind}.{self.language} {self.number}"

    @transition(
        state,
        source=WordingState.DRAFT,
        target=WordingState.IN_FORCE,
        permission=Permission.WORD_LETTERS,
    )
    def put_in_force(self, *, at: datetime, by_id: int) -> None:
        """From now on letters are written with it."""
        self.in_force_at, self.in_force_by_id = at, by_id

    @transition(
        state,
        source=WordingState.IN_FORCE,
        target=WordingState.REPLACED,
        permission=Permission.WORD_LETTERS,
    )
    def replace(self, *, at: datetime, by_id: int) -> None:
        """A newer version, or the standard text, has taken its place."""
        self.replaced_at, self.replaced_by_id = at, by_id


pgtrigger.register(DeclaredTransitions(name="wording_declared_transitions", machine=OwnWording))(
    OwnWording
)
