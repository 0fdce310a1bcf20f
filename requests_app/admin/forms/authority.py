"""May the writer act for the person: ask, settle, find it not enough, doubt it, and answer whom."""

from collections.abc import Iterable
from typing import Any, ClassVar

from django import forms
from django.db.models import Model
from django.utils.translation import gettext as _text
from django.utils.translation import gettext_lazy as _

from requests_app.admin.forms.base import MachineStep, Place, Situation, Standing, long_text
from requests_app.domain.representation import (
    AnswerTo,
    Authority,
    Role,
    hears_the_child,
    law_on_the_dead,
    possible_answers,
)
from requests_app.models import (
    AnswerChoice,
    AuthorityMethod,
    Representation,
    RightsRequest,
    representation_of,
)
from requests_app.models.representation import for_another
from requests_app.services.address_answer import address_answer
from requests_app.services.authority import (
    ask_authority,
    fail_authority,
    settle_authority,
    treat_as_own,
)
from requests_app.services.perform import perform

FIRST_WORDS = {
    Role.AGENT: _(
        "The mandate that the person gave you. It has to say who gave it, to whom, and that it "
        "covers this matter."
    ),
    Role.GUARDIAN: _(
        "The decision or the extract from the register by which you were appointed, as far as it "
        "concerns this matter."
    ),
    Role.PARENT: _("An extract that shows that you have custody of the child."),
    Role.RELATIVE: _("What shows that you are entitled under the law that you rely on."),
}


class AuthorityStep(MachineStep):
    """A step about who may act for the person."""

    place = Place.AUTHORITY
    after_the_end: ClassVar[bool] = False

    @classmethod
    def find(cls, case: RightsRequest, target_id: int | None) -> Representation:
        """Who asks for whom. Raises Representation.DoesNotExist where nobody asks for another."""
        row = representation_of(case.submission)
        if row is None:
            raise Representation.DoesNotExist
        return row

    @classmethod
    def standing(cls, at: Situation, target: Model) -> Standing | None:
        """Only for who answers, and while the case is open; a copy may be shut and opened after."""
        if not at.we_answer or (at.case.is_closed and not cls.after_the_end):
            return None
        return super().standing(at, target)

    def to_know(self) -> Iterable[tuple[str, str]]:
        """Who wrote, and for whom."""
        return [
            (_text("Who wrote"), f"{self.target.writer_name} ({self.target.get_role_display()})"),
            (_text("Person"), self.case.submission.person_name),
        ]


