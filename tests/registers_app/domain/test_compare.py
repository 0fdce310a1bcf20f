"""Lines of two versions are matched by key, and every column that says something else is found."""

from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from registers_app.domain.compare import ChangeKind, Difference, compare_lines, compare_trees
from registers_app.domain.word_marks import MOST_PAIRS, Mark, marked


def line(key: str, **columns: Any) -> dict[str, Any]:
    return {"key": key, "names": {"en": key.title()}, **columns}


def kinds(before: list[str], after: list[str]) -> dict[str, str]:
    changes = compare_lines("sources", [line(key) for key in before], [line(key) for key in after])
    return {change.key: change.kind.value for change in changes}


def test_a_line_comes_goes_changes_or_moves() -> None:
    assert kinds(["a", "b"], ["a", "b"]) == {}
    assert kinds(["a"], ["a", "b"]) == {"b": "added"}
    assert kinds(["a", "b"], ["b"]) == {"a": "removed"}
    assert kinds(["a", "b", "c"], ["c", "a", "b"]) == {"c": "moved"}
    assert kinds(["a", "b", "c"], ["new", "a", "c"]) == {"new": "added", "b": "removed"}


def test_a_text_is_compared_language_by_language() -> None:
    before = line("a", logics={"en": "Old", "fi": "Vanha", "sv": "Gammal"})
    after = line("a", logics={"en": "New", "fi": "Vanha"})
    (change,) = compare_lines("automations", [before], [after])
    assert change.kind is ChangeKind.CHANGED
    assert change.differences == (
        Difference(column="logics", language="en", before="Old", after="New"),
        Difference(column="logics", language="sv", before="Gammal", after=None),
    )


def test_the_bases_of_a_purpose_and_their_acts_are_compared_one_by_one() -> None:
    before = line("a", bases=[{"basis": "contract"}, {"basis": "legal_obligation"}])
    act = {"basis": "legal_obligation", "legal_acts": {"en": "Accounting Act"}}
    (change,) = compare_lines("purposes", [before], [line("a", bases=[act])])
    assert change.differences == (
        Difference(
            column="bases", before=["contract", "legal_obligation"], after=["legal_obligation"]
        ),
        Difference(
            column="legal_acts",
            about="legal_obligation",
            language="en",
            before=None,
            after="Accounting Act",
        ),
    )
    swapped = line("a", bases=[{"basis": "legal_obligation"}, {"basis": "contract"}])
    assert compare_lines("purposes", [before], [swapped]) == []


def test_what_a_version_says_by_itself_is_compared_first() -> None:
    before = {"security_measures": {"en": "Locks"}, "sources": [line("a")]}
    changes = compare_trees(before, {"decides_by_machine": False}, parts=["sources"])
    assert [(change.part, change.kind.value) for change in changes] == [
        ("", "changed"),
        ("sources", "removed"),
    ]
    assert [each.column for each in changes[0].differences] == [
        "decides_by_machine",
        "security_measures",
    ]


keys = st.lists(st.sampled_from("abcdefgh"), unique=True)


@given(before=keys, after=keys)
def test_every_key_is_accounted_for_once(before: list[str], after: list[str]) -> None:
    found = kinds(before, after)
    assert {key for key, kind in found.items() if kind == "added"} == set(after) - set(before)
    assert {key for key, kind in found.items() if kind == "removed"} == set(before) - set(after)
    stay = [[key for key in each if found.get(key) is None] for each in (before, after)]
    assert stay[0] == stay[1]


def test_words_are_marked_not_letters() -> None:
    pieces = marked("We keep it for two years.", "We keep it for three years.")
    assert [(piece.mark, piece.text) for piece in pieces] == [
        (Mark.KEPT, "We keep it for "),
        (Mark.REMOVED, "two"),
        (Mark.ADDED, "three"),
        (Mark.KEPT, " years."),
    ]


@given(before=st.text(alphabet="ab .\n"), after=st.text(alphabet="ab .\n"))
def test_the_marks_hold_both_texts_whole(before: str, after: str) -> None:
    pieces = marked(before, after)
    assert "".join(each.text for each in pieces if each.mark is not Mark.ADDED) == before
    assert "".join(each.text for each in pieces if each.mark is not Mark.REMOVED) == after


def test_texts_too_long_to_compare_are_replaced_whole() -> None:
    before, after = "a " * (MOST_PAIRS // 1000), "b " * 1000
    assert [piece.text for piece in marked(before, after)] == [before, after]


def test_a_change_of_the_version_itself_has_no_line() -> None:
    (change,) = compare_trees({"notes": "Old"}, {"notes": "New"}, parts=("sources",))
    assert (change.part, change.key, change.names) == ("", "", {})
    assert change.differences == (Difference(column="notes", before="Old", after="New"),)


def test_a_part_that_only_one_version_has_came_or_went_whole() -> None:
    with_one = {"sources": [line("a")]}
    (came,) = compare_trees({}, with_one, parts=("sources",))
    (went,) = compare_trees(with_one, {}, parts=("sources",))
    assert [(each.kind, each.part, each.names) for each in (came, went)] == [
        (ChangeKind.ADDED, "sources", {"en": "A"}),
        (ChangeKind.REMOVED, "sources", {"en": "A"}),
    ]


def test_what_a_new_line_says_is_told_beside_its_name_and_its_name_is_not_told_twice() -> None:
    (came,) = compare_lines("sources", [], [line("a", owner="IT")])
    assert came.differences == (Difference(column="owner", before=None, after="IT"),)
    (nameless,) = compare_lines("sources", [], [{"key": "a"}])
    assert nameless.names == {}


def test_a_line_has_the_name_it_has_now() -> None:
    before, after = line("a"), {**line("a"), "names": {"en": "Another"}}
    (change,) = compare_lines("sources", [before], [after])
    assert change.names == {"en": "Another"}
    assert [each.column for each in change.differences] == ["names"]


def test_what_came_or_went_is_never_said_to_have_moved() -> None:
    assert kinds(["a", "b"], ["b", "new"]) == {"a": "removed", "new": "added"}


def test_of_very_many_lines_the_one_that_moved_is_found() -> None:
    keys = [f"k{number}" for number in range(300)]
    assert kinds(keys, [*keys[1:], keys[0]]) == {"k0": "moved"}
