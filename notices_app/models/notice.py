"""The outbox: every message is a row first, written in the transaction of what it tells."""

from datetime import datetime

import pgtrigger
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _
from django_fsm import transition

from notices_app.models.wording import OwnWording
from registers_app.domain.roles import Permission
from registers_app.models import Controller
from registers_app.models.kept import never_deleted
from registers_app.models.machine import DeclaredTransitions, StateField, born_as


class NoticeState(models.TextChoices):
    """Where a message stands."""

    QUEUED = "queued", _("waiting to be sent")
    SENDING = "sending", _("being sent")
    SENT = "sent", _("handed to the mail server")
    DELIVERED = "delivered", _("delivered")
    BOUNCED = "bounced", _("bounced")
    FAILED = "failed", _("could not be sent")
    CANCELLED = "cancelled", _("not to be sent")


# The mail server had it once; what became of it since, it or the provider tells.
HANDED_OVER = (
    NoticeState.SENT,
    NoticeState.DELIVERED,
    NoticeState.BOUNCED,
    NoticeState.FAILED,
)
# It did not reach the person.
LOST = (NoticeState.BOUNCED, NoticeState.FAILED)
# Where a letter on paper may stand before it is posted; no worker ever has it.
WAITS_FOR_A_HAND = (NoticeState.QUEUED, NoticeState.CANCELLED)


class Way(models.TextChoices):
    """How a message goes."""

    MAIL = "mail", _("by e-mail")
    POST = "post", _("by post")


