"""Attacks on what was handed to a controller that answers."""

from requests_app.models import HandOver
from tests.invariants.attacks.attack import (
    HAND_OVER,
    NOON,
    Attack,
    after,
    copied,
    never_deleted,
    update,
    updated,
)

ATTACKS: dict[str, list[Attack]] = {
    "hand_over_of_what_was_forwarded": [copied(HandOver, "hand_over", request_id="@access")],
    "hand_over_once": [copied(HandOver, "hand_over")],
    "hand_over_born_unopened": [
        copied(HandOver, "hand_over", entry_number=4, **{column: "2026-03-02T12:00:00Z"})
        for column in ("opened_at", "confirmed_at")
    ],
    "hand_over_opened_once": [
        after(
            [updated(HAND_OVER, f"opened_at = {NOON}", "hand_over")],
            update(HAND_OVER, "opened_at = NULL", "hand_over"),
        )
    ],
    "hand_over_confirmed_once": [
        after(
            [updated(HAND_OVER, f"confirmed_at = {NOON}", "hand_over")],
            update(HAND_OVER, "confirmed_at = NULL", "hand_over"),
        )
    ],
    "hand_over_keeps_its_case": [
        update(HAND_OVER, "sent_at = sent_at + interval '1 day'", "hand_over"),
        update(HAND_OVER, "request_id = %(access)s", "hand_over"),
    ],
    "hand_over_never_deleted": never_deleted(HAND_OVER, "hand_over"),
}
