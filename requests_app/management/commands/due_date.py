"""``manage.py due_date CASES.csv``: the due date of each row, without a database.

For whoever wants to check the clock against cases of their own.
"""

import csv
import io
import sys
from argparse import ArgumentParser
from collections.abc import Iterator
from datetime import date, datetime
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from requests_app.domain.deadline import (
    ClockFacts,
    Dates,
    Ground,
    Regime,
    Suspension,
    compute,
)
from requests_app.domain.duties import DutyDate, SourceFacts, acknowledge_by, tell_by
from requests_app.domain.explanation import LANGUAGES, explain
from requests_app.domain.periods import local_day

REQUIRED_COLUMNS = ("case_id", "regime", "received_at", "tz", "calendar")
STANDARD_INPUT = "-"
SOME_ROWS_UNREADABLE = 1
NOTHING_TO_READ = 2


class UnreadableRow(ValueError):
    """A row cannot be told apart into cells."""


class Command(BaseCommand):
    """Print ``case_id,due_on`` for each row; ``due_on`` is empty while the clock stands still."""

    help = (
        "Print case_id,due_on for each row of a CSV file, without a header. The columns "
        f"{', '.join(REQUIRED_COLUMNS)} are needed; suspensions "
        "(ground~asked~answered, several joined by |) and extension_notified_at may be there. "
        "due_on is empty while a suspension is open. A column duty tells requests (request, or "
        "empty) from a notice on data obtained elsewhere (source_notice, with communication_on and "
        "disclosure_on) and from a British complaint (complaint)."
    )
    requires_system_checks: list[str] = []

    def add_arguments(self, parser: ArgumentParser) -> None:
        """The file, and whether to give reasons."""
        parser.add_argument("cases", metavar="CASES.csv", help="a CSV file in UTF-8, or -")
        parser.add_argument("--explain", action="store_true", help="print the reasons of each date")
        parser.add_argument("--language", choices=LANGUAGES, default="en", help="of the reasons")

    def handle(self, *args: Any, **options: Any) -> None:
        """Answer every row that can be read; exit 1 if one cannot, 2 if none could be."""
        lines = _lines(options["cases"])
        header, first_row = _header(lines)
        unreadable = 0
        for line_number, row in _rows(lines, first_row):
            try:
                case = _case(header, row)
                dates = _dates(case)
            except (ValueError, OverflowError) as error:
                unreadable += 1
                self.stderr.write(f"Line {line_number}: {error}")
                continue
            self.stdout.write(_answer(case["case_id"], dates))
            if options["explain"]:
                for sentence in explain(dates, options["language"]):
                    self.stdout.write(f"  {sentence}")
        if unreadable:
            raise CommandError(
                f"Rows that could not be read: {unreadable}.", returncode=SOME_ROWS_UNREADABLE
            )


def _lines(cases: str) -> list[str]:
    try:
        content = sys.stdin.buffer.read() if cases == STANDARD_INPUT else Path(cases).read_bytes()
    except (OSError, ValueError) as error:
        raise CommandError(f"Cannot read {cases}: {error}", returncode=NOTHING_TO_READ) from error
    # Bytes that are not UTF-8 spoil their own row only, so they are carried as surrogates.
    text = content.decode("utf-8-sig", errors="surrogateescape")
    return list(io.StringIO(text, newline=""))


def _header(lines: list[str]) -> tuple[list[str], int]:
    """The column names, and the index of the line after them."""
    if not lines:
        raise CommandError("There is nothing in it, not even a header.", returncode=NOTHING_TO_READ)
    try:
        header, next_line = _parse(lines, 0)
    except UnreadableRow as error:
        raise CommandError(f"Line 1: {error}", returncode=NOTHING_TO_READ) from error
    columns = [cell.strip() for cell in header]
    missing = [column for column in REQUIRED_COLUMNS if column not in columns]
    if missing:
        raise CommandError(
            "The first line must name the columns, parted by commas. "
            f"Missing: {', '.join(missing)}.",
            returncode=NOTHING_TO_READ,
        )
    twice = sorted({column for column in columns if column and columns.count(column) > 1})
    if twice:
        raise CommandError(f"Columns named twice: {', '.join(twice)}.", returncode=NOTHING_TO_READ)
    return columns, next_line


