"""Attacks on how long the file of a case is kept."""

from requests_app.models import CaseHold
from tests.invariants.attacks.attack import (
    NOON,
    REQUEST,
    SUBMISSION,
    WITHDRAWN,
    Attack,
    after,
    copied,
    never_deleted,
    update,
    updated,
)

HOLD = "requests_app_casehold"
RELEASED = updated(HOLD, f"released_at = {NOON}, released_by_id = 1", "hold")
CLOSED_CASE = f"UPDATE {REQUEST} SET {WITHDRAWN} WHERE submission_id = %(other_submission)s"
FAR = "'2040-01-01 12:00+00'"  # long after any time of keeping
ALL = "material_purged_at = {0}, contacts_purged_at = {0}, purged_at = {0}"


def _erased(what: str) -> str:
    """The case whose request was closed gets these marks."""
    return updated(SUBMISSION, what, "other_submission")


def _early(column: str, too_early: str) -> list[Attack]:
    return [
        update(SUBMISSION, f"{column} = {FAR}", "submission"),  # requests are open
        after([CLOSED_CASE], Attack(sql=_erased(f"{column} = {too_early}"))),
        after([CLOSED_CASE, _erased(f"{column} = {FAR}")], Attack(sql=_erased(f"{column} = NULL"))),
    ]


ATTACKS: dict[str, list[Attack]] = {
    "submission_material_purged_in_time": _early("material_purged_at", "'2026-05-30 12:00+00'"),
    "submission_contacts_purged_in_time": _early("contacts_purged_at", "'2027-03-01 12:00+00'"),
    "submission_purged_in_time": [
        after(
            [CLOSED_CASE, _erased(ALL.format(FAR).partition(", purged_at")[0])],
            Attack(sql=_erased("purged_at = '2029-03-01 12:00+00'")),
        ),
    ],
    "submission_erased_by_and_by": [
        after([CLOSED_CASE], Attack(sql=_erased(f"purged_at = {FAR}"))),
    ],
    "request_not_reopened_once_erased": [
        after(
            [CLOSED_CASE, _erased(ALL.format(FAR))],
            update(
                REQUEST, "state = 'assessing', closed_at = NULL, closed_on = NULL", "other_request"
            ),
        )
    ],
    "hold_has_its_reason": [copied(CaseHold, "hold", reason="", submission_id="@other_submission")],
    "hold_released_by_whom": [update(HOLD, f"released_at = {NOON}", "hold")],
    "hold_one_in_force": [copied(CaseHold, "hold")],
    "hold_never_deleted": never_deleted(HOLD, "hold"),
    "hold_born_in_force": [
        after([RELEASED], copied(CaseHold, "hold", released_at="2026-03-02T12:00:00Z"))
    ],
    "hold_released_for_good": [
        after([RELEASED], update(HOLD, "released_at = NULL, released_by_id = NULL", "hold"))
    ],
    "hold_keeps_its_start": [update(HOLD, "reason = 'Another.'", "hold")],
}
