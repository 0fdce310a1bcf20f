"""How an audit chain is hashed: pure, so that anyone can recompute it.

``hash = SHA-256(previous hash + canonical JSON of the entry)``; personal payloads enter only as a
salted digest, so that they can be erased without breaking the chain.
"""

import hashlib
import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

GENESIS = "0" * 64


@dataclass(frozen=True, kw_only=True)
class Link:
    """What of an entry is hashed."""

    submission_id: int
    number: int
    at: datetime
    event: str
    actor_kind: str
    actor_id: int
    request_id: int | None
    facts: Mapping[str, Any]
    payload_digest: str


def canonical(value: object) -> str:
    """The one JSON text of a value."""
    return json.dumps(value, ensure_ascii=False, sort_keys=True, separators=(",", ":"))


def payload_digest(*, salt: str, content: object) -> str:
    """The digest that binds a personal payload to its entry."""
    return hashlib.sha256((salt + canonical(content)).encode()).hexdigest()


def chain_hash(link: Link, *, previous_hash: str) -> str:
    """The hash of an entry that follows the entry with *previous_hash*."""
    fields = {
        "submission": link.submission_id,
        "number": link.number,
        "at": link.at.astimezone(UTC).isoformat(timespec="microseconds"),
        "event": link.event,
        "actor": [link.actor_kind, link.actor_id],
        "request": link.request_id,
        "facts": dict(link.facts),
        "payload": link.payload_digest,
    }
    return hashlib.sha256((previous_hash + canonical(fields)).encode()).hexdigest()
