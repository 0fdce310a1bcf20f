"""Attacks on the list of addresses to leave alone."""

from requests_app.models import LeftAlone
from tests.invariants.attacks.attack import (
    NOON,
    Attack,
    after,
    copied,
    never_deleted,
    update,
    updated,
)

TABLE = "requests_app_leftalone"
OFF = f"ended_at = {NOON}, ended_by_id = 1, end_reason = 'consented'"
TAKEN_OFF = updated(TABLE, OFF, "left_alone")
OTHER = "b" * 64

ATTACKS: dict[str, list[Attack]] = {
    "left_alone_kind_known": [copied(LeftAlone, "left_alone", kind="fax", digest=OTHER)],
    "left_alone_keeps_a_digest_only": [
        copied(LeftAlone, "left_alone", digest="maija@example.org"),
        copied(LeftAlone, "left_alone", digest=""),
    ],
    "left_alone_ended_with_reason": [
        update(TABLE, f"ended_at = {NOON}", "left_alone"),
        update(TABLE, OFF.replace("consented", ""), "left_alone"),
        update(TABLE, OFF.replace("consented", "whim"), "left_alone"),
        update(TABLE, OFF.replace("ended_by_id = 1", "ended_by_id = NULL"), "left_alone"),
        update(TABLE, "end_reason = 'consented'", "left_alone"),
    ],
    "left_alone_once": [copied(LeftAlone, "left_alone")],
    "left_alone_never_deleted": never_deleted(TABLE, "left_alone"),
    "left_alone_born_in_force": [
        after([TAKEN_OFF], copied(LeftAlone, "left_alone")),
    ],
    "left_alone_ended_for_good": [
        after(
            [TAKEN_OFF],
            update(TABLE, "ended_at = NULL, ended_by_id = NULL, end_reason = ''", "left_alone"),
        )
    ],
    "left_alone_keeps_its_start": [update(TABLE, f"digest = '{OTHER}'", "left_alone")],
    "left_alone_after_an_objection": [
        copied(LeftAlone, "left_alone", digest=OTHER, request_id="@access"),
        copied(LeftAlone, "left_alone", digest=OTHER, request_id="@objection"),
        copied(LeftAlone, "left_alone", digest=OTHER, controller_id="@stranger"),
    ],
}
