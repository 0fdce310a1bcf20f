"""Fields for the grounds of a refusal: one for each ground of the right, with its facts."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django import forms
from django.forms.boundfield import BoundField
from django.utils.translation import gettext as _text
from django.utils.translation import gettext_lazy as _

from registers_app.domain.languages import pick
from registers_app.models import Purpose
from requests_app.admin.forms.base import LONGEST_TEXT, StepForm
from requests_app.admin.forms.ground_words import FACTS_NEEDED
from requests_app.domain.grounds import (
    GROUNDS_OF,
    OF_THE_WHOLE,
    PROVEN_BY_THE_CONTROLLER,
    RESTING_ON_A_LAW,
    RefusalGround,
)
from requests_app.domain.rights import Right
from requests_app.models import LONGEST_LAW, GroundChoice, purposes_concerned
from requests_app.services.decide import Ground
from requests_app.written import reader_language

PREFIX = "ground_"
ABOUT = "about_"
LAW = "law_"
PROOF = "proof_"
GROUND_FIELDS = (PREFIX, ABOUT, LAW, PROOF)


@dataclass(frozen=True, kw_only=True)
class GroundFields:
    """One ground: its facts, and what else it needs: a law, a proof, the purpose it is about."""

    facts: BoundField
    more: Sequence[BoundField]


class GroundsForm(StepForm):
    """A step that may name grounds: whoever gives facts for a ground relies on it."""

    grounds_title = _("Grounds")
    grounds_help = _(
        "Write the facts under each ground that you rely on, and leave the others empty. "
        "The person reads them. The law knows no other ground for this right."
    )
    grounds_are_folded = False

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.purposes = purposes_concerned(self.case)
        purposes = [(str(row.pk), name_of(row)) for row in self.purposes]
        for code in GROUNDS_OF[Right(self.case.right)]:
            self._add_ground(code, purposes=purposes)

    def ground_fields(self) -> Sequence[GroundFields]:
        """The fields of the grounds."""
        return [
            GroundFields(facts=self[PREFIX + code], more=self._more(code)) for code in self._codes()
        ]

    def plain_fields(self) -> list[BoundField]:
        """All other fields."""
        return [bound for bound in super().plain_fields() if not _is_ground(bound.name)]

    def grounds_open(self) -> bool:
        """Whether the grounds are shown unfolded: always, unless they are rarely needed."""
        typed = any(self[PREFIX + code].value() for code in self._codes())
        has_fault = self.is_bound and bool(self.errors)
        return typed or has_fault or not self.grounds_are_folded

    def grounds(self) -> list[Ground]:
        """The grounds that have facts."""
        return [
            Ground(
                code=RefusalGround(code),
                facts=self.cleaned_data[PREFIX + code],
                purpose_id=int(self.cleaned_data.get(ABOUT + code) or 0) or None,
                law=self.cleaned_data.get(LAW + code, ""),
                proof=self.cleaned_data.get(PROOF + code, ""),
            )
            for code in self._codes()
            if self.cleaned_data.get(PREFIX + code)
        ]

    def clean(self) -> dict[str, Any]:
        """A ground that is relied on has all that it needs."""
        cleaned = super().clean() or {}
        for code in self._codes():
            if cleaned.get(PREFIX + code):
                self._clean_ground(code)
        return cleaned

    def require_reasons(self, *, grounds: Sequence[Ground]) -> None:
        """What is not given is told with reasons, grounds and facts (Art. 12(4))."""
        if not self.cleaned_data.get("reasoning") and not self.has_error("reasoning"):
            self.add_error("reasoning", _text("A refusal needs its reasons (Art. 12(4))."))
        if not grounds:
            self.add_error(None, _text("Name at least one ground, with its facts."))

    def _codes(self) -> list[str]:
        names = [name for name in self.fields if name.startswith(PREFIX)]
        return [name.removeprefix(PREFIX) for name in names]

    def _more(self, code: str) -> list[BoundField]:
        return [self[start + code] for start in (LAW, PROOF, ABOUT) if start + code in self.fields]

    def _add_ground(self, code: RefusalGround, *, purposes: list[tuple[str, str]]) -> None:
        self.fields[PREFIX + code.value] = few_lines(
            GroundChoice(code.value).label, FACTS_NEEDED[code]
        )
        if code in RESTING_ON_A_LAW:
            self.fields[LAW + code.value] = law_field()
        if code in PROVEN_BY_THE_CONTROLLER:
            self.fields[PROOF + code.value] = few_lines(
                _("How can you prove it to an authority?"),
                _(
                    "The burden of proof is yours (Art. 12(5)). For the record; the person does "
                    "not read this."
                ),
            )
        if len(purposes) > 1 and code not in OF_THE_WHOLE:
            self.fields[ABOUT + code.value] = forms.ChoiceField(
                label=_("For which purpose?"),
                required=False,
                choices=[("", _("the request as a whole")), *purposes],
            )

    def _clean_ground(self, code: str) -> None:
        needed = {
            LAW: _text("This ground rests on a law: name the act and its section."),
            PROOF: _text("You have to be able to prove this ground (Art. 12(5)): say how."),
        }
        for start, sentence in needed.items():
            name = start + code
            if name in self.fields and not self.cleaned_data.get(name) and not self.has_error(name):
                self.add_error(name, sentence)


def law_field() -> forms.CharField:
    """A field for an act and its section."""
    return forms.CharField(
        label=_("Law and section"),
        help_text=_("For example: Accounting Act 1336/1997, chapter 2, section 10."),
        required=False,
        max_length=LONGEST_LAW,
    )


def few_lines(label: Any, help_text: Any) -> forms.CharField:
    """A field for a few lines that may stay empty."""
    return forms.CharField(
        label=label,
        help_text=help_text,
        required=False,
        max_length=LONGEST_TEXT,
        widget=forms.Textarea(attrs={"rows": 2}),
    )


def name_of(purpose: Purpose) -> str:
    """The purpose's name for who works on it."""
    return str(pick(purpose.names, language=reader_language()).text)


def _is_ground(name: str) -> bool:
    return name.startswith(GROUND_FIELDS)
