"""Personal identity codes are covered but for the date of birth, and nothing else is."""

from datetime import date

from hypothesis import assume, given
from hypothesis import strategies as st

from requests_app.domain.identity_codes import holds_code, masked
from tests.looped import for_each

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


@st.composite
def norwegian(draw: st.DrawFn) -> tuple[str, str]:
    """A birth number or D number, and how it is shown."""
    born = draw(st.dates(date(1900, 1, 1), date(2029, 12, 31)))
    added = draw(st.sampled_from([0, 40]))
    digits = f"{born.day + added:02}{born:%m%y}{draw(st.integers(0, 999)):03}"
    for weights in ("376189452", "5432765432"):
        rest = sum(int(digit) * int(weight) for digit, weight in zip(digits, weights, strict=True))
        assume(rest % 11 != 1)  # such numbers are not given
        digits += str(-rest % 11)
    return digits, f"{digits[:6]}*****"


@st.composite
def estonian(draw: st.DrawFn) -> tuple[str, str]:
    """A personal code, and how it is shown."""
    born = draw(st.dates(date(1800, 1, 1), date(2199, 12, 31)))
    sex = (born.year // 100 - 18) * 2 + draw(st.sampled_from([1, 2]))
    digits = f"{sex}{born:%y%m%d}{draw(st.integers(0, 999)):03}"
    for weights in ("1234567891", "3456789123"):
        rest = sum(int(a) * int(b) for a, b in zip(digits, weights, strict=True)) % 11
        if rest < 10:
            break
    return f"{digits}{rest % 10}", f"*{digits[1:7]}****"


@given(code=norwegian())
def test_of_a_norwegian_birth_number_or_d_number_the_date_is_left(code: tuple[str, str]) -> None:
    whole, shown = code
    assert masked(f"fnr {whole}.") == f"fnr {shown}."
    assert masked(f"{whole[:6]} {whole[6:]}") == f"{shown[:6]} {shown[6:]}"


@given(code=estonian())
def test_of_an_estonian_code_the_date_is_left(code: tuple[str, str]) -> None:
    whole, shown = code
    # Of the few that are Norwegian numbers too, the date stays as it stands in those.
    assert masked(whole) == (f"{whole[:6]}*****" if _is_norwegian(whole) else shown)


def _is_norwegian(digits: str) -> bool:
    return masked(f"{digits[:6]} {digits[6:]}") != f"{digits[:6]} {digits[6:]}"


@for_each(
    "text, shown",
    [
        # Both sums of a Norwegian number have to come out, and its day has to exist.
        ("15076500565", "150765*****"),
        ("15076500566", None),
        ("15076500575", None),
        ("40076500565", None),
        # Estonian: the second weights where the first leave ten; no such day; another century.
        ("37605030299", "*760503****"),
        ("37605030298", None),
        ("37613030299", None),
    ],
)
def test_a_number_of_which_one_thing_is_wrong_is_none(text: str, shown: str | None) -> None:
    assert masked(text) == (shown or text)


def luhn(digits: str) -> str:
    """*digits* of a Swedish number with its control digit."""
    total = sum(sum(divmod(int(char) * (2 - at % 2), 10)) for at, char in enumerate(digits[-9:]))
    return f"{digits}{-total % 10}"


@for_each(
    "digits, cut, is_code",
    [
        ("20000229-123", 9, True),
        ("19000229-123", 9, False),  # 1900 was no leap year, and the century is written
        ("19960229-123", 9, True),
        ("000229-123", 7, True),
        ("330229-123", 7, False),
        ("000229123", 6, False),  # without a hyphen as likely a telephone number
        ("900228123", 6, True),
        ("19900260-123", 9, False),  # no day has the number 60 or nought
        ("19900261-123", 9, True),
        ("19900200-123", 9, False),
        ("19900292-123", 9, False),
    ],
)
def test_a_swedish_number_has_a_day_of_its_century(digits: str, cut: int, is_code: bool) -> None:
    bare = digits.replace("-", "")
    whole = digits + luhn(bare)[-1]
    assert masked(whole) == (f"{whole[:cut]}****" if is_code else whole)


def norwegian_of(day: str) -> str:
    """The first number of a day, six digits, that is given."""
    for number in range(1000):
        digits = f"{day}{number:03}"
        for weights in ("376189452", "5432765432"):
            rest = sum(int(a) * int(b) for a, b in zip(digits, weights, strict=True)) % 11
            if rest == 1:
                break
            digits += str(-rest % 11)
        if len(digits) == 11:
            return digits
    raise AssertionError(day)


@for_each(
    "day, is_code",
    [("290200", True), ("290204", True), ("290203", False), ("690200", True), ("400101", False)],
)
def test_a_norwegian_number_has_a_day_of_some_century(day: str, is_code: bool) -> None:
    number = norwegian_of(day)
    assert holds_code(f"{number[:6]} {number[6:]}") == is_code


@for_each(
    "code, is_code",
    [
        ("50002290", True),  # 2000 was a leap year,
        ("60002290", True),
        ("30002290", False),  # 1900 was none
        ("40002290", False),
        ("30402290", True),
        ("30302290", False),
        ("20402290", True),
    ],
)
def test_an_estonian_code_has_a_day_of_its_century(code: str, is_code: bool) -> None:
    digits = code + "12"
    rest = sum(int(a) * int(b) for a, b in zip(digits, "1234567891", strict=True)) % 11
    assert rest < 10
    assert holds_code(f"{digits}{rest}") == is_code


def test_an_estonian_code_ends_in_nought_where_both_sums_leave_ten() -> None:
    number = next(
        digits
        for each in range(10_000)
        if _rests(digits := f"3{600101 + each // 1000 % 10:06}{each % 1000:03}") == [10, 10]
    )
    assert holds_code(f"{number}0")
    assert not holds_code(f"{number}1")


def _rests(digits: str) -> list[int]:
    return [
        sum(int(a) * int(b) for a, b in zip(digits, weights, strict=True)) % 11
        for weights in ("1234567891", "3456789123")
    ]


@for_each("day, is_code", [("29020", True), ("29021", False), ("30020", False), ("00010", False)])
def test_a_finnish_code_has_a_day_of_its_century(day: str, is_code: bool) -> None:
    digits = f"{day}0"
    code = f"{digits}A123{CONTROL[int(digits + '123') % 31]}"
    assert holds_code(code) == is_code


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


@for_each(
    "written, shown",
    [
        ("131052-308T", "131052-****"),
        ("131052 – 308T", "131052 – ****"),
        ("131052–308t, 131052-308T", "131052–****, 131052-****"),
        ("8112189876 och 811218-9876", "811218**** och 811218-****"),
        ("Fødselsnummer 010190 31082", "Fødselsnummer 010190 31082"),
        ("isikukood 37605030299", "isikukood *760503****"),
        ("CPR 070761-4285", "CPR 070761-****"),
        ("cpr 290200–1234", "cpr 290200–****"),
        ("fnr 15076500565", "fnr 150765*****"),
    ],
)
def test_codes_as_people_write_them(written: str, shown: str) -> None:
    assert masked(written) == shown


@for_each(
    "text",
    [
        "131052-308U",  # another control character
        "310252-308T",  # no such day
        "0401234567 or +358401234567",  # telephone
        "556036-0793",  # a Swedish company
        "FI21 1234 5600 0007 85",  # an account
        "310261-4285",  # no such day in Denmark either
        "0707614285",  # as likely a telephone number
        "RD-7K3M-Q2PX",
        "Customer 12345678, born 13.10.1952",
        "1131052-308T",  # inside a longer number
    ],
)
def test_what_is_no_code_stays(text: str) -> None:
    assert masked(text) == text


def test_a_file_name_is_covered_with_a_letter_that_every_disk_takes() -> None:
    assert masked("scan_131052-308T.pdf", cover="x") == "scan_131052-xxxx.pdf"
