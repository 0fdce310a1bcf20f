"""Write to the person where their request stands."""

from typing import Any

from django.utils.translation import gettext_lazy as _

from requests_app.admin.forms.base import Place, Situation, Standing, StepForm, long_text
from requests_app.services.tell_progress import tell_progress


class TellProgressForm(StepForm):
    """A letter about where it stands."""

    name = "tell-progress"
    title = _("Tell the person where it stands")
    button = _("Tell where it stands")
    does = _(
        "Writes a letter with what you say and the last day to answer. It decides nothing and "
        "stops no clock: more time, a refusal or a question have steps of their own."
    )
    tells = _("A letter, on their page or by post, and a mail that it is there.")
    done = _("The letter was written.")
    place = Place.MESSAGES

    note = long_text(
        label=_("What do you want to tell?"),
        help_text=_(
            "Tell nothing of the data, nor whether there are any, before it is settled who asks."
        ),
    )

    @classmethod
    def standing(cls, at: Situation, target: Any) -> Standing | None:
        """While we work on the answer."""
        if at.case.is_closed or not at.may_handle or not at.we_answer:
            return None
        return Standing()

    def run(self) -> None:
        """Write it. Raises Refused."""
        tell_progress(self.case.pk, note=self.cleaned_data["note"], actor=self.actor)
