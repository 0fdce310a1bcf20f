"""What a file changes in a version: its own texts, and its lines part by part, found by key."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from registers_app.models.content import PARTS, VERSION_COLUMNS
from registers_app.services.version_tree import Tree

Names = Mapping[str, str]


@dataclass(frozen=True, kw_only=True)
class PartChange:
    """Lines of one part, by their texts. ``moved``: the same lines stand in another order."""

    part: str
    added: tuple[Names, ...]
    removed: tuple[Names, ...]
    changed: tuple[Names, ...]
    moved: bool


def words_changed(before: Tree, after: Tree) -> tuple[str, ...]:
    """The version's own columns that say something else."""
    return tuple(name for name in VERSION_COLUMNS if before.get(name) != after.get(name))


def parts_changed(before: Tree, after: Tree) -> tuple[PartChange, ...]:
    """The parts whose lines are not the same."""
    return tuple(
        _part(name, before.get(name, []), after.get(name, []))
        for name in PARTS
        if before.get(name, []) != after.get(name, [])
    )


def _part(name: str, before: list[Tree], after: list[Tree]) -> PartChange:
    old, new = _by_key(before), _by_key(after)
    kept = [key for key in old if key in new]
    return PartChange(
        part=name,
        added=_names(new[key] for key in new if key not in old),
        removed=_names(old[key] for key in old if key not in new),
        changed=_names(new[key] for key in kept if old[key] != new[key]),
        moved=kept != [key for key in new if key in old],
    )


def _by_key(lines: Iterable[Tree]) -> dict[str, Tree]:
    return {line["key"]: line for line in lines}


def _names(lines: Iterable[Mapping[str, Any]]) -> tuple[Names, ...]:
    return tuple(line.get("names", {}) for line in lines)
