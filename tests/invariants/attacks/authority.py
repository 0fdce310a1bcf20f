"""Attacks on who asks for whom, and on what shows that they may."""

from requests_app.models import AuthorityPaper, CaseLetter, Representation, Submission
from tests.invariants.attacks.attack import (
    ANSWERED,
    NOON,
    PACKAGE,
    REQUEST,
    SUBMISSION,
    WITHDRAWN,
    Attack,
    after,
    all_done,
    asked_of_a_system,
    asleep,
    at_commit,
    copied,
    decided,
    never_deleted,
    update,
    updated,
    walked,
)

ROW = "requests_app_representation"
PAPER = "requests_app_authoritypaper"
LETTER = "requests_app_caseletter"

BY = f"decided_at = {NOON}, decided_by_id = 1"
SETTLED = f"state = 'settled', method = 'document', reason = 'It covers this.', {BY}"
TOO_LITTLE = f"state = 'not_enough', reason = 'It is over.', {BY}"
ASK = updated(
    ROW, f"state = 'asked', asked_for = 'The mandate.', asked_at = {NOON}", "representation"
)
TO_THE_PERSON = updated(ROW, "answer_to = 'person'", "representation")
RELEASED = f"state = 'released', released_at = {NOON}, expires_at = '2026-05-01'"
DESTROYED = updated(
    PAPER, f"sealed = '', name = '', content_type = '', destroyed_at = {NOON}", "paper"
)
COMPLETE = updated(PACKAGE, "state = 'ready'", "represented_package")
ACCESS_READY = (
    *walked("represented_access", "assessing", "collecting", "reviewing", "ready"),
    decided("represented_access"),
    COMPLETE,
)
ERASURE_READY = (
    *walked("represented_erasure", "assessing"),
    decided("represented_erasure"),
    asked_of_a_system("represented_erasure", "search"),
    all_done("represented_erasure"),
)
CLOSE_BOTH = (
    DESTROYED,
    updated(REQUEST, WITHDRAWN, "represented_access"),
    updated(REQUEST, WITHDRAWN, "represented_erasure"),
)

