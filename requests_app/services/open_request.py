"""Open a request for one right of a submission, or a client's part of one, with its dates."""

from dataclasses import dataclass
from datetime import date

from config.clock import now
from registers_app.domain.actors import Actor
from registers_app.models import RegisterVersion
from registers_app.selectors import version_in_force
from requests_app.domain.details import Details
from requests_app.domain.rights import Right
from requests_app.models import RightsRequest, Submission
from requests_app.services.record import Happened
from requests_app.services.redate import columns, duties_of, first_dates


@dataclass(frozen=True, kw_only=True)
class Part:
    """What of an open request concerns a client's data; *client* is empty while nobody knows."""

    whole: RightsRequest
    about: str
    client: str


def open_request(
    submission: Submission,
    *,
    right: Right,
    scope: str,
    details: Details | None = None,
    part: Part | None = None,
) -> RightsRequest:
    """Open it on the clock of the submission's receipt. The caller puts it on record, in the
    transaction that holds the case.

    A part takes the handler of its whole along.
    """
    dates = first_dates(submission, right=right, scope=scope)
    is_part = part is not None
    request = RightsRequest.PROXIES[right.value](
        submission=submission,
        controller=submission.controller,
        right=right.value,
        objection_scope=scope,
        details=details.as_json() if details else {},
        register_version=_version(submission, on=dates.received_on),
        received_on=dates.received_on,
        changed_at=now(),
        part_of=part.whole if part else None,
        part_about=part.about if part else "",
        part_client=part.client if part else "",
        assignee=part.whole.assignee if part else None,
        **columns(dates, submission, right=right, scope=scope, is_part=is_part),
        **duties_of(submission, right=right, scope=scope, is_part=is_part),
    )
    request.save(force_insert=True)
    return request


def opened(request: RightsRequest, *, by: Actor) -> Happened:
    """What the chain keeps of it."""
    return Happened(
        event="request.opened",
        actor=by,
        request_id=request.pk,
        facts={"right": request.right, "due_on": str(request.due_on)},
    )


def _version(submission: Submission, *, on: date) -> RegisterVersion | None:
    return version_in_force(submission.register, on=on) if submission.register else None
