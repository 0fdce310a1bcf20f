"""Mail about a case that did not arrive: work for whoever handles it."""

import pgtrigger
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from notices_app.models import Notice
from registers_app.models.kept import born_without, never_deleted, stays_once_set
from requests_app.models.submission import Submission


class OtherWay(models.TextChoices):
    """What the person gave beside the address that failed, and so what is tried instead."""

    POST = "post", _("the letter waits to be printed and posted")
    PHONE = "phone", _("they gave a phone number: call them")
    PAGE = "page", _("their own page says so, if they open it")
    NONE = "none", _("they gave nothing else")


class LostEnd(models.TextChoices):
    """How it ended."""

    ARRIVED = "arrived", _("it arrived after all")
    REACHED = "reached", _("reached in another way")
    NOT_NEEDED = "not_needed", _("no longer needed")


class LostMail(models.Model):
    """One mail that did not reach the person, or whoever else it was for.

    The clock runs on: that we could not reach them is no reason to stop it (GDPR Art. 12(3)).
    """

    submission = models.ForeignKey(Submission, on_delete=models.PROTECT, related_name="lost_mails")
    notice = models.OneToOneField(Notice, on_delete=models.PROTECT, related_name="lost")
    noted_at = models.DateTimeField(_("noted"))
    other_way = models.CharField(_("what is tried instead"), max_length=10, choices=OtherWay)
    ended_as = models.CharField(_("how it ended"), max_length=15, choices=LostEnd, blank=True)
    ended_at = models.DateTimeField(_("ended"), null=True, blank=True)
    # Empty: its mail server said that it arrived.
    ended_by_id = models.BigIntegerField(_("ended by"), null=True, blank=True)

    CASE_PATH = "submission"

    class Meta:
        verbose_name = _("mail that did not arrive")
        verbose_name_plural = _("mail that did not arrive")
        ordering = ["pk"]
        constraints = [
            models.CheckConstraint(
                name="lost_mail_way_known", condition=Q(other_way__in=OtherWay.values)
            ),
            models.CheckConstraint(
                name="lost_mail_ended_by_whom",
                condition=Q(ended_as="", ended_at__isnull=True, ended_by_id__isnull=True)
                | Q(ended_as=LostEnd.ARRIVED, ended_at__isnull=False, ended_by_id__isnull=True)
                | Q(
                    ended_as__in=[LostEnd.REACHED, LostEnd.NOT_NEEDED],
                    ended_at__isnull=False,
                    ended_by_id__isnull=False,
                ),
            ),
        ]
        indexes = [
            # The queue's view of cases whose mail did not arrive.
            models.Index(
                name="lost_mail_waits", fields=["submission"], condition=Q(ended_at__isnull=True)
            )
        ]
        triggers = [
            never_deleted("lost_mail_never_deleted"),
            born_without("ended_at", name="lost_mail_born_open"),
            stays_once_set("ended_at", name="lost_mail_ended_once"),
            pgtrigger.ReadOnly(
                name="lost_mail_keeps_its_start",
                fields=["submission", "notice", "noted_at", "other_way"],
            ),
        ]

    def __str__(self) -> str:
        return f"{self.submission}: {self.notice.kind}"
