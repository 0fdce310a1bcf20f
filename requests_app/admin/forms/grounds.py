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
from requests_app.domain.grounds import GROUNDS_OF, RefusalGround
from requests_app.domain.rights import Right
from requests_app.models import GroundChoice, purposes_concerned
from requests_app.services.decide import Ground
from requests_app.written import reader_language

PREFIX = "ground_"
ABOUT = "about_"


@dataclass(frozen=True, kw_only=True)
class GroundFields:
    """One ground: the facts, and the purpose that it is about where there are several."""

    facts: BoundField
    about: BoundField | None


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
            self.fields[PREFIX + code.value] = forms.CharField(
                label=GroundChoice(code.value).label,
                required=False,
                max_length=LONGEST_TEXT,
                widget=forms.Textarea(attrs={"rows": 2}),
            )
            if len(purposes) > 1:
                self.fields[ABOUT + code.value] = forms.ChoiceField(
                    label=_("For which purpose?"),
                    required=False,
                    choices=[("", _("the request as a whole")), *purposes],
                )

    def ground_fields(self) -> Sequence[GroundFields]:
        """The fields of the grounds."""
        return [
            GroundFields(facts=self[PREFIX + code], about=self._about(code))
            for code in self._codes()
        ]

    def plain_fields(self) -> list[BoundField]:
        """All other fields."""
        return [bound for bound in super().plain_fields() if not _is_ground(bound.name)]

    def grounds_open(self) -> bool:
        """Whether the grounds are shown unfolded: always, unless they are rarely needed."""
        typed = any(self[PREFIX + code].value() for code in self._codes())
        return typed or not self.grounds_are_folded

    def grounds(self) -> list[Ground]:
        """The grounds that have facts."""
        return [
            Ground(
                code=RefusalGround(code),
                facts=self.cleaned_data[PREFIX + code],
                purpose_id=int(self.cleaned_data.get(ABOUT + code) or 0) or None,
            )
            for code in self._codes()
            if self.cleaned_data.get(PREFIX + code)
        ]

    def require_reasons(self, *, grounds: Sequence[Ground]) -> None:
        """What is not given is told with reasons, grounds and facts (Art. 12(4))."""
        if not self.cleaned_data.get("reasoning") and not self.has_error("reasoning"):
            self.add_error("reasoning", _text("A refusal needs its reasons (Art. 12(4))."))
        if not grounds:
            self.add_error(None, _text("Name at least one ground, with its facts."))

    def _codes(self) -> list[str]:
        names = [name for name in self.fields if name.startswith(PREFIX)]
        return [name.removeprefix(PREFIX) for name in names]

    def _about(self, code: str) -> BoundField | None:
        return self[ABOUT + code] if ABOUT + code in self.fields else None


def name_of(purpose: Purpose) -> str:
    """The purpose's name for who works on it."""
    return str(pick(purpose.names, language=reader_language()).text)


def _is_ground(name: str) -> bool:
    return name.startswith((PREFIX, ABOUT))
