"""The person has the time for fetching an answer begin anew, while the copy is there.

It never outlives the material of the case (GDPR Art. 5(1)(e), domain/retention.py).
"""

from datetime import datetime, time, timedelta
from zoneinfo import ZoneInfo

from django.db import transaction
from django.utils.translation import gettext as _

from config.clock import now
from registers_app.domain.actors import Actor, ActorKind
from requests_app.domain.retention import FETCH_DAYS, MATERIAL_DAYS
from requests_app.models import DisclosurePackage
from requests_app.services.errors import NotPermitted, NotPossible
from requests_app.services.fetch import still_fetchable
from requests_app.services.perform import lock_case
from requests_app.services.record import record

# A gain below this is none: the button pressed twice moves nothing the second time.
LEAST_GAIN = timedelta(days=1)


@transaction.atomic
def renew(package_id: int, *, actor: Actor) -> DisclosurePackage:
    """Move the end of a package. Raises NotPermitted for another's; NotPossible for no gain."""
    case = lock_case(DisclosurePackage, package_id)
    if actor.kind is not ActorKind.SUBJECT or actor.id != case.pk:
        raise NotPermitted
    package = DisclosurePackage.objects.select_related("request__submission__controller").get(
        pk=package_id
    )
    until = renewed_until(package) if still_fetchable(case, [package]) else None
    if until is None:
        raise NotPossible(_("The time for fetching the answer cannot be prolonged now."))
    package.expires_at = until
    package.save(update_fields=["expires_at"])
    record(
        submission_id=case.pk,
        event="package.renewed",
        actor=actor,
        request_id=package.request_id,
        facts={"package": package.pk, "until": until.isoformat()},
    )
    return package


def renewed_until(package: DisclosurePackage) -> datetime | None:
    """When a package ends if it is renewed now; None where that gains not even a day."""
    closed_on, end = package.request.closed_on, package.expires_at
    if closed_on is None or end is None:
        return None
    zone = ZoneInfo(package.request.submission.controller.time_zone)
    gone = datetime.combine(closed_on + timedelta(days=MATERIAL_DAYS), time.min, tzinfo=zone)
    last = gone - timedelta(seconds=1)  # the day that is told is one on which it is still there
    until = min(now() + timedelta(days=FETCH_DAYS), last)
    return until if until - end >= LEAST_GAIN else None
