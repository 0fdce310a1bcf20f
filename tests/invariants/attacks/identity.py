"""Attacks on the identity check and on the proof that a person sent."""

from requests_app.models import IdentityCheck, IdentityEvidence
from tests.invariants.attacks.attack import (
    ASKED,
    EVIDENCE,
    IDENTITY,
    NOON,
    REQUEST,
    SETTLED,
    WITHDRAWN,
    Attack,
    after,
    asleep,
    at_commit,
    copied,
    never_deleted,
    update,
    updated,
)

FAILED = f"state = 'failed', reason = 'Too little.', decided_at = {NOON}, decided_by_id = 1"
DESTROYED = updated(
    EVIDENCE,
    f"sealed = '', name = '', content_type = '', destroyed_at = {NOON}",
    "evidence",
)
LEVELS = "asked_level = 1, most_level = 2"
REACHED = "reached_level = 0, fitting_level = 1"
CLOSE = updated(REQUEST, WITHDRAWN, "other_request")

ATTACKS: dict[str, list[Attack]] = {
    "requests_app_identitycheck.submission_id": [copied(IdentityCheck, "identity")],
    "identity_state_known": [
        asleep(IdentityCheck, update(IDENTITY, "state = 'maybe'", "identity"))
    ],
    "identity_born_open": [
        copied(IdentityCheck, "identity", state=state) for state in ("asked", "settled")
    ],
    "identity_declared_transitions": [
        update(IDENTITY, f"state = 'failed', decided_at = {NOON}", "identity")
    ],
    "identity_asked_by_who_decides": [
        update(
            IDENTITY,
            f"state = 'asked', doubt = 'Another address.', asked_at = {NOON}",
            "hosted_identity",
        )
    ],
    "identity_asked_with_facts": [
        update(IDENTITY, f"state = 'asked', asked_at = {NOON}, {LEVELS}", "identity"),
        update(IDENTITY, f"state = 'asked', doubt = 'Another address.', {LEVELS}", "identity"),
    ],
    "identity_asks_no_more_than_fits": [
        Attack(sql=ASKED.replace("asked_level = 1", "asked_level = 3")),
        Attack(sql=ASKED.replace("asked_level = 1", "asked_level = NULL")),
        Attack(sql=ASKED.replace("most_level = 2", "most_level = NULL")),
    ],
    "identity_settled_at_its_level": [
        Attack(sql=SETTLED.replace("'not_in_doubt'", "'known_channel'")),
        Attack(sql=SETTLED.replace("fitting_level = 1", "fitting_level = NULL")),
        Attack(
            sql=SETTLED.replace("'not_in_doubt'", "'known_channel'")
            .replace("reached_level = 0", "reached_level = 1")
            .replace("fitting_level = 1", "fitting_level = 3")
        ),
    ],
    "identity_settled_with_reason": [
        update(IDENTITY, f"state = 'settled', method = 'not_in_doubt', {REACHED}", "identity"),
        Attack(sql=SETTLED.replace("reason = 'Known.'", "reason = ''")),
        Attack(sql=SETTLED.replace("decided_by_id = 1", "decided_by_id = NULL")),
    ],
    "identity_failed_with_reason": [
        after([ASKED], update(IDENTITY, FAILED.replace("Too little.", ""), "identity")),
        after(
            [ASKED],
            update(IDENTITY, FAILED.replace("by_id = 1", "by_id = NULL"), "identity"),
        ),
    ],
    "identity_result_with_its_step": [
        after([SETTLED], update(IDENTITY, what, "identity"))
        for what in ("reason = 'Never asked.'", "decided_by_id = 2", "method = 'evidence'")
    ],
    "identity_keeps_submission": [
        update(IDENTITY, "submission_id = %(other_submission)s", "identity")
    ],
    "identity_never_deleted": never_deleted(IDENTITY, "identity"),
    "identity_proof_gone_when_decided": [
        at_commit(update(IDENTITY, FAILED, "other_identity")),
        at_commit(Attack(sql=SETTLED.replace("%(identity)s", "%(other_identity)s"))),
    ],
    "identity_step_is_on_record": [at_commit(Attack(sql=ASKED)), at_commit(Attack(sql=SETTLED))],
    "evidence_only_when_asked": [
        copied(IdentityEvidence, "evidence", check_row_id="@identity"),
        after([DESTROYED, CLOSE], copied(IdentityEvidence, "evidence")),
    ],
    "evidence_destroyed_or_kept": [
        copied(IdentityEvidence, "evidence", sealed=""),
        update(EVIDENCE, f"destroyed_at = {NOON}", "evidence"),
        update(EVIDENCE, f"destroyed_at = {NOON}, sealed = ''", "evidence"),
    ],
    "evidence_only_destroyed": [
        update(EVIDENCE, "sealed = 'ff/ff'", "evidence"),
        update(EVIDENCE, "name = 'licence.jpg'", "evidence"),
        after(
            [DESTROYED],
            update(EVIDENCE, "destroyed_at = NULL, sealed = 'ee/ee'", "evidence"),
        ),
    ],
    "evidence_keeps_its_receipt": [
        update(
            EVIDENCE,
            f"{what}, {DESTROYED.partition(' SET ')[2].partition(' WHERE ')[0]}",
            "evidence",
        )
        for what in (
            "check_row_id = %(identity)s",
            "received_at = received_at - interval '1 day'",
        )
    ],
    "evidence_never_deleted": never_deleted(EVIDENCE, "evidence"),
}
