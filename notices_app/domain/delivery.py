"""What became of a message, by what its provider reported."""

import re
from collections.abc import Iterable
from datetime import datetime
from enum import StrEnum

# RFC 3463: class, subject, detail. Nothing else of a mail server's words is kept.
_STATUS = re.compile(r"(?<![\d.])([245])\.(\d{1,3})\.(\d{1,3})(?![\d.])")


class Fate(StrEnum):
    """How it ended for a message, as far as is known."""

    DELIVERED = "delivered"
    FAILED = "failed"
    BOUNCED = "bounced"


# At the same moment the worse news holds: a human looks rather once too often.
_WORSE = (Fate.DELIVERED, Fate.FAILED, Fate.BOUNCED)


def fate_of(reports: Iterable[tuple[datetime, Fate]]) -> tuple[datetime, Fate] | None:
    """What happened last, by the provider's clock; the order in which we hear of it is nothing.

    A message that was refused for a while and then taken has arrived; one that was taken and sent
    back later has not.
    """
    return max(reports, key=lambda report: (report[0], _WORSE.index(report[1])), default=None)


def smtp_status(text: str) -> str:
    """The enhanced status code in a mail server's answer; empty where there is none."""
    found = _STATUS.search(text[:5_000])
    return found[0] if found else ""
