"""What differs between two versions of a register, each given as plain ordered data.

Lines are the same line where their key is the same. Texts are compared language by language.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from enum import StrEnum
from typing import Any

Tree = Mapping[str, Any]
ITSELF = ""  # the part that a version's own columns are
# What names a line, rather than saying something about it.
_NAMING = ("key", "names")
_Place = tuple[str, str, str]


class ChangeKind(StrEnum):
    """What became of a line."""

    ADDED = "added"
    REMOVED = "removed"
    CHANGED = "changed"
    MOVED = "moved"


@dataclass(frozen=True, kw_only=True)
class Difference:
    """A column that says something else; ``language`` is empty where it is no text.

    ``about`` is the lawful basis to which a legal act belongs. None: it said nothing.
    """

    column: str
    about: str = ""
    language: str = ""
    before: Any
    after: Any


@dataclass(frozen=True, kw_only=True)
class Change:
    """A line that came, went, changed or stands elsewhere."""

    part: str
    key: str
    kind: ChangeKind
    names: Mapping[str, str]
    differences: tuple[Difference, ...] = ()


def compare_trees(before: Tree, after: Tree, *, parts: Sequence[str]) -> list[Change]:
    """The changes in a version's own columns, then part by part in the order of the newer one."""
    own = [{name: tree[name] for name in tree if name not in parts} for tree in (before, after)]
    found: list[Change] = []
    if changed := _differences(*own):
        kind = ChangeKind.CHANGED
        found.append(Change(part=ITSELF, key="", kind=kind, names={}, differences=changed))
    for part in parts:
        found += compare_lines(part, before.get(part, []), after.get(part, []))
    return found


def compare_lines(part: str, before: Sequence[Tree], after: Sequence[Tree]) -> list[Change]:
    """The changes in the lines of one part: the new and changed ones, then those that went."""
    old, new = ({line["key"]: line for line in lines} for lines in (before, after))
    moved = _moved(list(old), list(new))
    found = [
        change
        for key, line in new.items()
        if (change := _change(part, key, old.get(key), line, is_moved=key in moved))
    ]
    gone = (_change(part, key, line, None) for key, line in old.items() if key not in new)
    return [*found, *(change for change in gone if change)]


def _change(
    part: str, key: str, before: Tree | None, after: Tree | None, *, is_moved: bool = False
) -> Change | None:
    differences = _differences(before or {}, after or {})
    if before is not None and after is not None:
        kind = ChangeKind.CHANGED if differences else ChangeKind.MOVED
        if not differences and not is_moved:
            return None
    else:
        kind = ChangeKind.ADDED if before is None else ChangeKind.REMOVED
        differences = tuple(each for each in differences if each.column not in _NAMING)
    names = (after or before or {}).get("names", {})
    return Change(part=part, key=key, kind=kind, names=names, differences=differences)


def _differences(before: Tree, after: Tree) -> tuple[Difference, ...]:
    old, new = dict(_flat(before)), dict(_flat(after))
    return tuple(
        Difference(
            column=column,
            about=about,
            language=language,
            before=old.get((column, about, language)),
            after=new.get((column, about, language)),
        )
        for column, about, language in {**new, **old}
        if old.get((column, about, language)) != new.get((column, about, language))
    )


def _flat(line: Tree) -> Iterator[tuple[_Place, Any]]:
    for column, value in line.items():
        if column == "key":
            continue
        if column == "bases":
            yield from _flat_bases(value)
        elif isinstance(value, Mapping):
            for language, text in value.items():
                yield (column, "", language), text
        else:
            yield (column, "", ""), value


def _flat_bases(bases: Sequence[Tree]) -> Iterator[tuple[_Place, Any]]:
    yield ("bases", "", ""), sorted(basis["basis"] for basis in bases)
    for basis in bases:
        for language, text in basis.get("legal_acts", {}).items():
            yield ("legal_acts", basis["basis"], language), text


def _moved(before: list[str], after: list[str]) -> set[str]:
    """The keys in both lists that do not keep their order, as few as possible."""
    stay = set(before) & set(after)
    old, new = ([key for key in keys if key in stay] for keys in (before, after))
    blocks = SequenceMatcher(None, old, new, autojunk=False).get_matching_blocks()
    kept = {key for block in blocks for key in old[block.a : block.a + block.size]}
    return stay - kept
