"""A choice of the case's files that stay here."""

from typing import Any

from django import forms

from requests_app.admin.forms.base import StepForm
from requests_app.models import StoredFile


class FilesToWithhold(forms.ModelMultipleChoiceField[StoredFile]):
    """The files of the case, by name and source."""

    widget = forms.CheckboxSelectMultiple

    def label_from_instance(self, obj: Any) -> str:
        """The name, and the system it came from."""
        return f"{obj.name} ({obj.task.data_system})" if obj.task else str(obj.name)


def offer_files(form: StepForm, name: str) -> None:
    """Offer the files that are still there; without any the field is left out."""
    field = form.fields[name]
    assert isinstance(field, FilesToWithhold)
    field.queryset = (
        form.case.files.filter(redacted_from=None)
        .exclude(sealed="")
        .select_related("task__data_system")
    )
    if not field.queryset:
        del form.fields[name]
