"""What a mail provider, or a mail server, reported of a message."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from notices_app.domain.delivery import Fate
from notices_app.models.notice import Notice
from registers_app.models.kept import never_changed


class EventKind(models.TextChoices):
    """What happened. Whether a person opened a mail or followed its links is not our business."""

    DELIVERED = "delivered", _("delivered")
    DEFERRED = "deferred", _("delayed; the provider goes on trying")
    BOUNCED = "bounced", _("sent back")
    REJECTED = "rejected", _("not sent by the provider")
    FAILED = "failed", _("could not be sent by the provider")
    COMPLAINED = "complained", _("marked as spam by its reader")
    UNSUBSCRIBED = "unsubscribed", _("unsubscribed by its reader")
    OTHER = "other", _("something else")


class EventReason(models.TextChoices):
    """Why, in the words that all providers' own are led back to."""

    INVALID = "invalid", _("the address is not valid")
    BOUNCED = "bounced", _("the address does not take mail")
    TIMED_OUT = "timed_out", _("its mail server did not answer")
    BLOCKED = "blocked", _("the provider’s rules, or its list of blocked addresses")
    SPAM = "spam", _("it was taken for spam")
    UNSUBSCRIBED = "unsubscribed", _("the address once unsubscribed at the provider")
    OTHER = "other", _("another reason")


FATES = {
    EventKind.DELIVERED: Fate.DELIVERED,
    EventKind.BOUNCED: Fate.BOUNCED,
    EventKind.REJECTED: Fate.FAILED,
    EventKind.FAILED: Fate.FAILED,
}


class DeliveryEvent(models.Model):
    """One report. It holds no address and no word of a mail server: both may name the person."""

    notice = models.ForeignKey(Notice, on_delete=models.PROTECT, related_name="delivery_events")
    provider = models.CharField(_("reported by"), max_length=40)
    event_id = models.CharField(max_length=255)
    kind = models.CharField(_("what happened"), max_length=15, choices=EventKind)
    reason = models.CharField(_("why"), max_length=15, choices=EventReason, blank=True)
    smtp_status = models.CharField(_("status code (RFC 3463)"), max_length=11, blank=True)
    occurred_at = models.DateTimeField(_("happened"))
    noted_at = models.DateTimeField(_("noted"))

    class Meta:
        verbose_name = _("report of a delivery")
        verbose_name_plural = _("reports of deliveries")
        ordering = ["occurred_at", "pk"]
        constraints = [
            # A report that is sent again, or replayed, is one report.
            models.UniqueConstraint(fields=["provider", "event_id"], name="delivery_event_once"),
            models.CheckConstraint(
                name="delivery_event_kind_known", condition=Q(kind__in=EventKind.values)
            ),
            models.CheckConstraint(
                name="delivery_event_reason_known",
                condition=Q(reason__in=["", *EventReason.values]),
            ),
            models.CheckConstraint(
                name="delivery_event_code_only",
                condition=Q(smtp_status__regex=r"^([245]\.[0-9]{1,3}\.[0-9]{1,3})?$"),
            ),
            models.CheckConstraint(
                name="delivery_event_not_from_the_future",
                condition=Q(occurred_at__lte=models.F("noted_at")),
            ),
        ]
        triggers = [never_changed("delivery_event_never_changed")]

    def __str__(self) -> str:
        return f"{self.kind} {self.pk}"
