"""Files that are broken or meant to break something: each its clear fault, with nothing changed."""

import time
from itertools import pairwise

import pytest

from registers_app.exchange.load_yaml import load_yaml
from registers_app.exchange.yaml_tree import MAX_BYTES, FileRefused
from registers_app.models import Controller, DataSystem, RegisterVersion
from tests.registers_app.exchange.test_load_yaml import SMALL

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("nothing_is_found")]

LAUGHS = "a: &a [x]\n" + "".join(
    f"{new}: &{new} [{', '.join([f'*{old}'] * 9)}]\n" for old, new in pairwise("abcdefghi")
)


def reason_of(source: bytes) -> str:
    started = time.monotonic()
    with pytest.raises(FileRefused) as caught:
        load_yaml(source)
    assert time.monotonic() - started < 10
    assert not Controller.objects.exists()
    return str(caught.value)


@pytest.mark.parametrize(
    ("source", "reason"),
    [
        (LAUGHS.encode(), "line 2: References"),
        (b"a: &a\n  b: *a\n", "line 2: References"),
        (b"[" * 1_000_000, "nested too deep"),
        (b"a:\n" + b"".join(b" " * n + b"- \n" for n in range(40)), "nested too deep"),
        (b"{" * 5000 + b"}" * 5000, "nested too deep"),
        (b"a: !!python/object/apply:os.system [ls]\n", "line 1: Tags"),
        (b"a: 1\nb: !custom x\n", "line 2: Tags"),
        (b"%TAG ! tag:x,2000:\n---\n!a {}\n", "Tags"),
        (b"x" * (MAX_BYTES + 1), "too large: at most 10 megabytes"),
        (b"\xff\xfea\0", "line 1: The file is not UTF-8"),
        ("name: é".encode("latin-1"), "not UTF-8"),
        (SMALL.encode("utf-16"), "not UTF-8"),
        (b"a: b\nc: \0d\n", "line 2: A character stands here"),
        (b"a: \x1b[2J\n", "line 1: A character stands here"),
        (b"\x89PNG\r\n\x1a\n", "not UTF-8"),
        (b"PK\x03\x04", "A character stands here"),
        (b"<html><body>x</body></html>", "Fields with values are expected"),
        (b"- a\n- b\n", "Fields with values are expected"),
        (b"---\na: 1\n---\nb: 2\n", "another document"),
        (b"", "empty"),
        (b"# nothing\n", "empty"),
        (b"\tcontroller: x", "line 1: "),
        (b"'never closed", "line 1: "),
        (b"controller: 1\nregisters: 2\n", "controller, line 1: Fields"),
    ],
    ids=lambda value: repr(value)[:24],
)
def test_what_is_no_file_of_registers_is_refused_with_its_reason(
    source: bytes, reason: str
) -> None:
    assert reason in reason_of(source)


@pytest.mark.parametrize(
    ("old", "new", "reason"),
    [
        ("name: Small Oy", 'name: "a\\0b"', "controller.name, line 3: A character"),
        ("name: Small Oy", 'name: "a\\ud800b"', "line 3: "),
        ("Associations Act", "x" * 10_001, "At most 10000 characters"),
        ("name: Small Oy", f"name: {'x' * 300}", "controller.name, line 3: "),
        ("number: 1", "number: 99999999999999999999", "number, line 18: "),
        ("number: 1", f"number: {'9' * 5000}", "number, line 18: "),
        ("number: 1", "number: -1", "number, line 18: "),
        ("number: 1", "number: 1.5", "number, line 18: A whole number"),
        ("number: 1", "number: true", "number, line 18: A whole number"),
        ("number: 1", "number: [1]", "number, line 18: A single value"),
        ("2020-01-01", "2020-01-01 10:00:00", "A date such as"),
        ("2020-01-01", "'2020-01-01'", "A date such as"),
        ("origin: observed", "origin: ~", "A text is expected"),
        ("names: {en: Name}", "names: Name", "Fields with values"),
        ("names: {en: Name}", "names: {no: Name}", "A text is expected"),
        ("names: {en: Name}", "names: {en: Name, en: Other}", "stands here twice"),
        ("names: {en: Name}", "<<: {en: Name}", "A text is expected"),
        ("origin: observed", "purposes: all", "A list is expected"),
        ("origin: observed", "purposes: [[a]]", "A text is expected"),
        ("slug: small", "slug: ../../etc", "controller.slug, line 2"),
        ("slug: small", "slug: ''", "controller.slug, line 2"),
        ("email: privacy@small.example", "website: javascript:alert(1)", "controller.website"),
    ],
)
def test_a_value_that_does_not_fit_is_named_by_its_place(old: str, new: str, reason: str) -> None:
    assert reason in reason_of(SMALL.replace(old, new, 1).encode())


def test_a_mark_before_the_text_and_lines_of_windows_are_taken() -> None:
    load_yaml(b"\xef\xbb\xbf" + SMALL.replace("\n", "\r\n").encode())
    assert Controller.objects.get().name == "Small Oy"


def test_markup_and_formulas_are_kept_as_the_texts_they_are() -> None:
    markup, formula = "<script>alert(1)</script>", "=HYPERLINK(1)"
    source = SMALL.replace("{en: Membership}", f"{{en: '{markup}'}}")
    load_yaml(source.replace("owner: Secretary", f"owner: '{formula}'").encode())
    assert RegisterVersion.objects.get().purposes.get().names == {"en": markup}
    assert DataSystem.objects.get().owner == formula


def test_a_scalar_as_large_as_the_file_may_be_is_refused_quickly() -> None:
    source = SMALL.replace("Associations Act", "x" * (MAX_BYTES - 1000)).encode()
    assert "At most 10000 characters" in reason_of(source)
