"""Refuse, or propose to (GDPR Art. 12(4))."""

from collections.abc import Iterable
from typing import Any

from django import forms
from django.db.models import Model
from django.utils.translation import gettext as _text
from django.utils.translation import gettext_lazy as _

from config.clock import today
from requests_app.admin.forms.base import MachineStep, Place, Situation, Standing, long_text
from requests_app.admin.forms.grounds import GroundsForm
from requests_app.models import request_guards as guards
from requests_app.services.redate import refuse_by_without_pauses
from requests_app.services.refuse import refuse
from requests_app.written import written


class RefuseForm(GroundsForm, MachineStep):
    """Refuse the request."""

    name = "refuse"
    title = _("Refuse the request")
    button = _("Refuse")
    does = _(
        "Closes the request as refused; where this organisation asks for a second person, it is "
        "laid before the supervisors first."
    )
    tells = _(
        "The person gets your reasons and grounds, and how to complain to the supervisory "
        "authority and go to court."
    )
    done = _("The refusal was recorded.")
    place = Place.END
    ends = True
    transitions = ("refuse", "propose_refusal")
    fulfils = (guards.decision_refuses, guards.refusal_is_reasoned, guards.approval_not_needed)

    reasoning = long_text(
        label=_("Your reasons, as the person will read them"),
        help_text=_("Concrete, and for each part of the data."),
    )

    @classmethod
    def standing(cls, at: Situation, target: Model) -> Standing | None:
        """Never for a duty to stop, which knows no refusal (Art. 7(3), 21(3))."""
        standing = super().standing(at, target)
        if standing and str(guards.no_marketing_in_it.why) in standing.obstacles:
            return None
        return standing

    def clean(self) -> dict[str, Any]:
        """A refusal rests on a ground."""
        cleaned = super().clean() or {}
        if not self.errors and not self.grounds():
            raise forms.ValidationError(_text("Name at least one ground, with its facts."))
        return cleaned

    def to_know(self) -> Iterable[tuple[str, str]]:
        """The last day to refuse is never extended."""
        rows = [(_text("Last day to refuse"), written(self.case.refuse_by))]
        undisputed = refuse_by_without_pauses(self.case)
        if undisputed != self.case.refuse_by:
            rows.append(
                (_text("Last day to refuse if no pause were to count"), written(undisputed))
            )
        if self.case.refuse_by < today(self.case.submission.controller.time_zone):
            rows.append(
                (
                    _text("This refusal is late"),
                    _text(
                        "A refusal had to be told within the first month; an extension does not "
                        "move that day (Art. 12(4)). Refuse without further delay, or do what was "
                        "asked."
                    ),
                )
            )
        return rows

    def run(self) -> None:
        """Refuse. Raises Refused."""
        refuse(
            self.case.pk,
            reasoning=self.cleaned_data["reasoning"],
            grounds=self.grounds(),
            actor=self.actor,
        )
