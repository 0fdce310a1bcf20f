"""Have the data corrected: old and new value, or a statement beside the data (GDPR Art. 16)."""

from collections.abc import Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext as _text
from django.utils.translation import gettext_lazy as _

from requests_app.admin.forms.base import LONGEST_TEXT, Group, MachineStep
from requests_app.models import request_guards as guards
from requests_app.services.correct import Change, correct

ROWS = range(1, 6)
PARTS = ("what", "old", "new", "statement")


class CorrectForm(MachineStep):
    """Correct the data."""

    name = "correct"
    leads = True
    title = _("Correct the data")
    button = _("Have the data corrected")
    does = _("Keeps what is corrected, and gives every data system the task to correct it.")
    done = _("The corrections were recorded, and the tasks were opened.")
    is_lasting = True
    transitions = ("correct",)
    fulfils = (guards.corrections_recorded,)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for row in ROWS:
            self.fields[f"what_{row}"] = forms.CharField(
                label=_("What is corrected"), required=False, max_length=200
            )
            self.fields[f"old_{row}"] = _value(_("As it was"))
            self.fields[f"new_{row}"] = _value(_("As it is from now on"))
            self.fields[f"statement_{row}"] = _value(
                _("Or a supplementary statement"),
                _("For opinions and incomplete data: it is kept beside what stands there."),
            )
        for row, pair in zip(ROWS, self.case.said.pairs, strict=False):
            self.initial[f"old_{row}"] = pair.wrong
            self.initial[f"new_{row}"] = pair.right

    def groups(self) -> Sequence[Group]:
        """One group for each correction; those after the first are folded while empty."""
        return [
            Group(
                legend=_text("Correction %(number)d") % {"number": row},
                fields=[self[f"{part}_{row}"] for part in PARTS],
                is_folded=row > 1 and not any(self[f"{part}_{row}"].value() for part in PARTS),
            )
            for row in ROWS
        ]

    def clean(self) -> dict[str, Any]:
        """Each correction says what it is about and what becomes of it; there is at least one."""
        cleaned = super().clean() or {}
        for row in ROWS:
            self._clean_row(row)
        if not self.errors and not self.changes():
            self.add_error("what_1", _text("Record at least one correction."))
        return cleaned

    def changes(self) -> list[Change]:
        """The corrections that were filled in."""
        rows = [[self.cleaned_data.get(f"{part}_{row}", "") for part in PARTS] for row in ROWS]
        return [
            Change(what=what, old_value=old, new_value=new, statement=statement)
            for what, old, new, statement in rows
            if what
        ]

    def _clean_row(self, row: int) -> None:
        what, old, new, statement = (self.cleaned_data.get(f"{part}_{row}") for part in PARTS)
        if not any((what, old, new, statement)):
            return
        if not what and not self.has_error(f"what_{row}"):
            self.add_error(f"what_{row}", _text("Say what is corrected, such as the address."))
        if not new and not statement:
            self.add_error(f"new_{row}", _text("Write the new value, or a statement."))

    def run(self) -> None:
        """Correct. Raises Refused."""
        correct(self.case.pk, changes=self.changes(), actor=self.actor)


def _value(label: Any, help_text: Any = "") -> forms.CharField:
    return forms.CharField(
        label=label,
        help_text=help_text,
        required=False,
        max_length=LONGEST_TEXT,
        widget=forms.Textarea(attrs={"rows": 2}),
    )
