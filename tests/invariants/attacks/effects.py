"""Attacks on what a right brings about: corrections, restrictions, recipients told, reviews."""

from requests_app.models import (
    Correction,
    HumanReview,
    LegalRelease,
    RecipientLetter,
    RecipientNotice,
    Restriction,
)
from tests.invariants.attacks.attack import (
    ASKED,
    DOUBTED,
    NOON,
    RECIPIENT_NOTICE,
    REQUEST,
    RESTRICTION,
    REVIEW,
    SETTLED,
    WITHDRAWN,
    Attack,
    after,
    asleep,
    copied,
    never_changed,
    never_deleted,
    update,
    updated,
)

RECIPIENT_LETTER = "requests_app_recipientletter"
ANNOUNCED = updated(
    RESTRICTION,
    f"announced_at = {NOON}, lifts_on = '2026-03-05', lift_reason = 'Checked.'",
    "restriction_row",
)
LIFTED = updated(RESTRICTION, "lifted_at = '2026-03-05 12:00+00'", "restriction_row")
TOLD = updated(RECIPIENT_NOTICE, f"told_at = {NOON}, how = 'By mail.'", "recipient_notice")
EXCUSED = updated(
    RECIPIENT_NOTICE, f"excused_at = {NOON}, excuse = 'It is no more.'", "recipient_notice"
)
REVIEWED = updated(
    REVIEW, f"decided_at = {NOON}, result = 'changed', findings = 'Income misread.'", "review"
)


def _letter(**changes: object) -> Attack:
    return copied(RecipientLetter, "recipient_letter", recipient_id="@recipient_notice", **changes)


def _closed(right: str) -> str:
    return updated(REQUEST, WITHDRAWN, right)


