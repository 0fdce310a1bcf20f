"""The identity check of a submission: one machine, one result with its reason.

Proof is asked only on a doubt that rests on facts (GDPR Art. 12(6)); "not in doubt, because …"
is a full result.
"""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING

import pgtrigger
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _
from django_fsm import transition

from registers_app.domain.roles import Permission
from registers_app.models import IdentityLevel, OurRole
from registers_app.models.kept import changes_with_state_only, never_deleted, refuse_unless
from registers_app.models.machine import DeclaredTransitions, StateField, born_as
from requests_app.domain.identity import ASKS, REACHES, Level, Proof
from requests_app.models.guards import guard
from requests_app.models.on_record import on_record
from requests_app.models.submission import Submission

if TYPE_CHECKING:
    from django_stubs_ext import StrPromise


class IdentityState(models.TextChoices):
    """Where the identity check stands."""

    OPEN = "open", _("not decided")
    ASKED = "asked", _("proof asked for")
    SETTLED = "settled", _("settled")
    FAILED = "failed", _("could not be settled")


class IdentityMethod(models.TextChoices):
    """How identity was settled."""

    NOT_IN_DOUBT = "not_in_doubt", _("not in doubt, because …")
    KNOWN_CHANNEL = "known_channel", _("wrote from an address or number that we hold")
    KNOWN_FACTS = "known_facts", _("from there, and named two facts that we hold")
    OIDC_ACCOUNT = "oidc_account", _("signed in at our sign-in service")
    EVIDENCE = "evidence", _("evidence checked, then destroyed")
    OIDC_STRONG = "oidc_strong", _("strong electronic identification")
    DOCUMENT = "document", _("covered identity document looked at, then destroyed")
    SEEN_IN_PERSON = "seen_in_person", _("document seen in person")


class ProofChoice(models.TextChoices):
    """What the person is asked for, the lightest first."""

    REPLY = Proof.REPLY.value, _("a reply from an address or number that we hold")
    FACTS = Proof.FACTS.value, _("facts that we hold, such as a customer number")
    SIGN_IN = Proof.SIGN_IN.value, _("signing in at our sign-in service")
    STRONG = Proof.STRONG.value, _("strong electronic identification, or another way instead")
    DOCUMENT = Proof.DOCUMENT.value, _("a covered picture of an identity document")
    IN_PERSON = Proof.IN_PERSON.value, _("an identity document, shown in person")


def _level(label: StrPromise) -> models.PositiveSmallIntegerField[int | None, int | None]:
    """A level of proof (law.md C.2); empty where a check was never asked or settled."""
    return models.PositiveSmallIntegerField(label, choices=IdentityLevel, null=True, blank=True)


@guard(_("We are only the processor of these data: the controller makes sure who the person is."))
def we_identify(check: IdentityCheck) -> bool:
    """Only a controller may have the reasonable doubts that ask for proof (GDPR Art. 12(6))."""
    register = check.submission.register
    return register is None or register.our_role != OurRole.PROCESSOR


