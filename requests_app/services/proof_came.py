"""When the proof of identity came that lies here and waits to be looked at."""

from datetime import date, datetime
from zoneinfo import ZoneInfo

from requests_app.models import IdentityCheck


def proof_came_at(check: IdentityCheck) -> datetime | None:
    """The instant at which the last file of it came; None: nothing waits to be looked at."""
    kept = check.evidence.filter(destroyed_at=None)
    return kept.order_by("-received_at").values_list("received_at", flat=True).first()


def proof_came_on(check: IdentityCheck) -> date | None:
    """The same as a local day of the controller."""
    moment = proof_came_at(check)
    zone = ZoneInfo(check.submission.controller.time_zone)
    return moment.astimezone(zone).date() if moment else None
