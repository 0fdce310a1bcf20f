"""Date open requests anew when a holiday table, or the clock of their controller, has changed.

Idempotent, and no loop over all requests: one query tells by what the open ones were counted, and
only those that were counted by something else are taken up, each under the lock of its case. What
changes goes to the audit, as with every other change of dates.
"""

from collections.abc import Iterator

from django.db import transaction
from django.db.models import QuerySet

from registers_app.domain.actors import SYSTEM
from requests_app.models import RightsRequest, Submission
from requests_app.selectors import IS_OPEN
from requests_app.services.perform import lock_case
from requests_app.services.redate import counted_by, redate


def redate_stale() -> int:
    """Date every open request anew whose dates are stale; returns how many."""
    stale = [pk for requests in _stale() for pk in requests.values_list("pk", flat=True)]
    return sum(_redate(pk) for pk in stale)


def _stale() -> Iterator[QuerySet[RightsRequest]]:
    """The stale requests, one set for each register and way of counting."""
    groups = (
        RightsRequest.objects.filter(IS_OPEN)
        .order_by()
        .values_list("submission__controller", "submission__register", "holiday_version")
        .distinct()
    )
    for controller, register, version in groups:
        submission = Submission(controller_id=controller, register_id=register)
        if counted_by(submission) != version:
            yield RightsRequest.objects.filter(
                IS_OPEN,
                submission__controller=controller,
                submission__register=register,
                holiday_version=version,
            ).order_by("pk")


@transaction.atomic
def _redate(pk: int) -> bool:
    case = lock_case(RightsRequest, pk)
    request = RightsRequest.objects.select_for_update(no_key=True).get(pk=pk)
    # Somebody may have closed it, or dated it anew, while the lock was not had.
    if request.is_closed or request.holiday_version == counted_by(case):
        return False
    redate(request, actor=SYSTEM)
    return True
