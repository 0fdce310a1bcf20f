"""Who acts. Every change of state names its actor; "the system" is one, with a name."""

from dataclasses import dataclass
from enum import StrEnum


class ActorKind(StrEnum):
    """What sort of actor did something."""

    USER = "user"
    SUBJECT = "subject"
    SYSTEM = "system"
    OWNER = "owner"


@dataclass(frozen=True, kw_only=True)
class Actor:
    """Somebody who acts: staff, the person of one submission, a system's owner, or the system.

    ``id`` is the user's id, the submission's id, the task's id, or 0 for the system.
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


def owner_actor(task_id: int) -> Actor:
    """Who works on one task behind a mailed link, acting on that task only."""
    return Actor(kind=ActorKind.OWNER, id=task_id)
