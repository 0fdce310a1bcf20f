"""See to a mail that did not arrive."""

from collections.abc import Iterable

from django import forms
from django.utils.translation import gettext as _text
from django.utils.translation import gettext_lazy as _

from requests_app.admin.forms.base import Place, Situation, Standing, StepForm
from requests_app.models import LostMail, RightsRequest
from requests_app.services.end_lost_mail import end_lost_mail

REACHED, NOT_NEEDED = "reached", "not_needed"


class EndLostMailForm(StepForm):
    """Reached in another way, or no longer needed."""

    name = "end-lost-mail"
    title = _("See to mail that did not arrive")
    button = _("See to it")
    does = _(
        "The mail no longer stands among those that did not arrive. The clock was never stopped "
        "by it, and nothing is sent now."
    )
    done = _("It was noted.")
    place = Place.ROW
    has_target = True

    how = forms.ChoiceField(
        label=_("What became of it"),
        widget=forms.RadioSelect,
        choices=[
            (REACHED, _("The person knows what the mail said: I reached them in another way.")),
            (NOT_NEEDED, _("They need not know it any more.")),
        ],
    )

    @classmethod
    def find(cls, case: RightsRequest, target_id: int | None) -> LostMail:
        """The mail. Raises LostMail.DoesNotExist."""
        return case.submission.lost_mails.select_related("notice").get(pk=target_id or 0)

    @classmethod
    def standing(cls, at: Situation, target: LostMail) -> Standing | None:
        """Until somebody saw to it, or it arrived."""
        return Standing() if at.may_handle and target.ended_at is None else None

    def to_know(self) -> Iterable[tuple[str, str]]:
        """What it was, and what else the person gave."""
        return [
            (_text("The mail"), self.target.notice.subject),
            (_text("Instead"), self.target.get_other_way_display()),
        ]

    def run(self) -> None:
        """Note it. Raises Refused."""
        end_lost_mail(self.target.pk, reached=self.cleaned_data["how"] == REACHED, actor=self.actor)
