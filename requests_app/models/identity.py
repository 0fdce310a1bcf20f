"""The identity check of a submission: one machine, one result with its reason.

Proof is asked only on a doubt that rests on facts (GDPR Art. 12(6)); "not in doubt, because …"
is a full result.
"""

from datetime import datetime

import pgtrigger
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _
from django_fsm import transition

from registers_app.domain.roles import Permission
from registers_app.models import OurRole
from registers_app.models.kept import changes_with_state_only, never_deleted, refuse_unless
from registers_app.models.machine import DeclaredTransitions, StateField, born_as
from requests_app.models.guards import guard
from requests_app.models.on_record import on_record
from requests_app.models.submission import Submission


class IdentityState(models.TextChoices):
    """Where the identity check stands."""

    OPEN = "open", _("not decided")
    ASKED = "asked", _("proof asked for")
    SETTLED = "settled", _("settled")
    FAILED = "failed", _("could not be settled")


class IdentityMethod(models.TextChoices):
    """How identity was settled."""

    KNOWN_CHANNEL = "known_channel", _("wrote from an address or number that we hold")
    NOT_IN_DOUBT = "not_in_doubt", _("not in doubt, because …")
    SEEN_IN_PERSON = "seen_in_person", _("document seen in person")
    EVIDENCE = "evidence", _("evidence checked, then destroyed")


@guard(_("We are only the processor of these data: the controller makes sure who the person is."))
def we_identify(check: "IdentityCheck") -> bool:
    """Only a controller may have the reasonable doubts that ask for proof (GDPR Art. 12(6))."""
    register = check.submission.register
    return register is None or register.our_role != OurRole.PROCESSOR


class IdentityCheck(models.Model):
    """One check for each submission, whatever the number of rights asked for."""

    CASE_PATH = "submission"
    AUDIT_NAME = "identity"

    submission = models.OneToOneField(
        Submission, on_delete=models.PROTECT, related_name="identity_check"
    )
    state = StateField(
        _("state"),
        default=IdentityState.OPEN,
        choices=IdentityState.choices,
        max_length=10,
        protected=True,
    )
    doubt = models.TextField(_("facts that give rise to doubt"), blank=True)
    asked_at = models.DateTimeField(_("asked"), null=True, blank=True)
    method = models.CharField(_("method"), max_length=20, choices=IdentityMethod, blank=True)
    reason = models.TextField(_("why this is, or is not, enough"), blank=True)
    decided_at = models.DateTimeField(_("decided"), null=True, blank=True)
    decided_by_id = models.BigIntegerField(_("decided by"), null=True, blank=True)

    class Meta:
        verbose_name = _("identity check")
        verbose_name_plural = _("identity checks")
        constraints = [
            models.CheckConstraint(
                name="identity_state_known", condition=Q(state__in=IdentityState.values)
            ),
            models.CheckConstraint(
                name="identity_asked_with_facts",
                condition=~Q(state=IdentityState.ASKED)
                | (~Q(doubt="") & Q(asked_at__isnull=False)),
            ),
            models.CheckConstraint(
                name="identity_settled_with_reason",
                condition=~Q(state=IdentityState.SETTLED)
                | (
                    Q(method__in=IdentityMethod.values)
                    & ~Q(reason="")
                    & Q(decided_at__isnull=False, decided_by_id__isnull=False)
                ),
            ),
            models.CheckConstraint(
                name="identity_failed_with_reason",
                condition=~Q(state=IdentityState.FAILED)
                | (~Q(reason="") & Q(decided_at__isnull=False, decided_by_id__isnull=False)),
            ),
        ]
        triggers = [
            born_as(IdentityState.OPEN.value, name="identity_born_open"),
            never_deleted("identity_never_deleted"),
            changes_with_state_only(
                "doubt",
                "asked_at",
                "method",
                "reason",
                "decided_at",
                "decided_by_id",
                name="identity_result_with_its_step",
            ),
            pgtrigger.Trigger(
                name="identity_asked_by_who_decides",  # Art. 12(6)
                operation=pgtrigger.Update,
                when=pgtrigger.Before,
                condition=pgtrigger.Q(old__state__df=pgtrigger.F("new__state"), new__state="asked"),
                func=refuse_unless(
                    """NOT EXISTS (
                        SELECT 1 FROM requests_app_submission s
                        JOIN registers_app_register g ON g.id = s.register_id
                        WHERE s.id = NEW.submission_id AND g.our_role = 'processor'
                    )""",
                    says="the controller makes sure who the person is",
                ),
            ),
            on_record(
                "identity_step_is_on_record",
                table="requests_app_identitycheck",
                event="identity",
                of_the_row="TRUE",
            ),
            # Looked at when the transaction ends: the step comes first, then the proof goes.
            pgtrigger.Trigger(
                name="identity_proof_gone_when_decided",
                operation=pgtrigger.Update,
                when=pgtrigger.After,
                timing=pgtrigger.Deferred,
                condition=pgtrigger.Q(new__state__in=["settled", "failed"]),
                func=refuse_unless(
                    """NOT EXISTS (
                        SELECT 1 FROM requests_app_identityevidence e
                        JOIN requests_app_identitycheck c ON c.id = e.check_row_id
                        WHERE c.id = NEW.id AND c.state IN ('settled', 'failed')
                          AND e.destroyed_at IS NULL
                    )""",
                    says="identity is decided and a proof of it is kept",
                ),
            ),
            pgtrigger.ReadOnly(name="identity_keeps_submission", fields=["submission"]),
        ]

    def __str__(self) -> str:
        return f"{self.submission.reference}: {self.get_state_display()}"

    @transition(
        state,
        source=[IdentityState.OPEN, IdentityState.FAILED],
        target=IdentityState.ASKED,
        permission=Permission.HANDLE_REQUESTS,
        conditions=[we_identify],
        custom={"label": _("Ask for proof of identity")},
    )
    def ask(self, *, doubt: str, asked_at: datetime) -> None:
        """A reasonable doubt, by these facts (GDPR Art. 12(6))."""
        self.doubt = doubt
        self.asked_at = asked_at

    @transition(
        state,
        source=[IdentityState.OPEN, IdentityState.ASKED, IdentityState.FAILED],
        target=IdentityState.SETTLED,
        permission=Permission.HANDLE_REQUESTS,
        custom={"label": _("Settle identity")},
    )
    def settle(self, *, how: str, reason: str, decided_at: datetime, decided_by_id: int) -> None:
        """Identity is settled, by this method and for this reason."""
        self.method = how
        self.reason = reason
        self.decided_at = decided_at
        self.decided_by_id = decided_by_id

    @transition(
        state,
        source=IdentityState.ASKED,
        target=IdentityState.FAILED,
        permission=Permission.HANDLE_REQUESTS,
        custom={"label": _("Identity could not be settled")},
    )
    def fail(self, *, reason: str, decided_at: datetime, decided_by_id: int) -> None:
        """The proof was not enough, or did not come."""
        self.reason = reason
        self.decided_at = decided_at
        self.decided_by_id = decided_by_id

    @transition(
        state,
        source=IdentityState.SETTLED,
        target=IdentityState.OPEN,
        permission=Permission.HANDLE_REQUESTS,
        custom={"label": _("Doubt identity again")},
    )
    def doubt_again(self) -> None:
        """New facts came up after identity had been settled."""
        self.method = ""
        self.reason = ""
        self.decided_at = None
        self.decided_by_id = None


pgtrigger.register(
    DeclaredTransitions(name="identity_declared_transitions", machine=IdentityCheck)
)(IdentityCheck)
