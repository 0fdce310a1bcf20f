"""Rights requests: one table, one machine for each right.

The base declares what every right shares in the same way; what differs stands on the right's
proxy (shared_steps.py has what several proxies use). Loading a row gives its proxy. No other
code assigns ``state``: services/perform.py is the one path, and the database refuses undeclared
changes (request_triggers.py).
"""

from __future__ import annotations

from collections.abc import Collection
from datetime import date, datetime
from typing import Any, ClassVar, Self, cast

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext as _text
from django.utils.translation import gettext_lazy as _
from django_fsm import transition

from registers_app.domain.roles import Permission
from registers_app.models import Controller, RegisterVersion
from registers_app.models.machine import StateField
from requests_app.domain.details import Details
from requests_app.domain.rights import RULES, Right, RightRules, knows_no_month
from requests_app.models import request_guards as guards
from requests_app.models.states import (
    CLOSED_STATES,
    RequestState,
    RightChoice,
    ScopeChoice,
)
from requests_app.models.submission import Submission


class RightsRequest(models.Model):
    """One right asked for in a submission."""

    PROXIES: ClassVar[dict[str, type[RightsRequest]]] = {}

    CASE_PATH = "submission"
    AUDIT_NAME = "request"

    submission = models.ForeignKey(Submission, on_delete=models.PROTECT, related_name="requests")
    controller = models.ForeignKey(Controller, on_delete=models.PROTECT, related_name="requests")
    right = models.CharField(_("right"), max_length=20, choices=RightChoice)
    state = StateField(
        _("state"),
        default=RequestState.RECEIVED,
        choices=RequestState.choices,
        max_length=20,
        protected=True,
    )
    assignee = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="assigned_requests",
        verbose_name=_("handler"),
    )
    register_version = models.ForeignKey(
        RegisterVersion,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        verbose_name=_("register version in force at receipt"),
    )
    objection_scope = models.CharField(
        _("what is objected to"), max_length=10, choices=ScopeChoice, blank=True
    )
    # What the person said of this right (domain/details.py).
    details = models.JSONField(_("details"), default=dict, blank=True)
    # The part of another request that concerns data of which we are the processor (Art. 28(3)(e)):
    # it goes its own way to the controller that answers it, and the rest stays ours.
    part_of = models.ForeignKey(
        "self", on_delete=models.PROTECT, null=True, blank=True, related_name="parts"
    )
    part_about = models.TextField(_("what the part is about"), max_length=5000, blank=True)
    part_client = models.CharField(_("whose data the part is about"), max_length=300, blank=True)
    # Local days of the controller.
    received_on = models.DateField(_("received on"))
    due_on = models.DateField(_("due on"), null=True, blank=True)
    safe_on = models.DateField(_("safe date"))
    target_on = models.DateField(_("target date"), null=True, blank=True)
    refuse_by = models.DateField(_("last day to refuse"))
    # Duties without a month: processing has stopped (Art. 7(3), 21(3)), or a processor has passed
    # the request on (Art. 28(3)(e)).
    stop_by = models.DateTimeField(_("stopped by"), null=True, blank=True)
    forward_by = models.DateField(_("forwarded by"), null=True, blank=True)
    holiday_version = models.CharField(_("holiday table"), max_length=200)
    closed_at = models.DateTimeField(_("closed"), null=True, blank=True)
    closed_on = models.DateField(_("closed on"), null=True, blank=True)
    changed_at = models.DateTimeField(_("last change"))

    class Meta:
        verbose_name = _("rights request")
        verbose_name_plural = _("rights requests")
        constraints = [
            models.UniqueConstraint(
                fields=["submission", "right"],
                condition=Q(part_of=None),
                name="request_each_right_once",
            ),
            models.UniqueConstraint(
                fields=["part_of", "part_client"], name="request_each_part_once"
            ),
            models.CheckConstraint(
                name="request_part_says_what",
                condition=Q(part_of=None, part_about="", part_client="")
                | (Q(part_of__isnull=False) & ~Q(part_about="")),
            ),
            models.CheckConstraint(
                name="request_right_known", condition=Q(right__in=RightChoice.values)
            ),
            models.CheckConstraint(
                name="request_state_known", condition=Q(state__in=RequestState.values)
            ),
            models.CheckConstraint(
                name="request_scope_of_an_objection",
                condition=Q(right=Right.OBJECTION.value, objection_scope__in=ScopeChoice.values)
                | (~Q(right=Right.OBJECTION.value) & Q(objection_scope="")),
            ),
            models.CheckConstraint(
                name="request_closed_has_its_time",
                condition=Q(
                    state__in=CLOSED_STATES, closed_at__isnull=False, closed_on__isnull=False
                )
                | (~Q(state__in=CLOSED_STATES) & Q(closed_at__isnull=True, closed_on__isnull=True)),
            ),
            models.CheckConstraint(
                name="request_safe_not_before_receipt", condition=Q(safe_on__gte=F("received_on"))
            ),
            models.CheckConstraint(
                name="request_target_not_after_due",
                condition=Q(due_on__isnull=True)
                | Q(target_on__isnull=True)
                | Q(target_on__lte=F("due_on")),
            ),
            models.CheckConstraint(
                name="request_due_and_target_together",
                condition=Q(due_on__isnull=True, target_on__isnull=True)
                | Q(due_on__isnull=False, target_on__isnull=False),
            ),
        ]
        indexes = [
            # The queue by urgency, and the sweep for reminders: open requests by target.
            models.Index(
                fields=["controller", "target_on"],
                condition=~Q(state__in=CLOSED_STATES),
                name="request_open_by_target",
            ),
            # Late requests: open ones by due date.
            models.Index(
                fields=["due_on"],
                condition=~Q(state__in=CLOSED_STATES),
                name="request_open_by_due",
            ),
            # The queue as it opens: the most urgent first, of all controllers together.
            models.Index(
                F("target_on").asc(nulls_last=True),
                "received_on",
                "id",
                condition=~Q(state__in=CLOSED_STATES),
                name="request_open_urgent_first",
            ),
            # The closed ones, the latest first.
            models.Index(
                fields=["-closed_at", "-id"],
                condition=Q(state__in=CLOSED_STATES),
                name="request_closed_latest",
            ),
            # Deadline report: closed ones of a period.
            models.Index(fields=["controller", "received_on"], name="request_by_receipt"),
        ]

    def __str__(self) -> str:
        return f"{self.submission.reference} · {self.title}"

    @classmethod
    def from_db(  # type: ignore[override]  # the stubs are those of a later Django
        cls, db: str | None, field_names: Collection[str], values: Collection[Any]
    ) -> Self:
        """Load a row as the proxy of its right; without ``right`` loaded it stays the base."""
        right = dict(zip(field_names, values, strict=False)).get("right")
        proxy = cls.PROXIES.get(right, cls) if isinstance(right, str) else cls
        row: Any = super(RightsRequest, proxy).from_db(db, field_names, values)
        return cast(Self, row)

    @property
    def title(self) -> str:
        """The right, and whether it is only a part, as staff read it."""
        right = str(self.get_right_display())
        return _text("%(right)s – a client’s part") % {"right": right} if self.is_part else right

    @property
    def rules(self) -> RightRules:
        """What the law says of this right."""
        return RULES[Right(self.right)]

    @property
    def said(self) -> Details:
        """What the person said of this right; a part has what was passed on instead."""
        return Details.from_json(self.details)

    @property
    def knows_no_month(self) -> bool:
        """Whether it is a duty to stop, which nothing suspends or extends (Art. 7(3), 21(3))."""
        return knows_no_month(Right(self.right), self.objection_scope)

    @property
    def may_ask_identity(self) -> bool:
        """Whether proof of identity may be asked for it (Art. 12(6); not to stop marketing)."""
        return self.rules.may_ask_identity and not self.knows_no_month and not self.is_part

    @property
    def is_part(self) -> bool:
        """Whether it is a client's part of another request, which we only forward."""
        return self.part_of_id is not None

    @property
    def is_closed(self) -> bool:
        """Whether the request has reached an end."""
        return self.state in CLOSED_STATES

    def stamp(self, *, at: datetime, on: date) -> None:
        """Note when the last change was, and when the request was closed (or is no longer)."""
        self.changed_at = at
        if not self.is_closed:
            self.closed_at = self.closed_on = None
        elif self.closed_at is None:
            self.closed_at, self.closed_on = at, on

    @transition(
        state,
        source=RequestState.RECEIVED,
        target=RequestState.ASSESSING,
        permission=Permission.HANDLE_REQUESTS,
        custom={"label": _("Start assessing")},
    )
    def assess(self) -> None:
        """A handler has begun."""

    @transition(
        state,
        source=[RequestState.RECEIVED, RequestState.ASSESSING],
        target=RequestState.FORWARDED,
        permission=Permission.HANDLE_REQUESTS,
        conditions=[guards.another_answers],
        custom={"label": _("Forward to the controller"), "form": "forward"},
    )
    def forward(self) -> None:
        """We are only a processor here: the controller answers (GDPR Art. 28(3)(e))."""

    @transition(
        state,
        source=[RequestState.RECEIVED, RequestState.ASSESSING],
        target=RequestState.NOT_NEW,
        permission=Permission.HANDLE_REQUESTS,
        conditions=[
            guards.we_answer,
            guards.same_was_sent_before,
            guards.both_from_one_person,
            guards.authority_settled,
        ],
        custom={"label": _("Close: the same was sent before"), "form": "close-not-new"},
    )
    def close_not_new(self) -> None:
        """A human saw that it was sent twice: it is answered once, in the time of the first."""

    @transition(
        state,
        source=list(CLOSED_STATES),
        target=RequestState.ASSESSING,
        permission=Permission.REOPEN_REQUESTS,
        conditions=[guards.not_erased],
        custom={"label": _("Reopen"), "form": "reopen"},
    )
    def reopen(self) -> None:
        """New facts, a complaint or an authority's order."""
