"""Where a request came in first: a part of the intake."""

from datetime import UTC, date, datetime, time
from typing import Any
from zoneinfo import ZoneInfo

from django import forms
from django.utils.translation import gettext as _text
from django.utils.translation import gettext_lazy as _

from requests_app.models import WITH_TWO_MOMENTS, Arrival


class ArrivalFields(forms.Form):
    """Where it came in first, and the other of two moments. The intake has the organisation."""

    arrival = forms.ChoiceField(
        label=_("Where it came in first"),
        choices=Arrival.choices,
        widget=forms.RadioSelect,
        initial=Arrival.PROPER.value,
        required=False,
        help_text=_(
            "The clock starts there, for passing on inside takes no extra time. Only at an address "
            "that nobody could expect to be the right one does it start when the request reaches "
            "a proper one (EDPB Guidelines 01/2022 para. 54–55)."
        ),
    )
    other_on = forms.DateField(
        label=_("The other day"),
        required=False,
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
        help_text=_(
            "Only for the last two: when the processor passed it on, or when it came to the wrong "
            "address. Both moments are kept."
        ),
    )
    other_time = forms.TimeField(
        label=_("Its time"),
        required=False,
        widget=forms.TimeInput(attrs={"type": "time"}, format="%H:%M"),
    )

    def clean(self) -> dict[str, Any]:
        """Both moments where there are two, and one where there is one."""
        cleaned = super().clean() or {}
        arrival = Arrival(cleaned.get("arrival") or Arrival.PROPER)
        day, at = cleaned.get("other_on"), cleaned.get("other_time")
        has_two = arrival in WITH_TWO_MOMENTS
        if has_two and day is None and not self.has_error("other_on"):
            self.add_error("other_on", _text("Give both moments: they are kept."))
        cleaned["arrival"] = arrival
        cleaned["other_moment_at"] = self._moment(cleaned, day, at) if has_two else None
        return cleaned

    def _moment(self, cleaned: dict[str, Any], day: date | None, at: time | None) -> Any:
        controller = cleaned.get("controller")
        if controller is None or day is None:
            return None
        zone = ZoneInfo(controller.time_zone)
        return datetime.combine(day, at or time(12), tzinfo=zone).astimezone(UTC)
