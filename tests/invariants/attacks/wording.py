"""Attacks on an organisation's own words for letters."""

from notices_app.models import OwnWording
from tests.invariants.attacks.attack import (
    NOON,
    Attack,
    after,
    asleep,
    copied,
    never_deleted,
    update,
    updated,
)

WORDING = "notices_app_ownwording"
IN_FORCE = updated(
    WORDING, f"state = 'in_force', in_force_at = {NOON}, in_force_by_id = 1", "wording"
)

ATTACKS: dict[str, list[Attack]] = {
    "wording_number_once": [after([IN_FORCE], copied(OwnWording, "wording", state="draft"))],
    "wording_one_of_each": [copied(OwnWording, "wording", number=2)],
    "wording_state_known": [
        asleep(
            OwnWording,
            update(
                WORDING,
                f"state = 'secret', in_force_at = {NOON}, in_force_by_id = 1",
                "wording",
            ),
        )
    ],
    "wording_language_known": [copied(OwnWording, "wording", number=2, language="de")],
    "wording_one_line_subject": [
        update(WORDING, "subject = E'Hello\\nBcc: spy@example.org'", "wording"),
        update(WORDING, "body = ''", "wording"),
    ],
    "wording_in_force_by_whom": [update(WORDING, "state = 'in_force'", "wording")],
    "wording_born_a_draft": [
        copied(OwnWording, "wording", number=2, state=state) for state in ("in_force", "replaced")
    ],
    "wording_declared_transitions": [update(WORDING, "state = 'replaced'", "wording")],
    "wording_keeps_its_letter": [
        update(WORDING, "kind = 'extended'", "wording"),
        update(WORDING, "number = 7", "wording"),
    ],
    "wording_stays_as_it_was_sent": [
        after([IN_FORCE], update(WORDING, "body = 'Never mind.'", "wording")),
        after([IN_FORCE], update(WORDING, "subject = 'Never mind'", "wording")),
    ],
    "wording_never_deleted": never_deleted(WORDING, "wording"),
}
