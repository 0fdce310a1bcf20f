"""However large a register is, a page of its editor asks as much as for a small one."""

from collections.abc import Iterator

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from registers_app.models import DataCategory, Purpose, PurposeBasis, Register, RegisterVersion
from tests.factories import make_controller, make_register, make_version, texts
from tests.registers_app.admin.editor.pages import (
    adding,
    browser_of,
    line,
    overview,
    section,
    send,
    shown,
)

pytestmark = pytest.mark.django_db

PURPOSES, CATEGORIES = 500, 2_000


@pytest.fixture
def register() -> Register:
    return make_register(make_controller())


@pytest.fixture
def draft(register: Register) -> RegisterVersion:
    return make_version(register)


@pytest.fixture
def editor(register: Register) -> Client:
    return browser_of(register.controller)


def enlarge(draft: RegisterVersion) -> None:
    purposes = Purpose.objects.bulk_create(
        Purpose(version=draft, position=n, key=f"p{n}", names=texts(f"Purpose {n}"))
        for n in range(1, PURPOSES)
    )
    PurposeBasis.objects.bulk_create(
        PurposeBasis(purpose=purpose, basis="contract") for purpose in purposes
    )
    DataCategory.objects.bulk_create(
        DataCategory(
            version=draft,
            position=n,
            key=f"d{n}",
            names=texts(f"Category {n}"),
            purposes=[f"p{n % 400 + 1}"],
        )
        for n in range(1, CATEGORIES)
    )


def pages(draft: RegisterVersion) -> Iterator[str]:
    yield overview(draft)
    yield section(draft, "purposes")
    yield section(draft, "security")
    yield section(draft, "data")
    yield adding(draft, "data_categories")
    yield line(draft.data_categories.all()[0], "data_categories")
    yield line(draft.purposes.all()[0], "purposes")
    yield line(draft.purposes.all()[0], "purposes", "remove")
    yield line(draft.retention_rules.all()[0], "retention_rules")


def asked(editor: Client, addresses: Iterator[str]) -> dict[str, int]:
    counts = {}
    for address in addresses:
        with CaptureQueriesContext(connection) as queries:
            assert editor.get(address, {"check": "1"}).status_code == 200
        counts[address] = len(queries)
    return counts


def test_a_page_asks_as_much_for_a_large_register_as_for_a_small_one(
    editor: Client, draft: RegisterVersion
) -> None:
    small = asked(editor, pages(draft))
    enlarge(draft)
    large = asked(editor, pages(draft))
    # Where the linter finds something, one query more leads to the lines.
    assert [each for each, count in large.items() if count > small[each] + 1] == []
    assert max(large.values()) <= 40
    assert editor.get(section(draft, "data")).text.count('class="desk-line-name"') == 50


def test_a_large_register_is_checked_on_its_first_page_and_elsewhere_when_asked(
    editor: Client, draft: RegisterVersion
) -> None:
    assert "What the check finds here" in editor.get(section(draft, "sources")).text
    enlarge(draft)
    page = editor.get(section(draft, "sources")).text
    assert "What the check finds here" not in page
    assert "?check=1" in page
    asked_for = editor.get(section(draft, "sources"), {"check": "1"}).text
    assert "What the check finds here" in asked_for
    assert line(draft.sources.get(), "sources") in asked_for
    assert "1 note" in editor.get(overview(draft)).text


def test_saving_a_line_of_a_large_register_writes_that_line_alone(
    editor: Client, draft: RegisterVersion
) -> None:
    enlarge(draft)
    row = draft.data_categories.get(key="d1000")
    sent = {**shown(editor, line(row, "data_categories")), "names_en": "Renamed"}
    with CaptureQueriesContext(connection) as queries:
        answer = editor.post(line(row, "data_categories"), sent)
    assert answer.headers["Location"].endswith(f"?page=21#line-{row.pk}")
    written = [each["sql"] for each in queries if 'UPDATE "registers_app' in each["sql"]]
    assert len(written) == 1
    assert f'"id" = {row.pk}' in written[0]
    assert not any('INSERT INTO "registers_app' in each["sql"] for each in queries)
    assert send(editor, adding(draft, "data_categories"), names_en="One more").status_code == 302
    assert draft.data_categories.count() == CATEGORIES + 1
    page = editor.get(section(draft, "data"), {"q": "renamed"}).text
    assert page.count('class="desk-line-name"') == 1


def test_a_line_may_name_very_many_others(editor: Client, draft: RegisterVersion) -> None:
    enlarge(draft)
    rule = draft.retention_rules.get()
    keys = [f"d{n}" for n in range(1, CATEGORIES)]
    answer = send(editor, line(rule, "retention_rules"), data_categories=keys)
    assert answer.status_code == 302
    assert draft.retention_rules.get().data_categories == keys
