"""Close the work for one data system, or open it again."""

from dataclasses import replace
from typing import Any

from django import forms
from django.conf import settings
from django.core.files.uploadedfile import UploadedFile
from django.utils.translation import gettext as _text
from django.utils.translation import gettext_lazy as _

from requests_app.admin.forms.base import TaskStep, Wording, Words, long_text
from requests_app.admin.forms.task_words import DOES, DONE
from requests_app.domain.rights import Right
from requests_app.models import TaskKind
from requests_app.services.finish_task import finish_task, search_again
from requests_app.written import written_size

MOST_FILES = 20


class SeveralFiles(forms.ClearableFileInput):
    """A file input that takes several files."""

    allow_multiple_selected = True


class FilesField(forms.FileField):
    """Several files, each of which must not be empty or too large."""

    widget = SeveralFiles

    def clean(self, data: Any, initial: Any = None) -> list[UploadedFile[Any]]:
        """Every file; raises ValidationError that names those in the way."""
        given = [file for file in (data or []) if file]
        if len(given) > MOST_FILES:
            raise forms.ValidationError(
                _text("Choose at most %(most)d files at a time."), params={"most": MOST_FILES}
            )
        faults = [fault for file in given for fault in _faults(file)]
        if faults:
            raise forms.ValidationError(faults)
        return given


def _faults(file: UploadedFile[Any]) -> list[str]:
    if not file.size:
        return [_text("“%(name)s” is empty.") % {"name": file.name}]
    if file.size > settings.UPLOAD_MAX_BYTES:
        return [
            _text("“%(name)s” is larger than %(limit)s.")
            % {"name": file.name, "limit": written_size(settings.UPLOAD_MAX_BYTES)}
        ]
    return []


class FinishTaskForm(TaskStep):
    """The system did what it was asked: a search found something, or the work is done."""

    name = "finish-task"
    title = _("Done")
    button = _("Done")
    does = _("Records that this system has done what it was asked.")
    done = _("The result was kept.")
    way_back = _("The task can be opened again.")
    transitions = ("finish",)
    takes_files = True

    result = long_text(label=_("What was done"), required=False)
    uploads = FilesField(
        label=_("Files"),
        required=False,
        help_text=_(
            "You can choose several. If something has to be put right in this form, choose the "
            "files again."
        ),
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if not self._is_search:
            del self.fields["uploads"]
            self.fields["result"].help_text = _(
                "How, if that is worth knowing. For the record; the person does not read this."
            )
            return
        label, help_text = _asked_of_search(Right(self.case.right))
        self.fields["result"].label = label
        self.fields["result"].help_text = help_text

    @classmethod
    def wording(cls, target: Any) -> Wording:
        """Named after the work."""
        words = DONE[target.kind]
        return Wording(title=words, button=words, does=DOES[target.kind], tells="", done=cls.done)

    @property
    def _is_search(self) -> bool:
        return bool(self.target.kind == TaskKind.SEARCH)

    def clean(self) -> dict[str, Any]:
        """A search that is done has found something."""
        cleaned = super().clean() or {}
        said = cleaned.get("result") or cleaned.get("uploads")
        if self._is_search and not self.errors and not said:
            raise forms.ValidationError(_text("Say what was found, or add a file."))
        return cleaned

    def run(self) -> None:
        """Keep the result. Raises Refused."""
        finish_task(
            self.target.pk,
            step="finish",
            result=self.cleaned_data["result"],
            files=self.cleaned_data.get("uploads") or (),
            actor=self.actor,
        )


def _asked_of_search(right: Right) -> tuple[Words, Words]:
    found = _text("What was found")
    if right is Right.ACCESS:
        help_text = _text("Goes to the person as it stands. Explain codes and abbreviations.")
    elif right is Right.PORTABILITY:
        help_text = _text(
            "Goes to the person as it stands. Add the data as files that a machine can read: "
            "JSON, CSV or XML (Art. 20(1)). Only what the person provided, or what was observed."
        )
    elif right is Right.ERASURE:
        found = _text("What would be erased, and what would have to be kept")
        help_text = _text("Nothing is erased yet. For the record; the person does not read this.")
    else:
        help_text = _text("For the record; the person does not read this.")
    return _text("%(label)s (optional)") % {"label": found}, help_text


class FindNothingForm(TaskStep):
    """Nothing was found."""

    name = "find-nothing"
    title = _("Nothing found")
    button = _("Nothing found")
    does = _("Records that this system was searched and holds nothing about the person.")
    done = _("Recorded: nothing found.")
    way_back = _("The task can be opened again.")
    transitions = ("find_nothing",)

    result = long_text(
        label=_("How it was searched"),
        required=False,
        help_text=_("For the record; the person does not read this."),
    )

    def run(self) -> None:
        """Record it. Raises Refused."""
        finish_task(
            self.target.pk,
            step="find_nothing",
            result=self.cleaned_data["result"],
            actor=self.actor,
        )


class CancelTaskForm(TaskStep):
    """The system is not needed."""

    name = "cancel-task"
    title = _("Not needed")
    button = _("Not needed")
    does = _("Records that this system has nothing to do here.")
    done = _("Recorded: not needed.")
    way_back = _("The task can be opened again.")
    transitions = ("cancel",)

    result = long_text(label=_("Why this system is not needed"))

    def run(self) -> None:
        """Record it. Raises Refused."""
        finish_task(
            self.target.pk,
            step="cancel",
            result=self.cleaned_data["result"],
            actor=self.actor,
        )


class SearchAgainForm(TaskStep):
    """Search once more."""

    name = "search-again"
    title = _("Search again")
    button = _("Search again")
    does = _("Opens the task again. Files that came so far stay.")
    done = _("The task is open again.")
    way_back = _("The task can be finished again.")
    transitions = ("search_again",)

    @classmethod
    def wording(cls, target: Any) -> Wording:
        """Only a search is searched again; other work is opened again."""
        words = super().wording(target)
        if target.kind == TaskKind.SEARCH:
            return words
        return replace(words, title=_("Open again"), button=_("Open again"))

    def run(self) -> None:
        """Open the task again. Raises Refused."""
        search_again(self.target.pk, actor=self.actor)
