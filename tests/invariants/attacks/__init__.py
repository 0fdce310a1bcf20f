"""For each invariant the statements that it must refuse."""

from tests.invariants.attacks import (
    archives,
    audit,
    authority,
    case_links,
    case_messages,
    clock,
    decisions,
    duties,
    effects,
    file_of_a_case,
    hand_overs,
    identity,
    left_alone,
    messages,
    milestones,
    owners,
    paper,
    published,
    redaction,
    registers,
    requests,
    restores,
    together,
    wording,
    work,
)
from tests.invariants.attacks.attack import Attack

ROOMS = (
    registers,
    published,
    requests,
    milestones,
    clock,
    identity,
    authority,
    work,
    owners,
    decisions,
    duties,
    effects,
    file_of_a_case,
    left_alone,
    hand_overs,
    archives,
    redaction,
    paper,
    wording,
    audit,
    case_links,
    case_messages,
    messages,
    duties,
    restores,
    together,
)
ATTACKS: dict[str, list[Attack]] = {
    name: attacks for room in ROOMS for name, attacks in room.ATTACKS.items()
}

__all__ = ["ATTACKS", "Attack"]
