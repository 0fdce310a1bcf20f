"""Work for one data system."""

from datetime import datetime

import pgtrigger
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _
from django_fsm import transition

from registers_app.domain.roles import Permission
from registers_app.models import DataSystem
from registers_app.models.kept import changes_with_state_only, never_deleted, refuse_unless
from registers_app.models.machine import DeclaredTransitions, StateField, born_as
from requests_app.domain.rights import Right
from requests_app.models.guards import guard
from requests_app.models.request import RightsRequest
from requests_app.models.states import RequestState
from requests_app.models.while_open import while_open


class TaskState(models.TextChoices):
    """Where a task stands."""

    OPEN = "open", _("open")
    DONE = "done", _("done: something was held")
    NOTHING_FOUND = "nothing_found", _("nothing found")
    CANCELLED = "cancelled", _("not needed")


class TaskKind(models.TextChoices):
    """What a data system is asked to do."""

    SEARCH = "search", _("search")
    CORRECT = "correct", _("correct")
    ERASE = "erase", _("erase")
    RESTRICT = "restrict", _("restrict")
    CEASE = "cease", _("stop using")
    STOP_MARKETING = "stop_marketing", _("stop marketing")


# In which states of its request a task of each kind is worked on.
WORKED_ON_IN: dict[str, tuple[RequestState, ...]] = {
    TaskKind.SEARCH.value: (RequestState.COLLECTING, RequestState.ASSESSING),
    TaskKind.CORRECT.value: (RequestState.CORRECTING,),
    TaskKind.ERASE.value: (RequestState.ERASING,),
    TaskKind.RESTRICT.value: (
        RequestState.RESTRICTING,
        RequestState.WEIGHING,
        RequestState.ASSESSING,  # what is contested is restricted while it is verified
        RequestState.CORRECTING,
    ),
    TaskKind.CEASE.value: (RequestState.CEASING,),
    TaskKind.STOP_MARKETING.value: (
        RequestState.RECEIVED,
        RequestState.ASSESSING,
        RequestState.WEIGHING,
        RequestState.AWAITING_APPROVAL,
        RequestState.CEASING,
    ),
}


# What may wait for nothing: consent's processing and marketing. What ceases once an objection was
# weighed has its month (Art. 7(3), 21(1)-(3)).
STOPS_AT_ONCE = Q(kind=TaskKind.STOP_MARKETING.value) | Q(
    kind=TaskKind.CEASE.value, request__right=Right.CONSENT_WITHDRAWAL.value
)

IN_ITS_ORGANISATION = """EXISTS (
    SELECT 1 FROM requests_app_rightsrequest r
    JOIN registers_app_datasystem y ON y.id = NEW.data_system_id
    JOIN registers_app_register g ON g.id = y.register_id
    WHERE r.id = NEW.request_id AND (
        g.controller_id = r.controller_id OR EXISTS (
            SELECT 1 FROM registers_app_register_joint_controllers j
            WHERE j.register_id = g.id AND j.controller_id = r.controller_id
        )
    )
)"""
IDENTITY_SETTLED = """EXISTS (
    SELECT 1 FROM requests_app_rightsrequest r
    JOIN requests_app_identitycheck c ON c.submission_id = r.submission_id
    WHERE r.id = NEW.request_id AND c.state = 'settled'
)"""
# Work that changes something of the person's stands still while identity is in doubt, and so does
# the search that puts their data together for whoever asks.
IDENTITY_LETS_WORK = f"""NOT EXISTS (
    SELECT 1 FROM requests_app_rightsrequest r
    JOIN requests_app_identitycheck c ON c.submission_id = r.submission_id
    WHERE r.id = NEW.request_id AND (
        (c.state <> 'settled' AND (
            NEW.kind IN ('{TaskKind.CORRECT}', '{TaskKind.ERASE}')
            OR (NEW.kind = '{TaskKind.RESTRICT}' AND r.right = '{Right.RESTRICTION}')
        ))
        OR (c.state IN ('asked', 'failed') AND NEW.kind = '{TaskKind.SEARCH}'
            AND r.right IN ('{Right.ACCESS}', '{Right.PORTABILITY}'))
    )
)"""  # noqa: S608 - only the names of this file


