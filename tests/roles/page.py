"""docs/roles.md as the tests read it: what each address answers to each role."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path

PAGE = Path(__file__).resolve().parents[2] / "docs/roles.md"
# The columns of the tables, by their heads.
ROLES = {
    "Handler": "handler",
    "Supervisor": "supervisor",
    "Register editor": "register_editor",
    "DPO": "dpo",
    "Administrator": "administrator",
}
WITHOUT_ROLE = {"No role": "no_role", "Superuser": "superuser"}
SIGNED_OUT = "Signed out"
STEPS_HEAD = "Steps that a handler does not take"


@dataclass(frozen=True, kw_only=True)
class Row:
    """One line: an address (perhaps one use of it), a method, and a cell for each reader."""

    address: str
    variant: str
    method: str
    cells: dict[str, str]

    def answer(self, reader: str, *, own: bool) -> str:
        """What the reader gets about a row of their own controller, or of another one."""
        about_own, _, about_foreign = self.cells[reader].partition(" / ")
        return about_own if own or not about_foreign else about_foreign

    def tells_apart(self, reader: str) -> bool:
        """Whether the address names a row, which may be another controller's."""
        return " / " in self.cells[reader]

    def __str__(self) -> str:
        return " ".join(filter(None, (self.method, self.address, self.variant)))


@cache
def rows() -> list[Row]:
    """The lines about people who are signed in."""
    readers = ROLES | WITHOUT_ROLE
    return [
        Row(
            address=names[0],
            variant=" ".join(names[1:]),
            method=line["Method"],
            cells={reader: line[head] for head, reader in readers.items()},
        )
        for line in _lines()
        if "Handler" in line and (names := _names(line["Address"]))
    ]


def signed_out() -> dict[str, str]:
    """What some addresses answer to whoever is not signed in; the others ask to sign in."""
    return {_names(line["Address"])[0]: line[SIGNED_OUT] for line in _lines() if SIGNED_OUT in line}


def steps_above_handlers() -> set[str]:
    """The steps that only some of those who handle requests may take."""
    return {_names(line[STEPS_HEAD])[0] for line in _lines() if STEPS_HEAD in line}


def _lines() -> Iterator[dict[str, str]]:
    heads: list[str] = []
    for line in PAGE.read_text(encoding="utf-8").splitlines():
        if not line.startswith("|"):
            heads = []
            continue
        cells = [cell.strip() for cell in line.strip().strip("|").split(" | ")]
        if not heads:
            heads = cells
        elif not set(line) <= set("|-: "):
            yield dict(zip(heads, cells, strict=True))


def _names(cell: str) -> list[str]:
    return re.findall(r"`([^`]+)`", cell)
