"""Decide, and put the answer together."""

from collections.abc import Sequence
from functools import cached_property
from typing import Any

from django import forms
from django.db import transaction
from django.utils.translation import gettext as _text
from django.utils.translation import gettext_lazy as _

from requests_app.admin.forms.base import Group, MachineStep, long_text
from requests_app.admin.forms.files import FilesToWithhold, offer_files
from requests_app.admin.forms.grounds import GroundsForm
from requests_app.admin.forms.looking import (
    keep_looked_through,
    looked_through_field,
    offer_looking_through,
)
from requests_app.admin.forms.tailor import offer_tailoring, tailoring_groups, tailoring_of
from requests_app.domain.rights import Right
from requests_app.fulfilment.article_15 import RegisterInformation, information
from requests_app.models import Outcome, StoredFile, TaskState
from requests_app.models import request_guards as guards
from requests_app.services.prepare_answer import prepare_answer

ANSWERS = (Outcome.GRANTED, Outcome.PARTIAL, Outcome.NO_DATA)


class PrepareAnswerForm(GroundsForm, MachineStep):
    """Prepare the answer."""

    name = "prepare-answer"
    leads = True
    title = _("Prepare the answer")
    button = _("Prepare the answer")
    does = _(
        "Records the decision and puts together what the person will get: what was found, the "
        "files, and the information that Art. 15(1)–(2) demands, from the register in force."
    )
    done = _("The answer is ready. Read it before you send it.")
    way_back = _("Until the answer is sent, you can go back to collecting and prepare it anew.")
    rights = frozenset({Right.ACCESS})
    transitions = ("make_ready",)
    fulfils = (
        guards.has_decision,
        guards.decision_answers,
        guards.refusal_is_reasoned,
        guards.package_ready,
    )
    template = "admin/requests_app/rightsrequest/prepare_answer.html"
    grounds_title = _("If something is not given: the grounds")
    grounds_are_folded = True

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
        help_text=_("A file that is withheld must be explained by the reasons and a ground."),
    )
    looked_through = looked_through_field()

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        offer_files(self, "withheld")
        offer_looking_through(self, "looked_through")
        offer_tailoring(self, self.registers)

    @cached_property
    def registers(self) -> tuple[RegisterInformation, ...]:
        """What the registers say, and what is missing there."""
        return information(self.case)

    def groups(self) -> Sequence[Group]:
        """What of it concerns the person, register by register."""
        return tailoring_groups(self, self.registers)

    def clean(self) -> dict[str, Any]:
        """What is withheld is explained."""
        cleaned = super().clean() or {}
        outcome = cleaned.get("outcome")
        if outcome == Outcome.PARTIAL:
            self.require_reasons(grounds=self.grounds())
        elif cleaned.get("withheld") or self.grounds():
            self.add_error(
                "outcome", _text("Something is withheld: then the request is granted in part.")
            )
        elif outcome == Outcome.NO_DATA and self._something_was_found():
            self.add_error("outcome", _text("A data system holds data about the person."))
        return cleaned

    def _something_was_found(self) -> bool:
        return self.case.tasks.filter(state=TaskState.DONE).exists()

    @transaction.atomic
    def run(self) -> None:
        """Prepare. Raises Refused."""
        keep_looked_through(self, "looked_through", withheld="withheld")
        prepare_answer(
            self.case.pk,
            outcome=Outcome(self.cleaned_data["outcome"]),
            reasoning=self.cleaned_data["reasoning"],
            grounds=self.grounds() if self.cleaned_data["outcome"] == Outcome.PARTIAL else (),
            withheld_file_ids=[file.pk for file in self.cleaned_data.get("withheld") or ()],
            tailoring=tailoring_of(self.cleaned_data, self.registers),
            actor=self.actor,
        )
