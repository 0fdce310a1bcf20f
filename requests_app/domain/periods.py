"""Arithmetic of days and months, as Regulation (EEC, Euratom) No 1182/71 counts them."""

from calendar import monthrange
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError


class UnknownTimeZone(ValueError):
    """There is no IANA time zone of that name."""


def add_months(day: date, months: int) -> date:
    """The same number in the month *months* later, or that month's last day.

    Always in one step from the day of the event: a chain of months would lose days at each
    short month (Reg. 1182/71 Art. 3(2)(c); CJEU 152/85 *Misset*).
    """
    years, month = divmod(day.month - 1 + months, 12)
    year, month = day.year + years, month + 1
    return date(year, month, min(day.day, monthrange(year, month)[1]))


def local_day(instant: datetime, time_zone: str) -> date:
    """The calendar day of *instant* in *time_zone* (an IANA name).

    Raises ValueError for a naive instant, and :class:`UnknownTimeZone`.
    """
    if instant.utcoffset() is None:
        raise ValueError(f"{instant.isoformat()} has no UTC offset, so it names no instant.")
    return instant.astimezone(_zone(time_zone)).date()


def end_of_day(day: date, time_zone: str) -> datetime:
    """The instant, in UTC, at which local *day* is over: the first one of the next local day.

    Reckoned on the calendar, never as 24 hours: a day at a change of the clocks has 23 or 25
    (Reg. 1182/71 Art. 3(2)(c): "the last hour of" the day).
    """
    tomorrow = datetime.combine(day + timedelta(days=1), time(), _zone(time_zone))
    return tomorrow.astimezone(UTC)


def days_between(spans: list[tuple[date, date]], *, not_before: date) -> int:
    """How many days lie in any of *spans* (first included, last excluded) from *not_before* on.

    A day in two spans is counted once.
    """
    counted, reached = 0, not_before
    for first, end in sorted(spans):
        counted += max((end - max(first, reached)).days, 0)
        reached = max(reached, end)
    return counted


def _zone(name: str) -> ZoneInfo:
    try:
        return ZoneInfo(name)
    # A folder of the zone database, or a path out of it, is no zone either.
    except (ZoneInfoNotFoundError, ValueError, OSError) as error:
        raise UnknownTimeZone(f"There is no time zone {name!r}.") from error
