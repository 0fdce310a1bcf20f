"""Letters on paper: what is printed, goes into an envelope, and is posted."""

from functools import reduce
from operator import or_

import pgtrigger
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from notices_app.models import Notice, NoticeState
from registers_app.models import Controller
from registers_app.models.kept import born_without, never_deleted, stays_once_set
from requests_app.models.complaint import ComplaintLetter
from requests_app.models.letter import CaseLetter
from requests_app.models.misdirected_letter import MisdirectedLetter
from requests_app.models.recipient_letter import RecipientLetter
from requests_app.models.representation import AnswerChoice
from requests_app.models.request import RightsRequest

# Who was told of a change (Art. 19); the others are readers of the answer.
RECIPIENT = "recipient"
LETTERS = ("letter", "complaint_letter", "recipient_letter", "misdirected_letter")
READERS = [*AnswerChoice.choices, (RECIPIENT, _("a recipient of the data"))]


class PaperLetter(models.Model):
    """One letter to one reader by post; its notice says whether it has gone.

    The document is kept sealed, for it holds the reader's address, exactly as it was printed last.
    """

    WAITS = Q(notice__state=NoticeState.QUEUED)
    POSTED = Q(posted_on__isnull=False)

    notice = models.OneToOneField(Notice, on_delete=models.PROTECT, related_name="paper")
    letter = models.ForeignKey(
        CaseLetter, on_delete=models.PROTECT, related_name="papers", null=True
    )
    complaint_letter = models.ForeignKey(
        ComplaintLetter, on_delete=models.PROTECT, related_name="papers", null=True
    )
    recipient_letter = models.ForeignKey(
        RecipientLetter, on_delete=models.PROTECT, related_name="papers", null=True
    )
    misdirected_letter = models.ForeignKey(
        MisdirectedLetter, on_delete=models.PROTECT, related_name="papers", null=True
    )
    reader = models.CharField(_("reader"), max_length=10, choices=READERS)
    sealed_pdf = models.BinaryField(default=b"", blank=True)
    pdf_sha256 = models.CharField(_("SHA-256 of what was printed"), max_length=64, blank=True)
    printed_at = models.DateTimeField(_("printed"), null=True, blank=True)
    printed_by_id = models.BigIntegerField(_("printed by"), null=True, blank=True)
    posted_on = models.DateField(_("posted"), null=True, blank=True)
    posted_by_id = models.BigIntegerField(_("posted by"), null=True, blank=True)

    class Meta:
        verbose_name = _("letter on paper")
        verbose_name_plural = _("letters to be posted")
        ordering = ["notice__due_at", "pk"]
        constraints = [
            models.CheckConstraint(
                name="paper_of_one_letter",
                condition=reduce(
                    or_,
                    (Q(**{f"{each}__isnull": each != one for each in LETTERS}) for one in LETTERS),
                ),
            ),
            models.CheckConstraint(
                name="paper_reader_known",
                condition=Q(reader__in=["writer", "person"], recipient_letter__isnull=True)
                | Q(reader=RECIPIENT, recipient_letter__isnull=False),
            ),
            models.CheckConstraint(
                name="paper_posted_as_printed",
                condition=Q(posted_on__isnull=True)
                | (Q(printed_at__isnull=False, posted_by_id__isnull=False) & ~Q(pdf_sha256="")),
            ),
        ]
        triggers = [
            born_without("printed_at", "posted_on", name="paper_born_unprinted"),
            never_deleted("paper_letter_never_deleted"),
            pgtrigger.ReadOnly(
                name="paper_keeps_its_letter",
                fields=["notice", *LETTERS, "reader"],
            ),
            stays_once_set("posted_on", name="paper_posted_for_good"),
        ]

    def __str__(self) -> str:
        return self.written.subject

    @property
    def written(self) -> CaseLetter | ComplaintLetter | RecipientLetter | MisdirectedLetter:
        """The letter that is printed."""
        found = (
            self.letter or self.complaint_letter or self.recipient_letter or self.misdirected_letter
        )
        assert found is not None, "paper_of_one_letter"
        return found

    @property
    def controller(self) -> Controller:
        """Who writes."""
        return self.notice.controller

    @property
    def reference(self) -> str:
        """The reference that the reader knows it by."""
        if self.request is not None:
            return self.request.submission.reference
        if self.misdirected_letter is not None:
            return self.misdirected_letter.reference
        assert self.complaint_letter is not None, "paper_of_one_letter"
        return self.complaint_letter.complaint.reference

    @property
    def request(self) -> RightsRequest | None:
        """The request that it belongs to; none for a complaint, or what came by mistake."""
        if self.recipient_letter is not None:
            return self.recipient_letter.recipient.request
        return self.letter.request if self.letter is not None else None

    @property
    def waits(self) -> bool:
        """Whether it is still to be posted."""
        return bool(self.notice.state == NoticeState.QUEUED)
