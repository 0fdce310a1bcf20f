"""The day that would be the last if the clock started at the latest moment one can argue for."""

from copy import copy
from datetime import date

from requests_app.domain.rights import Right
from requests_app.models import Arrival, RightsRequest
from requests_app.services.redate import first_dates


def arguable_due_on(request: RightsRequest) -> date | None:
    """Where a back-office processor had it first: the last day counted from when it passed it on.

    The desk counts from the processor's receipt, for its slowness extends nothing (GDPR Art. 12(3),
    28(3)(e); EDPB Guidelines 07/2020). This day is shown beside, without pause or extension; a
    local day of the controller.
    """
    submission = request.submission
    if submission.arrival != Arrival.PROCESSOR or submission.other_moment_at is None:
        return None
    later = copy(submission)
    later.received_at = submission.other_moment_at
    return first_dates(later, right=Right(request.right), scope=request.objection_scope).due_on