class Notice(models.Model):
    """One message to one address. It holds no more of the person than name and reference.

    What goes by post is queued for a human hand: its words and its paper lie in the room that
    wrote it, and ``due_at`` is when it should have been posted.
    """

    controller = models.ForeignKey(Controller, on_delete=models.PROTECT, related_name="notices")
    kind = models.CharField(_("kind"), max_length=40)
    language = models.CharField(_("language"), max_length=2)
    way = models.CharField(
        _("how it goes"),
        max_length=4,
        choices=Way,
        default=Way.MAIL,
        db_default=Way.MAIL.value,
        editable=False,
    )
    to_address = models.EmailField(_("to"), blank=True)
    subject = models.CharField(_("subject"), max_length=255)
    text = models.TextField(_("text"))
    html = models.TextField(_("HTML"), blank=True)
    # By name, not by key: what is told may lie in any room above this one.
    submission_id = models.BigIntegerField(null=True, blank=True, db_index=True)
    # What was written, in whose words, and the SHA-256 of all of it, links included.
    wording = models.ForeignKey(
        OwnWording, on_delete=models.PROTECT, related_name="+", null=True, blank=True
    )
    digest = models.CharField(_("SHA-256 of what was written"), max_length=64, blank=True)
    # The same occasion is told once, however often a sweep or a click repeats.
    occasion = models.CharField(_("occasion"), max_length=120, unique=True)
    message_id = models.CharField(max_length=255, unique=True)
    state = StateField(
        _("state"),
        default=NoticeState.QUEUED,
        choices=NoticeState.choices,
        max_length=20,
        protected=True,
    )
    attempts = models.PositiveIntegerField(_("attempts"), default=0)
    maybe_sent_before = models.BooleanField(_("a doubtful resend"), default=False)
    last_error = models.TextField(_("last error"), blank=True)
    created_at = models.DateTimeField(_("written"))
    due_at = models.DateTimeField(_("next attempt"))
    claimed_at = models.DateTimeField(_("claimed"), null=True, blank=True)
    # A worker claims several and gives them over one by one: what it had not begun was not sent.
    begun_at = models.DateTimeField(_("begun to be sent"), null=True, blank=True)
    sent_at = models.DateTimeField(_("sent"), null=True, blank=True)
    # What the provider calls it in its reports; empty for SMTP, where our Message-ID stays.
    provider_message_id = models.CharField(
        _("name at the provider"), max_length=255, blank=True, default="", db_default=""
    )

    class Meta:
        verbose_name = _("notice")
        verbose_name_plural = _("notices")
        ordering = ["-pk"]
        constraints = [
            models.CheckConstraint(
                name="notice_state_known", condition=Q(state__in=NoticeState.values)
            ),
            models.CheckConstraint(
                name="notice_sending_is_claimed",
                condition=~Q(state=NoticeState.SENDING) | Q(claimed_at__isnull=False),
            ),
            models.CheckConstraint(
                name="notice_sent_has_its_time",
                condition=~Q(
                    state__in=[NoticeState.SENT, NoticeState.DELIVERED, NoticeState.BOUNCED]
                )
                | Q(sent_at__isnull=False),
            ),
            models.CheckConstraint(
                name="notice_one_line_subject", condition=~Q(subject__regex=r"[\r\n]")
            ),
            models.CheckConstraint(
                name="notice_way_known",
                condition=Q(way=Way.MAIL)
                | Q(way=Way.POST, state__in=[*WAITS_FOR_A_HAND, NoticeState.SENT]),
            ),
            models.CheckConstraint(
                name="notice_mailed_by_a_worker",
                condition=~Q(way=Way.MAIL, state=NoticeState.SENT) | Q(claimed_at__isnull=False),
            ),
        ]
        indexes = [
            # The delivery sweep: what is queued and due, oldest first.
            models.Index(
                fields=["due_at"],
                condition=Q(state="queued", way="mail"),
                name="notice_queued_by_due",
            ),
            # The tray of letters to be posted.
            models.Index(
                fields=["controller", "due_at"],
                condition=Q(state="queued", way="post"),
                name="notice_to_be_posted",
            ),
            # The sweep for what a killed worker left behind.
            models.Index(
                fields=["claimed_at"], condition=Q(state="sending"), name="notice_sending_by_claim"
            ),
            # A provider's report: which message it is about.
            models.Index(
                fields=["provider_message_id"],
                condition=~Q(provider_message_id=""),
                name="notice_by_provider_id",
            ),
            # The outbox's list of what did not arrive, and the case pages' share of it.
            models.Index(
                fields=["submission_id"],
                condition=Q(state__in=["bounced", "failed"]),
                name="notice_lost_by_case",
            ),
        ]
        triggers = [
            born_as(NoticeState.QUEUED.value, name="notice_born_queued"),
            never_deleted("notice_never_deleted"),
            pgtrigger.ReadOnly(
                name="notice_says_what_it_said",
                fields=[
                    "controller",
                    "kind",
                    "language",
                    "way",
                    "to_address",
                    "subject",
                    "wording",
                    "digest",
                    "occasion",
                    "message_id",
                ],
            ),
            pgtrigger.Protect(
                name="notice_named_when_taken",
                operation=pgtrigger.Update,
                condition=pgtrigger.Condition(
                    "NOT (OLD.state = 'sending' AND NEW.state = 'sent')"
                    " AND NEW.provider_message_id <> OLD.provider_message_id"
                ),
            ),
            # Its links went with it: what would be sent now leads nowhere.
            pgtrigger.Protect(
                name="notice_taken_is_not_queued",
                operation=pgtrigger.Update,
                condition=pgtrigger.Condition("NEW.state = 'queued' AND OLD.sent_at IS NOT NULL"),
            ),
            # Once mailed, only the mail holds the links; before that nobody puts others in.
            pgtrigger.Protect(
                name="notice_text_as_written",
                operation=pgtrigger.Update,
                condition=pgtrigger.Condition(
                    "NOT (OLD.state = 'sending' AND NEW.state = 'sent')"
                    " AND (NEW.text <> OLD.text OR NEW.html <> OLD.html)"
                ),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.pk}"

    @transition(
        state, source=NoticeState.QUEUED, target=NoticeState.SENDING, custom={"by_system": True}
    )
    def claim(self, *, claimed_at: datetime) -> None:
        """A worker has it, and has not begun."""
        self.claimed_at = claimed_at
        self.begun_at = None

    @transition(
        state, source=NoticeState.SENDING, target=NoticeState.SENT, custom={"by_system": True}
    )
    def mark_sent(self, *, sent_at: datetime, provider_message_id: str) -> None:
        """The mail server took it."""
        self.sent_at = sent_at
        self.provider_message_id = provider_message_id
        self.last_error = ""

    @transition(
        state,
        source=NoticeState.QUEUED,
        target=NoticeState.SENT,
        permission=Permission.HANDLE_REQUESTS,
    )
    def post(self, *, sent_at: datetime) -> None:
        """Somebody put it into the post."""
        self.sent_at = sent_at

    @transition(
        state, source=NoticeState.SENDING, target=NoticeState.QUEUED, custom={"by_system": True}
    )
    def put_back(self, *, due_at: datetime, error: str, maybe_sent_before: bool) -> None:
        """Not sent, or not known to be: try again later, with the same Message-ID."""
        self.due_at = due_at
        self.last_error = error
        self.claimed_at = None
        self.maybe_sent_before = self.maybe_sent_before or maybe_sent_before

    @transition(
        state, source=NoticeState.SENDING, target=NoticeState.FAILED, custom={"by_system": True}
    )
    def give_up(self, *, error: str) -> None:
        """No more attempts of our own."""
        self.last_error = error

    @transition(
        state,
        source=[NoticeState.SENT, NoticeState.BOUNCED, NoticeState.FAILED],
        target=NoticeState.DELIVERED,
        custom={"by_system": True},
    )
    def mark_delivered(self, *, at: datetime) -> None:
        """The person's mail server has it."""
        self.sent_at = self.sent_at or at
        self.last_error = ""

    @transition(
        state,
        source=[NoticeState.SENT, NoticeState.DELIVERED, NoticeState.FAILED],
        target=NoticeState.BOUNCED,
        custom={"by_system": True},
    )
    def bounce(self, *, at: datetime, error: str) -> None:
        """The person's mail server refused it, or sent it back."""
        self.sent_at = self.sent_at or at
        self.last_error = error

    @transition(
        state,
        source=[NoticeState.SENT, NoticeState.DELIVERED, NoticeState.BOUNCED],
        target=NoticeState.FAILED,
        custom={"by_system": True},
    )
    def reject(self, *, error: str) -> None:
        """The provider took it, and then would not or could not send it."""
        self.last_error = error

    @transition(
        state,
        source=NoticeState.FAILED,
        target=NoticeState.QUEUED,
        permission=Permission.RESEND_MAIL,
    )
    def send_again(self, *, due_at: datetime) -> None:
        """A person asked for another attempt, and no mail server ever took it."""
        self.due_at = due_at
        self.attempts = 0
        self.claimed_at = None

    @transition(
        state, source=NoticeState.QUEUED, target=NoticeState.CANCELLED, custom={"by_system": True}
    )
    def cancel(self) -> None:
        """What it tells is no longer so."""


pgtrigger.register(DeclaredTransitions(name="notice_declared_transitions", machine=Notice))(Notice)


class LocalMessage(models.Model):
    """A message in the local mailbox, byte for byte as received. Used without a mail server."""

    received_at = models.DateTimeField(_("received"))
    to_addresses = models.TextField(_("to"))
    subject = models.CharField(_("subject"), max_length=255)
    raw = models.BinaryField()

    class Meta:
        verbose_name = _("message in the local mailbox")
        verbose_name_plural = _("local mailbox")
        ordering = ["-pk"]

    def __str__(self) -> str:
        return self.subject
