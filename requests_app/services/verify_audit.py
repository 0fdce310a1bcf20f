"""Check that the audit chains are whole and unchanged."""

from collections.abc import Iterator
from dataclasses import dataclass

from requests_app.domain.audit_chain import GENESIS, Link, chain_hash, payload_digest
from requests_app.models import AuditEntry, AuditHead, AuditPayload, Submission


@dataclass(frozen=True, kw_only=True)
class Break:
    """The first place at which a chain is broken; ``number`` is the entry's, or the one missing."""

    reference: str
    number: int
    reason: str


def broken_chains() -> Iterator[Break]:
    """The first break of every chain that is not whole."""
    heads = {head.pk: head for head in AuditHead.objects.iterator()}
    for pk, reference in Submission.objects.order_by("pk").values_list("pk", "reference"):
        head = heads.get(pk)
        if head is None:
            yield Break(reference=reference, number=0, reason="the chain has no head")
        elif found := _first_break(head):
            yield Break(reference=reference, number=found[0], reason=found[1])


def _first_break(head: AuditHead) -> tuple[int, str] | None:
    previous = GENESIS
    number = 0
    entries = AuditEntry.objects.filter(submission=head.pk).order_by("number")
    payloads = AuditPayload.objects.filter(entry__submission=head.pk).in_bulk()
    for entry in entries:
        number += 1
        if reason := _fault(entry, number=number, previous=previous):
            return number, reason
        payload = payloads.get(entry.pk)
        if payload and entry.payload_digest != payload_digest(
            salt=payload.salt, content=payload.content
        ):
            return number, "its personal part was changed"
        previous = entry.hash
    if head.count > number:
        return number + 1, "the end of the chain was cut off"
    if head.count < number or head.last_hash != previous:
        return number, "the head does not know this end"
    return None


def _fault(entry: AuditEntry, *, number: int, previous: str) -> str:
    if entry.number != number:
        return "an entry is missing"
    if entry.previous_hash != previous:
        return "it does not follow the entry before it"
    if entry.hash != chain_hash(_link(entry), previous_hash=previous):
        return "it was changed"
    return ""


def _link(entry: AuditEntry) -> Link:
    return Link(
        submission_id=entry.submission_id,
        number=entry.number,
        at=entry.at,
        event=entry.event,
        actor_kind=entry.actor_kind,
        actor_id=entry.actor_id,
        request_id=entry.request_id,
        facts=entry.facts,
        payload_digest=entry.payload_digest,
    )
