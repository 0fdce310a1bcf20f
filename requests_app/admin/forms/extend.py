"""Extend the time by two further months (GDPR Art. 12(3))."""

from collections.abc import Iterable
from typing import Any

from django import forms
from django.utils.translation import gettext as _text
from django.utils.translation import gettext_lazy as _

from config.clock import today
from requests_app.admin.forms.base import Place, Situation, Standing, StepForm, long_text
from requests_app.models import Extension, ExtensionCause
from requests_app.services.errors import NotPossible
from requests_app.services.extend import check_extendable, due_if_extended, extend
from requests_app.services.redate import dates_of
from requests_app.written import written


class ExtendForm(StepForm):
    """Extend the time."""

    name = "extend"
    title = _("Extend the time")
    button = _("Extend the time")
    does = _(
        "The due date moves to three months after the receipt, once. It must be necessary "
        "because this request is complex or one of many from this person; a lack of staff is "
        "no reason."
    )
    tells = _("The person is told now, with your reasons and the new date.")
    done = _("The time was extended and the person was told.")
    place = Place.CLOCK

    reason = long_text(
        label=_("Why is one month not enough?"),
        help_text=_(
            "The person reads this. Name what makes this request take longer, for example "
            "others’ data to be taken out of many documents."
        ),
    )

    cause = forms.ChoiceField(
        label=_("In one word, for the reports"),
        choices=ExtensionCause.choices,
        widget=forms.RadioSelect,
    )

    promised_on = forms.DateField(
        label=_("A day that you promise, if it is earlier"),
        required=False,
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
        help_text=_(
            "Extend no longer than is necessary. The person reads this day, and the house works "
            "to it; the lawful last day stays as it is. Empty: the whole of three months."
        ),
    )

    @classmethod
    def standing(cls, at: Situation, target: Any) -> Standing | None:
        """Once, within the first month."""
        if at.case.is_closed or not at.may_handle or not at.we_answer:
            return None
        if not at.case.rules.extendable or at.case.knows_no_month:
            return None
        if Extension.objects.filter(request=at.case).exists():
            return None
        try:
            check_extendable(at.case)
        except NotPossible as refusal:
            return Standing(obstacles=tuple(refusal.reasons))
        return Standing()

    def to_know(self) -> Iterable[tuple[str, str]]:
        """The date now and then."""
        dates = dates_of(self.case)
        rows = [
            (_text("Due now"), written(dates.due_on or dates.base_due_on)),
            (_text("Due after the extension"), written(due_if_extended(self.case))),
            (_text("Last day to tell the person"), written(dates.base_due_on)),
            (_text("Last day to refuse, which no extension moves"), written(dates.refuse_by)),
        ]
        if today(self.case.submission.controller.time_zone) > dates.safe_on:
            rows.append(
                (
                    _text("This may be disputed"),
                    _text(
                        "The safe date has passed. An extension that is told now stands only if "
                        "the weekend, the holiday or the pause that moved the last day does."
                    ),
                )
            )
        return rows

    def run(self) -> None:
        """Extend. Raises Refused."""
        extend(
            self.case.pk,
            reason=self.cleaned_data["reason"],
            cause=ExtensionCause(self.cleaned_data["cause"]),
            promised_on=self.cleaned_data["promised_on"],
            actor=self.actor,
        )
