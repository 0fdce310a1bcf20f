"""Attacks on what was handed to a controller that answers."""

from requests_app.models import Assistance, HandOver
from tests.invariants.attacks.attack import (
    ASSISTANCE,
    HAND_OVER,
    NOON,
    Attack,
    after,
    copied,
    never_deleted,
    update,
    updated,
)

DELIVERED = updated(
    ASSISTANCE, f"delivered_at = {NOON}, delivered_by_id = 1, proof = 'Sent.'", "assistance"
)

ATTACKS: dict[str, list[Attack]] = {
    "assistance_of_what_was_forwarded": [copied(Assistance, "assistance", request_id="@access")],
    "assistance_kind_known": [copied(Assistance, "assistance", kind="decide")],
    "assistance_on_an_instruction": [copied(Assistance, "assistance", instruction="")],
    "assistance_born_open": [
        copied(
            Assistance,
            "assistance",
            delivered_at="2026-03-02T12:00:00Z",
            delivered_by_id=1,
            proof="x",
        )
    ],
    "assistance_delivered_with_proof": [
        update(ASSISTANCE, f"delivered_at = {NOON}, delivered_by_id = 1", "assistance"),
        update(ASSISTANCE, "proof = 'x'", "assistance"),
    ],
    "assistance_delivered_once": [
        after([DELIVERED], update(ASSISTANCE, change, "assistance"))
        for change in ("proof = 'y'", "delivered_at = NULL, delivered_by_id = NULL, proof = ''")
    ],
    "assistance_keeps_its_instruction": [
        update(ASSISTANCE, "instruction = 'Erase everything.'", "assistance"),
        update(ASSISTANCE, "kind = 'erase'", "assistance"),
    ],
    "assistance_unlawful_once_told": [update(ASSISTANCE, "unlawful = true", "assistance")],
    "assistance_never_deleted": never_deleted(ASSISTANCE, "assistance"),
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
