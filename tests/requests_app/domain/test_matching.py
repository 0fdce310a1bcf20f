"""By what two people may be one: written in one way, and never by too little."""

from requests_app.domain.matching import Mark, mark_of, match_keys
from tests.looped import for_each


def keys(**given: str) -> set[str]:
    """The keys of who gave this."""
    return set(match_keys(**{"name": "", "email": "", "phone": "", "identifiers": "", **given}))


@for_each(
    "one, other",
    [
        ({"email": "Maija@Example.org "}, {"email": "maija@example.org"}),
        ({"phone": "+358 40 123 4567"}, {"phone": "040-1234567"}),
        ({"name": "Äijälä, Matti"}, {"name": "MATTI AIJALA"}),
        ({"identifiers": "customer A-10452"}, {"identifiers": "no: a10452, or so"}),
    ],
)
def test_the_same_written_otherwise_is_the_same(one: dict[str, str], other: dict[str, str]) -> None:
    assert keys(**one) & keys(**other)


@for_each(
    "given",
    [
        {"name": "Maija"},
        {"phone": "112"},
        {"identifiers": "flat 12, the third floor"},
        {"identifiers": "room 123"},
        {"email": "", "name": "", "phone": "-", "identifiers": " "},
    ],
)
def test_too_little_is_no_mark_of_a_person(given: dict[str, str]) -> None:
    assert not keys(**given)


def test_marks_of_different_kinds_are_never_taken_for_each_other() -> None:
    assert not keys(phone="12345678") & keys(identifiers="12345678")


def test_a_key_tells_its_kind() -> None:
    assert {mark_of(key) for key in keys(name="A B", email="a@b.c", phone="0401234567")} == {
        Mark.NAME, Mark.EMAIL, Mark.PHONE
    }  # fmt: skip


def test_there_are_never_more_keys_than_can_be_asked_for_at_once() -> None:
    assert len(keys(identifiers=" ".join(str(number) for number in range(1000, 3000)))) <= 25


def test_what_is_just_enough_is_a_mark() -> None:
    assert keys(identifiers="no 1-2-3-4") == {"identifier:1234"}
    assert keys(phone="12 34 56") == {"phone:123456"}
    assert keys(name="Aino  Aalto") == {"name:aalto aino"}
