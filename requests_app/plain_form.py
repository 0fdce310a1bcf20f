"""A form that keeps everything typed; errors are whole sentences that say what to do."""

from collections.abc import Callable, Mapping, Sequence
from typing import Any

from django import forms
from django.utils.functional import SimpleLazyObject
from django.utils.translation import gettext_lazy as _

from requests_app.option import Option
from requests_app.typed import invisible, without_invisible

INVISIBLE = _(
    "The text held an invisible character that cannot be kept. We have taken it out: "
    "check the text and continue."
)
TOO_LONG = _(
    "Write at most %(limit_value)d characters here; there are %(show_value)d now. "
    "You can send more by e-mail once we have your request."
)


class PlainForm(forms.Form):
    """A form that keeps everything typed and takes out what nothing can show, saying so."""

    use_required_attribute = False

    def __init__(self, data: Mapping[str, Any] | None = None, **more: Any) -> None:
        super().__init__(data, **more)
        self.options: dict[str, Sequence[Option]] = {}
        self._invisible: list[str] = []
        if data is not None:
            self.data = self._readable(data)

    def clean(self) -> dict[str, Any]:
        """Say which fields held characters that were taken out."""
        for name in self._invisible:
            self.add_error(name, str(INVISIBLE))
        return self.cleaned_data

    def typed(self) -> dict[str, str | list[str]]:
        """What was typed, field by field, for the draft."""
        return dict(self.data)

    def _offer(self, name: str, options: list[Option]) -> None:
        field = self.fields[name]
        assert isinstance(field, forms.ChoiceField)
        self.options[name] = options
        field.choices = [(option.value, option.label) for option in options]

    def _take_only(self, name: str, value: str, offer: Callable[[], list[Option]]) -> None:
        """*value* is known to be on the list, which is read where it is shown."""
        field = self.fields[name]
        assert isinstance(field, forms.ChoiceField)
        self.options[name] = SimpleLazyObject(offer)  # type: ignore[assignment]
        field.choices = [(value, value)]

    def _readable(self, data: Mapping[str, Any]) -> dict[str, str | list[str]]:
        values: dict[str, str | list[str]] = {}
        for name, field in self.fields.items():
            sent_as = self.add_prefix(name)
            value = field.widget.value_from_datadict(data, {}, sent_as)
            if value is None:
                continue
            values[sent_as] = value if isinstance(value, list) else self._line(name, str(value))
        return values

    def _line(self, name: str, text: str) -> str:
        many_lines = isinstance(self.fields[name].widget, forms.Textarea)
        if invisible(text, many_lines=many_lines):
            self._invisible.append(name)
            return without_invisible(text, many_lines=many_lines)
        return text
