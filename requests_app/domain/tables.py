"""Structured data as somebody hands it in: JSON or CSV, read into a table that can be shown.

What cannot be read is told with its line, so that whoever wrote it finds the place.
"""

import csv
import io
import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

DELIMITERS = ",;\t|"
MOST_COLUMNS = 1000


class Format(StrEnum):
    """How the data are written."""

    JSON = "json"
    CSV = "csv"


class Wrong(StrEnum):
    """What is wrong with the data."""

    EMPTY = "empty"
    NOT_TEXT = "not_text"
    NOT_JSON = "not_json"
    TOO_DEEP = "too_deep"
    NO_ROWS = "no_rows"
    NO_HEADING = "no_heading"
    CELLS = "cells"
    OPEN_QUOTE = "open_quote"
    WIDE = "wide"


class TableFault(ValueError):
    """The data cannot be read. ``line`` counts from one; 0: no line is to blame."""

    def __init__(self, wrong: Wrong, *, line: int = 0, found: int = 0, wanted: int = 0) -> None:
        super().__init__(f"{wrong} in line {line}")
        self.wrong = wrong
        self.line = line
        self.found = found
        self.wanted = wanted


@dataclass(frozen=True, kw_only=True)
class Table:
    """What the data say, in rows and columns."""

    columns: Sequence[str]
    rows: Sequence[Sequence[str]]

    def first(self, most: int) -> Sequence[Sequence[str]]:
        """Some rows, to look at."""
        return self.rows[:most]


def decoded(content: bytes) -> str:
    """The text of a file: UTF-8, or UTF-16 with its mark. Raises TableFault."""
    marked = content.startswith((b"\xff\xfe", b"\xfe\xff"))
    try:
        text = content.decode("utf-16" if marked else "utf-8-sig")
    except UnicodeDecodeError as fault:
        raise TableFault(Wrong.NOT_TEXT, line=content[: fault.start].count(b"\n") + 1) from fault
    if "\0" in text:
        raise TableFault(Wrong.NOT_TEXT, line=text[: text.index("\0")].count("\n") + 1)
    return text


def format_of(text: str) -> Format:
    """JSON begins with a bracket; everything else is read as CSV."""
    return Format.JSON if text.lstrip().startswith(("{", "[")) else Format.CSV


def read_table(text: str) -> Table:
    """The table that *text* is. Raises TableFault."""
    if not text.strip():
        raise TableFault(Wrong.EMPTY)
    return _from_json(text) if format_of(text) is Format.JSON else _from_csv(text)


def _from_json(text: str) -> Table:
    try:
        told = json.loads(text, parse_constant=_no_number)
    except json.JSONDecodeError as fault:
        raise TableFault(Wrong.NOT_JSON, line=fault.lineno) from fault
    except RecursionError as fault:
        raise TableFault(Wrong.TOO_DEEP) from fault
    except ValueError as fault:  # NaN, or a number of thousands of digits
        raise TableFault(Wrong.NOT_JSON) from fault
    return _as_table(told if isinstance(told, list) else [told])


def _no_number(name: str) -> Any:
    raise ValueError(name)


def _as_table(told: list[Any]) -> Table:
    if not told:
        raise TableFault(Wrong.NO_ROWS)
    lines = [each if isinstance(each, dict) else {"": each} for each in told]
    columns = list(dict.fromkeys(name for line in lines for name in line))
    if len(columns) > MOST_COLUMNS:
        raise TableFault(Wrong.WIDE, found=len(columns), wanted=MOST_COLUMNS)
    if not any(columns) and lines == [{}] * len(lines):
        raise TableFault(Wrong.NO_ROWS)
    return Table(columns=columns, rows=[_row(line, columns) for line in lines])


def _row(line: Mapping[str, Any], columns: Iterable[str]) -> list[str]:
    return [_cell(line[name]) if name in line else "" for name in columns]


def _cell(value: Any) -> str:
    if value is None:
        return ""
    if isinstance(value, str):
        return value
    return json.dumps(value, ensure_ascii=False)


def _from_csv(text: str) -> Table:
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=_delimiter(text), strict=True)
    rows: list[list[str]] = []
    try:
        for row in reader:
            if not any(cell.strip() for cell in row):
                continue
            if rows and len(row) != len(rows[0]):
                raise TableFault(
                    Wrong.CELLS, line=reader.line_num, found=len(row), wanted=len(rows[0])
                )
            rows.append(row)
    except csv.Error as fault:
        raise TableFault(Wrong.OPEN_QUOTE, line=reader.line_num) from fault
    heading, *rest = rows
    if not all(cell.strip() for cell in heading):
        raise TableFault(Wrong.NO_HEADING, line=1)
    if len(heading) > MOST_COLUMNS:
        raise TableFault(Wrong.WIDE, found=len(heading), wanted=MOST_COLUMNS)
    if not rest:
        raise TableFault(Wrong.NO_ROWS)
    return Table(columns=[cell.strip() for cell in heading], rows=rest)


def _delimiter(text: str) -> str:
    """The mark between cells: the one that the heading has most of."""
    heading = text.lstrip().split("\n", 1)[0]
    return max(DELIMITERS, key=heading.count)
