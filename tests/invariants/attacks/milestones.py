"""Attacks on the order of a case: each tries to reach a state with one thing missing."""

from tests.invariants.attacks.attack import (
    ANSWERED,
    CLOSED,
    COMPLETE,
    CONTROLLER,
    DECISION,
    NOON,
    RECIPIENT_NOTICE,
    REFUSED,
    REQUEST,
    RESTRICTION,
    REVIEW,
    SEARCHED,
    SETTLED,
    WITHDRAWN,
    Attack,
    after,
    all_done,
    asked_of_a_system,
    decided,
    update,
    updated,
    walked,
)
from tests.invariants.attacks.case_links import ENDED, LINKED, NOT_NEW

TO_READY = (SEARCHED, *walked("access", "assessing", "collecting", "reviewing", "ready"))
DRY_RUN = (asked_of_a_system("erasure", "search"), all_done("erasure"))
TOLD = updated(RECIPIENT_NOTICE, f"told_at = {NOON}, how = 'By mail.'", "recipient_notice")
TO_INFORMING = (
    *walked("erasure", "assessing"),
    SETTLED,
    decided("erasure"),
    *DRY_RUN,
    *walked("erasure", "erasing"),
)
LIFTED = (
    updated(
        RESTRICTION,
        f"announced_at = {NOON}, lifts_on = '2026-03-03', lift_reason = 'Checked.'",
        "restriction_row",
    ),
    updated(RESTRICTION, "lifted_at = '2026-03-03 12:00+00'", "restriction_row"),
)
TWO_PEOPLE = updated(CONTROLLER, "second_person_approves = true", "controller")
REVIEWED = updated(
    REVIEW, f"decided_at = {NOON}, result = 'changed', findings = 'Income misread.'", "review"
)
COMPELLING = "ART21_COMPELLING_GROUNDS"
TWICE = LINKED.replace("'reminder'", "'duplicate'")
UNIDENTIFIED = f"state = 'unidentified', {CLOSED}"


def _on_a_ground(
    right: str, ground: str = "ART11_NOT_IDENTIFIABLE", *, outcome: str = "refused"
) -> tuple[str, str]:
    """The request of a right is refused, or a part of it, on a ground."""
    return (
        decided(right, outcome),
        "INSERT INTO requests_app_decisionground (decision_id, code, facts, law, proof)"
        f" SELECT id, '{ground}', 'As the file shows.', '', ''"
        f" FROM {DECISION} WHERE request_id = %({right})s AND superseded_at IS NULL",
    )


