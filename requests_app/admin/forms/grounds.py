"""Fields for the grounds of a refusal: one for each ground of the closed list, with its facts."""

from collections.abc import Iterable
from typing import Any

from django import forms
from django.forms.boundfield import BoundField
from django.utils.translation import gettext_lazy as _

from requests_app.admin.forms.base import LONGEST_TEXT, StepForm
from requests_app.domain.grounds import RefusalGround
from requests_app.models import GroundChoice
from requests_app.services.decide import Ground

PREFIX = "ground_"


class GroundsForm(StepForm):
    """A step that may name grounds: whoever gives facts for a ground relies on it."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for choice in GroundChoice:
            self.fields[PREFIX + choice.value] = forms.CharField(
                label=choice.label,
                required=False,
                max_length=LONGEST_TEXT,
                widget=forms.Textarea(attrs={"rows": 2}),
            )

    grounds_help = _(
        "Write the facts under each ground that you rely on, and leave the others empty. "
        "The person reads them. There is no other ground to refuse access."
    )

    def ground_fields(self) -> list[BoundField]:
        """The fields of the grounds."""
        return [self[name] for name in self.fields if name.startswith(PREFIX)]

    def plain_fields(self) -> list[BoundField]:
        """All other fields."""
        return [self[name] for name in self.fields if not name.startswith(PREFIX)]

    def grounds(self) -> list[Ground]:
        """The grounds that have facts."""
        return [
            Ground(code=RefusalGround(name.removeprefix(PREFIX)), facts=facts)
            for name, facts in self._given()
        ]

    def _given(self) -> Iterable[tuple[str, str]]:
        return [
            (name, facts)
            for name, facts in self.cleaned_data.items()
            if name.startswith(PREFIX) and facts
        ]