class AskAuthorityForm(AuthorityStep):
    """Ask for proof of authority."""

    name = "ask-authority"
    title = _("Ask for proof of authority")
    button = _("Ask for proof of authority")
    does = _(
        "The clock runs on: no law lets it wait for a mandate. Without proof you may have the "
        "answer go straight to the person."
    )
    tells = _("Who wrote to us is told what you ask for, and how to send it safely.")
    done = _("Proof of authority was asked for.")
    transitions = ("ask",)

    asked_for = long_text(
        label=_("What do you ask for?"),
        help_text=_("No more than shows who may act, for whom, in what and how long."),
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.initial.setdefault("asked_for", FIRST_WORDS.get(Role(self.target.role), ""))

    def run(self) -> None:
        """Ask. Raises Refused."""
        ask_authority(self.target.pk, asked_for=self.cleaned_data["asked_for"], actor=self.actor)


class SettleAuthorityForm(AuthorityStep):
    """The authority is settled."""

    name = "settle-authority"
    title = _("Settle the authority")
    button = _("Settle the authority")
    does = _(
        "Who wrote may act for the person in this matter, and may get the answer. What was sent to "
        "show it is destroyed at once; destroy any copies that reached you in another way."
    )
    done = _("The authority is settled.")
    is_lasting = True
    transitions = ("settle",)
    after_the_end = True

    method = forms.ChoiceField(label=_("How was it settled?"), widget=forms.RadioSelect)
    reason = long_text(
        label=_("Why is this enough?"),
        help_text=_(
            "Which right, which organisation and which time it covers. Over data of the dead: the "
            "section of the law."
        ),
    )
    child_view = long_text(
        label=_("What the child thinks of it"),
        help_text=_("Or why the child was not asked. A mature child may oppose it."),
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        role = Role(self.target.role)
        method = self.fields["method"]
        assert isinstance(method, forms.ChoiceField)
        method.choices = [
            choice
            for choice in AuthorityMethod.choices
            if (choice[0] == AuthorityMethod.NATIONAL_LAW) == (role is Role.RELATIVE)
        ]
        if role is Role.RELATIVE:
            self.initial["method"] = AuthorityMethod.NATIONAL_LAW.value
            self.initial["reason"] = law_on_the_dead(self.case.submission.controller.country)
        if not hears_the_child(role):
            del self.fields["child_view"]

    def run(self) -> None:
        """Settle. Raises Refused."""
        settle_authority(
            self.target.pk,
            method=AuthorityMethod(self.cleaned_data["method"]),
            reason=self.cleaned_data["reason"],
            child_view=self.cleaned_data.get("child_view", ""),
            actor=self.actor,
        )


class FailAuthorityForm(AuthorityStep):
    """What came is not enough."""

    name = "fail-authority"
    title = _("The proof of authority is not enough")
    button = _("It is not enough")
    does = _(
        "Nothing is changed or given out at the word of who wrote. The papers are destroyed. The "
        "request itself stands: you may have the answer go straight to the person."
    )
    tells = _("Who wrote to us gets your reason, and what they can do now.")
    done = _("It was recorded that the authority could not be established.")
    transitions = ("fail",)

    reason = long_text(label=_("Why is it not enough?"))

    def run(self) -> None:
        """Record it. Raises Refused."""
        fail_authority(self.target.pk, reason=self.cleaned_data["reason"], actor=self.actor)


class DoubtAuthorityForm(AuthorityStep):
    """New facts, or a mandate that was taken back."""

    name = "doubt-authority"
    title = _("Doubt the authority again")
    button = _("Doubt the authority again")
    does = _("Nothing more is given out to who wrote until the authority is settled anew.")
    done = _("The authority is no longer settled.")
    way_back = _("The authority can be settled anew.")
    transitions = ("doubt_again",)
    after_the_end = True
    fits = (for_another,)

    reason = long_text(label=_("Which new facts give rise to doubt?"))

    def run(self) -> None:
        """Open the question again. Raises Refused."""
        perform(
            Representation,
            self.target.pk,
            "doubt_again",
            actor=self.actor,
            payload={"doubt": self.cleaned_data["reason"]},
        )


class TreatAsOwnForm(AuthorityStep):
    """Data about the dead that are about the relative too."""

    name = "treat-as-own"
    title = _("Treat it as the relative’s own request")
    button = _("Treat as their own request")
    does = _(
        "The data are also about the relative who asks: for them the request goes on, as for any "
        "living person. What is only about the dead is left out."
    )
    done = _("The request goes on as the relative’s own.")
    is_lasting = True
    transitions = ("treat_as_own",)

    reason = long_text(label=_("Which data are about the relative themselves?"))

    @classmethod
    def standing(cls, at: Situation, target: Model) -> Standing | None:
        """Only where somebody has died."""
        assert isinstance(target, Representation)
        return super().standing(at, target) if target.role == Role.RELATIVE else None

    def run(self) -> None:
        """Go on. Raises Refused."""
        treat_as_own(self.target.pk, reason=self.cleaned_data["reason"], actor=self.actor)


class AddressAnswerForm(AuthorityStep):
    """Say who gets the letters."""

    name = "address-answer"
    title = _("Say who gets the answer")
    button = _("Say who gets the answer")
    does = _(
        "Letters from now on go there. What goes to the person themselves is printed from the case "
        "and posted or handed over; who wrote to us cannot read it."
    )
    done = _("It is noted who gets the answer.")
    is_lasting = True
    transitions = ()

    answer_to = forms.ChoiceField(label=_("Who gets it?"), widget=forms.RadioSelect)
    contact = forms.CharField(
        label=_("Where a letter reaches the person"),
        help_text=_("Kept encrypted. Empty: as it was, or leave it out for who wrote to us."),
        required=False,
        max_length=500,
        widget=forms.Textarea(attrs={"rows": 3}),
    )
    reason = long_text(label=_("Why?"))

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = self.fields["answer_to"]
        assert isinstance(field, forms.ChoiceField)
        field.choices = [
            (each.value, AnswerChoice(each.value).label) for each in _open_to(self.target)
        ]
        self.initial.setdefault("answer_to", self.target.answer_to)

    @classmethod
    def standing(cls, at: Situation, target: Model) -> Standing | None:
        """Where there is a choice."""
        assert isinstance(target, Representation)
        offered = at.may_handle and at.we_answer and not at.case.is_closed
        return Standing() if offered and len(_open_to(target)) > 1 else None

    def run(self) -> None:
        """Note it. Raises Refused."""
        address_answer(
            self.target.pk,
            answer_to=AnswerTo(self.cleaned_data["answer_to"]),
            contact=self.cleaned_data["contact"],
            reason=self.cleaned_data["reason"],
            actor=self.actor,
        )


def _open_to(row: Representation) -> tuple[AnswerTo, ...]:
    return possible_answers(Role(row.role), Authority(row.state))
