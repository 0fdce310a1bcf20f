"""Attacks on decisions and letters."""

from requests_app.models import Decision, DecisionGround, DecisionItem
from tests.invariants.attacks.attack import (
    DECISION,
    NOON,
    REQUEST,
    WITHDRAWN,
    Attack,
    after,
    copied,
    decided,
    never_changed,
    never_deleted,
    update,
    updated,
)

CLOSE = updated(REQUEST, WITHDRAWN, "access")
APPROVED = updated(DECISION, f"approved_by_id = 900009, approved_at = {NOON}", "decision")
SUPERSEDED = updated(DECISION, f"superseded_at = {NOON}", "decision")


def _of_the_other(**changes: object) -> Attack:
    return copied(Decision, "decision", request_id="@other_request", **changes)


ATTACKS: dict[str, list[Attack]] = {
    "decision_outcome_known": [_of_the_other(outcome="perhaps")],
    "decision_refusal_has_reasons": [
        _of_the_other(reasoning=""),
        _of_the_other(reasoning="", outcome="refused"),
    ],
    "decision_two_different_people": [
        update(
            DECISION,
            f"approved_by_id = proposed_by_id, approved_at = {NOON}",
            "decision",
        )
    ],
    "decision_approved_by_whom_and_when": [
        update(DECISION, "approved_by_id = 900009", "decision"),
        update(DECISION, f"approved_at = {NOON}", "decision"),
    ],
    "decision_one_current": [copied(Decision, "decision")],
    "decision_born_unapproved": [
        _of_the_other(approved_by_id=900009, approved_at="2026-03-02T12:00:00Z"),
        _of_the_other(superseded_at="2026-03-02T12:00:00Z"),
    ],
    "decision_approved_once": [
        after([APPROVED], update(DECISION, "approved_by_id = 900008", "decision")),
        after(
            [APPROVED], update(DECISION, "approved_by_id = NULL, approved_at = NULL", "decision")
        ),
    ],
    "decision_superseded_for_good": [
        after([SUPERSEDED], update(DECISION, "superseded_at = NULL", "decision"))
    ],
    "decision_while_open": [
        after([SUPERSEDED, CLOSE], Attack(sql=decided("access"))),
        after([CLOSE], update(DECISION, f"superseded_at = {NOON}", "decision")),
    ],
    "decision_refuses_no_duty_to_stop": [
        Attack(sql=decided(right, outcome))
        for right in ("consent_withdrawal", "marketing")
        for outcome in ("refused", "partial")
    ],
    "decision_never_rewritten": [update(DECISION, "reasoning = 'Because.'", "decision")],
    "decision_never_deleted": never_deleted(DECISION, "decision"),
    "decision_ground_known": [copied(DecisionGround, "ground", code="TOO_MUCH_WORK")],
    "decision_ground_has_facts": [copied(DecisionGround, "ground", facts="")],
    "decision_ground_names_its_law": [
        copied(DecisionGround, "ground", code="ART17_3B_LEGAL_OBLIGATION", law=""),
        copied(DecisionGround, "ground", code="NATIONAL_LAW", law=" "),
    ],
    "decision_ground_is_proven": [
        copied(DecisionGround, "ground", code="ART12_5_EXCESSIVE", proof=""),
        copied(DecisionGround, "ground", code="ART12_5_UNFOUNDED", proof=" "),
    ],
    "decision_ground_before_it_is_told": [
        after([lead_up], copied(DecisionGround, "ground"))
        for lead_up in (APPROVED, SUPERSEDED, CLOSE)
    ],
    "decision_ground_never_changed": never_changed("requests_app_decisionground", "ground"),
    "decision_item_once": [copied(DecisionItem, "item")],
    "decision_item_known": [copied(DecisionItem, "item", result="sold")],
    "decision_item_before_it_is_told": [
        after([lead_up], copied(DecisionItem, "item")) for lead_up in (APPROVED, SUPERSEDED, CLOSE)
    ],
    "decision_item_never_changed": never_changed("requests_app_decisionitem", "item"),
    "letter_never_changed": never_changed("requests_app_caseletter", "letter"),
}
