"""What a package says, as structured data: JSON for programs, CSV for spreadsheets."""

import csv
import json
from collections.abc import Iterable, Iterator, Sequence
from typing import Any

from registers_app.exchange.cells import BYTE_ORDER_MARK, Echo, guarded
from requests_app.fulfilment.archive.zipped import Part, part_of
from requests_app.fulfilment.package_content import PackageContent

# Which provision of Art. 15 each part of a register's information meets.
ARTICLES = {
    "purposes": "15(1)(a)",
    "data_categories": "15(1)(b)",
    "recipients": "15(1)(c)",
    "retention": "15(1)(d)",
    "sources": "15(1)(g)",
    "automated_decisions": "15(1)(h)",
    "transfers": "15(2)",
}


def found_files(content: PackageContent, *, about: dict[str, str]) -> Iterator[Part]:
    """What each data system holds."""
    yield _json("data/data.json", {**about, "systems": content.found})
    rows = [(part["system"], part["text"]) for part in content.found]
    yield _csv("data/data.csv", ("system", "text"), rows)


def information_files(registers: Sequence[dict[str, Any]], *, about: dict[str, str]) -> list[Part]:
    """The information of Art. 15(1)-(2), line by line."""
    lines = [line for register in registers for line in _lines(register)]
    columns = ("register", "version", "article", "part", "text", "language")
    rows = [[line[column] for column in columns] for line in lines]
    return [
        _json("data/information.json", {**about, "information": lines}),
        _csv("data/information.csv", columns, rows),
    ]


def portable_files(content: PackageContent, *, data: bytes) -> list[Part]:
    """The data that may be moved, and what their fields mean (Art. 20(1))."""
    columns = ("register", "category", "origin")
    rows = [[field[column] for column in columns] for field in content.fields]
    found = [(part["system"], part["text"]) for part in content.found]
    return [
        part_of("data/data.json", data),
        _csv("data/data.csv", ("system", "text"), found),
        _csv("data/fields.csv", columns, rows),
    ]


def _lines(register: dict[str, Any]) -> Iterator[dict[str, Any]]:
    for part, article in ARTICLES.items():
        value = register[part]
        for line in [value] if isinstance(value, dict) else value:
            yield {
                "register": register["name"]["text"],
                "version": register["version_id"],
                "article": article,
                "part": part,
                **line,
            }


def _json(name: str, data: dict[str, Any]) -> Part:
    return part_of(name, json.dumps(data, ensure_ascii=False, indent=2).encode())


def _csv(name: str, columns: Sequence[str], rows: Iterable[Sequence[object]]) -> Part:
    writer = csv.writer(Echo())
    lines = [
        writer.writerow(columns),
        *(writer.writerow([guarded(cell) for cell in row]) for row in rows),
    ]
    return part_of(name, (BYTE_ORDER_MARK + "".join(map(str, lines))).encode())