ATTACKS: dict[str, list[Attack]] = {
    "correction_changes_something": [
        copied(Correction, "correction", new_value=""),
        copied(Correction, "correction", what=""),
    ],
    "correction_while_open": [after([_closed("rectification")], copied(Correction, "correction"))],
    "correction_never_changed": never_changed("requests_app_correction", "correction"),
    "restriction_ground_known": [copied(Restriction, "restriction_row", ground="mood")],
    "restriction_has_facts": [copied(Restriction, "restriction_row", facts="")],
    "restriction_one_in_force": [copied(Restriction, "restriction_row")],
    "restriction_born_in_force": [
        copied(
            Restriction,
            "restriction_row",
            announced_at="2026-03-02T12:00:00Z",
            lifts_on="2026-03-03",
            lift_reason="Checked.",
        ),
        copied(Restriction, "restriction_row", lifted_at="2026-03-03T12:00:00Z"),
    ],
    "restriction_while_open": [
        after(
            [_closed("uncorrected")],
            copied(Restriction, "restriction_row", request_id="@uncorrected"),
        )
    ],
    "restriction_announced_with_day_and_reason": [
        update(RESTRICTION, f"announced_at = {NOON}, lifts_on = '2026-03-05'", "restriction_row"),
        update(RESTRICTION, f"announced_at = {NOON}, lift_reason = 'Checked.'", "restriction_row"),
    ],
    "restriction_announced_before_its_day": [
        # Half an hour after midnight of the day itself, where the controller is.
        update(
            RESTRICTION,
            "announced_at = '2026-03-04 22:30+00', lifts_on = '2026-03-05',"
            " lift_reason = 'Checked.'",
            "restriction_row",
        )
    ],
    "restriction_announced_once": [
        after([ANNOUNCED], update(RESTRICTION, "lifts_on = '2026-03-03'", "restriction_row"))
    ],
    "restriction_lifted_after_notice": [
        asleep(
            Restriction,
            update(RESTRICTION, "lifted_at = '2026-03-05 12:00+00'", "restriction_row"),
        )
    ],
    "restriction_lifted_on_its_day": [
        # Half an hour before midnight of the day before.
        after(
            [ANNOUNCED],
            update(RESTRICTION, "lifted_at = '2026-03-04 21:30+00'", "restriction_row"),
        )
    ],
    "restriction_lifted_for_good": [
        after([ANNOUNCED, LIFTED], update(RESTRICTION, "lifted_at = NULL", "restriction_row"))
    ],
    "restriction_keeps_its_start": [
        update(RESTRICTION, "began_at = began_at + interval '1 day'", "restriction_row")
    ],
    "restriction_never_deleted": never_deleted(RESTRICTION, "restriction_row"),
    "requests_app_recipientletter.recipient_id": [copied(RecipientLetter, "recipient_letter")],
    "recipient_letter_goes_one_way": [
        _letter(postal_address="PL 1"),
        _letter(email=""),
    ],
    "recipient_letter_born_unopened": [_letter(opened_at="2026-03-02T12:00:00Z")],
    "recipient_letter_opened_for_good": [
        after(
            [updated(RECIPIENT_LETTER, f"opened_at = {NOON}", "recipient_letter")],
            update(RECIPIENT_LETTER, "opened_at = NULL", "recipient_letter"),
        )
    ],
    "recipient_letter_never_changed": [
        update(RECIPIENT_LETTER, what, "recipient_letter")
        for what in ("text = 'Hi'", "digest = 'cd'", "email = 'e@posti.example'")
    ],
    "recipient_letter_never_deleted": never_deleted(RECIPIENT_LETTER, "recipient_letter"),
    "recipient_notice_once": [copied(RecipientNotice, "recipient_notice")],
    "recipient_notice_named": [copied(RecipientNotice, "recipient_notice", name="")],
    "recipient_notice_born_open": [
        copied(
            RecipientNotice,
            "recipient_notice",
            name="Kuriiri Oy",
            told_at="2026-03-02T12:00:00Z",
            how="By mail.",
        )
    ],
    "recipient_notice_while_open": [
        after([_closed("erasure")], copied(RecipientNotice, "recipient_notice", name="Kuriiri Oy")),
        Attack(before=(_closed("erasure"),), sql=TOLD),
    ],
    "recipient_told_or_excused": [
        after(
            [SETTLED],
            update(
                RECIPIENT_NOTICE,
                f"told_at = {NOON}, how = 'By mail.', excused_at = {NOON}, excuse = 'It is gone.'",
                "recipient_notice",
            ),
        )
    ],
    "recipient_told_somehow": [
        after([SETTLED], update(RECIPIENT_NOTICE, f"told_at = {NOON}", "recipient_notice"))
    ],
    "recipient_told_once_identity_stands": [
        Attack(sql=TOLD),
        after([ASKED], Attack(sql=TOLD)),
        after([SETTLED, DOUBTED], Attack(sql=TOLD)),
    ],
    "recipient_told_for_good": [
        after(
            [SETTLED, TOLD],
            update(RECIPIENT_NOTICE, "told_at = NULL, how = ''", "recipient_notice"),
        )
    ],
    "recipient_excused_with_reason": [
        update(RECIPIENT_NOTICE, f"excused_at = {NOON}", "recipient_notice")
    ],
    "recipient_excused_for_good": [
        after([EXCUSED], update(RECIPIENT_NOTICE, "excuse = 'Another.'", "recipient_notice"))
    ],
    "recipient_notice_keeps_recipient": [
        update(RECIPIENT_NOTICE, "name = 'Nobody'", "recipient_notice")
    ],
    "recipient_of_the_public_at_erasure": [
        copied(
            RecipientNotice,
            "recipient_notice",
            name="A search engine",
            request_id="@rectification",
            made_public=True,
        )
    ],
    "recipient_notice_never_deleted": never_deleted(RECIPIENT_NOTICE, "recipient_notice"),
    "review_by_a_named_human": [
        copied(HumanReview, "review", reviewer=""),
        copied(HumanReview, "review", authority=""),
    ],
    "review_says_what_holds_meanwhile": [copied(HumanReview, "review", meanwhile=" ")],
    "review_born_undecided": [
        copied(
            HumanReview,
            "review",
            decided_at="2026-03-02T12:00:00Z",
            result="confirmed",
            findings="None.",
        )
    ],
    "review_decided_with_reasons": [
        update(REVIEW, f"decided_at = {NOON}, result = 'changed'", "review"),
        update(REVIEW, f"decided_at = {NOON}, findings = 'Income misread.'", "review"),
        update(REVIEW, "findings = 'Income misread.'", "review"),
    ],
    "review_decided_once": [after([REVIEWED], update(REVIEW, "result = 'confirmed'", "review"))],
    "review_while_open": [
        after([_closed("automated_decision")], copied(HumanReview, "review")),
        Attack(before=(_closed("automated_decision"),), sql=REVIEWED),
    ],
    "review_keeps_its_reviewer": [update(REVIEW, "reviewer = 'A machine'", "review")],
    "review_never_deleted": never_deleted(REVIEW, "review"),
    "release_by_a_named_lawyer": [
        copied(LegalRelease, "release", lawyer=""),
        copied(LegalRelease, "release", opinion=""),
    ],
    "release_while_open": [after([_closed("access")], copied(LegalRelease, "release"))],
    "release_never_changed": never_changed("requests_app_legalrelease", "release"),
}