ATTACKS: dict[str, list[Attack]] = {
    "requests_app_representation.submission_id": [copied(Representation, "representation")],
    "representation_role_known": [
        asleep(Representation, update(ROW, "role = 'aunt'", "representation"))
    ],
    "representation_names_the_writer": [
        asleep(Representation, update(ROW, "writer_name = ''", "representation")),
        asleep(Representation, update(ROW, "role = 'minor'", "representation")),
    ],
    "representation_answer_known": [update(ROW, "answer_to = 'anybody'", "representation")],
    "representation_answers_who_can_read": [
        asleep(
            Representation, update(ROW, f"role = 'relative', answer_to = '{to}'", "representation")
        )
        for to in ("person", "both")
    ],
    "representation_keeps_its_case": [
        update(ROW, "role = 'guardian'", "representation"),
        update(ROW, "writer_name = 'Somebody Else'", "representation"),
    ],
    "representation_is_on_record": [
        at_commit(copied(Representation, "representation", submission_id="@other_submission"))
    ],
    "representation_never_deleted": never_deleted(ROW, "representation"),
    "representation_answer_not_widened_in_doubt": [
        after([TO_THE_PERSON], update(ROW, f"answer_to = '{to}'", "representation"))
        for to in ("writer", "both")
    ],
    "authority_state_known": [
        asleep(Representation, update(ROW, "state = 'surely'", "representation"))
    ],
    "authority_born_open": [
        copied(Representation, "representation", submission_id="@other_submission", state=state)
        for state in ("settled", "own")
    ],
    "authority_declared_transitions": [update(ROW, TOO_LITTLE, "representation")],
    "authority_asked_with_reason": [
        update(ROW, f"state = 'asked', asked_at = {NOON}", "representation"),
        update(ROW, "state = 'asked', asked_for = 'The mandate.'", "representation"),
    ],
    "authority_settled_with_reason": [
        update(ROW, "state = 'settled'", "representation"),
        update(ROW, SETTLED.replace("It covers this.", ""), "representation"),
        update(ROW, SETTLED.replace("by_id = 1", "by_id = NULL"), "representation"),
        update(ROW, SETTLED.replace("document", "gut_feeling"), "representation"),
    ],
    "authority_refused_with_reason": [
        after([ASK], update(ROW, TOO_LITTLE.replace("It is over.", ""), "representation"))
    ],
    "authority_over_the_dead_by_law": [
        update(ROW, SETTLED.replace("document", "national_law"), "representation"),
        asleep(Representation, update(ROW, f"role = 'relative', {SETTLED}", "representation")),
    ],
    "authority_after_the_child_was_heard": [
        asleep(Representation, update(ROW, f"role = 'parent', {SETTLED}", "representation"))
    ],
    "authority_result_with_its_step": [
        after([ASK], update(ROW, what, "representation"))
        for what in ("reason = 'Better.'", "asked_for = 'More.'", "decided_by_id = 2")
    ],
    "authority_step_is_on_record": [
        at_commit(Attack(sql=ASK)),
    ],
    "authority_paper_gone_when_decided": [at_commit(update(ROW, SETTLED, "representation"))],
    "paper_only_while_undecided": [
        after(
            [DESTROYED, updated(ROW, SETTLED, "representation")], copied(AuthorityPaper, "paper")
        ),
        after(CLOSE_BOTH, copied(AuthorityPaper, "paper")),
    ],
    "paper_destroyed_or_kept": [
        copied(AuthorityPaper, "paper", sealed=""),
        update(PAPER, f"destroyed_at = {NOON}", "paper"),
    ],
    "paper_only_destroyed": [
        update(PAPER, "sealed = 'ff/ff'", "paper"),
        after([DESTROYED], update(PAPER, "destroyed_at = NULL, sealed = 'ee/ee'", "paper")),
    ],
    "paper_keeps_its_receipt": [
        update(
            PAPER,
            f"size = 2, {DESTROYED.partition(' SET ')[2].partition(' WHERE ')[0]}",
            "paper",
        )
    ],
    "paper_never_deleted": never_deleted(PAPER, "paper"),
    "request_authority_before_changes": [
        after(ERASURE_READY, update(REQUEST, "state = 'erasing'", "represented_erasure")),
        after(
            [TO_THE_PERSON, *ERASURE_READY],
            update(REQUEST, "state = 'erasing'", "represented_erasure"),
        ),
    ],
    "request_authority_before_answer": [
        after(ACCESS_READY, update(REQUEST, ANSWERED, "represented_access")),
        after(
            [ASK, DESTROYED, updated(ROW, TOO_LITTLE, "representation"), *ACCESS_READY],
            update(REQUEST, ANSWERED, "represented_access"),
        ),
    ],
    "request_paper_gone_when_closed": [
        after(
            [updated(REQUEST, WITHDRAWN, "represented_access")],
            at_commit(update(REQUEST, WITHDRAWN, "represented_erasure")),
        )
    ],
    "task_authority_before_changes": [
        Attack(sql=asked_of_a_system("represented_erasure", "erase")),
    ],
    "package_authority_before_release": [
        after([COMPLETE], update(PACKAGE, RELEASED, "represented_package")),
        # Released to the person by post, fetched by whoever has the link.
        after(
            [
                TO_THE_PERSON,
                *ACCESS_READY,
                updated(REQUEST, ANSWERED, "represented_access"),
                updated(PACKAGE, RELEASED, "represented_package"),
            ],
            update(PACKAGE, "state = 'fetched'", "represented_package"),
        ),
    ],
    "letter_addressee_known": [
        copied(CaseLetter, "letter", addressed_to="anybody"),
    ],
    "submission_protected_is_sealed": [
        update(SUBMISSION, "protected_identity = true, phone = '+358 40 1'", "submission"),
        update(
            SUBMISSION, "protected_identity = true, postal_address = 'Kotikatu 1'", "submission"
        ),
        copied(Submission, "submission", reference="RD-9", protected_identity=True, phone="1"),
    ],
    "submission_protected_stays": [
        after(
            [updated(SUBMISSION, "protected_identity = true", "submission")],
            update(SUBMISSION, "protected_identity = false", "submission"),
        )
    ],
}
