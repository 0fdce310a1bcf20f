"""The mailboxes that people write to, what was fetched from each, and whether they work.

A request in a mailbox that nobody reads has started its clock (GDPR Art. 12(3)); so each mailbox
says when it was last read, and what stands in the way.
"""

import pgtrigger
from django.core.exceptions import ValidationError
from django.core.validators import MaxValueValidator, MinValueValidator, RegexValidator
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from config.crypto import open_sealed, seal
from notices_app.models.inbound_mail import InboundMail
from registers_app.models import Controller

# Only such variables of the environment may be named: no other is anybody's business.
VARIABLE = r"^MAILBOX_PASSWORD(_[A-Z0-9]+)*$"
LOOPBACK = ("localhost", "127.0.0.1", "::1")


class ReachedBy(models.TextChoices):
    """How its mail comes to the desk."""

    IMAP = "imap", _("the desk fetches it (IMAP)")
    HANDED = "handed", _("a mail server or provider hands it over")


class Encryption(models.TextChoices):
    """How the connection is encrypted."""

    TLS = "tls", _("TLS")
    STARTTLS = "starttls", _("STARTTLS")
    NONE = "none", _("none (only to this machine itself)")


class AfterReading(models.TextChoices):
    """What becomes of a mail on the server."""

    MOVE = "move", _("move it to a folder")
    SEEN = "seen", _("mark it as read")


class MailboxError(models.TextChoices):
    """What stands in the way: kinds, and never a word of a server or a person."""

    UNREACHABLE = "unreachable", _("The server cannot be reached.")
    CERTIFICATE = "certificate", _("The server’s certificate is not trusted.")
    PASSWORD = "password", _("The password is missing or can no longer be opened.")
    LOGIN = "login", _("The server refuses user or password.")
    FOLDER = "folder", _("The folder does not exist or cannot be opened.")
    MOVE = "move", _("Mail that was read cannot be moved or marked.")
    KEEP = "keep", _("A mail could not be kept; it is tried again.")
    PROTOCOL = "protocol", _("The server answers in a way that the desk does not understand.")


