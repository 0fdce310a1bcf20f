"""Who wrote for whom, and whether they may: one machine, one result with its reason.

There is a row only where somebody asks for another, or a child asks alone.
"""

from datetime import datetime

import pgtrigger
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _
from django_fsm import transition

from config.crypto import open_sealed, seal
from registers_app.domain.roles import Permission
from registers_app.models.kept import changes_with_state_only, never_deleted, refuse_unless
from registers_app.models.machine import DeclaredTransitions, StateField
from requests_app.domain.representation import AnswerTo, Authority, Role, asks_for_another
from requests_app.models.guards import guard
from requests_app.models.on_record import on_record
from requests_app.models.submission import Submission


class RepresentedRole(models.TextChoices):
    """What the writer is to the person, with its name for people."""

    MINOR = Role.MINOR.value, _("a child who asks alone")
    AGENT = Role.AGENT.value, _("an agent with a mandate")
    GUARDIAN = Role.GUARDIAN.value, _("the guardian of an adult")
    PARENT = Role.PARENT.value, _("a parent or guardian of a child")
    RELATIVE = Role.RELATIVE.value, _("a relative or the estate of somebody who has died")


class AuthorityState(models.TextChoices):
    """Whether the writer may act for the person."""

    OPEN = Authority.OPEN.value, _("not decided")
    ASKED = Authority.ASKED.value, _("proof asked for")
    SETTLED = Authority.SETTLED.value, _("settled")
    NOT_ENOUGH = Authority.NOT_ENOUGH.value, _("not enough")
    OWN = Authority.OWN.value, _("asks for themselves")


class AuthorityMethod(models.TextChoices):
    """How it was settled."""

    DOCUMENT = "document", _("a document was seen, then destroyed")
    PUBLIC_REGISTER = "public_register", _("looked up in an official register")
    KNOWN = "known", _("known to us already")
    PERSON = "person", _("the person confirmed it themselves")
    NATIONAL_LAW = "national_law", _("a law gives this right over data of the dead")


class AnswerChoice(models.TextChoices):
    """Who gets the letters, with its name for people."""

    WRITER = AnswerTo.WRITER.value, _("who wrote to us")
    PERSON = AnswerTo.PERSON.value, _("the person themselves, and nobody else")
    BOTH = AnswerTo.BOTH.value, _("both")


MAY_ACT = "'settled', 'own'"


@guard(_("We are only the processor of these data: the controller looks at the authority."))
def we_decide(row: "Representation") -> bool:
    """Only who answers looks at mandates (GDPR Art. 28(3))."""
    register = row.submission.register
    return register is None or register.our_role != "processor"


@guard(_("A child who asks alone needs nobody’s authority."))
def for_another(row: "Representation") -> bool:
    """Somebody other than the writer is concerned."""
    return asks_for_another(Role(row.role))


@guard(_("Only data of somebody who has died can turn out to be a living relative’s own."))
def about_the_dead(row: "Representation") -> bool:
    """The person has died, and the writer may be concerned themselves (Recital 27)."""
    return row.role == Role.RELATIVE


