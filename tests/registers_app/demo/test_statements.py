"""Every statement of the five policies is in its field and on the notice, as docs/seeds.md says."""

from collections.abc import Iterator
from functools import cache

import pytest
from django.db import transaction
from pytest_django import DjangoDbBlocker

from registers_app.exchange.load_yaml import load_yaml
from registers_app.models import Register
from registers_app.models.content import PARTS
from tests.registers_app.demo.added_facts import DEMO
from tests.registers_app.demo.statements import (
    SEEDS,
    Held,
    Statement,
    held,
    is_held,
    keys_of,
    statements,
)
from tests.registers_app.pages.notices import LANGUAGES, read
from tests.registers_app.pages.page import Page

# The fixture needs the database, and only a mark says so.
pytestmark = pytest.mark.django_db

# How many statements each policy makes, counted in the policies.
COUNTED = {"jackbot": 80, "jamix": 51, "jalonom": 80, "jakamo": 35, "jamworks": 97}
# Above the sections.
HEAD = ("title", "lead")


@pytest.fixture(scope="module", params=COUNTED)
def name(
    request: pytest.FixtureRequest, django_db_setup: None, django_db_blocker: DjangoDbBlocker
) -> Iterator[str]:
    """A policy, its registers loaded once for all that is asked of them."""
    with django_db_blocker.unblock(), transaction.atomic():
        load_yaml((DEMO / f"{request.param}.yaml").read_bytes())
        pages.cache_clear()
        yield str(request.param)
        transaction.set_rollback(True)


@cache
def pages(register: Register, number: int | None, language: str) -> Page:
    return Page(read(register, language=language, number=number))


def section(register: Register, number: int | None, language: str, place: str) -> str:
    """The words of a section; nothing if the notice has no such section."""
    sections = pages(register, number, language).sections
    return sections["main"] if place in HEAD else sections.get(place, "")


def test_every_statement_has_its_row_and_its_field_holds_it(name: str) -> None:
    rows = statements(name)
    assert len(rows) == COUNTED[name]
    with_fields = [row for row in rows if row.field]
    wrong = [row for row in with_fields if not is_held(row.holds, held(name, row.field).value)]
    assert wrong == []


def test_every_statement_stands_on_the_notice_in_each_language(name: str) -> None:
    absent = []
    for row in statements(name):
        if row.field and row.place:
            absent += _absent(row, held(name, row.field))
    assert absent == []


def _absent(row: Statement, field: Held) -> list[str]:
    number = field.version.number if field.version else None
    lacking = []
    for language in LANGUAGES:
        words = section(field.register, number, language, row.place)
        shown = field.texts.get(language) or ("" if row.is_a_choice else str(field.value))
        missing = [line for line in shown.splitlines() if " ".join(line.split()) not in words]
        if not words or missing:
            lacking.append(f"{row.field} in {row.place}, {language}: {missing}")
    return lacking


def test_a_statement_without_a_field_stands_by_law_or_says_why_it_is_nowhere(name: str) -> None:
    own = Register.objects.filter(controller__slug=name, our_role="controller").get()
    for row in statements(name):
        if not row.field:
            assert row.remark
        if not row.field and row.place:
            assert all(section(own, None, language, row.place) for language in LANGUAGES)
        elif not row.field:
            assert row.remark.startswith(("finding: ", "not carried: ", "as in "))


def test_what_the_mended_version_no_longer_says_is_listed_with_its_reason(name: str) -> None:
    several = Register.objects.filter(controller__slug=name).count() > 1
    gone = []
    for register in Register.objects.filter(controller__slug=name).order_by("pk"):
        first, second = register.versions.order_by("number")
        lost = [key for key in keys_of(first, [*PARTS]) if key not in {*keys_of(second, [*PARTS])}]
        gone += [f"{register.slug}.{key}" if several else key for key in lost]
    listed = SEEDS.read_text(encoding="utf-8").split("## What version 2 no longer says\n")[1]
    rows = [row.split("|")[1:4] for row in listed.split("\n## ")[0].splitlines()]
    mine = [row for row in rows if row and row[0].strip() == name.capitalize()]
    assert [row[1].strip().strip("`") for row in mine] == gone
    assert all(row[2].strip() for row in mine)
