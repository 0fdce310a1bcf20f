"""docs/law.md says where each rule of law is carried out, and nothing there is a dead end."""

import ast
import re
from functools import cache
from pathlib import Path

from django.apps import apps
from django_fsm import FSMField

from notices_app.letters.kinds import Part
from requests_app.domain.clock_facts import Rule, Source
from requests_app.domain.grounds import GROUNDS_OF, RefusalGround
from tests.looped import for_each

ROOT = Path(__file__).resolve().parents[2]
PAGE = ROOT / "docs" / "law.md"
TEXT = PAGE.read_text(encoding="utf-8")
ROWS, _, LISTS = TEXT.partition("\n## Lists\n")
LINK = re.compile(r"\[([^\]]+)\]\(([^)#]*)(?:#([^)]+))?\)")
NAMED = re.compile(r"^`(?:\w+\.)?(\w+)`$")
MARK = re.compile(r"\[(?:V2?|M|D|P)(?:/M)?\]")

# The rules as they are numbered there. A1.14 is not built, and said to be so.
SECTIONS = {
    **{f"A{group}": count for group, count in ((1, 17), (2, 7), (4, 8), (5, 8), (7, 8))},
    "B0": 9,
    "B1": 7,
    "C1": 8,
    "C4": 4,
    "D": 8,
    "F": 8,
}
SINGLE = ("A3", "A6", "A8", "A9", "A10", "B0", "B2", "B3", "B4", "B5", "B6", "B7", "B8", "B9")
RULES = [
    *(
        f"{section}.{number}" if section[-1].isdigit() else f"{section}{number}"
        for section, count in SECTIONS.items()
        for number in range(1, count + 1)
    ),
    *SINGLE,
    "C2",
    "C3",
    "C5",
]
NOT_BUILT = {"A1.14"}


@cache
def names_in(path: Path) -> frozenset[str]:
    """What a module defines at its top level."""
    found: set[str] = set()
    for node in ast.parse(path.read_text(encoding="utf-8")).body:
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef | ast.ClassDef):
            found.add(node.name)
        elif isinstance(node, ast.Assign):
            found |= {target.id for target in node.targets if isinstance(target, ast.Name)}
        elif isinstance(node, ast.AnnAssign) and isinstance(node.target, ast.Name):
            found.add(node.target.id)
    return frozenset(found)


def links() -> set[tuple[str, str]]:
    return {(text, target) for text, target, _ in LINK.findall(TEXT) if target}


def heading_ids() -> set[str]:
    headings = re.findall(r"^#+ (.+)$", TEXT, re.M)
    return {re.sub(r"[^\w -]", "", line.lower()).replace(" ", "-") for line in headings}


def paragraphs() -> dict[str, str]:
    """Each rule by its number, up to the next one or the next heading."""
    pieces = re.split(r"\n(?=\*\*[A-F]\d|#)", ROWS)
    return {
        match.group(1): piece
        for piece in pieces
        if (match := re.match(r"\*\*([A-F]\d*(?:\.\d+)?) ", piece))
    }


def conditions() -> set[str]:
    """The names of all that a step may wait for."""
    return {
        condition.__name__
        for model in apps.get_models()
        for field in model._meta.get_fields()
        if isinstance(field, FSMField)
        for step in field.get_all_transitions(model)
        for condition in step.conditions or []
    }


def listed(heading: str) -> set[str]:
    """What stands in the first column of the tables below a heading."""
    part = LISTS.split(f"### {heading}\n", 1)[1].split("\n### ")[0].split("\n## ")[0]
    return set(re.findall(r"^\| \[?`(\w+)`", part, re.M))


@for_each("target", sorted({target for _, target in links()}))
def test_every_link_leads_to_a_file(target: str) -> None:
    assert (PAGE.parent / target).is_file()


@for_each("text, target", sorted(link for link in links() if link[1].endswith(".py")))
def test_every_name_that_is_linked_is_defined_there(text: str, target: str) -> None:
    named = NAMED.match(text)
    assert named, f"{text} names nothing"
    assert named.group(1) in names_in((PAGE.parent / target).resolve())


def test_every_link_within_the_page_leads_to_a_heading() -> None:
    within = {anchor for _, target, anchor in LINK.findall(TEXT) if anchor and not target}
    assert within <= heading_ids()


@for_each("rule", RULES)
def test_every_rule_says_its_source_how_sure_it_is_where_it_is_done_and_what_proves_it(
    rule: str,
) -> None:
    if rule in NOT_BUILT:
        assert f"**{rule}**" in LISTS.split("## Not built")[1]
        return
    text = paragraphs()[rule]
    if rule != "A10":  # the examples carry their own sources
        assert MARK.search(text), f"{rule} does not say how sure it is"
    assert re.search(r"^Code: \[`", text, re.M), f"{rule} names no code"
    assert re.search(r"Tests: \[`test_", text), f"{rule} names no test"


def test_no_rule_stands_there_twice() -> None:
    numbers = re.findall(r"^\*\*([A-F]\d*(?:\.\d+)?) ", ROWS, re.M)
    repeated = {number for number in numbers if numbers.count(number) > 1}
    assert repeated <= {"A4", "C2", "D3"}


def test_every_reason_and_every_source_of_the_clock_is_listed() -> None:
    assert listed("The clock’s reasons") == {
        *(rule.value for rule in Rule),
        *(source.name for source in Source),
    }
    for source in Source:
        assert f"| `{source.name}` | {source.value} |" in LISTS


def test_every_ground_is_listed_with_the_rights_that_know_it() -> None:
    assert listed("Grounds of a refusal") == {ground.value for ground in RefusalGround}
    for ground in RefusalGround:
        (row,) = re.findall(rf"^\| `{ground.value}` \|.*$", LISTS, re.M)
        rights = [right for right, grounds in GROUNDS_OF.items() if ground in grounds]
        if len(rights) < 6:
            assert all(right.value.replace("_", " ") in row for right in rights), row
        else:
            assert "all but consent withdrawal" in row
            assert ("automated decision" in row) is (len(rights) == 6)


def test_every_condition_of_a_step_is_listed_and_no_other() -> None:
    assert listed("Conditions of a step") == conditions()


def test_every_part_of_a_letter_is_listed_and_no_other() -> None:
    assert listed("Parts of a letter") == {part.value for part in Part}
