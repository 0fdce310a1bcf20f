"""Somebody who seemed to ask for themselves turns out to ask for another, or to be a child."""

from typing import Any

from django import forms
from django.db.models import Model
from django.utils.translation import gettext as _text
from django.utils.translation import gettext_lazy as _

from requests_app.admin.forms.base import Place, Situation, Standing, StepForm, long_text
from requests_app.domain.representation import Role, asks_for_another
from requests_app.models import RepresentedRole, RightsRequest, representation_of
from requests_app.services.note_writer import WrittenFor, note_writer


class NoteWriterForm(StepForm):
    """Note who asks for whom."""

    name = "note-writer"
    title = _("Note that somebody else asks for the person")
    button = _("Somebody else asks for the person")
    does = _(
        "From here the case goes as if it had been said at the start: nothing is given out, "
        "changed or erased, and an answer that was released is shut, until it is settled that who "
        "wrote may act. The clock runs on. This is not taken back; look at the identity check "
        "again, if it was about who wrote."
    )
    done = _("It is noted who asks for whom. Settle now whether they may.")
    place = Place.AUTHORITY

    whom = forms.ChoiceField(
        label=_("Who asks"), choices=RepresentedRole.choices, widget=forms.RadioSelect
    )
    writer_name = forms.CharField(
        label=_("Name of who asks for another"),
        required=False,
        max_length=200,
        help_text=_("E-mail, phone and address of the case are then theirs."),
    )
    person_name = forms.CharField(
        label=_("Name of the person whose data it is about"), max_length=200
    )
    contact = forms.CharField(
        label=_("Where a letter reaches the person themselves"),
        required=False,
        max_length=500,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("If it is known. Kept encrypted."),
    )
    reason = long_text(label=_("What shows it?"))

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.initial.setdefault("person_name", self.case.submission.person_name)

    @classmethod
    def standing(cls, at: Situation, target: Model) -> Standing | None:
        """For who answers, until it is noted or the file is erased."""
        assert isinstance(target, RightsRequest)
        case = target.submission
        open_to_it = representation_of(case) is None and case.contacts_purged_at is None
        return Standing() if at.may_handle and at.we_answer and open_to_it else None

    def clean(self) -> dict[str, Any]:
        """Who asks for another has a name; a child who asks alone has no other."""
        cleaned = super().clean() or {}
        if "whom" not in cleaned or "writer_name" not in cleaned:
            return cleaned
        for_another = asks_for_another(Role(cleaned["whom"]))
        if for_another and not cleaned["writer_name"]:
            self.add_error("writer_name", _text("Write the name of who asks for the person."))
        if not for_another and cleaned["writer_name"]:
            self.add_error("whom", _text("Say what they are to the person, or take the name out."))
        return cleaned

    def run(self) -> None:
        """Note it. Raises Refused."""
        typed = self.cleaned_data
        note_writer(
            self.case.pk,
            written_for=WrittenFor(
                role=Role(typed["whom"]), writer_name=typed["writer_name"], contact=typed["contact"]
            ),
            person_name=typed["person_name"],
            reason=typed["reason"],
            actor=self.actor,
        )
