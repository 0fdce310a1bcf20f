"""Write an audit entry."""

import secrets
from collections.abc import Mapping
from typing import Any

from config.clock import now
from registers_app.domain.actors import Actor
from requests_app.domain.audit_chain import Link, chain_hash, payload_digest
from requests_app.models import AuditEntry, AuditHead, AuditPayload


def record(
    *,
    submission_id: int,
    event: str,
    actor: Actor,
    request_id: int | None = None,
    facts: Mapping[str, Any] | None = None,
    payload: Mapping[str, Any] | None = None,
) -> AuditEntry:
    """Extend the submission's chain, in the caller's transaction.

    *facts* stay for ever and hold no personal data; *payload* may be personal and can be purged.
    """
    head = AuditHead.objects.select_for_update().get(pk=submission_id)
    salt = secrets.token_hex(32) if payload else ""
    link = Link(
        submission_id=submission_id,
        number=head.count + 1,
        at=now(),
        event=event,
        actor_kind=actor.kind.value,
        actor_id=actor.id,
        request_id=request_id,
        facts=dict(facts or {}),
        payload_digest=payload_digest(salt=salt, content=payload) if payload else "",
    )
    entry = AuditEntry.objects.create(
        submission_id=link.submission_id,
        number=link.number,
        at=link.at,
        event=link.event,
        actor_kind=link.actor_kind,
        actor_id=link.actor_id,
        request_id=link.request_id,
        facts=link.facts,
        payload_digest=link.payload_digest,
        previous_hash=head.last_hash,
        hash=chain_hash(link, previous_hash=head.last_hash),
    )
    if payload:
        AuditPayload.objects.create(entry=entry, salt=salt, content=dict(payload))
    return entry
