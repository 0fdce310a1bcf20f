"""Close the work for one data system, or open it again."""

from typing import Any

from django import forms
from django.conf import settings
from django.core.files.uploadedfile import UploadedFile
from django.template.defaultfilters import filesizeformat
from django.utils.translation import gettext as _text
from django.utils.translation import gettext_lazy as _

from requests_app.admin.forms.base import TaskStep, long_text
from requests_app.services.finish_task import finish_task, search_again

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
            % {"name": file.name, "limit": filesizeformat(settings.UPLOAD_MAX_BYTES)}
        ]
    return []


class FinishTaskForm(TaskStep):
    """Data were found."""

    name = "finish-task"
    title = _("Data found")
    button = _("Data found")
    does = _("Keeps what this system holds about the person. Files are kept encrypted.")
    done = _("The result was kept.")
    transitions = ("finish",)
    takes_files = True

    result = long_text(
        label=_("What was found"),
        required=False,
        help_text=_("Goes to the person as it stands. Explain codes and abbreviations."),
    )
    uploads = FilesField(
        label=_("Files"),
        required=False,
        help_text=_(
            "You can choose several. If something has to be put right in this form, choose the "
            "files again."
        ),
    )

    def clean(self) -> dict[str, Any]:
        """Something must have been found."""
        cleaned = super().clean() or {}
        if not self.errors and not cleaned.get("result") and not cleaned.get("uploads"):
            raise forms.ValidationError(_text("Say what was found, or add a file."))
        return cleaned

    def run(self) -> None:
        """Keep the result. Raises Refused."""
        finish_task(
            self.target.pk,
            step="finish",
            result=self.cleaned_data["result"],
            files=self.cleaned_data["uploads"],
            actor=self.actor,
        )


class FindNothingForm(TaskStep):
    """Nothing was found."""

    name = "find-nothing"
    title = _("Nothing found")
    button = _("Nothing found")
    does = _("Records that this system was searched and holds nothing about the person.")
    done = _("Recorded: nothing found.")
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
    """The system need not be searched."""

    name = "cancel-task"
    title = _("Not needed")
    button = _("Not needed")
    does = _("Records that this system cannot hold anything about the person.")
    done = _("Recorded: not needed.")
    transitions = ("cancel",)

    result = long_text(label=_("Why this system need not be searched"))

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
    transitions = ("search_again",)

    def run(self) -> None:
        """Open the task again. Raises Refused."""
        search_again(self.target.pk, actor=self.actor)
