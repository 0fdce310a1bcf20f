"""Whatever colour an organisation has, its pages can be read."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from registers_app.domain.colours import (
    DARK,
    LEAST,
    LIGHT,
    Ground,
    contrast,
    luminance,
    palette,
    readable,
)

COLOURS = st.integers(0, 0xFFFFFF).map(lambda number: f"#{number:06x}")


@pytest.mark.parametrize(
    ("one", "other", "expected"),
    [
        ("#000000", "#ffffff", 21.0),
        ("#ffffff", "#ffffff", 1.0),
        ("#777777", "#ffffff", 4.478),  # just not enough; #767676 just is
        ("#767676", "#ffffff", 4.542),
        ("#0000ff", "#ffffff", 8.592),
    ],
)
def test_contrast_is_what_wcag_says(one: str, other: str, expected: float) -> None:
    assert contrast(one, other) == pytest.approx(expected, abs=0.001)
    assert contrast(other, one) == contrast(one, other)


@given(colour=COLOURS, ground=st.sampled_from([LIGHT, DARK]))
def test_every_colour_gives_a_page_that_can_be_read(colour: str, ground: Ground) -> None:
    found = palette(colour, ground)
    for behind in (ground.page, ground.sheet, found.tint):
        assert contrast(found.accent, behind) >= LEAST
    assert contrast(found.on_accent, found.accent) >= LEAST


def test_a_colour_that_can_be_read_stays_as_it_is() -> None:
    assert palette("#0b5d57", LIGHT).accent == "#0b5d57"


def test_a_colour_that_cannot_be_read_moves_no_further_than_it_must() -> None:
    yellow = readable("#ffd500", on=("#ffffff",))
    assert LEAST <= contrast(yellow, "#ffffff") < LEAST + 0.2
    assert luminance(readable("#000080", on=("#121817",))) > luminance("#000080")


@pytest.mark.parametrize(
    ("colour", "on", "expected"),
    [
        ("#ff8800", ("#fbfaf7", "#ffffff"), "#b05e00"),
        ("#000080", ("#121817",), "#6e6eff"),
        ("#7a1f5c", ("#121817", "#1a2221"), "#d55aac"),
        ("#ffffff", ("#ffffff",), "#757575"),
        ("#808080", ("#767676",), "#040404"),  # darker, where the ground is light enough for it
    ],
)
def test_it_keeps_its_hue_and_moves_away_from_the_ground(
    colour: str, on: tuple[str, ...], expected: str
) -> None:
    assert readable(colour, on=on) == expected


def test_a_panel_has_a_little_of_the_colour_in_it() -> None:
    assert [palette("#7a1f5c", ground).tint for ground in (LIGHT, DARK)] == ["#f1e8eb", "#1e191f"]


def test_the_darkest_colours_are_counted_straight() -> None:
    assert luminance("#0a0a0a") == pytest.approx(0.003035, abs=1e-6)
    assert luminance("#0b0b0b") == pytest.approx(0.003347, abs=1e-6)


@pytest.mark.parametrize("wrong", ["teal", "#fff", "#GGGGGG", "", "#0b5d57;}"])
def test_what_is_no_colour_makes_no_page(wrong: str) -> None:
    with pytest.raises(ValueError, match="no colour"):
        palette(wrong, LIGHT)
