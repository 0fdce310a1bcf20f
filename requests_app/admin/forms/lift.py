"""Lift a restriction: announced to the person first (GDPR Art. 18(3)), then done."""

from collections.abc import Iterable
from typing import Any

from django import forms
from django.utils.translation import gettext as _text
from django.utils.translation import gettext_lazy as _

from config.clock import today
from requests_app.admin.forms.base import Place, Situation, Standing, StepForm, long_text
from requests_app.models import Restriction, RightsRequest
from requests_app.services.lift_restriction import announce_lifting, lift
from requests_app.written import written


class RestrictionStep(StepForm):
    """A step of one restriction. It lasts beyond the answer, and so do its steps."""

    place = Place.ROW
    has_target = True

    @classmethod
    def find(cls, case: RightsRequest, target_id: int | None) -> Restriction:
        """The restriction. Raises Restriction.DoesNotExist."""
        return case.restrictions.get(pk=target_id or 0)

    def to_know(self) -> Iterable[tuple[str, str]]:
        """Which restriction it is."""
        return [(_text("Restriction"), f"{self.target.get_ground_display()}: {self.target.facts}")]


class AnnounceLiftingForm(RestrictionStep):
    """Tell the person that the restriction will end."""

    name = "announce-lifting"
    title = _("Announce that the restriction ends")
    button = _("Announce the end")
    does = _(
        "The restriction may be lifted from that day on, and not before the person was told "
        "(Art. 18(3))."
    )
    tells = _("The person is told the day, and why the restriction ends.")
    done = _("The person was told.")

    lifts_on = forms.DateField(
        label=_("From which day on?"),
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
        help_text=_("Leave the person time to react, for example to go to court."),
    )
    reason = long_text(label=_("Why does it end?"), help_text=_("The person reads this."))

    @classmethod
    def standing(cls, at: Situation, target: Any) -> Standing | None:
        """While it is in force and not announced."""
        if not at.may_handle or target.lifted_at or target.announced_at:
            return None
        return Standing()

    def run(self) -> None:
        """Announce it. Raises Refused."""
        announce_lifting(
            self.target.pk,
            lifts_on=self.cleaned_data["lifts_on"],
            reason=self.cleaned_data["reason"],
            actor=self.actor,
        )


class LiftForm(RestrictionStep):
    """End the restriction."""

    name = "lift"
    title = _("Lift the restriction")
    button = _("Lift the restriction")
    does = _("The data may be used again. Have the data systems take off their marks.")
    done = _("The restriction was lifted.")
    is_lasting = True

    @classmethod
    def standing(cls, at: Situation, target: Any) -> Standing | None:
        """Once the day that was announced has come."""
        if not at.may_handle or target.lifted_at or not target.announced_at:
            return None
        if today(at.case.submission.controller.time_zone) < target.lifts_on:
            why = _text("Not before %(day)s, the day that the person was told.")
            return Standing(obstacles=(why % {"day": written(target.lifts_on)},))
        return Standing()

    def run(self) -> None:
        """Lift it. Raises Refused."""
        lift(self.target.pk, actor=self.actor)
