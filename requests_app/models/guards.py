"""Conditions of transitions: named, pure, and able to say why they refuse."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, Protocol

from django.utils.functional import Promise


class Guard(Protocol):
    """A condition with the sentence that staff read when it is not met.

    ``presumes``: another condition, without which the sentence would make no sense.
    """

    why: str | Promise
    presumes: Guard | None

    def __call__(self, instance: Any, /) -> bool:
        """Whether the condition is met."""


def guard(
    why: str | Promise, *, presumes: Guard | None = None
) -> Callable[[Callable[[Any], bool]], Guard]:
    """Give a condition its sentence."""

    def decorate(condition: Callable[[Any], bool]) -> Guard:
        condition.why = why  # type: ignore[attr-defined]
        condition.presumes = presumes  # type: ignore[attr-defined]
        return condition  # type: ignore[return-value]

    return decorate
