"""When the proof of identity came that lies here and waits to be looked at."""

from datetime import date, datetime
from zoneinfo import ZoneInfo

from requests_app.models import IdentityCheck


def proof_came_at(check: IdentityCheck) -> datetime | None:
    """The instant at which the last of it came; None: nothing waits to be looked at."""
    kept = check.evidence.filter(destroyed_at=None)
    files = kept.order_by("-received_at").values_list("received_at", flat=True)[:1]
    done = check.sign_ins.filter(signed_in_at__isnull=False, destroyed_at=None)
    sign_ins = done.order_by("-signed_in_at").values_list("signed_in_at", flat=True)[:1]
    return max([*files, *(each for each in sign_ins if each)], default=None)


def proof_came_on(check: IdentityCheck) -> date | None:
    """The same as a local day of the controller."""
    moment = proof_came_at(check)
    zone = ZoneInfo(check.submission.controller.time_zone)
    return moment.astimezone(zone).date() if moment else None
