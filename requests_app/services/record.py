"""Write audit entries."""

import secrets
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache
from typing import Any

from config.clock import now, today
from registers_app.domain.actors import Actor, ActorKind
from requests_app.domain.audit_chain import Link, chain_hash, payload_digest
from requests_app.models import Absence, AuditEntry, AuditHead, AuditPayload, Submission


@dataclass(frozen=True, kw_only=True)
class Happened:
    """One thing that happened in a case, as its chain keeps it.

    *facts* stay for ever and hold no personal data; *payload* may be personal and can be purged.
    """

    event: str
    actor: Actor
    request_id: int | None = None
    facts: Mapping[str, Any] = field(default_factory=dict)
    payload: Mapping[str, Any] | None = None


def record(
    *,
    submission_id: int,
    event: str,
    actor: Actor,
    request_id: int | None = None,
    facts: Mapping[str, Any] | None = None,
    payload: Mapping[str, Any] | None = None,
) -> AuditEntry:
    """Extend the submission's chain by one, in the caller's transaction."""
    happened = Happened(
        event=event, actor=actor, request_id=request_id, facts=facts or {}, payload=payload
    )
    return record_all(submission_id, [happened])[0]


def begin_record(submission: Submission, happened: Sequence[Happened]) -> list[AuditEntry]:
    """The chain of a new case with its first entries, in the caller's transaction."""
    head = AuditHead.objects.create(submission=submission)
    return _extend(head, happened)


def record_all(submission_id: int, happened: Sequence[Happened]) -> list[AuditEntry]:
    """Extend the submission's chain by all of them in their order, in the caller's transaction."""
    return _extend(AuditHead.objects.select_for_update().get(pk=submission_id), happened)


def _extend(head: AuditHead, happened: Sequence[Happened]) -> list[AuditEntry]:
    submission_id = head.submission_id
    entries: list[AuditEntry] = []
    payloads: list[AuditPayload] = []
    last_hash = head.last_hash
    for_whom = cache(_for_whom)
    for number, one in enumerate(happened, start=head.count + 1):
        salt = secrets.token_hex(32) if one.payload else ""
        absent = for_whom(one.actor, one.request_id)
        entry = _entry(
            submission_id, number, one, salt=salt, previous_hash=last_hash, absent=absent
        )
        last_hash = entry.hash
        entries.append(entry)
        if one.payload:
            payloads.append(AuditPayload(entry=entry, salt=salt, content=dict(one.payload)))
    # The database extends the chain row by row, and refuses whatever does not fit to its end.
    AuditEntry.objects.bulk_create(entries)
    if payloads:
        AuditPayload.objects.bulk_create(payloads)
    return entries


def _entry(
    submission_id: int,
    number: int,
    one: Happened,
    *,
    salt: str,
    previous_hash: str,
    absent: Mapping[str, int],
) -> AuditEntry:
    link = Link(
        submission_id=submission_id,
        number=number,
        at=now(),
        event=one.event,
        actor_kind=one.actor.kind.value,
        actor_id=one.actor.id,
        request_id=one.request_id,
        facts={**one.facts, **absent},
        payload_digest=payload_digest(salt=salt, content=one.payload) if one.payload else "",
    )
    return AuditEntry(
        submission_id=link.submission_id,
        number=link.number,
        at=link.at,
        event=link.event,
        actor_kind=link.actor_kind,
        actor_id=link.actor_id,
        request_id=link.request_id,
        facts=link.facts,
        payload_digest=link.payload_digest,
        previous_hash=previous_hash,
        hash=chain_hash(link, previous_hash=previous_hash),
    )


def _for_whom(actor: Actor, request_id: int | None) -> dict[str, int]:
    """The absent handler for whom a deputy acts, where that is so."""
    if actor.kind is not ActorKind.USER or request_id is None:
        return {}
    stood_in = Absence.objects.filter(
        deputy=actor.id, user__assigned_requests=request_id, ended_at=None
    )
    zone = "user__assigned_requests__controller__time_zone"
    absent = [
        user
        for user, first, last, time_zone in stood_in.values_list(
            "user_id", "first_on", "last_on", zone
        )
        if first <= today(time_zone) <= last
    ]
    return {"for": absent[0]} if absent else {}
