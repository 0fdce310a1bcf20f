"""Do what the controller asks for, on a request that was forwarded to it (Art. 28(3)(e))."""

from collections.abc import Iterable
from typing import Any

from django import forms
from django.utils.translation import gettext as _text
from django.utils.translation import gettext_lazy as _

from requests_app.admin.forms.base import Place, Situation, Standing, StepForm, long_text
from requests_app.models import Assistance, Help, RequestState, RightsRequest
from requests_app.services.assist import deliver, object_to, take_instruction


class AssistForm(StepForm):
    """Record an instruction."""

    name = "assist"
    title = _("The controller asks for help")
    button = _("The controller asks for help")
    does = _(
        "Records what the controller instructs you to do, to be delivered within five working "
        "days. You decide nothing and write nothing to the person: the controller answers "
        "(Art. 28(3)(a), (e))."
    )
    done = _("The instruction was recorded.")

    kind = forms.ChoiceField(
        label=_("What does the controller ask for?"), choices=Help.choices, widget=forms.RadioSelect
    )
    instruction = long_text(
        label=_("The controller’s instruction"),
        help_text=_("Its words, from whom they came, when and how."),
    )

    @classmethod
    def standing(cls, at: Situation, target: Any) -> Standing | None:
        """While the request is with its controller."""
        is_theirs = at.case.state == RequestState.FORWARDED
        return Standing() if at.may_handle and is_theirs else None

    def run(self) -> None:
        """Record it. Raises Refused."""
        take_instruction(
            self.case.pk,
            kind=Help(self.cleaned_data["kind"]),
            instruction=self.cleaned_data["instruction"],
            actor=self.actor,
        )


class AssistanceStep(StepForm):
    """A step of one instruction."""

    place = Place.ROW
    has_target = True

    @classmethod
    def find(cls, case: RightsRequest, target_id: int | None) -> Assistance:
        """The instruction. Raises Assistance.DoesNotExist."""
        return case.assistances.get(pk=target_id or 0)


class DeliverForm(AssistanceStep):
    """It is done."""

    name = "deliver"
    title = _("Delivered to the controller")
    button = _("Delivered to the controller")
    does = _("Records the proof.")
    done = _("The proof was recorded.")
    is_lasting = True

    proof = long_text(
        label=_("What was done, and what shows it?"),
        help_text=_("Which systems, what was found or changed, and how the controller got it."),
    )

    @classmethod
    def standing(cls, at: Situation, target: Any) -> Standing | None:
        """Until it is delivered."""
        return Standing() if at.may_handle and target.is_open else None

    def to_know(self) -> Iterable[tuple[str, str]]:
        """What was asked for."""
        return [
            (_text("What does the controller ask for?"), self.target.get_kind_display()),
            (_text("The controller’s instruction"), self.target.instruction),
        ]

    def run(self) -> None:
        """Record it. Raises Refused."""
        deliver(self.target.pk, proof=self.cleaned_data["proof"], actor=self.actor)


class ObjectForm(DeliverForm):
    """It is not done: the instruction breaks the law."""

    name = "object"
    title = _("The instruction breaks the law")
    button = _("The instruction breaks the law")
    does = _(
        "Records that you do not follow it. The controller has to be told at once (Art. 28(3), "
        "last subparagraph): where the request went by the desk’s mail, the desk mails it a link "
        "to your reason."
    )
    done = _("It is recorded that the instruction is not followed, and why.")
    is_lasting = True

    proof = long_text(
        label=_("Which law does it break, and why?"), help_text=_("The controller reads this.")
    )
    how = long_text(
        label=_("How did you tell the controller?"),
        help_text=_("Only where the desk mails nothing."),
        required=False,
    )

    def run(self) -> None:
        """Record it, and tell the controller. Raises Refused."""
        object_to(
            self.target.pk,
            why=self.cleaned_data["proof"],
            how=self.cleaned_data["how"],
            actor=self.actor,
        )