ATTACKS: dict[str, list[Attack]] = {
    "request_not_new_after_the_first": [
        after(lead_up, Attack(sql=NOT_NEW))
        for lead_up in (
            [],
            [LINKED],  # as a reminder
            [TWICE, ENDED],
            [TWICE, updated(REQUEST, WITHDRAWN, "access")],
        )
    ],
    "request_identity_before_changes": [
        after(
            (*walked("rectification", "assessing"), decided("rectification")),
            update(REQUEST, "state = 'correcting'", "rectification"),
        ),
        after(
            (*walked("erasure", "assessing"), decided("erasure"), *DRY_RUN),
            update(REQUEST, "state = 'erasing'", "erasure"),
        ),
        after(
            (*walked("restriction", "assessing"), decided("restriction")),
            update(REQUEST, "state = 'restricting'", "restriction"),
        ),
    ],
    "request_identity_before_answer": [
        after(TO_READY, update(REQUEST, ANSWERED, "access")),
        after(
            (
                *walked("automated_decision", "assessing", "human_review"),
                decided("automated_decision"),
                REVIEWED,
            ),
            update(REQUEST, ANSWERED, "automated_decision"),
        ),
    ],
    "request_unidentified_after_a_check": [
        after(lead_up, update(REQUEST, UNIDENTIFIED, "access")) for lead_up in ([], [SETTLED])
    ],
    "request_decision_before_changes": [
        after(
            (*walked("erasure", "assessing"), SETTLED, *DRY_RUN, *decision),
            update(REQUEST, "state = 'erasing'", "erasure"),
        )
        for decision in ([], [decided("erasure", "refused")], [decided("erasure", "no_data")])
    ],
    "request_decision_before_answer": [
        after(
            (
                *TO_READY,
                SETTLED,
                COMPLETE,
                updated(DECISION, f"superseded_at = {NOON}", "decision"),
                *decision,
            ),
            update(REQUEST, ANSWERED, "access"),
        )
        for decision in ([], [decided("access", "refused")])
    ],
    "request_ground_before_refusal": [
        after(
            (*walked("erasure", "assessing"), *decision),
            update(REQUEST, REFUSED, "erasure"),
        )
        for decision in ([], [decided("erasure", "refused")], [decided("erasure", "granted")])
    ],
    "request_second_person_approves": [
        after(
            (TWO_PEOPLE, *TO_READY, SETTLED, COMPLETE),
            update(REQUEST, ANSWERED, "access"),
        ),
        after(
            (TWO_PEOPLE, *walked("erasure", "assessing"), *_on_a_ground("erasure")),
            update(REQUEST, REFUSED, "erasure"),
        ),
        after(
            (
                TWO_PEOPLE,
                *walked("objection", "assessing", "weighing"),
                decided("objection", "partial"),
            ),
            update(REQUEST, "state = 'ceasing'", "objection"),
        ),
    ],
    "request_second_person_erases": [
        after(
            (
                updated(CONTROLLER, "second_person_erases = true", "controller"),
                *walked("erasure", "assessing"),
                SETTLED,
                decided("erasure", outcome),
                *DRY_RUN,
            ),
            update(REQUEST, "state = 'erasing'", "erasure"),
        )
        for outcome in ("granted", "partial")
    ],
    "request_dry_run_before_erasing": [
        after(
            (*walked("erasure", "assessing"), SETTLED, decided("erasure"), *search),
            update(REQUEST, "state = 'erasing'", "erasure"),
        )
        for search in ([], [asked_of_a_system("erasure", "search")])
    ],
    "request_correction_before_correcting": [
        after(
            walked("uncorrected", "assessing"),
            update(REQUEST, "state = 'correcting'", "uncorrected"),
        )
    ],
    "request_ground_before_restricting": [
        after(
            (*walked("restriction", "assessing"), SETTLED, decided("restriction"), *LIFTED),
            update(REQUEST, "state = 'restricting'", "restriction"),
        )
    ],
    "request_work_before_answer": [
        after(
            (*TO_INFORMING, asked_of_a_system("erasure", "erase")),
            update(REQUEST, "state = 'informing_recipients'", "erasure"),
        ),
        after(
            (*walked("access", "assessing", "collecting", "reviewing", "ready"), SETTLED, COMPLETE),
            update(REQUEST, ANSWERED, "access"),
        ),
    ],
    "request_recipients_before_answer": [
        after(
            (*TO_INFORMING, *walked("erasure", "informing_recipients")),
            update(REQUEST, ANSWERED, "erasure"),
        )
    ],
    "request_human_before_answer": [
        after(
            (
                *walked("automated_decision", "assessing", "human_review"),
                SETTLED,
                decided("automated_decision"),
            ),
            update(REQUEST, ANSWERED, "automated_decision"),
        )
    ],
    "request_package_before_answer": [
        after((*TO_READY, SETTLED), update(REQUEST, ANSWERED, "access"))
    ],
    "request_interests_weighed": [
        after(
            (*walked("objection", "assessing"), *_on_a_ground("objection", COMPELLING)),
            update(REQUEST, REFUSED, "objection"),
        ),
        after(
            (
                *walked("objection", "assessing"),
                *_on_a_ground("objection", COMPELLING, outcome="partial"),
            ),
            update(REQUEST, "state = 'ceasing'", "objection"),
        ),
    ],
    "request_marketing_never_refused": [
        update(REQUEST, UNIDENTIFIED, "marketing"),
        update(REQUEST, UNIDENTIFIED, "everything"),
        after(
            (*walked("everything", "assessing"), *_on_a_ground("everything")),
            update(REQUEST, REFUSED, "everything"),
        ),
    ],
    "request_as_processor_only_forwards": [
        after(
            walked("hosted_request", "assessing"),
            update(REQUEST, "state = 'collecting'", "hosted_request"),
        ),
        after(walked("part", "assessing"), update(REQUEST, "state = 'erasing'", "part")),
    ],
    "request_forwards_only_anothers": [update(REQUEST, f"state = 'forwarded', {CLOSED}", "access")],
}
