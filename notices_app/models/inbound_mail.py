"""What we hear: each mail that reached the desk, as it came, and what it was read as."""

import json
from dataclasses import asdict, dataclass, field

import pgtrigger
from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Q
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _

from config.crypto import open_sealed, seal
from registers_app.models import Controller
from registers_app.models.kept import never_deleted, stays_once_set


class MailStatus(models.TextChoices):
    """What became of a mail."""

    NEW = "new", _("a new request")
    REPLY = "reply", _("a reply in a case")
    REMINDER = "reminder", _("a reminder of a request")
    NOT_A_REQUEST = "not_a_request", _("not a request")
    HELD = "held", _("to be read by a human")
    UNREADABLE = "unreadable", _("could not be read")


# For these a human decides what they are; the clock runs from receipt all the same (Art. 12(3)).
UNDECIDED = (MailStatus.HELD, MailStatus.UNREADABLE)


class Settled(models.TextChoices):
    """What a human made of a mail."""

    CONFIRMED = "confirmed", _("read rightly")
    ENTERED = "entered", _("entered as a request")
    LINKED = "linked", _("put into a case")
    NOT_A_REQUEST = "not_a_request", _("not a request")
    MISDIRECTED = "misdirected", _("meant for somebody else, and told so")


@dataclass(frozen=True, kw_only=True)
class MailWords:
    """What is personal in a mail: kept sealed, and shown to who handles requests."""

    sender: str = ""
    sender_name: str = ""
    recipients: list[str] = field(default_factory=list)
    subject: str = ""
    read: str = ""  # the text that the marks of the reading point into
    quoted: str = ""
    attachments: list[str] = field(default_factory=list)
    forwarded_by: str = ""


class InboundMail(models.Model):
    """One mail to one mailbox. The original is kept sealed, byte for byte, until it is erased."""

    controller = models.ForeignKey(Controller, on_delete=models.PROTECT, related_name="mails")
    mailbox = models.CharField(_("mailbox"), max_length=254)
    came_by = models.ForeignKey(
        "notices_app.Mailbox",
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="mails",
        verbose_name=_("came by"),
    )
    message_id = models.CharField(max_length=255, blank=True)
    fingerprint = models.CharField(max_length=64)
    received_at = models.DateTimeField(_("received"))
    taken_in_at = models.DateTimeField(_("taken in"))
    status = models.CharField(_("what it is"), max_length=15, choices=MailStatus)
    reasons = ArrayField(models.CharField(max_length=100), default=list, verbose_name=_("why"))
    # Codes and places, never words: Reading of notices_app/domain/reading.
    reading = models.JSONField(default=dict)
    sealed = models.BinaryField()
    sealed_words = models.BinaryField()
    # By name, not by key: the case lies in a room above this one.
    submission_id = models.BigIntegerField(null=True, blank=True, db_index=True)
    reference = models.CharField(_("reference"), max_length=20, blank=True)
    settled_as = models.CharField(_("decided"), max_length=15, choices=Settled, blank=True)
    settled_because = models.CharField(_("reason"), max_length=500, blank=True)
    settled_at = models.DateTimeField(_("decided on"), null=True, blank=True)
    settled_by_id = models.BigIntegerField(_("decided by"), null=True, blank=True)

    class Meta:
        verbose_name = _("mail")
        verbose_name_plural = _("mail that came in")
        ordering = ["-received_at", "-pk"]
        constraints = [
            models.UniqueConstraint(
                name="inbound_message_id_once",
                fields=["mailbox", "message_id"],
                condition=~Q(message_id=""),
            ),
            models.UniqueConstraint(name="inbound_content_once", fields=["mailbox", "fingerprint"]),
            models.CheckConstraint(
                name="inbound_status_known", condition=Q(status__in=MailStatus.values)
            ),
            models.CheckConstraint(
                name="inbound_not_from_the_future",
                condition=Q(received_at__lte=models.F("taken_in_at")),
            ),
            models.CheckConstraint(
                name="inbound_new_has_its_case",
                condition=~Q(status=MailStatus.NEW) | Q(submission_id__isnull=False),
            ),
            models.CheckConstraint(
                name="inbound_settled_by_whom",
                condition=Q(settled_as="", settled_at__isnull=True, settled_by_id__isnull=True)
                | Q(
                    settled_as__in=Settled.values,
                    settled_at__isnull=False,
                    settled_by_id__isnull=False,
                ),
            ),
        ]
        indexes = [
            # The handlers' list: what waits for a human, oldest first.
            models.Index(
                name="inbound_waits",
                fields=["controller", "received_at"],
                condition=Q(settled_at__isnull=True, status__in=["new", "held", "unreadable"]),
            )
        ]
        triggers = [
            never_deleted("inbound_never_deleted"),
            pgtrigger.ReadOnly(
                name="inbound_as_it_came",
                fields=[
                    "controller",
                    "mailbox",
                    "message_id",
                    "fingerprint",
                    "received_at",
                    "taken_in_at",
                ],
            ),
            pgtrigger.Protect(
                name="inbound_only_erased",
                operation=pgtrigger.Update,
                condition=pgtrigger.Condition(
                    "(NEW.reading <> OLD.reading"
                    " OR (NEW.sealed <> OLD.sealed AND length(NEW.sealed) > 0)"
                    " OR (NEW.sealed_words <> OLD.sealed_words AND length(NEW.sealed_words) > 0))"
                ),
            ),
            stays_once_set(
                "settled_at",
                "status",
                "settled_at",
                "settled_by_id",
                "settled_as",
                "settled_because",
                name="inbound_settled_once",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.mailbox} {self.received_at:%Y-%m-%d %H:%M}"

    @property
    def is_erased(self) -> bool:
        """Whether its time is over: the original and its words are gone."""
        return not self.sealed

    @property
    def is_undecided(self) -> bool:
        """Whether a human has to say what it is."""
        return self.settled_at is None and self.status in UNDECIDED

    @cached_property
    def words(self) -> MailWords:
        """The words, unsealed; empty once they are erased. Raises Undecipherable."""
        if not self.sealed_words:
            return MailWords()
        return MailWords(**json.loads(open_sealed(bytes(self.sealed_words))))

    def keep(self, raw: bytes, words: MailWords) -> None:
        """Seal the original, and the words that were read in it."""
        self.sealed = seal(raw)
        self.sealed_words = seal(json.dumps(asdict(words)).encode())
