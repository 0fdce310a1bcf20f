"""Days, times and sizes as they are written in the reader's language."""

from datetime import date, datetime
from zoneinfo import ZoneInfo

from django.utils.translation import get_language

from registers_app.domain.dates import written_date, written_moment
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
    return written_moment(moment.astimezone(ZoneInfo(time_zone)), reader_language())


KILOBYTE = 1000
# Finnish has letters of its own for them (SFS 4175).
SIZES = {"fi": ("kt", "Mt", "Gt"), "sv": ("kB", "MB", "GB"), "en": ("kB", "MB", "GB")}


def written_size(size: int) -> str:
    """How large a file is: 1,2 Mt, 1,2 MB, 1.2 MB; on one line."""
    language = reader_language()
    amount = max(size / KILOBYTE, 0.1)
    units = iter(SIZES[language])
    unit = next(units)
    while round(amount, 1) >= KILOBYTE and unit != SIZES[language][-1]:
        amount, unit = amount / KILOBYTE, next(units)
    number = f"{amount:.1f}".removesuffix(".0")
    return f"{number if language == 'en' else number.replace('.', ',')}\u00a0{unit}"
