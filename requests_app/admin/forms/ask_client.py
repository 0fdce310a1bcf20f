"""Ask whose client the person is, and note the answer."""

from collections.abc import Iterable
from typing import Any

from django import forms
from django.utils.translation import gettext as _text
from django.utils.translation import gettext_lazy as _

from requests_app.admin.forms.base import Situation, Standing, StepForm, long_text
from requests_app.services.ask_client import ask_which_client, concerns_a_client, note_client


class ClientStep(StepForm):
    """A step of an open request that is, or in part may be, a client's to answer."""

    @classmethod
    def standing(cls, at: Situation, target: Any) -> Standing | None:
        """Until it is closed."""
        return Standing() if at.may_handle and concerns_a_client(at.case) else None


class AskClientForm(ClientStep):
    """Ask the person."""

    name = "ask-client"
    title = _("Ask whose client the person is")
    button = _("Ask whose client the person is")
    does = _(
        "The clock runs on: as a processor you may not wait for the answer (Art. 28(3)(e)). Do "
        "not name your clients to the person."
    )
    tells = _("The person gets a letter with your question.")
    done = _("The question was sent. The clock runs on.")

    question = long_text(
        label=_("Your question to the person"),
        help_text=_("For example: which company, school or association gave you the account?"),
    )

    def run(self) -> None:
        """Ask. Raises Refused."""
        question = self.cleaned_data["question"]
        ask_which_client(self.case.pk, question=question, actor=self.actor)


class NoteClientForm(ClientStep):
    """Note what the person says."""

    name = "note-client"
    title = _("Note whose client the person is")
    button = _("Note whose client the person is")
    does = _("Keeps the organisation that the person names. Forwarding it is a step of its own.")
    done = _("It was noted whose client the person is.")

    client_named = forms.CharField(label=_("Whose client the person is"), max_length=300)

    def to_know(self) -> Iterable[tuple[str, str]]:
        """What the person said before."""
        said = self.case.submission.client_named
        return [(_text("Said before"), said)] if said else []

    def run(self) -> None:
        """Note it. Raises Refused."""
        note_client(self.case.pk, client=self.cleaned_data["client_named"], actor=self.actor)
