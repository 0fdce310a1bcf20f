"""Attacks on what is covered, and on the gate that lets nothing out unseen."""

from requests_app.models import DisclosureReview, RedactionMark
from tests.invariants.attacks.attack import (
    COMPLETE,
    CONTROLLER,
    NOON,
    PACKAGE,
    TASK,
    Attack,
    after,
    asleep,
    copied,
    never_deleted,
    update,
    updated,
)

MARK = "requests_app_redactionmark"
REVIEW = "requests_app_disclosurereview"
VOID = updated(REVIEW, f"voided_at = {NOON}", "disclosure_review")
SECOND = updated(REVIEW, f"second_at = {NOON}, second_by_id = 2", "disclosure_review")
TWO = updated(CONTROLLER, "second_person_reviews = true", "controller")
FOUND = updated(TASK, f"state = 'done', result = 'Much.', finished_at = {NOON}", "task")
SIDES = ("page", "x", "y", "width", "height")
PUT_IN = Attack(
    sql=f"INSERT INTO {PACKAGE}_files (disclosurepackage_id, storedfile_id)"
    " VALUES (%(package)s, %(file)s)"
)

ATTACKS: dict[str, list[Attack]] = {
    "mark_on_one_thing": [
        copied(RedactionMark, "mark", task_id="@task"),
        copied(RedactionMark, "mark", **dict.fromkeys(SIDES), start=1, end=2, file_id=None),
    ],
    "mark_is_a_box_or_a_stretch": [
        copied(RedactionMark, "mark", width=None),
        copied(RedactionMark, "mark", width=0),
        copied(RedactionMark, "mark", start=1, end=2),
        copied(
            RedactionMark,
            "mark",
            **dict.fromkeys(SIDES),
            start=3,
            end=3,
        ),
        copied(RedactionMark, "mark", **dict.fromkeys(SIDES), start=3),
    ],
    "mark_reason_known": [copied(RedactionMark, "mark", reason="shame")],
    "mark_never_deleted": never_deleted(MARK, "mark"),
    "mark_keeps_its_place": [update(MARK, "width = 0.01", "mark")],
    "mark_born_in_force": [copied(RedactionMark, "mark", removed_at="2026-03-02T11:00:00Z")],
    "mark_removed_for_good": [
        after(
            [updated(MARK, f"removed_at = {NOON}", "mark")],
            update(MARK, "removed_at = NULL", "mark"),
        )
    ],
    "review_of_one_thing": [
        copied(DisclosureReview, "disclosure_review", task_id="@task"),
        copied(DisclosureReview, "disclosure_review", file_id=None),
    ],
    "disclosure_review_verdict_known": [
        copied(DisclosureReview, "disclosure_review", verdict="unseen")
    ],
    "review_redacted_has_its_copy": [
        copied(DisclosureReview, "disclosure_review", verdict="redacted"),
        asleep(DisclosureReview, copied(DisclosureReview, "disclosure_review", result_id="@file")),
    ],
    "review_second_is_another": [
        update(REVIEW, f"second_at = {NOON}, second_by_id = 1", "disclosure_review"),
        update(REVIEW, "second_by_id = 2", "disclosure_review"),
        update(REVIEW, f"second_at = {NOON}", "disclosure_review"),
    ],
    "review_one_of_a_file": [copied(DisclosureReview, "disclosure_review")],
    "review_one_of_a_text": [copied(DisclosureReview, "text_review")],
    "disclosure_review_never_deleted": never_deleted(REVIEW, "disclosure_review"),
    "disclosure_review_keeps_what_it_saw": [
        update(REVIEW, "content_sha256 = repeat('b', 64)", "disclosure_review")
    ],
    "disclosure_review_born_by_one": [
        copied(
            DisclosureReview,
            "disclosure_review",
            second_at="2026-03-02T11:00:00Z",
            second_by_id=2,
        )
    ],
    "review_seconded_for_good": [
        after([SECOND], update(REVIEW, "second_by_id = 3", "disclosure_review"))
    ],
    "review_voided_for_good": [
        after([VOID], update(REVIEW, "voided_at = NULL", "disclosure_review"))
    ],
    "review_gives_its_own_copy": [
        copied(
            DisclosureReview,
            "disclosure_review",
            verdict="redacted",
            result_id="@others_file",
        )
    ],
    "package_files_looked_through": [
        after([VOID], PUT_IN),
        after([TWO], PUT_IN),
    ],
    "package_texts_looked_through": [after([FOUND], Attack(sql=COMPLETE))],
}
