"""Attacks on the identity check and on the proof that a person sent."""

from requests_app.models import IdentityCheck, IdentityEvidence, SignIn
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
SIGN_IN = "requests_app_signin"
SIGNED_IN = updated(SIGN_IN, f"signed_in_at = {NOON}, acr = 'loa3', claims = 'sealed'", "sign_in")
FORGOTTEN = updated(SIGN_IN, f"claims = '', destroyed_at = {NOON}", "sign_in")
TRIED = (
    f"INSERT INTO {SIGN_IN} (check_row_id, provider_id, started_at, acr, claims)"
    f" SELECT check_row_id, provider_id, started_at, '', '' FROM {SIGN_IN} WHERE id = %(sign_in)s"
)
BY_SIGN_IN = SETTLED.replace("not_in_doubt", "oidc_strong").replace(
    "reached_level = 0", "reached_level = 3"
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
        Attack(sql=SETTLED.replace("reached_level = 0", "reached_level = NULL")),
        Attack(
            sql=SETTLED.replace("'not_in_doubt'", "'evidence'").replace(
                "reached_level = 0", "reached_level = NULL"
            )
        ),
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
        at_commit(after([SIGNED_IN, DESTROYED], update(IDENTITY, FAILED, "other_identity"))),
        at_commit(update(IDENTITY, FAILED, "other_identity")),
        at_commit(Attack(sql=SETTLED.replace("%(identity)s", "%(other_identity)s"))),
    ],
    "identity_step_is_on_record": [at_commit(Attack(sql=ASKED)), at_commit(Attack(sql=SETTLED))],
    "identity_by_a_sign_in_that_was": [
        Attack(sql=BY_SIGN_IN),
        after([ASKED], Attack(sql=BY_SIGN_IN)),
        # Begun and not completed; of the other kind; and destroyed with an earlier decision.
        Attack(sql=BY_SIGN_IN.replace("%(identity)s", "%(other_identity)s")),
        after(
            [SIGNED_IN],
            Attack(
                sql=BY_SIGN_IN.replace("%(identity)s", "%(other_identity)s")
                .replace("oidc_strong", "oidc_account")
                .replace("reached_level = 3", "reached_level = 2")
            ),
        ),
        after(
            [SIGNED_IN, FORGOTTEN],
            Attack(sql=BY_SIGN_IN.replace("%(identity)s", "%(other_identity)s")),
        ),
    ],
    "sign_in_born_open": [
        copied(SignIn, "sign_in", signed_in_at="2026-03-02T12:00:00Z"),
        copied(SignIn, "sign_in", destroyed_at="2026-03-02T12:00:00Z"),
    ],
    "sign_in_only_when_asked": [
        copied(SignIn, "sign_in", check_row_id="@identity"),
        after([DESTROYED, CLOSE], copied(SignIn, "sign_in")),
        after([DESTROYED, CLOSE], Attack(sql=SIGNED_IN)),
    ],
    "sign_in_at_its_controllers_provider": [
        copied(SignIn, "sign_in", provider_id="@strangers_provider")
    ],
    "sign_in_tries_are_bounded": [after([TRIED] * 4, copied(SignIn, "sign_in"))],
    "sign_in_stays": [
        after([SIGNED_IN], update(SIGN_IN, what, "sign_in"))
        for what in ("acr = 'loa4'", "signed_in_at = signed_in_at + interval '1 day'")
    ],
    "sign_in_claims_until_destroyed": [
        update(SIGN_IN, "claims = 'sealed'", "sign_in"),
        after([SIGNED_IN], update(SIGN_IN, f"destroyed_at = {NOON}", "sign_in")),
    ],
    "sign_in_destroyed_for_good": [
        after([SIGNED_IN, FORGOTTEN], update(SIGN_IN, what, "sign_in"))
        for what in ("claims = 'sealed'", "destroyed_at = NULL")
    ],
    "sign_in_keeps_its_check": [update(SIGN_IN, "check_row_id = %(identity)s", "sign_in")],
    "sign_in_never_deleted": never_deleted(SIGN_IN, "sign_in"),
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
