"""Destroy proof of identity, as soon as it is needed no more (GDPR Art. 5(1)(b), (e))."""

from collections.abc import Iterable

from config.clock import now
from registers_app.domain.actors import Actor
from requests_app.models import OPEN_STATES, IdentityCheck, Submission, UnsentProof
from requests_app.services.destroy_files import delete_on_commit
from requests_app.services.record import record


def destroy_evidence(check: IdentityCheck, *, actor: Actor) -> int:
    """Identity is decided: nothing of the proof is kept; returns how many files went.

    The caller holds the lock of the case. The bytes go once the transaction stands.
    """
    rows = list(check.evidence.select_for_update().filter(destroyed_at=None))
    for row in rows:
        delete_on_commit(row.sealed)  # a constraint: what is not destroyed has its bytes
        row.sealed, row.name, row.content_type = "", "", ""
        row.destroyed_at = now()
        row.save(update_fields=["sealed", "name", "content_type", "destroyed_at"])
    destroy_unsent(check.unsent_proof.all())
    sign_ins = check.sign_ins.filter(signed_in_at__isnull=False, destroyed_at=None)
    gone = sign_ins.update(claims=b"", destroyed_at=now())
    if rows or gone:
        record(
            submission_id=check.submission_id,
            event="identity.evidence_destroyed",
            actor=actor,
            facts={"files": len(rows), **({"sign_ins": gone} if gone else {})},
        )
    return len(rows)


def destroy_unsent(rows: Iterable[UnsentProof]) -> int:
    """What was looked at and never sent leaves nothing behind; returns how many files went."""
    gone = 0
    for row in rows:
        delete_on_commit(row.sealed)
        row.delete()
        gone += 1
    return gone


def destroy_evidence_when_closed(case: Submission, *, actor: Actor) -> None:
    """Nothing of the case is open any more: what was sent for it goes, decided or not."""
    if not case.requests.filter(state__in=OPEN_STATES).exists():
        destroy_evidence(case.identity_check, actor=actor)
