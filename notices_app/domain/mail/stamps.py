"""When a mail reached us: the first Received stamp that can be trusted.

Each server puts its stamp on top. Those of our own servers are believed, from the top down, as long
as each says that it had the mail from another of ours; what lies below may be anybody's invention.
"""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime
from ipaddress import ip_address

_BY = re.compile(r"(?i)(?<![\w-])by\s+([\w.\-:\[\]]+)")
_FROM = re.compile(r"(?i)^\s*from\s+(\S+)(?:\s+\(([^)]*)\))?")
_ADDRESS = re.compile(r"\[?(?:IPv6:)?([0-9a-fA-F:.]{3,45})\]?")


@dataclass(frozen=True, kw_only=True)
class Stamp:
    """One Received field: who took the mail, from whom, and when."""

    by: str
    from_us: bool
    at: datetime


def received_at(
    stamps: Sequence[str], *, ours: Iterable[str], not_after: datetime
) -> datetime | None:
    """The instant at which the first of our servers had it; None where no stamp tells.

    The topmost stamp is always ours: it was set where the mail was handed to us. *ours* are names
    of hosts or domains, or addresses. A stamp from the future counts as *not_after*.
    """
    trusted = {host.lower().strip(".") for host in ours}
    earliest: datetime | None = None
    for number, value in enumerate(stamps[:50]):
        stamp = _stamp(value, trusted)
        if stamp is None or (number and not _is_ours(stamp.by, trusted)):
            break
        earliest = min(stamp.at, not_after, earliest or not_after)
        if not stamp.from_us:
            break
    return earliest


def moment(text: str) -> datetime | None:
    """A date of a header as an instant; None where it is none. Without a zone it is UTC."""
    try:
        at = parsedate_to_datetime(" ".join(text.split())[:100])
        at = at if at.tzinfo else at.replace(tzinfo=UTC)
        return at.astimezone(UTC)
    except (ValueError, TypeError, IndexError, OverflowError, AttributeError):
        return None


def _stamp(value: str, trusted: set[str]) -> Stamp | None:
    clause, _, date = value.rpartition(";")
    at = moment(date)
    by = _BY.search(clause)
    if at is None:
        return None
    return Stamp(by=by[1] if by else "", from_us=_comes_from_us(clause, trusted), at=at)


def _comes_from_us(clause: str, trusted: set[str]) -> bool:
    """By what the server saw itself, the part in brackets; what was said to it proves nothing."""
    said = _FROM.match(clause)
    if said is None:
        return True  # handed over on the host itself
    seen = said[2] or ""
    for found in _ADDRESS.findall(seen or said[1]):
        if _is_internal(found) or found.lower() in trusted:
            return True
    name = seen.split()[0] if seen.split() else ""
    return _is_ours(name, trusted)


def _is_internal(text: str) -> bool:
    try:
        address = ip_address(text)
    except ValueError:
        return False
    return address.is_loopback or (address.is_private and not _is_for_documents(text))


def _is_for_documents(text: str) -> bool:
    return text.startswith(("192.0.2.", "198.51.100.", "203.0.113.", "2001:db8:"))


def _is_ours(host: str, trusted: set[str]) -> bool:
    host = host.lower().strip(".[]()")
    return any(host == own or host.endswith("." + own) for own in trusted if own)
