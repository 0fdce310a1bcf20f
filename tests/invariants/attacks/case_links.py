"""Attacks on the links between requests of perhaps the same person."""

from requests_app.models import CaseLink
from tests.invariants.attacks.attack import (
    CASE_LINK,
    CLOSED,
    NOON,
    REQUEST,
    Attack,
    after,
    asleep,
    copied,
    never_deleted,
    update,
    updated,
)

LINKED = updated(
    CASE_LINK,
    f"kind = 'reminder', reason = 'She wrote so.', decided_at = {NOON}, decided_by_id = 1",
    "case_link",
)
ENDED = updated(CASE_LINK, f"ended_at = {NOON}, end_reason = 'Her sister.'", "case_link")
NOT_NEW = updated(REQUEST, f"state = 'not_new', {CLOSED}", "other_request")

ATTACKS: dict[str, list[Attack]] = {
    "case_link_of_like_requests": [
        copied(CaseLink, "case_link", **changes)
        for changes in (
            {"other_id": "@erasure"},
            {"request_id": "@access"},
            {"request_id": "@erasure"},
        )
    ],
    "case_link_once": [copied(CaseLink, "case_link")],
    "case_link_kind_known": [
        asleep(
            CaseLink,
            update(
                CASE_LINK,
                f"kind = 'twin', reason = 'x', decided_at = {NOON}, decided_by_id = 1",
                "case_link",
            ),
        )
    ],
    "case_link_decided_with_reason": [
        update(CASE_LINK, "kind = 'duplicate'", "case_link"),
        update(
            CASE_LINK,
            f"kind = 'duplicate', decided_at = {NOON}, decided_by_id = 1",
            "case_link",
        ),
        update(CASE_LINK, "reason = 'Because.'", "case_link"),
    ],
    "case_link_decided_once": [
        after([LINKED], update(CASE_LINK, change, "case_link"))
        for change in ("kind = 'different'", "reason = 'Because.'", "decided_by_id = 2")
    ],
    "case_link_ended_with_reason": [
        after([LINKED], update(CASE_LINK, f"ended_at = {NOON}", "case_link")),
        update(CASE_LINK, f"ended_at = {NOON}, end_reason = 'x'", "case_link"),
    ],
    "case_link_ended_for_good": [
        after([LINKED, ENDED], update(CASE_LINK, "ended_at = NULL, end_reason = ''", "case_link"))
    ],
    "case_link_stays_while_it_closes": [
        after(
            [LINKED.replace("'reminder'", "'duplicate'"), NOT_NEW],
            update(CASE_LINK, f"ended_at = {NOON}, end_reason = 'Her sister.'", "case_link"),
        )
    ],
    "case_link_keeps_its_requests": [
        update(CASE_LINK, "other_id = %(erasure)s", "case_link"),
        update(CASE_LINK, "request_id = %(erasure)s", "case_link"),
    ],
    "case_link_never_deleted": never_deleted(CASE_LINK, "case_link"),
}
