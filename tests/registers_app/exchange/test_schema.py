"""The schema of the file format takes what the desk takes, and refuses what it refuses."""

import copy
from pathlib import Path
from typing import Any

import pytest
import yaml
from jsonschema import Draft202012Validator

import registers_app
from registers_app.exchange.file_schema import file_schema

DEMO = Path(registers_app.__file__).parent / "demo"
FILES = sorted(DEMO.glob("*.yaml"))


class AsEditorsRead(yaml.CSafeLoader):
    """Days are texts to JSON."""


AsEditorsRead.add_constructor("tag:yaml.org,2002:timestamp", lambda _loader, node: node.value)


@pytest.fixture(scope="module")
def validator() -> Draft202012Validator:
    return Draft202012Validator(file_schema())


def read(path: Path) -> Any:
    return yaml.load(path.read_text(encoding="utf-8"), Loader=AsEditorsRead)


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_the_demo_files_are_valid(path: Path, validator: Draft202012Validator) -> None:
    assert [error.message for error in validator.iter_errors(read(path))] == []


@pytest.mark.parametrize(
    ("place", "value"),
    [
        (["controller", "country"], "Finland"),
        (["controller", "regime"], "US"),
        (["controller", "nmae"], "x"),
        (["registers", 0, "slug"], "a b"),
        (["registers", 0, "names"], {"de": "x"}),
        (["registers", 0, "versions", 0, "number"], "1"),
        (["registers", 0, "versions", 0, "effective_on"], "1.1.2020"),
        (["registers", 0, "versions", 0, "purposes", 0, "names"], "x"),
        (["registers", 0, "versions", 0, "purposes", 0, "bases"], [{"basis": "vibes"}]),
        (["registers", 0, "versions", 0, "data_categories", 0, "purposes"], "all"),
        (["registers", 0, "versions", 0, "data_categories", 0, "is_special"], "yes"),
    ],
    ids=lambda value: str(value)[-30:],
)
def test_what_the_desk_refuses_is_not_valid(
    place: list[Any], value: Any, validator: Draft202012Validator
) -> None:
    tree = copy.deepcopy(read(FILES[0]))
    inner = tree
    for step in place[:-1]:
        inner = inner[step]
    inner[place[-1]] = value
    assert not validator.is_valid(tree)


def test_the_schema_tells_what_a_column_means() -> None:
    purposes = file_schema()["$defs"]["purposes_line"]["properties"]
    assert "Art. 13(1)(d)" in purposes["legitimate_interests"]["description"]
    assert "Never published" in purposes["owner"]["description"]
