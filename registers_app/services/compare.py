"""What differs between two versions of a register."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from registers_app.domain.compare import Change, ChangeKind, compare_lines, compare_trees
from registers_app.domain.languages import LANGUAGES
from registers_app.models import RegisterVersion, VersionState
from registers_app.models.content import PARTS, UNPUBLISHED
from registers_app.services.version_tree import Tree, standing_of, tree_of

# Said of one version only, beside what it says.
OF_ONE_VERSION = "change_notes"
# What is kept beside a version: who kept the register then, and what it was called.
KEEPERS, REGISTER = "controllers", "register"


@dataclass(frozen=True, kw_only=True)
class Comparison:
    """Two versions and the changes from one to the other.

    ``names`` are the texts of all lines, by part and key. ``hidden`` counts the changes that are
    left out because they are never published.
    """

    before: RegisterVersion
    after: RegisterVersion
    changes: tuple[Change, ...]
    names: Mapping[str, Mapping[str, Mapping[str, str]]]
    hidden: int = 0

    @property
    def new_purposes(self) -> list[Change]:
        """The purposes that came (GDPR Art. 13(3), 14(4))."""
        return [
            change
            for change in self.changes
            if change.part == "purposes" and change.kind is ChangeKind.ADDED
        ]


def compare(before: RegisterVersion, after: RegisterVersion, *, is_public: bool) -> Comparison:
    """The changes, in a constant number of queries; for the public only what is published."""
    trees = [_tree(version) for version in (before, after)]
    changes = _changes(*trees)
    hidden = 0
    if is_public:
        published = [public_tree(tree) for tree in trees]
        places = {(change.part, change.key) for change in changes}
        changes = _changes(*published)
        hidden = len(places - {(change.part, change.key) for change in changes})
        trees = published
    return Comparison(
        before=before, after=after, changes=tuple(changes), names=_names(*trees), hidden=hidden
    )


def public_tree(tree: Tree) -> Tree:
    """What of a version's tree anybody may read."""
    found = {
        name: [_public_line(name, line) for line in value if line.get("is_published", True)]
        if name in PARTS
        else value
        for name, value in tree.items()
        if name not in UNPUBLISHED["version"]
    }
    return {name: value for name, value in found.items() if value != []}


def _public_line(part: str, line: Tree) -> Tree:
    hidden = UNPUBLISHED.get(part, frozenset())
    return {name: value for name, value in line.items() if name not in hidden}


def _tree(version: RegisterVersion) -> Tree:
    tree = tree_of(version)
    tree.pop(OF_ONE_VERSION, None)
    is_draft = version.state in (VersionState.DRAFT, VersionState.IN_REVIEW)
    standing = standing_of(version.register) if is_draft else version.published_as
    if standing:  # versions older than the desk's own snapshot have none
        tree[KEEPERS] = [
            {"key": row["slug"], **{name: row[name] for name in row if name != "slug"}}
            for row in standing["controllers"]
        ]
        tree[REGISTER] = [{**standing["register"], "key": REGISTER}]
    return tree


def _changes(before: Tree, after: Tree) -> list[Change]:
    kept = (KEEPERS, REGISTER)
    content = [
        {name: value for name, value in tree.items() if name not in kept}
        for tree in (before, after)
    ]
    found = compare_trees(content[0], content[1], parts=tuple(PARTS))
    if all(part in tree for tree in (before, after) for part in kept):
        for part in kept:
            found += compare_lines(part, before[part], after[part])
    return found


def _names(*trees: Tree) -> dict[str, dict[str, Any]]:
    names: dict[str, dict[str, Any]] = {}
    for tree in trees:
        for part in PARTS:
            for line in tree.get(part, ()):
                names.setdefault(part, {})[line["key"]] = line.get("names", {})
        for line in tree.get(KEEPERS, ()):
            names.setdefault(KEEPERS, {})[line["key"]] = dict.fromkeys(LANGUAGES, line["name"])
    return names
