"""Days and times as they are written in the reader's language."""

from datetime import date, datetime
from zoneinfo import ZoneInfo

from django.utils.translation import get_language

from registers_app.domain.dates import written_date
from requests_app.domain.explanation import LANGUAGES


def reader_language() -> str:
    """The language of the page being written: fi, sv or en."""
    language = (get_language() or "en")[:2]
    return language if language in LANGUAGES else "en"


def written(day: date | None) -> str:
    """A day in words; empty without one."""
    return written_date(day, reader_language()) if day else ""


def written_time(moment: datetime | None, *, time_zone: str) -> str:
    """An instant as the day and time in *time_zone*; empty without one."""
    if moment is None:
        return ""
    local = moment.astimezone(ZoneInfo(time_zone))
    return f"{written(local.date())} {local:%H:%M}"