class Representation(models.Model):
    """One for each submission that somebody sent for another."""

    CASE_PATH = "submission"
    AUDIT_NAME = "authority"

    submission = models.OneToOneField(
        Submission, on_delete=models.PROTECT, related_name="representation"
    )
    role = models.CharField(_("who wrote"), max_length=10, choices=RepresentedRole)
    writer_name = models.CharField(_("name of who wrote"), max_length=200, blank=True)
    sealed_contact = models.BinaryField(default=b"", blank=True)
    answer_to = models.CharField(
        _("who is written to"), max_length=10, choices=AnswerChoice, default=AnswerTo.WRITER.value
    )
    state = StateField(
        _("state"),
        default=AuthorityState.OPEN,
        choices=AuthorityState.choices,
        max_length=10,
        protected=True,
    )
    asked_for = models.TextField(_("what was asked for, and why"), blank=True)
    asked_at = models.DateTimeField(_("asked"), null=True, blank=True)
    method = models.CharField(_("method"), max_length=20, choices=AuthorityMethod, blank=True)
    reason = models.TextField(_("why this is, or is not, enough"), blank=True)
    child_view = models.TextField(_("the child’s own view"), blank=True)
    decided_at = models.DateTimeField(_("decided"), null=True, blank=True)
    decided_by_id = models.BigIntegerField(_("decided by"), null=True, blank=True)

    class Meta:
        verbose_name = _("who asks for whom")
        verbose_name_plural = _("who asks for whom")
        constraints = [
            models.CheckConstraint(
                name="representation_role_known", condition=Q(role__in=RepresentedRole.values)
            ),
            models.CheckConstraint(
                name="representation_names_the_writer",
                condition=Q(role=Role.MINOR.value, writer_name="")
                | (~Q(role=Role.MINOR.value) & ~Q(writer_name="")),
            ),
            models.CheckConstraint(
                name="representation_answer_known", condition=Q(answer_to__in=AnswerChoice.values)
            ),
            models.CheckConstraint(
                name="representation_answers_who_can_read",
                condition=~Q(role__in=[Role.MINOR.value, Role.RELATIVE.value])
                | Q(answer_to=AnswerTo.WRITER.value),
            ),
            models.CheckConstraint(
                name="authority_state_known", condition=Q(state__in=AuthorityState.values)
            ),
            models.CheckConstraint(
                name="authority_asked_with_reason",
                condition=~Q(state=Authority.ASKED.value)
                | (~Q(asked_for="") & Q(asked_at__isnull=False)),
            ),
            models.CheckConstraint(
                name="authority_settled_with_reason",
                condition=~Q(state=Authority.SETTLED.value)
                | (
                    Q(method__in=AuthorityMethod.values)
                    & ~Q(reason="")
                    & Q(decided_at__isnull=False, decided_by_id__isnull=False)
                ),
            ),
            models.CheckConstraint(
                name="authority_refused_with_reason",
                condition=~Q(state=Authority.NOT_ENOUGH.value)
                | (~Q(reason="") & Q(decided_at__isnull=False, decided_by_id__isnull=False)),
            ),
            models.CheckConstraint(
                name="authority_over_the_dead_by_law",
                condition=~Q(state=Authority.SETTLED.value)
                | Q(role=Role.RELATIVE.value, method=AuthorityMethod.NATIONAL_LAW)
                | (~Q(role=Role.RELATIVE.value) & ~Q(method=AuthorityMethod.NATIONAL_LAW)),
            ),
            models.CheckConstraint(
                name="authority_after_the_child_was_heard",
                condition=~Q(state=Authority.SETTLED.value, role=Role.PARENT.value)
                | ~Q(child_view=""),
            ),
        ]
        triggers = [
            pgtrigger.Protect(
                name="authority_born_open",
                operation=pgtrigger.Insert,
                condition=pgtrigger.Condition(
                    "NEW.state IS DISTINCT FROM"
                    " CASE WHEN NEW.role = 'minor' THEN 'own' ELSE 'open' END"
                ),
            ),
            never_deleted("representation_never_deleted"),
            # Looked at when the transaction ends: the row comes first, then its entry.
            pgtrigger.Trigger(
                name="representation_is_on_record",
                operation=pgtrigger.Insert,
                when=pgtrigger.After,
                timing=pgtrigger.Deferred,
                func=refuse_unless(
                    """EXISTS (
                        SELECT 1 FROM requests_app_auditentry e
                        WHERE e.submission_id = NEW.submission_id
                          AND e.event IN ('submission.received', 'authority.noted')
                          AND e.facts ->> 'written_by' = NEW.role
                    )""",
                    says="nothing on record says who wrote for whom",
                ),
            ),
            pgtrigger.ReadOnly(
                name="representation_keeps_its_case", fields=["submission", "role", "writer_name"]
            ),
            changes_with_state_only(
                "asked_for",
                "asked_at",
                "method",
                "reason",
                "child_view",
                "decided_at",
                "decided_by_id",
                name="authority_result_with_its_step",
            ),
            # EDPB Guidelines 01/2022 para. 82: what went past the writer stays past the writer.
            pgtrigger.Protect(
                name="representation_answer_not_widened_in_doubt",
                operation=pgtrigger.Update,
                condition=pgtrigger.Condition(
                    "OLD.answer_to = 'person' AND NEW.answer_to <> 'person'"
                    f" AND NEW.state NOT IN ({MAY_ACT})"
                ),
            ),
            on_record(
                "authority_step_is_on_record",
                table="requests_app_representation",
                event="authority",
                of_the_row="TRUE",
            ),
            # Looked at when the transaction ends: the step comes first, then the paper goes.
            pgtrigger.Trigger(
                name="authority_paper_gone_when_decided",
                operation=pgtrigger.Update,
                when=pgtrigger.After,
                timing=pgtrigger.Deferred,
                condition=pgtrigger.Q(new__state__in=["settled", "not_enough", "own"]),
                func=refuse_unless(
                    """NOT EXISTS (
                        SELECT 1 FROM requests_app_authoritypaper p
                        JOIN requests_app_representation r ON r.id = p.representation_id
                        WHERE r.id = NEW.id AND r.state IN ('settled', 'not_enough', 'own')
                          AND p.destroyed_at IS NULL
                    )""",
                    says="the authority is decided and a paper of it is kept",
                ),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.submission.reference}: {self.get_role_display()}"

    @property
    def contact(self) -> str:
        """Where a letter reaches the person concerned. Raises Undecipherable."""
        return open_sealed(bytes(self.sealed_contact)).decode() if self.sealed_contact else ""

    @contact.setter
    def contact(self, text: str) -> None:
        self.sealed_contact = seal(text.encode()) if text else b""

    @property
    def is_for_another(self) -> bool:
        """Whether somebody other than the writer is concerned."""
        return asks_for_another(Role(self.role)) and self.state != Authority.OWN

    @transition(
        state,
        source=[AuthorityState.OPEN, AuthorityState.NOT_ENOUGH],
        target=AuthorityState.ASKED,
        permission=Permission.HANDLE_REQUESTS,
        conditions=[we_decide],
        custom={"label": _("Ask for proof of authority")},
    )
    def ask(self, *, asked_for: str, asked_at: datetime) -> None:
        """The controller must be able to show the mandate (EDPB 01/2022 para. 80-82)."""
        self.asked_for = asked_for
        self.asked_at = asked_at

    @transition(
        state,
        source=[AuthorityState.OPEN, AuthorityState.ASKED, AuthorityState.NOT_ENOUGH],
        target=AuthorityState.SETTLED,
        permission=Permission.HANDLE_REQUESTS,
        conditions=[we_decide],
        custom={"label": _("Settle the authority")},
    )
    def settle(
        self, *, how: str, reason: str, child_view: str, decided_at: datetime, decided_by_id: int
    ) -> None:
        """The writer may act for the person in this matter."""
        self.method = how
        self.reason = reason
        self.child_view = child_view
        self.decided_at = decided_at
        self.decided_by_id = decided_by_id

    @transition(
        state,
        source=AuthorityState.ASKED,
        target=AuthorityState.NOT_ENOUGH,
        permission=Permission.HANDLE_REQUESTS,
        custom={"label": _("The proof of authority is not enough")},
    )
    def fail(self, *, reason: str, decided_at: datetime, decided_by_id: int) -> None:
        """It does not cover this, or did not come."""
        self.reason = reason
        self.decided_at = decided_at
        self.decided_by_id = decided_by_id

    @transition(
        state,
        source=[AuthorityState.OPEN, AuthorityState.ASKED, AuthorityState.NOT_ENOUGH],
        target=AuthorityState.OWN,
        permission=Permission.HANDLE_REQUESTS,
        conditions=[we_decide, about_the_dead],
        custom={"label": _("Treat it as the relative’s own request")},
    )
    def treat_as_own(self, *, reason: str, decided_at: datetime, decided_by_id: int) -> None:
        """Data about the dead can be data about the living relative who asks."""
        self.reason = reason
        self.decided_at = decided_at
        self.decided_by_id = decided_by_id

    @transition(
        state,
        source=[AuthorityState.SETTLED, AuthorityState.OWN],
        target=AuthorityState.OPEN,
        permission=Permission.HANDLE_REQUESTS,
        conditions=[for_another],
        custom={"label": _("Doubt the authority again")},
    )
    def doubt_again(self) -> None:
        """New facts came up, or the mandate was taken back."""
        self.method = self.reason = self.child_view = ""
        self.decided_at = self.decided_by_id = None


pgtrigger.register(
    DeclaredTransitions(name="authority_declared_transitions", machine=Representation)
)(Representation)


def representation_of(submission: Submission) -> Representation | None:
    """Who asked for whom; None where the person asked for themselves."""
    return getattr(submission, "representation", None)


def nobody_asks_for(submission: Submission) -> None:
    """Know of a new case that its person asks for themselves: no row is looked for."""
    Representation._meta.get_field("submission").remote_field.set_cached_value(submission, None)
