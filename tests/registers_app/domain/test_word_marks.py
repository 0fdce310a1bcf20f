"""Which words of a text were added and which removed."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from registers_app.domain import word_marks
from registers_app.domain.word_marks import Mark, Piece, marked

WORDS = st.lists(st.sampled_from(["we", "keep", "it", "two", "years", ",", "."]), max_size=12)


def told(before: str, after: str) -> list[tuple[Mark, str]]:
    return [(piece.mark, piece.text) for piece in marked(before, after)]


def test_a_word_in_place_of_another_is_marked_alone() -> None:
    assert told("We keep it two years.", "We keep it three years.") == [
        (Mark.KEPT, "We keep it "),
        (Mark.REMOVED, "two"),
        (Mark.ADDED, "three"),
        (Mark.KEPT, " years."),
    ]


def test_what_is_the_same_is_kept_whole_and_nothing_makes_no_piece() -> None:
    assert marked("We keep it.", "We keep it.") == (Piece(mark=Mark.KEPT, text="We keep it."),)
    assert told("", "We") == [(Mark.ADDED, "We")]
    assert told("We", "") == [(Mark.REMOVED, "We")]
    assert marked("", "") == ()


def test_very_long_texts_are_replaced_whole(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(word_marks, "MOST_PAIRS", 9)
    assert told("a b", "a c") == [  # three times three words and spaces: just not too long
        (Mark.KEPT, "a "),
        (Mark.REMOVED, "b"),
        (Mark.ADDED, "c"),
    ]
    assert told("a b", "a c ") == [(Mark.REMOVED, "a b"), (Mark.ADDED, "a c ")]


def test_a_word_that_stands_everywhere_is_compared_like_any_other() -> None:
    many = "no " * 300
    assert told(f"{many}yes", f"{many}yes.") == [(Mark.KEPT, f"{many}yes"), (Mark.ADDED, ".")]


@given(before=WORDS, after=WORDS)
def test_the_pieces_make_both_texts(before: list[str], after: list[str]) -> None:
    old, new = " ".join(before), " ".join(after)
    pieces = marked(old, new)
    assert "".join(piece.text for piece in pieces if piece.mark is not Mark.ADDED) == old
    assert "".join(piece.text for piece in pieces if piece.mark is not Mark.REMOVED) == new
