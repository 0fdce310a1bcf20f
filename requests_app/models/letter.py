"""Letters of a case: kept exactly as written, read in the portal or printed for the post."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from notices_app.models import OwnWording
from registers_app.models.kept import never_changed
from requests_app.domain.representation import AnswerTo
from requests_app.models.representation import AnswerChoice
from requests_app.models.request import RightsRequest


class CaseLetter(models.Model):
    """One letter to the person."""

    request = models.ForeignKey(RightsRequest, on_delete=models.PROTECT, related_name="letters")
    kind = models.CharField(_("kind"), max_length=40)
    language = models.CharField(_("language"), max_length=2)
    subject = models.CharField(_("subject"), max_length=255)
    text = models.TextField(_("text"))
    written_at = models.DateTimeField(_("written"))
    wording = models.ForeignKey(
        OwnWording, on_delete=models.PROTECT, related_name="+", null=True, blank=True
    )
    digest = models.CharField(_("SHA-256 of what was written"), max_length=64, blank=True)
    addressed_to = models.CharField(
        _("addressed to"),
        max_length=10,
        choices=AnswerChoice,
        default=AnswerTo.WRITER.value,
        # The rows from before anybody wrote for another.
        db_default=AnswerTo.WRITER.value,
    )

    class Meta:
        verbose_name = _("letter")
        verbose_name_plural = _("letters")
        ordering = ["pk"]
        constraints = [
            models.CheckConstraint(
                name="letter_addressee_known", condition=Q(addressed_to__in=AnswerChoice.values)
            )
        ]
        triggers = [never_changed("letter_never_changed")]

    def __str__(self) -> str:
        return self.subject
