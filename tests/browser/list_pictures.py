"""Write docs/screenshots/README.md: which pictures there are, page by page."""

import re
from collections import defaultdict
from pathlib import Path

FOLDER = Path(__file__).resolve().parents[2] / "docs" / "screenshots"
NAMED = re.compile(r"(?P<page>.+)-(?P<view>(?:en|fi|sv)-\d+)")
HEAD = """# Pictures of the pages

Taken by `make screenshots` on the walks that the tests take, with made-up people: every page in
English on a phone and on a desktop, the key pages in Finnish and, in dark colours, in Swedish.
This list is written by it too.

| page | pictures |
| --- | --- |
"""


def table() -> str:
    """A row for each page."""
    views: dict[str, list[str]] = defaultdict(list)
    for file in sorted(FOLDER.glob("*.png")):
        if named := NAMED.fullmatch(file.stem):
            views[named["page"]].append(f"[{named['view']}]({file.name})")
    return HEAD + "".join(f"| {page} | {' · '.join(row)} |\n" for page, row in views.items())


if __name__ == "__main__":
    (FOLDER / "README.md").write_text(table(), encoding="utf-8")
