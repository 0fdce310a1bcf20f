"""When a mailbox is too quiet: fewer mails than its own past lets expect."""

from datetime import timedelta

WEEK = timedelta(days=7)
# A long weekend says nothing yet.
SHORTEST = timedelta(days=3)
# So many mails that did not come are no chance: seven days where 20 a week are usual is 20.
MISSED = 10


def missed(*, quiet: timedelta, a_week: float) -> float:
    """How many mails would usually have come meanwhile."""
    return a_week * (quiet / WEEK)


def is_too_quiet(*, quiet: timedelta, a_week: float) -> bool:
    """Whether the silence has to be looked into."""
    return quiet >= SHORTEST and missed(quiet=quiet, a_week=a_week) >= MISSED