def _rows(lines: list[str], start: int) -> Iterator[tuple[int, list[str] | UnreadableRow]]:
    """Each row that is not blank, with the number of the line it starts on."""
    while start < len(lines):
        line_number = start + 1
        try:
            row, start = _parse(lines, start)
        except UnreadableRow as error:
            # A quote left open would swallow all that follows: go on with the next line.
            start += 1
            yield line_number, error
            continue
        if any(cell.strip() for cell in row):
            yield line_number, row


def _parse(lines: list[str], start: int) -> tuple[list[str], int]:
    """The cells of the row that starts at index *start*, and the index after it."""
    reader = csv.reader((lines[index] for index in range(start, len(lines))), strict=True)
    try:
        row = next(reader, [])
    except csv.Error as error:
        raise UnreadableRow(f"Not a row of CSV: {error}.") from error
    return row, start + reader.line_num


def _case(header: list[str], row: list[str] | UnreadableRow) -> dict[str, str]:
    if isinstance(row, UnreadableRow):
        raise row
    cells = [cell.strip() for cell in row]
    if any(cells[len(header) :]):
        raise ValueError(f"There are {len(cells)} cells under {len(header)} columns.")
    for cell in cells:
        if "\0" in cell or any("\ud800" <= character <= "\udfff" for character in cell):
            raise ValueError("There are bytes that are not text in UTF-8.")
    case = dict(zip(header, cells, strict=False))
    for column in REQUIRED_COLUMNS:
        if not case.get(column):
            raise ValueError(f"{column} is empty.")
    return case


def _dates(case: dict[str, str]) -> Dates | DutyDate:
    duty = case.get("duty") or "request"
    if duty == "request":
        return compute(_facts(case))
    received_at = _instant("received_at", case["received_at"])
    if duty == "source_notice":
        return tell_by(
            SourceFacts(
                obtained_on=local_day(received_at, case["tz"]),
                calendar=case["calendar"],
                regime=_regime(case["regime"]),
                communication_on=_day("communication_on", case),
                disclosure_on=_day("disclosure_on", case),
            )
        )
    if duty != "complaint":
        raise ValueError(f"duty is {duty!r}, not one of request, source_notice, complaint.")
    if _regime(case["regime"]) is not Regime.UK:
        raise ValueError("Only the law of the United Kingdom has a period for a complaint.")
    return acknowledge_by(received_at, case["tz"])


def _facts(case: dict[str, str]) -> ClockFacts:
    notified_at = case.get("extension_notified_at")
    return ClockFacts(
        received_at=_instant("received_at", case["received_at"]),
        time_zone=case["tz"],
        calendar=case["calendar"],
        regime=_regime(case["regime"]),
        suspensions=tuple(
            _suspension(text) for text in case.get("suspensions", "").split("|") if text.strip()
        ),
        extension_notified_at=(
            _instant("extension_notified_at", notified_at) if notified_at else None
        ),
    )


def _regime(text: str) -> Regime:
    if text not in list(Regime):
        raise ValueError(f"regime is {text!r}, not one of {', '.join(Regime)}.")
    return Regime(text)


def _suspension(text: str) -> Suspension:
    ground, *instants = (part.strip() for part in text.split("~"))
    if len(instants) != 2:
        raise ValueError(f"A suspension is written ground~asked~answered, not {text!r}.")
    if ground not in list(Ground):
        raise ValueError(f"A suspension's ground is {ground!r}, not one of {', '.join(Ground)}.")
    asked, answered = instants
    return Suspension(
        ground=Ground(ground),
        asked_at=_instant("asked", asked),
        answered_at=_instant("answered", answered) if answered else None,
    )


def _instant(name: str, text: str) -> datetime:
    try:
        instant = datetime.fromisoformat(text)
    except ValueError as error:
        raise ValueError(f"{name} is {text!r}, which is no instant in ISO 8601.") from error
    if instant.utcoffset() is None:
        raise ValueError(f"{name} is {text!r}, without a UTC offset.")
    return instant


def _day(name: str, case: dict[str, str]) -> date | None:
    text = case.get(name)
    try:
        return date.fromisoformat(text) if text else None
    except ValueError as error:
        raise ValueError(f"{name} is {text!r}, which is no day in ISO 8601.") from error


def _answer(case_id: str, dates: Dates | DutyDate) -> str:
    line = io.StringIO()
    due_on = "" if dates.due_on is None else dates.due_on.isoformat()
    # The writer quotes a line break in a cell only if it is part of its own line end.
    csv.writer(line, lineterminator="\r\n").writerow([case_id, due_on])
    return line.getvalue().removesuffix("\r\n")
