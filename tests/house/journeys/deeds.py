"""What a journey is made of: deeds that may be interrupted, and days that pass between them."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass


def at_once() -> bool:
    """Nothing has to come first."""
    return True


@dataclass(frozen=True, kw_only=True)
class Deed:
    """Something that somebody does by HTTP.

    Whoever is interrupted does what people do: looks whether it was done, and does it again if
    not. It may begin once what it needs, such as a mail, has come.
    """

    name: str
    do: Callable[[], object]
    is_done: Callable[[], bool]
    may_begin: Callable[[], bool] = at_once


@dataclass(frozen=True)
class Days:
    """So many days pass before the next deed."""

    number: int


Way = Iterator[Deed | Days]
