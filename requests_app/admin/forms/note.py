"""Notes for colleagues: write one, put one right, and say that one has read what one is to read."""

from collections.abc import Iterable
from typing import Any

from django import forms
from django.utils.translation import gettext as _text
from django.utils.translation import gettext_lazy as _

from registers_app.domain.roles import Permission
from registers_app.models import User
from registers_app.permissions import holders
from requests_app.admin.forms.base import Place, Situation, Standing, StepForm, long_text
from requests_app.models import CaseNote, NoteMention
from requests_app.services.write_note import see_mentions, write_note


class ColleaguesField(forms.ModelMultipleChoiceField[User]):
    """A choice of colleagues, by their names."""

    def label_from_instance(self, obj: Any) -> str:
        """The name that colleagues know."""
        return str(obj.get_full_name() or obj.username)


class WriteNoteForm(StepForm):
    """A note for colleagues."""

    name = "write-note"
    title = _("Write a note for colleagues")
    button = _("Write a note for colleagues")
    does = _(
        "Colleagues read it in this case. The person does not; but it is about them and a part of "
        "the file, so that they may ask for a copy (Art. 15). Write what they may read. It cannot "
        "be changed, only put right by another note, and is erased with the file."
    )
    done = _("The note was written.")
    way_back = _("A note is never changed; another can put it right.")
    place = Place.NOTES

    text = long_text(label=_("Note"))
    mention = ColleaguesField(
        label=_("Who is to read it"),
        queryset=User.objects.none(),
        required=False,
        widget=forms.CheckboxSelectMultiple,
        help_text=_("They get a mail without its content, and find the case in their queue."),
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = self.fields["mention"]
        assert isinstance(field, ColleaguesField)
        field.queryset = (
            holders(Permission.HANDLE_REQUESTS, controller_id=self.case.controller_id)
            .exclude(pk=self.user.pk)
            .order_by("last_name", "first_name", "username")
        )

    @classmethod
    def standing(cls, at: Situation, target: Any) -> Standing | None:
        """For who handles requests, until the file is erased."""
        return Standing() if at.may_handle and at.case.submission.purged_at is None else None

    def run(self) -> None:
        """Write it. Raises Refused."""
        write_note(
            self.case.pk,
            text=self.cleaned_data["text"],
            mentions=self.cleaned_data["mention"],
            actor=self.actor,
        )


class CorrectNoteForm(WriteNoteForm):
    """A note that puts another right."""

    name = "correct-note"
    title = _("Put a note right")
    button = _("Put right")
    does = _("The note stays as it was written, and shows that another puts it right.")
    place = Place.ROW
    has_target = True

    @classmethod
    def find(cls, case: Any, target_id: int | None) -> CaseNote:
        """The note. Raises CaseNote.DoesNotExist."""
        note: CaseNote = case.submission.notes.get(pk=target_id or 0)
        return note

    def to_know(self) -> Iterable[tuple[str, str]]:
        """What it says."""
        return [(_text("The note"), self.target.text)]

    def run(self) -> None:
        """Write it. Raises Refused."""
        write_note(
            self.case.pk,
            text=self.cleaned_data["text"],
            mentions=self.cleaned_data["mention"],
            corrects=self.target,
            actor=self.actor,
        )


class SeeNotesForm(StepForm):
    """The reader has read what they are to read."""

    name = "see-notes"
    title = _("I have read the notes")
    button = _("I have read the notes")
    does = _("The case no longer stands among those in which you are to read a note.")
    done = _("You have read the notes.")
    place = Place.NOTES

    @classmethod
    def standing(cls, at: Situation, target: Any) -> Standing | None:
        """For who is to read a note of the case, and has not."""
        unseen = NoteMention.objects.filter(
            note__submission=at.case.submission_id, user=at.actor.id, seen_at=None
        )
        return Standing() if at.may_handle and unseen.exists() else None

    def run(self) -> None:
        """Note it. Raises Refused."""
        see_mentions(self.case.pk, actor=self.actor)
