"""Decide purpose by purpose, and put together what the person takes along (GDPR Art. 20)."""

from typing import Any

from django import forms
from django.db import transaction
from django.utils.translation import gettext_lazy as _

from requests_app.admin.forms.base import MachineStep, long_text
from requests_app.admin.forms.files import FilesToWithhold, offer_files
from requests_app.admin.forms.looking import (
    keep_looked_through,
    looked_through_field,
    offer_looking_through,
)
from requests_app.admin.forms.purposes import PurposesForm
from requests_app.domain.rights import Right
from requests_app.models import Outcome, StoredFile
from requests_app.models import request_guards as guards
from requests_app.services.prepare_transfer import prepare_transfer

ANSWERS = (Outcome.GRANTED, Outcome.PARTIAL, Outcome.NO_DATA)


class PrepareTransferForm(PurposesForm, MachineStep):
    """Prepare what is handed over."""

    name = "prepare-transfer"
    leads = True
    title = _("Prepare the transfer")
    button = _("Prepare the transfer")
    does = _(
        "Records the decision and puts together what the person takes along: what they provided "
        "and what was observed, in files that a machine can read (Art. 20(1))."
    )
    done = _("The transfer is ready. Look at it before you send it.")
    way_back = _("Until the answer is sent, you can go back to collecting and prepare it anew.")
    rights = frozenset({Right.PORTABILITY})
    transitions = ("make_ready",)
    fulfils = (
        guards.has_decision,
        guards.decision_answers,
        guards.refusal_is_reasoned,
        guards.purposes_decided,
        guards.package_ready,
    )
    template = "admin/requests_app/rightsrequest/decide.html"

    outcome = forms.ChoiceField(
        label=_("What does the person get?"),
        choices=[(outcome.value, outcome.label) for outcome in ANSWERS],
        widget=forms.RadioSelect,
    )
    reasoning = long_text(
        label=_("What you tell the person about the decision"),
        required=False,
        help_text=_("Needed when something is withheld: what, and why."),
    )
    withheld = FilesToWithhold(
        label=_("Files that do not go to the person"),
        queryset=StoredFile.objects.none(),
        required=False,
        help_text=_(
            "For example what no machine can read, or what you inferred yourself: it is not "
            "covered by this right."
        ),
    )
    sent_to = forms.CharField(
        label=_("Sent straight to this controller"),
        required=False,
        max_length=300,
        help_text=_(
            "If the person asked for it and it is technically feasible (Art. 20(2)). Leave it "
            "empty when the person fetches the data."
        ),
    )

    looked_through = looked_through_field()

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        offer_files(self, "withheld")
        offer_looking_through(self, "looked_through")
        said = self.case.said
        wanted = [text for text in (said.receiver_name, said.receiver_address) if text]
        self.initial.setdefault("sent_to", ", ".join(wanted)[:300])

    @transaction.atomic
    def run(self) -> None:
        """Prepare. Raises Refused."""
        keep_looked_through(self, "looked_through", withheld="withheld")
        prepare_transfer(
            self.case.pk,
            outcome=Outcome(self.cleaned_data["outcome"]),
            reasoning=self.cleaned_data["reasoning"],
            grounds=self.grounds(),
            items=self.items(),
            withheld_file_ids=[file.pk for file in self.cleaned_data.get("withheld") or ()],
            sent_to=self.cleaned_data["sent_to"],
            actor=self.actor,
        )
