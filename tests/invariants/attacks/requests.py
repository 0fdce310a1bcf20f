"""Attacks on submissions and requests: what they are, and how they move."""

from requests_app.domain.rights import Right
from requests_app.models import Draft, PersonLink, RightsRequest, Submission
from tests.invariants.attacks.attack import (
    CLOSED,
    LINK,
    NOON,
    REQUEST,
    SUBMISSION,
    WITHDRAWN,
    Attack,
    after,
    asleep,
    at_commit,
    copied,
    never_deleted,
    update,
    updated,
    walked,
)

USED = updated(LINK, "used_at = '2026-03-02 11:00+00'", "link")


def _born_again(like: str, **changes: object) -> Attack:
    """A request like one that is there, in a case that has none of its right."""
    return copied(RightsRequest, like, submission_id="@other_submission", **changes)


LET_THROUGH = updated(SUBMISSION, f"let_through_at = {NOON}, let_through_by_id = 1", "submission")

ATTACKS: dict[str, list[Attack]] = {
    "requests_app_submission.reference": [copied(Submission, "submission")],
    "submission_channel_known": [
        copied(Submission, "submission", reference="RD-9", channel="pigeon")
    ],
    "submission_answer_by_known": [update(SUBMISSION, "answer_by = 'owl'", "submission")],
    "submission_country_known": [update(SUBMISSION, "lives_in = 'US'", "submission")],
    "submission_language_known": [update(SUBMISSION, "language = 'de'", "submission")],
    "submission_portal_has_mail": [update(SUBMISSION, "email = ''", "submission")],
    "submission_not_from_the_future": [
        copied(Submission, "submission", reference="RD-9", received_at="2026-03-03T12:00:00Z")
    ],
    "submission_arrival_known": [
        copied(Submission, "submission", reference="RD-9", arrival="pigeon")
    ],
    "submission_both_moments": [
        copied(Submission, "submission", reference="RD-9", **changes)
        for changes in (
            {"arrival": "stray"},
            {"arrival": "processor"},
            {"other_moment_at": "2026-03-01T12:00:00Z"},
            {"arrival": "stray", "other_moment_at": "2026-03-03T12:00:00Z"},
            {"arrival": "processor", "other_moment_at": "2026-03-01T12:00:00Z"},
            {"arrival": "processor", "other_moment_at": "2026-03-03T12:00:00Z"},
        )
    ],
    "submission_signs_known": [
        copied(Submission, "submission", reference="RD-9", signs=["odd"]),
    ],
    "submission_held_with_signs": [
        copied(Submission, "submission", reference="RD-9", signs=[]),
    ],
    "submission_let_through_by_somebody": [
        update(SUBMISSION, what, "submission")
        for what in (
            f"let_through_at = {NOON}",
            "let_through_by_id = 1",
            "let_through_at = held_at - interval '1 hour', let_through_by_id = 1",
        )
    ],
    "submission_signs_stay": [
        update(SUBMISSION, "signs = '{trap_filled}'", "submission"),
        update(SUBMISSION, "held_at = NULL", "submission"),
    ],
    "submission_let_through_stays": [
        after([LET_THROUGH], update(SUBMISSION, what, "submission"))
        for what in (
            "let_through_at = NULL, let_through_by_id = NULL",
            "let_through_by_id = 2",
        )
    ],
    "submission_mail_never_swapped": [
        update(SUBMISSION, "email = 'somebody.else@example.org'", "submission")
    ],
    "submission_never_deleted": never_deleted(SUBMISSION, "submission"),
    "submission_keeps_receipt": [
        update(SUBMISSION, "received_at = received_at - interval '1 day'", "submission"),
        update(SUBMISSION, "register_id = NULL", "submission"),
    ],
    "requests_app_draft.secret_digest": [
        copied(Draft, "draft", submission_id=None, link_digest="d")
    ],
    "requests_app_draft.link_digest": [
        copied(Draft, "draft", submission_id=None, secret_digest="d")
    ],
    "requests_app_draft.submission_id": [
        copied(Draft, "draft", secret_digest="d", link_digest=None)
    ],
    "requests_app_personlink.secret_digest": [copied(PersonLink, "link")],
    "person_link_purpose_known": [asleep(PersonLink, update(LINK, "purpose = 'spy'", "link"))],
    "person_link_keeps_its_case": [
        update(LINK, "submission_id = %(other_submission)s", "link"),
        update(LINK, "secret_digest = repeat('f', 64)", "link"),
        update(LINK, "code_digest = repeat('f', 64)", "link"),
    ],
    "person_link_born_unused": [
        copied(PersonLink, "link", secret_digest="d" * 64, used_at="2026-03-02T11:00:00Z")
    ],
    "person_link_used_once": [
        after([USED], update(LINK, "used_at = NULL", "link")),
        after([USED], update(LINK, "used_at = used_at + interval '1 second'", "link")),
    ],
    "person_link_used_in_its_time": [update(LINK, "used_at = expires_at", "link")],
    "person_link_wrong_codes_bounded": [update(LINK, "wrong_codes = 6", "link")],
    "person_link_wrong_codes_only_grow": [
        after([updated(LINK, "wrong_codes = 5", "link")], update(LINK, "wrong_codes = 0", "link"))
    ],
    "person_link_never_prolonged": [
        update(LINK, "expires_at = expires_at + interval '1 day'", "link")
    ],
    "request_each_right_once": [copied(RightsRequest, "access")],
    "request_each_part_once": [copied(RightsRequest, "part")],
    "request_part_says_what": [
        asleep(RightsRequest, update(REQUEST, "part_about = ''", "part")),
        asleep(RightsRequest, update(REQUEST, "part_client = 'Westwind Oy'", "access")),
    ],
    "request_part_like_its_whole": [
        copied(RightsRequest, "part", part_client="", **changes)
        for changes in (
            {"part_of_id": "@part"},
            {"part_of_id": "@erasure"},
            {"right": "access"},
            {"received_on": "2026-03-03"},
            {"submission_id": "@other_submission"},
        )
    ],
    "request_right_known": [asleep(RightsRequest, _born_again("erasure", right="fame"))],
    "request_has_a_machine": [_born_again("erasure", right="fame")],
    "request_state_known": [asleep(RightsRequest, update(REQUEST, "state = 'lost'", "access"))],
    "request_scope_of_an_objection": [
        _born_again("objection", objection_scope=""),
        _born_again("objection", objection_scope="some"),
        _born_again("erasure", objection_scope="marketing"),
    ],
    "request_born_received": [
        _born_again("erasure", state=state) for state in ("assessing", "erasing", "answered")
    ],
    "request_of_its_submissions_controller": [
        _born_again("erasure", controller_id="@stranger"),
    ],
    "request_closed_has_its_time": [
        update(REQUEST, f"closed_at = {NOON}", "access"),
        update(REQUEST, "state = 'withdrawn'", "access"),
        update(REQUEST, f"state = 'withdrawn', closed_at = {NOON}", "access"),
    ],
    "request_safe_not_before_receipt": [update(REQUEST, "safe_on = '2026-03-01'", "access")],
    "request_target_not_after_due": [update(REQUEST, "target_on = due_on + 1", "access")],
    "request_due_and_target_together": [
        update(REQUEST, "due_on = NULL", "access"),
        update(REQUEST, "target_on = NULL", "access"),
    ],
    "request_never_deleted": never_deleted(REQUEST, "access"),
    "request_keeps_its_case": [
        update(REQUEST, "\"right\" = 'erasure'", "other_request"),
        update(REQUEST, "submission_id = %(other_submission)s", "erasure"),
        update(REQUEST, "objection_scope = 'marketing'", "objection"),
        update(REQUEST, """details = '{"what": "Nothing"}'""", "erasure"),
        update(REQUEST, "part_of_id = NULL, part_about = '', part_client = ''", "part"),
    ],
    "request_proof_gone_when_closed": [at_commit(update(REQUEST, WITHDRAWN, "other_request"))],
    "request_step_is_on_record": [
        at_commit(update(REQUEST, "state = 'assessing'", "access")),
        at_commit(update(REQUEST, WITHDRAWN, "erasure")),
    ],
    # One undeclared step of each right's own stages; test_machines.py tries all of them.
    "access_declared_transitions": [update(REQUEST, "state = 'ready'", "access")],
    "portability_declared_transitions": [update(REQUEST, "state = 'reviewing'", "portability")],
    "rectification_declared_transitions": [
        update(REQUEST, "state = 'informing_recipients'", "rectification")
    ],
    "erasure_declared_transitions": [update(REQUEST, "state = 'collecting'", "erasure")],
    "restriction_declared_transitions": [update(REQUEST, "state = 'ceasing'", "restriction")],
    "objection_declared_transitions": [update(REQUEST, "state = 'weighing'", "objection")],
    "automated_decision_declared_transitions": [
        after(
            walked("automated_decision", "assessing"),
            update(REQUEST, "state = 'collecting'", "automated_decision"),
        )
    ],
    "consent_withdrawal_declared_transitions": [
        update(REQUEST, f"state = '{end}', {CLOSED}", "consent_withdrawal")
        for end in ("refused", "unidentified")
    ],
}

assert {f"{right}_declared_transitions" for right in Right} <= set(ATTACKS)
