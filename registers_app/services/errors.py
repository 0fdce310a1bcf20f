"""What a service answers when it will not do something."""

from collections.abc import Sequence

from django.utils.functional import Promise
from django.utils.translation import gettext as _


class Refused(Exception):
    """A step was not taken. ``reasons`` are whole sentences for people."""

    def __init__(self, *reasons: str | Promise) -> None:
        super().__init__(" ".join(str(reason) for reason in reasons))
        self.reasons: Sequence[str] = [str(reason) for reason in reasons]


class NotPermitted(Refused):
    """The actor may not do this."""

    def __init__(self) -> None:
        super().__init__(_("You are not allowed to do this."))


class NotPossible(Refused):
    """The step is not open now: another state, or a condition that is not met."""
