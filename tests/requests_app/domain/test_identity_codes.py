"""Personal identity codes are covered but for the date of birth, and nothing else is."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from requests_app.domain.identity_codes import holds_code, masked

CONTROL = "0123456789ABCDEFHJKLMNPRSTUVWXY"
CENTURIES = {18: "+", 19: "-UVWXY", 20: "ABCDEF"}


@st.composite
def finnish(draw: st.DrawFn) -> str:
    born = draw(st.dates(date(1850, 1, 1), date(2029, 12, 31)))
    day, number = born.strftime("%d%m%y"), f"{draw(st.integers(2, 999)):03}"
    separator = draw(st.sampled_from(CENTURIES[born.year // 100]))
    return f"{day}{separator}{number}{CONTROL[int(day + number) % 31]}"


@st.composite
def swedish(draw: st.DrawFn) -> tuple[str, str]:
    """A number as it is written, and its date."""
    born = draw(st.dates(date(1900, 1, 1), date(2029, 12, 31)))
    added = draw(st.sampled_from([0, 60]))
    day = f"{born:%y%m}{born.day + added:02}"
    number = f"{draw(st.integers(0, 999)):03}"
    total = sum(
        sum(divmod(int(char) * (2 - place % 2), 10)) for place, char in enumerate(day + number)
    )
    written = draw(st.sampled_from([f"{born:%Y}{day[2:]}", f"{born:%Y}{day[2:]}-", f"{day}-"]))
    return f"{written}{number}{-total % 10}", written


@given(code=finnish(), before=st.sampled_from(["", "Hetu: ", "kuva_", "(", "hetu"]))
def test_of_a_finnish_code_the_date_is_left_with_every_sign_of_a_century(
    code: str, before: str
) -> None:
    assert masked(f"{before}{code}.") == f"{before}{code[:7]}****."
    assert masked(code.lower()) == f"{code[:7].lower()}****"


@given(code=swedish())
def test_of_a_swedish_number_or_coordination_number_the_date_is_left(code: tuple[str, str]) -> None:
    whole, day = code
    assert masked(f"pnr {whole}, tack") == f"pnr {day}****, tack"


@given(code=finnish(), other=st.sampled_from(CONTROL[10:]))
def test_with_another_control_character_it_is_no_finnish_code(code: str, other: str) -> None:
    wrong = code[:-1] + other
    assert holds_code(wrong) == (wrong == code)


@given(text=st.text(alphabet="0123456789-+ A*x\n", max_size=60))
def test_whatever_the_text_only_digits_and_control_characters_are_covered(text: str) -> None:
    shown = masked(text)
    assert len(shown) == len(text)
    assert all(new in (old, "*") for new, old in zip(shown, text, strict=True))
    assert masked(shown) == shown
    assert holds_code(text) == (shown != text)


@pytest.mark.parametrize(
    ("written", "shown"),
    [
        ("131052-308T", "131052-****"),
        ("131052 – 308T", "131052 – ****"),
        ("131052–308t, 131052-308T", "131052–****, 131052-****"),
        ("8112189876 och 811218-9876", "811218**** och 811218-****"),
        ("Fødselsnummer 010190 31082", "Fødselsnummer 010190 31082"),
        ("isikukood 37605030299", "isikukood *760503****"),
        ("fnr 15076500565", "fnr 150765*****"),
    ],
)
def test_codes_as_people_write_them(written: str, shown: str) -> None:
    assert masked(written) == shown


@pytest.mark.parametrize(
    "text",
    [
        "131052-308U",  # another control character
        "310252-308T",  # no such day
        "0401234567 or +358401234567",  # telephone
        "556036-0793",  # a Swedish company
        "FI21 1234 5600 0007 85",  # an account
        "RD-7K3M-Q2PX",
        "Customer 12345678, born 13.10.1952",
        "1131052-308T",  # inside a longer number
    ],
)
def test_what_is_no_code_stays(text: str) -> None:
    assert masked(text) == text


def test_a_file_name_is_covered_with_a_letter_that_every_disk_takes() -> None:
    assert masked("scan_131052-308T.pdf", cover="x") == "scan_131052-xxxx.pdf"
