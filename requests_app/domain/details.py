"""What a person says of each right they use: which data, what is wrong, where data should go.

All of it may stay unsaid: a right needs no form (GDPR Art. 12(2); EDPB Guidelines 01/2022
para. 52-57). It is kept as one JSON object with the request, in this shape.
"""

from collections.abc import Mapping
from dataclasses import dataclass, fields
from datetime import date
from enum import StrEnum
from typing import Any, Self

MOST_PAIRS = 5
MOST_PURPOSES = 40


class Extent(StrEnum):
    """How much is meant."""

    ALL = "all"
    PART = "part"


class Receiver(StrEnum):
    """Where data go that are taken along (GDPR Art. 20(1)-(2))."""

    PERSON = "person"
    CONTROLLER = "controller"


@dataclass(frozen=True, kw_only=True)
class Pair:
    """What is wrong, and what would be right (GDPR Art. 16)."""

    wrong: str = ""
    right: str = ""


@dataclass(frozen=True, kw_only=True)
class Meant:
    """A purpose that the person chose, by the name under which they read it."""

    id: int
    name: str


@dataclass(frozen=True, kw_only=True)
class Details:
    """What was said; what is empty was not said or is not asked for this right."""

    extent: str = ""  # an Extent
    what: str = ""  # which data, decision, consent or marketing
    since: date | None = None
    until: date | None = None
    pairs: tuple[Pair, ...] = ()
    grounds: tuple[str, ...] = ()  # of Art. 18(1), by their names in RestrictionGround
    purposes: tuple[Meant, ...] = ()
    view: str = ""  # one's situation, the facts, or how one sees the decision
    receiver: str = ""  # a Receiver
    receiver_name: str = ""
    receiver_address: str = ""

    def __bool__(self) -> bool:
        return self != Details()

    def as_json(self) -> dict[str, Any]:
        """What was said, to keep; without what was not."""
        said = {each.name: _plain(getattr(self, each.name)) for each in fields(self)}
        return {name: value for name, value in said.items() if value}

    @classmethod
    def from_json(cls, kept: Mapping[str, Any]) -> Self:
        """The same again."""
        return cls(
            **{
                name: value
                for name, value in kept.items()
                if name not in ("since", "until", "pairs", "grounds", "purposes")
            },
            since=_day(kept.get("since")),
            until=_day(kept.get("until")),
            pairs=tuple(Pair(**each) for each in kept.get("pairs", ())),
            grounds=tuple(kept.get("grounds", ())),
            purposes=tuple(Meant(**each) for each in kept.get("purposes", ())),
        )


def _day(value: str | None) -> date | None:
    return date.fromisoformat(value) if value else None


def _plain(value: Any) -> Any:
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, tuple):
        return [vars(each) if isinstance(each, (Pair, Meant)) else each for each in value]
    return value
