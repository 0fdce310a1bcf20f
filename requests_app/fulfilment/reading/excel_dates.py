"""Days and times in Excel files: numbers that a style shows as a date (ECMA-376 part 1, 18.8)."""

import re
from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime, timedelta
from xml.etree.ElementTree import Element

# Numbers of formats that need no declaration (18.8.30).
_BUILT_IN = frozenset({*range(14, 23), *range(27, 37), *range(45, 48), *range(50, 59)})
_QUOTED = re.compile(r'"[^"]*"|\\.|\[[^\]hms]*\]|_.|\*.', re.IGNORECASE)
_OF_DATES = re.compile(r"[dmyhs]", re.IGNORECASE)
_FIRST_DAY = datetime(1899, 12, 30)
_FIRST_DAY_1904 = datetime(1904, 1, 1)
_LAST = 2_950_000  # in the year 9976


@dataclass(frozen=True, kw_only=True)
class DateStyles:
    """Which styles show a date, and from which day the file counts."""

    styles: Collection[int]
    first_day: datetime

    def shown(self, number: str, *, style: int) -> str:
        """The number, or the date, time or both that it stands for."""
        if style not in self.styles:
            return number
        try:
            days = float(number)
        except ValueError:
            return number
        if not 0 <= days <= _LAST:
            return number
        moment = self.first_day + timedelta(seconds=round(days * 86_400))
        if days < 1:
            return f"{moment:%H:%M:%S}"
        return f"{moment:%Y-%m-%d}" if days == int(days) else f"{moment:%Y-%m-%d %H:%M:%S}"


def date_styles(styles: Element | None, book: Element) -> DateStyles:
    """What the files of styles and of the book declare."""
    settings = book.find("workbookPr")
    counts_from_1904 = settings is not None and settings.get("date1904") in ("1", "true")
    return DateStyles(
        styles=frozenset() if styles is None else frozenset(_dated(styles)),
        first_day=_FIRST_DAY_1904 if counts_from_1904 else _FIRST_DAY,
    )


def _dated(styles: Element) -> list[int]:
    own = {each.get("numFmtId", ""): each.get("formatCode", "") for each in styles.iter("numFmt")}
    return [
        place
        for place, style in enumerate(styles.iterfind("cellXfs/xf"))
        if _is_date(style.get("numFmtId", "0"), own)
    ]


def _is_date(number: str, own: dict[str, str]) -> bool:
    if number in own:
        code = own[number].partition(";")[0]
        return bool(_OF_DATES.search(_QUOTED.sub("", code))) and code.casefold() != "general"
    return number.isascii() and number.isdigit() and int(number[:9]) in _BUILT_IN
