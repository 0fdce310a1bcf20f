"""Fields for what of the registers' information concerns this person."""

from collections.abc import Sequence
from typing import Any

from django import forms
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from requests_app.admin.forms.base import LONGEST_TEXT, Group, StepForm
from requests_app.fulfilment.article_15 import RegisterInformation
from requests_app.fulfilment.tailor import PARTS, Tailoring, line_key

HEADINGS: dict[str, str | Promise] = {
    "purposes": _("Purposes"),
    "data_categories": _("Categories of data"),
    "recipients": _("Recipients"),
    "retention": _("How long data are kept"),
    "sources": _("Sources"),
}
LEFT_OUT = "left_out_"
FURTHER = "further_"


def offer_tailoring(form: StepForm, registers: Sequence[RegisterInformation]) -> None:
    """Two fields for each register: what does not concern the person, and who else got data."""
    for info in registers:
        form.fields[f"{LEFT_OUT}{info.version_id}"] = forms.MultipleChoiceField(
            label=_("What of this does not concern the person?"),
            choices=[(HEADINGS[part], _choices(info, part)) for part in PARTS],
            widget=forms.CheckboxSelectMultiple,
            required=False,
            help_text=_("What you tick is left out. Without any purpose the register is too."),
        )
        form.fields[f"{FURTHER}{info.version_id}"] = forms.CharField(
            label=_("Who else has received data about this person? (optional)"),
            widget=forms.Textarea(attrs={"rows": 3}),
            required=False,
            max_length=LONGEST_TEXT,
            help_text=_("By name, one on each line (CJEU C-154/21)."),
        )


def tailoring_groups(form: StepForm, registers: Sequence[RegisterInformation]) -> list[Group]:
    """The fields, register by register; unfolded where something was chosen or is wrong."""
    groups = []
    for info in registers:
        fields = [form[f"{start}{info.version_id}"] for start in (LEFT_OUT, FURTHER)]
        groups.append(
            Group(
                legend=_("What concerns this person: %(register)s") % {"register": info.name.text},
                help_text=_(
                    "The answer is about this person, not a copy of the notice (Art. 15(1)). It "
                    "names everybody who has received data about them."
                ),
                fields=fields,
                is_folded=not any(bound.errors or bound.value() for bound in fields),
            )
        )
    return groups


def tailoring_of(cleaned: dict[str, Any], registers: Sequence[RegisterInformation]) -> Tailoring:
    """What was chosen."""
    left_out: set[str] = set()
    further: dict[int, list[str]] = {}
    for info in registers:
        left_out.update(cleaned.get(f"{LEFT_OUT}{info.version_id}") or ())
        lines = (cleaned.get(f"{FURTHER}{info.version_id}") or "").splitlines()
        further[info.version_id] = [line.strip() for line in lines if line.strip()]
    return Tailoring(left_out=frozenset(left_out), further_recipients=further)


def _choices(info: RegisterInformation, part: str) -> list[tuple[str, str]]:
    return [
        (line_key(info, part, index), line.text) for index, line in enumerate(getattr(info, part))
    ]