class Mailbox(models.Model):
    """One mailbox of one controller."""

    controller = models.ForeignKey(
        Controller, on_delete=models.PROTECT, related_name="mailboxes", verbose_name=_("controller")
    )
    address = models.EmailField(
        _("address"), help_text=_("What people write to. A probe is sent there each day.")
    )
    reached_by = models.CharField(
        _("how mail comes"), max_length=6, choices=ReachedBy, default=ReachedBy.IMAP
    )
    host = models.CharField(_("server"), max_length=253, blank=True)
    port = models.PositiveIntegerField(
        _("port"), default=993, validators=[MinValueValidator(1), MaxValueValidator(65535)]
    )
    encryption = models.CharField(
        _("encryption"), max_length=8, choices=Encryption, default=Encryption.TLS
    )
    user_name = models.CharField(_("user"), max_length=254, blank=True)
    sealed_password = models.BinaryField(default=b"", blank=True, editable=False)
    password_variable = models.CharField(
        _("variable with the password"),
        max_length=100,
        blank=True,
        validators=[RegexValidator(VARIABLE)],
        help_text=_("Instead of a password: MAILBOX_PASSWORD_… of the environment."),
    )
    folder = models.CharField(_("folder"), max_length=200, default="INBOX")
    after_reading = models.CharField(
        _("after reading"), max_length=4, choices=AfterReading, default=AfterReading.SEEN
    )
    moves_to = models.CharField(_("moves to"), max_length=200, blank=True)
    since = models.DateField(
        _("only mail since"),
        null=True,
        blank=True,
        help_text=_("Older mail is left alone. Empty: all of it is read."),
    )
    is_active = models.BooleanField(_("in use"), default=True)
    created_at = models.DateTimeField(_("added on"))
    # Another account or folder numbers its mails anew.
    generation = models.PositiveIntegerField(default=1, editable=False)
    uid_validity = models.BigIntegerField(default=0, editable=False)
    # All mails up to this number are taken in and marked.
    done_up_to = models.BigIntegerField(default=0, editable=False)
    checked_at = models.DateTimeField(_("last checked"), null=True, editable=False)
    succeeded_at = models.DateTimeField(_("last success"), null=True, editable=False)
    error = models.CharField(
        _("what stands in the way"),
        max_length=11,
        choices=MailboxError,
        blank=True,
        editable=False,
    )
    failing_since = models.DateTimeField(_("since"), null=True, editable=False)

    class Meta:
        verbose_name = _("mailbox")
        verbose_name_plural = _("mailboxes")
        ordering = ["address", "pk"]
        constraints = [
            models.UniqueConstraint(
                name="mailbox_address_once",
                fields=["address"],
                violation_error_message=_("There is a mailbox with this address already."),
            ),
            models.CheckConstraint(
                name="mailbox_imap_has_a_server",
                condition=~Q(reached_by=ReachedBy.IMAP) | (~Q(host="") & ~Q(user_name="")),
                violation_error_message=_("Name the server and the user."),
            ),
            models.CheckConstraint(
                name="mailbox_moves_somewhere",
                condition=~Q(after_reading=AfterReading.MOVE)
                | (~Q(moves_to="") & ~Q(moves_to=F("folder"))),
                violation_error_message=_("Name another folder that mail is moved to."),
            ),
            models.CheckConstraint(
                name="mailbox_unencrypted_only_here",
                condition=~Q(encryption=Encryption.NONE) | Q(host__in=LOOPBACK),
                violation_error_message=_(
                    "Without encryption the password could be read on the way."
                ),
            ),
            models.CheckConstraint(
                name="mailbox_error_has_its_time",
                condition=Q(error="", failing_since__isnull=True)
                | Q(error__in=MailboxError.values, failing_since__isnull=False),
            ),
        ]

    def __str__(self) -> str:
        return self.address

    def clean(self) -> None:
        """Both a password and a variable would leave open which one holds."""
        if self.password_variable and self.sealed_password:
            raise ValidationError(_("Give a password or the name of a variable, not both."))

    def keep_password(self, password: str) -> None:
        """Seal it."""
        self.sealed_password = seal(password.encode())

    def opened_password(self) -> str:
        """The password. Raises Undecipherable."""
        return open_sealed(bytes(self.sealed_password)).decode()


class FetchedMail(models.Model):
    """One mail of one mailbox, by the number that the server gives it: taken in once."""

    mailbox = models.ForeignKey(Mailbox, on_delete=models.CASCADE, related_name="fetched")
    generation = models.PositiveIntegerField()
    uid_validity = models.BigIntegerField()
    uid = models.BigIntegerField()
    # None: a probe, which is no mail of anybody.
    mail = models.ForeignKey(InboundMail, on_delete=models.PROTECT, null=True, related_name="+")
    taken_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                name="fetched_once", fields=["mailbox", "generation", "uid_validity", "uid"]
            )
        ]
        triggers = [
            pgtrigger.Protect(name="fetched_never_changed", operation=pgtrigger.Update),
        ]

    def __str__(self) -> str:
        return f"{self.mailbox_id} {self.uid}"


class MailboxProbe(models.Model):
    """A mail that the desk sent to a mailbox of its own, to see it come in."""

    mailbox = models.ForeignKey(Mailbox, on_delete=models.CASCADE, related_name="probes")
    token = models.CharField(max_length=40, unique=True)
    sent_at = models.DateTimeField(_("sent"))
    arrived_at = models.DateTimeField(_("arrived"), null=True)

    class Meta:
        ordering = ["-sent_at"]
        get_latest_by = "sent_at"
        indexes = [
            models.Index(
                name="probe_on_its_way",
                fields=["mailbox", "sent_at"],
                condition=Q(arrived_at__isnull=True),
            )
        ]

    def __str__(self) -> str:
        return f"{self.mailbox_id} {self.sent_at:%Y-%m-%d %H:%M}"
