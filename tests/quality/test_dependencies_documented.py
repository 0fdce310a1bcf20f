"""docs/dependencies.md names every dependency of the project, and its locked release."""

import re
import tomllib
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
NAME = re.compile(r"^[A-Za-z0-9_.-]+")


def declared() -> set[str]:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    lines = project["dependencies"] + project["optional-dependencies"]["dev"]
    return {match.group() for line in lines if (match := NAME.match(line))}


def rows() -> list[list[str]]:
    text = (ROOT / "docs/dependencies.md").read_text(encoding="utf-8")
    lines = [line for line in text.splitlines() if line.startswith("| ")]
    return [[cell.strip() for cell in line.strip("|").split("|")] for line in lines]


def test_every_dependency_is_documented_and_no_other() -> None:
    named = {name for row in rows() for name in row[0].split(", ")} - {"package", "---"}
    assert named == declared()


def test_the_documented_release_is_the_locked_one() -> None:
    lock = (ROOT / "requirements/dev.txt").read_text(encoding="utf-8")
    locked = {
        name.lower().replace("_", "-"): release
        for name, release in re.findall(r"^([a-zA-Z0-9_.-]+)(?:\[\w+\])?==(\S+)", lock, re.M)
    }
    for row in rows():
        names, release = row[0].split(", "), row[3]
        if names[0] in ("package", "---"):
            continue
        first = names[0].lower().replace("_", "-")
        assert release.startswith(locked[first]), f"{first} is locked at {locked[first]}"
