"""Who acts. Every change of state names its actor; "the system" is one, with a name."""

from dataclasses import dataclass
from enum import StrEnum


class ActorKind(StrEnum):
    """What sort of actor did something."""

    USER = "user"
    SUBJECT = "subject"
    SYSTEM = "system"


@dataclass(frozen=True, kw_only=True)
class Actor:
    """Somebody who acts: a member of staff, the person of one submission, or the system.

    ``id`` is the user's id, the submission's id, or 0 for the system.
    """

    kind: ActorKind
    id: int


SYSTEM = Actor(kind=ActorKind.SYSTEM, id=0)


def user_actor(user_id: int) -> Actor:
    """A member of staff."""
    return Actor(kind=ActorKind.USER, id=user_id)


def subject_actor(submission_id: int) -> Actor:
    """The person who sent a submission, acting on that submission only."""
    return Actor(kind=ActorKind.SUBJECT, id=submission_id)
