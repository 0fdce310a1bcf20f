"""Which form a line has: by its part, and the purposes’ own."""

from functools import cache
from typing import Any

from django import forms
from django.utils.text import capfirst
from django.utils.translation import gettext as _

from registers_app.admin.editor.facts import saved_bases
from registers_app.admin.editor.forms import LineForm, line_form_of
from registers_app.admin.texts import TextsFormField
from registers_app.domain.lawful_basis import ARTICLES, LawfulBasis
from registers_app.models import LawfulBasisChoice

ACTS = "acts_"
# What rests on one of these rests on a law, which is named (GDPR Art. 6(3)).
WITH_LAW = (LawfulBasis.LEGAL_OBLIGATION.value, LawfulBasis.PUBLIC_TASK.value)


class PurposeForm(LineForm):
    """A purpose. Beside each basis stands what it needs: the law, the interest, the way back."""

    def complete(self) -> None:
        """Ask for the bases after the text, and for the law of those that have one."""
        super().complete()
        saved = saved_bases(self.instance) if self.instance.pk else {}
        asked = [
            basis for basis in LawfulBasisChoice.values if basis in WITH_LAW or saved.get(basis)
        ]
        self.fields["bases"] = forms.MultipleChoiceField(
            choices=[(basis.value, _basis_name(basis)) for basis in LawfulBasisChoice],
            required=False,
            widget=forms.CheckboxSelectMultiple,
            label=capfirst(_("lawful bases")),
        )
        self.initial.setdefault("bases", list(saved))
        for basis in asked:
            name = f"{ACTS}{basis}"
            self.fields[name] = TextsFormField(label=_law_label(basis), required=False)
            self.initial.setdefault(name, saved.get(basis, {}))
        self.order_fields(["names", "bases", *(f"{ACTS}{basis}" for basis in asked)])

    def shown_with(self, name: str) -> str:
        """A law has a meaning with its basis."""
        return name.removeprefix(ACTS) if name.startswith(ACTS) else super().shown_with(name)

    def bases(self) -> dict[str, dict[str, str]]:
        """The bases that were ticked, each with the law that was named for it."""
        chosen = self.cleaned_data.get("bases") or []
        return {basis: self.cleaned_data.get(f"{ACTS}{basis}") or {} for basis in chosen}


@cache
def line_form(part: str) -> type[LineForm]:
    """The form for lines of a part."""
    return line_form_of(part, PurposeForm if part == "purposes" else LineForm)


def initial_copy(row: Any) -> dict[str, Any]:
    """What a new line begins with that is to be like *row*: all but its key."""
    initial = forms.model_to_dict(row, exclude=["key", "id", "version", "position"])
    if hasattr(row, "bases"):
        saved = saved_bases(row)
        initial["bases"] = list(saved)
        initial |= {f"{ACTS}{basis}": acts for basis, acts in saved.items()}
    return initial


def _basis_name(basis: LawfulBasisChoice) -> str:
    return _("%(basis)s (GDPR Art. %(article)s)") % {
        "basis": capfirst(str(basis.label)),
        "article": ARTICLES[LawfulBasis(basis.value)],
    }


def _law_label(basis: str) -> str:
    return _("Legal act for: %(basis)s") % {"basis": LawfulBasisChoice(basis).label}