_OF_ITS_METHOD = " OR ".join(
    f"(NEW.method = '{method}' AND NEW.reached_level = {REACHES[method].value})"
    for method in IdentityMethod.values
)


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
    proof = models.CharField(_("asked for"), max_length=20, choices=ProofChoice, blank=True)
    asked_level = _level(_("level of the proof that was asked for"))
    most_level = _level(_("the most that fits"))
    why_heavier = models.TextField(_("why less would not do"), blank=True)
    method = models.CharField(_("method"), max_length=20, choices=IdentityMethod, blank=True)
    reason = models.TextField(_("why this is, or is not, enough"), blank=True)
    reached_level = _level(_("level of the proof that was seen"))
    fitting_level = _level(_("level that is enough"))
    why_less = models.TextField(_("why less is enough here"), blank=True)
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
                "proof",
                "asked_level",
                "most_level",
                "why_heavier",
                "method",
                "reason",
                "reached_level",
                "fitting_level",
                "why_less",
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
            pgtrigger.Trigger(
                name="identity_asks_no_more_than_fits",  # Art. 5(1)(c), 12(6)
                operation=pgtrigger.Update,
                when=pgtrigger.Before,
                condition=pgtrigger.Q(old__state__df=pgtrigger.F("new__state"), new__state="asked"),
                func=refuse_unless(
                    """NEW.asked_level IS NOT NULL AND NEW.most_level IS NOT NULL
                    AND (NEW.asked_level <= NEW.most_level OR NEW.why_heavier <> '')""",
                    says="more proof is asked for than fits",
                ),
            ),
            pgtrigger.Trigger(
                name="identity_settled_at_its_level",  # Art. 5(2), 32
                operation=pgtrigger.Update,
                when=pgtrigger.Before,
                condition=pgtrigger.Q(
                    old__state__df=pgtrigger.F("new__state"), new__state="settled"
                ),
                func=refuse_unless(
                    f"""NEW.reached_level IS NOT NULL AND NEW.fitting_level IS NOT NULL AND (
                        {_OF_ITS_METHOD}
                    ) AND (
                        NEW.reached_level >= NEW.fitting_level OR NEW.why_less <> ''
                        OR NEW.method = 'not_in_doubt'
                    )""",
                    says="less proof was seen than is enough",
                ),
            ),
            pgtrigger.Trigger(
                name="identity_by_a_sign_in_that_was",  # Art. 5(2)
                operation=pgtrigger.Update,
                when=pgtrigger.Before,
                condition=pgtrigger.Q(
                    old__state__df=pgtrigger.F("new__state"), new__state="settled"
                ),
                func=refuse_unless(
                    """NEW.method NOT IN ('oidc_account', 'oidc_strong') OR EXISTS (
                        SELECT 1 FROM requests_app_signin g
                        JOIN registers_app_signinprovider p ON p.id = g.provider_id
                        WHERE g.check_row_id = NEW.id AND g.signed_in_at IS NOT NULL
                          AND g.destroyed_at IS NULL AND NEW.method = 'oidc_' || p.kind
                    )""",
                    says="the person did not sign in there",
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
                    ) AND NOT EXISTS (
                        SELECT 1 FROM requests_app_signin g
                        JOIN requests_app_identitycheck c ON c.id = g.check_row_id
                        WHERE c.id = NEW.id AND c.state IN ('settled', 'failed')
                          AND g.claims <> ''
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
    def ask(
        self,
        *,
        doubt: str,
        asked_at: datetime,
        proof: Proof,
        most: Level,
        why_heavier: str,
    ) -> None:
        """A reasonable doubt, by these facts (GDPR Art. 12(6))."""
        self.doubt = doubt
        self.asked_at = asked_at
        self.proof = proof.value
        self.asked_level = ASKS[proof].value
        self.most_level = most.value
        self.why_heavier = why_heavier

    @transition(
        state,
        source=[IdentityState.OPEN, IdentityState.ASKED, IdentityState.FAILED],
        target=IdentityState.SETTLED,
        permission=Permission.HANDLE_REQUESTS,
        custom={"label": _("Settle identity")},
    )
    def settle(
        self,
        *,
        how: str,
        reason: str,
        enough: Level,
        why_less: str,
        decided_at: datetime,
        decided_by_id: int,
    ) -> None:
        """Identity is settled, by this method and for this reason."""
        self.method = how
        self.reason = reason
        self.reached_level = REACHES[how].value
        self.fitting_level = enough.value
        self.why_less = why_less
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
        self.reached_level = None
        self.fitting_level = None
        self.why_less = ""
        self.decided_at = None
        self.decided_by_id = None


pgtrigger.register(
    DeclaredTransitions(name="identity_declared_transitions", machine=IdentityCheck)
)(IdentityCheck)
