"""Which proof of identity fits a case: by its rights and by its registers' data and policies."""

from dataclasses import dataclass

from registers_app.models import Register, RegisterVersion
from requests_app.domain.identity import (
    GIVES_DATA,
    Fitting,
    Level,
    fitting,
    strictest,
)
from requests_app.domain.rights import Right
from requests_app.models import IdentityCheck, RightsRequest, Submission, versions_concerned


@dataclass(frozen=True, kw_only=True)
class Needed:
    """What fits, whether sensitive data would be given out, and the registers' own words."""

    fitting: Fitting
    gives_sensitive_data: bool
    registers: tuple[Register, ...]
    may_touch_payment: bool


def needed_proof(
    check: IdentityCheck, *, touches_payment: bool = False, to_ask: bool = False
) -> Needed:
    """What fits the open requests of a check's submission.

    *touches_payment*: a bank account or an address is to be corrected. *to_ask*: only those for
    which proof may be asked (GDPR Art. 12(6)).
    """
    requests = [
        request
        for request in RightsRequest.objects.filter(submission=check.submission_id)
        if not request.is_closed and not request.is_part
    ]
    asking = [request for request in requests if request.may_ask_identity or not to_ask]
    rows = [(request, versions_concerned(request)) for request in asking]
    # Where somebody is who must not be found is a location, whatever the register says of it.
    is_hidden = check.submission.protected_identity
    registers = {each.register.pk: each.register for _request, found in rows for each in found}
    return Needed(
        fitting=strictest(
            _fits(*row, is_hidden=is_hidden, touches_payment=touches_payment) for row in rows
        ),
        gives_sensitive_data=any(
            Right(request.right) in GIVES_DATA and (is_hidden or _is_sensitive(found))
            for request, found in rows
        ),
        registers=tuple(registers.values()),
        may_touch_payment=any(request.right == Right.RECTIFICATION for request in asking),
    )


def _fits(
    request: RightsRequest,
    versions: list[RegisterVersion],
    *,
    is_hidden: bool,
    touches_payment: bool,
) -> Fitting:
    """Of a request about several registers, what fits the strictest of them."""
    right, scope = Right(request.right), request.objection_scope
    is_hidden = is_hidden and right in GIVES_DATA
    if not versions:
        return fitting(right, scope=scope, is_sensitive=is_hidden, touches_payment=touches_payment)
    return strictest(
        fitting(
            right,
            scope=scope,
            is_sensitive=is_hidden or _is_sensitive([version]),
            touches_payment=touches_payment,
            own=_own_level(version.register),
        )
        for version in versions
    )


def _is_sensitive(versions: list[RegisterVersion]) -> bool:
    return any(row.is_sensitive for version in versions for row in version.data_categories.all())


def _own_level(register: Register) -> Level | None:
    return None if register.identity_level is None else Level(register.identity_level)


def registers_of(submission: Submission) -> tuple[Register, ...]:
    """The registers whose policies speak where proof is asked for."""
    return needed_proof(submission.identity_check, to_ask=True).registers
