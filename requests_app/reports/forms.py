"""What a reader of the report chooses: period, organisation and grouping."""

from collections.abc import Sequence
from datetime import date
from typing import Any
from urllib.parse import urlencode

from django import forms
from django.http import QueryDict
from django.utils.translation import gettext as _text
from django.utils.translation import gettext_lazy as _

from config.clock import today
from registers_app.models import Controller
from requests_app.reports.grouping import GROUPINGS, Group
from requests_app.reports.period import Basis, Period, Preset, preset

PRESETS = {
    Preset.MONTH: _("this month"),
    Preset.LAST_MONTH: _("last month"),
    Preset.QUARTER: _("this quarter"),
    Preset.YEAR: _("this year"),
    Preset.TWELVE_MONTHS: _("last 12 months"),
}
EARLIEST = date(2000, 1, 1)
LATEST = date(2999, 12, 31)


class ReportForm(forms.Form):
    """From a day to a day, of one organisation or of all, by a group."""

    first = forms.DateField(
        label=_("From"), widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")
    )
    last = forms.DateField(
        label=_("To"), widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")
    )
    basis = forms.ChoiceField(
        label=_("Day of"),
        choices=[(Basis.RECEIVED, _("receipt")), (Basis.CLOSED, _("closing"))],
        required=False,
    )
    group = forms.ChoiceField(
        label=_("Grouped"),
        choices=[(group, grouping.title) for group, grouping in GROUPINGS.items()],
        required=False,
    )
    controller = forms.ChoiceField(label=_("Organisation"), required=False)

    def __init__(self, *args: Any, controllers: Sequence[Controller], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = self.fields["controller"]
        assert isinstance(field, forms.ChoiceField)
        field.choices = [
            ("", _("all")),
            *((str(controller.pk), controller.name) for controller in controllers),
        ]

    def clean(self) -> dict[str, Any]:
        """The period does not end before it begins, and lies in a time that has years."""
        cleaned = super().clean() or {}
        first, last = cleaned.get("first"), cleaned.get("last")
        if first and last and last < first:
            self.add_error("last", _text("The period ends before it begins."))
        for name, day in (("first", first), ("last", last)):
            if day and not EARLIEST <= day <= LATEST:
                self.add_error(name, _text("There is no such year here."))
        return cleaned


class Choice:
    """What was chosen, with the year so far where nothing, or nothing sensible, was."""

    def __init__(self, data: QueryDict, *, controllers: Sequence[Controller]) -> None:
        self.offered = controllers
        self.today = today(controllers[0].time_zone)
        is_bound = "first" in data
        first, last = preset(Preset.YEAR, day=self.today)
        initial: dict[str, Any] = {
            "first": first,
            "last": last,
            "basis": Basis.RECEIVED.value,
            "group": Group.CONTROLLER.value,
            "controller": "",
        }
        self.form = ReportForm(data if is_bound else None, initial=initial, controllers=controllers)
        values = self.form.cleaned_data if is_bound and self.form.is_valid() else initial
        self.period = Period(
            first=values["first"],
            last=values["last"],
            basis=Basis(values["basis"] or Basis.RECEIVED),
        )
        self.group = Group(values["group"] or Group.CONTROLLER)
        self.controllers = [
            controller
            for controller in controllers
            if values["controller"] in ("", str(controller.pk))
        ]

    @property
    def only(self) -> Controller | None:
        """The one organisation that was chosen; None: all of them."""
        return self.controllers[0] if len(self.controllers) < len(self.offered) else None

    def query(self, *, period: tuple[date, date] | None = None) -> str:
        """The same choice in an address, perhaps with another period."""
        first, last = period or (self.period.first, self.period.last)
        return urlencode(
            {
                "first": first,
                "last": last,
                "basis": self.period.basis.value,
                "group": self.group.value,
                "controller": self.only.pk if self.only else "",
            }
        )

    def presets(self) -> list[tuple[str, str, bool]]:
        """The periods that are asked for most: name, address, and whether it is the one chosen."""
        chosen = (self.period.first, self.period.last)
        found = [(name, preset(one, day=self.today)) for one, name in PRESETS.items()]
        return [(str(name), f"?{self.query(period=days)}", days == chosen) for name, days in found]
