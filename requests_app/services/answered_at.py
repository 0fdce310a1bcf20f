"""When the person's answer came: the clock waits for the answer, never for our looking at it."""

from datetime import date, datetime, time
from zoneinfo import ZoneInfo

from django.utils.translation import gettext as _

from config.clock import now
from requests_app.models import Suspension
from requests_app.services.errors import NotPossible


def answered_at(suspension: Suspension, *, answered_on: date | None, time_zone: str) -> datetime:
    """The instant by which a suspension ends (EDPB Guidelines 01/2022 para. 159, ex. 31).

    *answered_on* is the day, local to the controller, on which the sufficient answer reached it;
    None: it has come just now. Raises NotPossible for a day before the question or after today.
    """
    moment = now()
    if answered_on is None:
        return moment
    zone = ZoneInfo(time_zone)
    asked_on = suspension.asked_at.astimezone(zone).date()
    if not asked_on <= answered_on <= moment.astimezone(zone).date():
        raise NotPossible(_("The answer came between the day of the question and today."))
    if answered_on == moment.astimezone(zone).date():
        return moment
    return max(suspension.asked_at, datetime.combine(answered_on, time.min, tzinfo=zone))
