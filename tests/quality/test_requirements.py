"""The locks hold every dependency by its hashes, name no index, and agree with each other."""

import re
import tomllib
from pathlib import Path

import pytest
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

ROOT = Path(__file__).resolve().parents[2]
LOCKS = ("base", "dev", "mutate")
PINNED = re.compile(r"^([A-Za-z0-9_.-]+)(?:\[[\w,-]+\])?==([^\s;]+)(?: ; (.+?))? \\$")
HASH = re.compile(r"^    --hash=sha256:[0-9a-f]{64}( \\)?$")
COMMENT = re.compile(r"^ *#")

Lock = dict[str, set[str]]


def lines_of(lock: str) -> list[str]:
    return (ROOT / "requirements" / f"{lock}.txt").read_text(encoding="utf-8").splitlines()


def pins_of(lock: str) -> Lock:
    """The versions of each package: more than one where they differ by Python."""
    pins: Lock = {}
    for line in lines_of(lock):
        if match := PINNED.match(line):
            pins.setdefault(canonicalize_name(match[1]), set()).add(match[2])
    return pins


def declared(lock: str) -> list[Requirement]:
    if lock == "mutate":
        source = (ROOT / "requirements" / "mutate.in").read_text(encoding="utf-8")
        return [Requirement(line) for line in source.splitlines()]
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    names = list(project["dependencies"])
    if lock == "dev":
        names += project["optional-dependencies"]["dev"]
    return [Requirement(name) for name in names]


@pytest.mark.parametrize("lock", LOCKS)
def test_a_lock_holds_nothing_but_pins_with_their_hashes(lock: str) -> None:
    unpinned = [
        line
        for line in lines_of(lock)
        if line and not (PINNED.match(line) or HASH.match(line) or COMMENT.match(line))
    ]

    assert unpinned == []
    lines = [line for line in lines_of(lock) if line and not COMMENT.match(line)]
    for pin, first in zip(lines, [*lines[1:], ""], strict=True):
        assert not PINNED.match(pin) or HASH.match(first), pin


@pytest.mark.parametrize("lock", LOCKS)
def test_every_dependency_is_locked_at_a_version_it_may_have(lock: str) -> None:
    pins = pins_of(lock)
    for requirement in declared(lock):
        versions = pins.get(canonicalize_name(requirement.name), set())
        assert versions, f"{requirement.name} is not locked: make lock"
        for version in versions:
            assert requirement.specifier.contains(version), f"{requirement} is locked at {version}"


def test_what_runs_is_what_was_tested() -> None:
    tested = pins_of("dev")

    assert {name: tested.get(name) for name in pins_of("base")} == pins_of("base")


def test_no_file_names_an_index() -> None:
    files = [*(ROOT / "requirements").iterdir(), ROOT / "pyproject.toml", ROOT / "Makefile"]
    option = re.compile(r"--?(extra-)?index(-url)?[ =]|--find-links|index-strategy|simple/")
    naming = [
        f"{path.name}: {line}"
        for path in files
        if path.is_file()
        for line in path.read_text(encoding="utf-8").splitlines()
        if option.search(line)
    ]

    assert naming == []