@guard(_("The person’s identity is in doubt: this work waits until it is settled."))
def identity_lets_work(task: "Task") -> bool:
    """Nothing is changed or put together at the word of a stranger (GDPR Art. 12(6), 32)."""
    identity = task.request.submission.identity_check.state
    if task.changes_data:
        return bool(identity == "settled")
    return not task.is_for_disclosure or identity not in ("asked", "failed")


AUTHORITY_SETTLED = """NOT EXISTS (
    SELECT 1 FROM requests_app_rightsrequest r
    JOIN requests_app_representation p ON p.submission_id = r.submission_id
    WHERE r.id = NEW.request_id AND p.state NOT IN ('settled', 'own')
)"""


class Task(models.Model):
    """One data system does something for one request."""

    CASE_PATH = "request__submission"
    AUDIT_NAME = "task"

    request = models.ForeignKey(RightsRequest, on_delete=models.PROTECT, related_name="tasks")
    data_system = models.ForeignKey(DataSystem, on_delete=models.PROTECT, related_name="tasks")
    kind = models.CharField(
        _("what is to be done"), max_length=20, choices=TaskKind, default=TaskKind.SEARCH
    )
    state = StateField(
        _("state"),
        default=TaskState.OPEN,
        choices=TaskState.choices,
        max_length=20,
        protected=True,
    )
    result = models.TextField(_("what was found"), blank=True)
    # Who has it instead of the system's owner; empty: that owner.
    handed_to = models.EmailField(_("handed to"), blank=True, default="", db_default="")
    created_at = models.DateTimeField()
    finished_at = models.DateTimeField(_("finished"), null=True, blank=True)
    # Empty on what is finished: its owner, behind a mailed link.
    finished_by_id = models.BigIntegerField(null=True, blank=True)

    class Meta:
        verbose_name = _("task")
        verbose_name_plural = _("tasks")
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["request", "data_system", "kind"], name="task_each_system_once"
            ),
            models.CheckConstraint(name="task_kind_known", condition=Q(kind__in=TaskKind.values)),
            models.CheckConstraint(
                name="task_state_known", condition=Q(state__in=TaskState.values)
            ),
            models.CheckConstraint(
                name="task_finished_has_its_time",
                condition=Q(state=TaskState.OPEN, finished_at__isnull=True)
                | (~Q(state=TaskState.OPEN) & Q(finished_at__isnull=False)),
            ),
        ]
        triggers = [
            born_as(TaskState.OPEN.value, name="task_born_open"),
            never_deleted("task_never_deleted"),
            while_open("task_while_open"),
            changes_with_state_only(
                "result", "finished_at", "finished_by_id", name="task_result_with_its_step"
            ),
            pgtrigger.Trigger(
                name="task_in_its_organisation",
                operation=pgtrigger.Insert,
                when=pgtrigger.Before,
                func=refuse_unless(IN_ITS_ORGANISATION, says="the data system is a stranger''s"),
            ),
            pgtrigger.Trigger(
                name="task_identity_before_changes",  # GDPR Art. 12(6), 32
                operation=pgtrigger.Insert,
                when=pgtrigger.Before,
                condition=pgtrigger.Q(new__kind__in=[TaskKind.CORRECT, TaskKind.ERASE]),
                func=refuse_unless(IDENTITY_SETTLED, says="identity is not settled"),
            ),
            pgtrigger.Trigger(
                name="task_identity_before_result",  # GDPR Art. 12(6), 32
                operation=pgtrigger.Update,
                when=pgtrigger.Before,
                condition=pgtrigger.Q(
                    old__state__df=pgtrigger.F("new__state"),
                    new__state__in=[TaskState.DONE, TaskState.NOTHING_FOUND],
                ),
                func=refuse_unless(IDENTITY_LETS_WORK, says="identity is in doubt"),
            ),
            pgtrigger.Trigger(
                name="task_authority_before_changes",  # GDPR Art. 5(1)(f), 32
                operation=pgtrigger.Insert,
                when=pgtrigger.Before,
                condition=pgtrigger.Q(new__kind__in=[TaskKind.CORRECT, TaskKind.ERASE]),
                func=refuse_unless(
                    AUTHORITY_SETTLED, says="it is not settled that the writer may act"
                ),
            ),
            pgtrigger.ReadOnly(
                name="task_keeps_its_work", fields=["request", "data_system", "kind"]
            ),
        ]

    def __str__(self) -> str:
        return str(self.data_system)

    @property
    def stops_at_once(self) -> bool:
        """Whether it is one of STOPS_AT_ONCE."""
        if self.kind == TaskKind.CEASE:
            return self.request.right == Right.CONSENT_WITHDRAWAL
        return self.kind == TaskKind.STOP_MARKETING

    @property
    def changes_data(self) -> bool:
        """Whether it changes the person's data, as they asked (GDPR Art. 16–18)."""
        if self.kind == TaskKind.RESTRICT:
            return self.request.right == Right.RESTRICTION
        return self.kind in (TaskKind.CORRECT, TaskKind.ERASE)

    @property
    def is_for_disclosure(self) -> bool:
        """Whether what it finds is given out (GDPR Art. 15, 20)."""
        gives = (Right.ACCESS, Right.PORTABILITY)
        return self.kind == TaskKind.SEARCH and self.request.right in gives

    @property
    def mailbox(self) -> str:
        """Where who works on it is reached; empty: nowhere."""
        return self.handed_to or self.data_system.owner_email

    @property
    def owner_language(self) -> str:
        """The language in which the owner is written to."""
        return self.data_system.owner_language or self.request.submission.controller.language

    @property
    def can_be_worked_on(self) -> bool:
        """Whether the request stands where this kind of work is done."""
        if self.kind == TaskKind.SEARCH and self.request.right == Right.ACCESS:
            return bool(self.request.state == RequestState.COLLECTING)
        return self.request.state in WORKED_ON_IN[self.kind]

    @transition(
        state,
        source=TaskState.OPEN,
        target=TaskState.DONE,
        permission=Permission.HANDLE_REQUESTS,
        conditions=[identity_lets_work],
        custom={"label": _("Done"), "by_owner": True},
    )
    def finish(self, *, result: str, finished_at: datetime, finished_by_id: int | None) -> None:
        """The data system holds something about the person."""
        self.result = result
        self.finished_at = finished_at
        self.finished_by_id = finished_by_id

    @transition(
        state,
        source=TaskState.OPEN,
        target=TaskState.NOTHING_FOUND,
        permission=Permission.HANDLE_REQUESTS,
        conditions=[identity_lets_work],
        custom={"label": _("Nothing found"), "by_owner": True},
    )
    def find_nothing(
        self, *, result: str, finished_at: datetime, finished_by_id: int | None
    ) -> None:
        """The data system was searched, and holds nothing."""
        self.result = result
        self.finished_at = finished_at
        self.finished_by_id = finished_by_id

    @transition(
        state,
        source=TaskState.OPEN,
        target=TaskState.CANCELLED,
        permission=Permission.HANDLE_REQUESTS,
        custom={"label": _("Not needed"), "by_system": True},
    )
    def cancel(self, *, result: str, finished_at: datetime, finished_by_id: int) -> None:
        """This system cannot hold anything about the person; *result* says why."""
        self.result = result
        self.finished_at = finished_at
        self.finished_by_id = finished_by_id

    @transition(
        state,
        source=[TaskState.DONE, TaskState.NOTHING_FOUND, TaskState.CANCELLED],
        target=TaskState.OPEN,
        permission=Permission.HANDLE_REQUESTS,
        custom={"label": _("Search again")},
    )
    def search_again(self) -> None:
        """The result was not enough."""
        self.finished_at = None
        self.finished_by_id = None


pgtrigger.register(DeclaredTransitions(name="task_declared_transitions", machine=Task))(Task)
