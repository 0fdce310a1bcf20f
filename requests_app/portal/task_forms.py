"""What whoever works on a task types and uploads."""

from collections.abc import Mapping
from typing import Any

from django import forms
from django.conf import settings
from django.core.files.uploadedfile import UploadedFile
from django.utils.datastructures import MultiValueDict
from django.utils.translation import gettext_lazy as _

from requests_app.domain.tables import TableFault
from requests_app.plain_form import TOO_LONG
from requests_app.portal.proof import ProofFiles
from requests_app.portal.task_words import TaskWords
from requests_app.services.data_upload import DataUpload, fault_words, read_data

MOST_FILES = 20
LONGEST = 10_000
LONGEST_DATA = 1_000_000
MEGABYTE = 1024 * 1024


def _text(*, rows: int, required: bool, **more: Any) -> forms.CharField:
    return forms.CharField(
        max_length=LONGEST,
        required=required,
        widget=forms.Textarea(attrs={"rows": rows}),
        error_messages={"required": _("Write something here first."), "max_length": TOO_LONG},
        **more,
    )


class GiveForm(forms.Form):
    """What a search has found."""

    use_required_attribute = False
    uploads = ProofFiles(label=_("Files"), required=False, most=MOST_FILES)
    pasted = forms.CharField(
        label=_("Or paste data: JSON or CSV"),
        help_text=_(
            "JSON: an object or a list of objects. CSV: the first line names the columns; commas, "
            "semicolons or tabs between the cells."
        ),
        max_length=LONGEST_DATA,
        required=False,
        strip=False,
        widget=forms.Textarea(attrs={"rows": 6, "spellcheck": "false", "class": "pasted"}),
        error_messages={"max_length": _("That is very long: send it as a file.")},
    )
    result = _text(rows=5, required=False)

    def __init__(
        self,
        data: Mapping[str, Any] | None = None,
        files: MultiValueDict[str, UploadedFile[Any]] | None = None,
        *,
        words: TaskWords,
        **more: Any,
    ) -> None:
        super().__init__(data, files, **more)
        self.fields["result"].label = str(words.result)
        self.fields["result"].help_text = str(words.result_hint)
        self.fields["uploads"].help_text = _(
            "Any kind; JSON and CSV are shown to you as a table. At most %(count)d files and "
            "%(size)d megabytes in all."
        ) % {"count": MOST_FILES, "size": settings.UPLOAD_MAX_BYTES // MEGABYTE}

    def clean_pasted(self) -> DataUpload | None:
        """The data, read. Raises ValidationError that names the line."""
        text = self.cleaned_data["pasted"]
        if not text.strip():
            return None
        try:
            return read_data(text)
        except TableFault as fault:
            raise forms.ValidationError(fault_words(fault)) from fault


class WordsForm(forms.Form):
    """Some sentences."""

    use_required_attribute = False
    text = _text(rows=6, required=True)

    def __init__(
        self,
        data: Mapping[str, Any] | None = None,
        *,
        label: str,
        hint: str = "",
        required: bool = True,
    ) -> None:
        super().__init__(data)
        self.fields["text"].label = label
        self.fields["text"].help_text = hint
        self.fields["text"].required = required
