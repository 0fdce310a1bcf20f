"""Lines of a draft are added, changed, copied, moved and removed, one by one, without a script."""

from typing import Any

import pytest
from django.test import Client

from registers_app.models import Purpose, Register, RegisterVersion
from registers_app.models.content import PARTS
from registers_app.services.version_tree import tree_of
from tests.factories import make_controller, make_register, make_version, texts
from tests.registers_app.admin.editor.pages import adding, browser_of, line, section, send, shown

pytestmark = pytest.mark.django_db

# One line of each kind, with everything that its form asks.
NAMES = {"names_fi": "Rivi", "names_sv": "Rad", "names_en": "Line"}
LINES: dict[str, dict[str, Any]] = {
    "contacts": {"email": "desk@northwind.example", "phone": "+358 9 1"},
    "purposes": {
        "bases": ["consent", "legal_obligation", "legitimate_interest"],
        "acts_legal_obligation_en": "Accounting Act",
        "legitimate_interests_en": "Running the business",
        "withdrawal_ways_en": "By the link",
        "is_direct_marketing": "on",
        "owner": "Marketing",
    },
    "subject_categories": {},
    "data_categories": {
        "origin": "observed",
        "is_special": "on",
        "special_condition": "explicit_consent",
        "legal_acts_en": "Data Protection Act",
        "purposes": ["line"],
        "subject_categories": ["line"],
        "sensitivity": "finance",
    },
    "sources": {"kind": "subject"},
    "recipients": {"kind": "authority", "country": "fi", "is_published": "on"},
    "transfers": {"country": "US", "safeguard": "adequacy", "fallback": "standard_clauses"},
    "retention_rules": {
        "period_months": "72",
        "starts": "financial_year_end",
        "is_statutory": "on",
        "legal_acts_en": "Accounting Act",
        "purposes": ["line"],
        "data_categories": ["line"],
    },
    "automations": {"decides_alone": "on", "ground": "contract", "purposes": ["line"]},
    "cookies": {"kind": "necessary", "provider": "us", "durations_en": "A year"},
}


@pytest.fixture
def register() -> Register:
    return make_register(make_controller())


@pytest.fixture
def draft(register: Register) -> RegisterVersion:
    return make_version(register)


@pytest.fixture
def editor(register: Register) -> Client:
    return browser_of(register.controller)


def names(version: RegisterVersion, part: str) -> list[str]:
    return [row.names["en"] for row in getattr(version, part).all()]


def test_a_line_of_every_kind_is_added_with_all_that_it_says(
    editor: Client, register: Register
) -> None:
    empty = RegisterVersion.objects.create(register=register, number=2)
    assert list(LINES) == list(PARTS)
    for part, given in LINES.items():
        answer = send(editor, adding(empty, part), **NAMES, **given)
        assert answer.status_code == 302, (part, answer.content.decode())
    tree = tree_of(empty)
    assert all(tree[part][0]["key"] == "line" for part in PARTS)
    assert all(
        tree[part][0]["names"] == {"fi": "Rivi", "sv": "Rad", "en": "Line"} for part in PARTS
    )
    assert tree["purposes"][0]["bases"] == [
        {"basis": "consent"},
        {"basis": "legal_obligation", "legal_acts": {"en": "Accounting Act"}},
        {"basis": "legitimate_interest"},
    ]
    assert tree["data_categories"][0]["purposes"] == ["line"]
    assert tree["retention_rules"][0]["data_categories"] == ["line"]
    assert tree["retention_rules"][0]["period_months"] == 72
    assert tree["recipients"][0]["country"] == "FI"
    assert tree["automations"][0]["ground"] == "contract"
    assert tree["cookies"][0]["durations"] == {"en": "A year"}


def test_saving_a_line_as_it_is_changes_nothing_and_another_line_never(
    editor: Client, draft: RegisterVersion
) -> None:
    before = tree_of(draft)
    for part in ("purposes", "data_categories", "recipients", "retention_rules"):
        assert send(editor, line(getattr(draft, part).get(), part)).status_code == 302
    assert tree_of(draft) == before
    send(editor, line(draft.recipients.get(), "recipients"), names_en="Post office")
    after = tree_of(draft)
    assert after.pop("recipients")[0]["names"]["en"] == "Post office"
    assert after == {part: lines for part, lines in before.items() if part != "recipients"}


def test_every_text_has_a_labelled_field_for_each_language_the_own_one_first(
    editor: Client, register: Register
) -> None:
    register.controller.language = "sv"
    register.controller.save()
    page = editor.get(adding(make_version(register), "purposes")).text
    for number, (code, name) in enumerate(
        (("fi", "Finnish"), ("sv", "Swedish"), ("en", "English"))
    ):
        assert f'<label for="id_names_{number}">{name}</label>' in page
        assert f'name="names_{code}"' in page
        assert f'lang="{code}"' in page
    assert page.index('name="names_sv"') < page.index('name="names_fi"')


def test_what_a_language_lacks_is_marked_at_the_field_in_the_list_and_in_the_progress(
    editor: Client, draft: RegisterVersion
) -> None:
    row = draft.sources.get()
    row.names = {"fi": "Sinä", "en": "You"}
    row.save()
    assert 'id="id_names_1_missing">missing' in editor.get(line(row, "sources")).text
    page = editor.get(section(draft, "sources")).text
    assert "Swedish missing" in page
    overview = editor.get(section(draft, "summary").replace("sections/summary", "change")).text
    assert "Swedish is missing on 1 line." in overview


def test_a_line_without_a_text_is_not_saved_and_the_fault_leads_to_its_field(
    editor: Client, draft: RegisterVersion
) -> None:
    row = draft.data_categories.get()
    blank = {f"names_{code}": "" for code in ("fi", "sv", "en")}
    answer = send(editor, line(row, "data_categories"), **blank, origin="observed")
    page = answer.content.decode()
    assert '<a href="#id_names">' in page
    assert 'id="id_names" tabindex="-1"' in page
    assert '<option value="observed" selected>' in page
    assert draft.data_categories.get().origin == "provided"


def test_a_basis_is_taken_from_a_purpose_and_the_law_of_another_stays(
    editor: Client, draft: RegisterVersion
) -> None:
    purpose = draft.purposes.get()
    acts = {"acts_legal_obligation_fi": "Kirjanpitolaki"}
    send(editor, line(purpose, "purposes"), bases=["contract", "legal_obligation"], **acts)
    kept = purpose.bases.get(basis="legal_obligation")
    send(editor, line(purpose, "purposes"), bases=["legal_obligation", "consent"])
    bases = {row.basis: row.legal_acts for row in purpose.bases.all()}
    assert bases == {"consent": {}, "legal_obligation": {"fi": "Kirjanpitolaki"}}
    assert purpose.bases.get(basis="legal_obligation") == kept


def test_a_copy_begins_with_what_the_line_says_under_a_key_of_its_own(
    editor: Client, draft: RegisterVersion
) -> None:
    purpose = draft.purposes.get()
    address = f"{adding(draft, 'purposes')}?copy={purpose.pk}"
    assert draft.purposes.count() == 1
    given = shown(editor, address)
    assert given["bases"] == "contract"
    assert editor.post(adding(draft, "purposes"), given).status_code == 302
    first, second = draft.purposes.all()
    assert second.names == first.names
    assert second.key == f"{first.key}-2"
    assert [row.basis for row in second.bases.all()] == ["contract"]


def test_lines_move_by_buttons_and_to_a_place(editor: Client, draft: RegisterVersion) -> None:
    for word in ("B", "C", "D"):
        draft.recipients.create(names=texts(word))
    first = names(draft, "recipients")[0]
    steps = [("B", "down"), ("B", "up"), ("D", "1"), ("D", "up"), (first, "99"), ("C", "x")]
    seen = []
    for word, to in steps:
        row = next(row for row in draft.recipients.all() if row.names["en"] == word)
        answer = editor.post(line(row, "recipients", "move"), {"to": to})
        assert answer.headers["Location"].endswith(f"#line-{row.pk}")
        seen.append("".join(name[0] for name in names(draft, "recipients")))
    assert seen == ["PCBD", "PBCD", "DPBC", "DPBC", "DBCP", "DBCP"]
    assert editor.get(line(row, "recipients", "move")).status_code == 405


def test_a_purpose_is_removed_with_its_references_and_the_page_says_so_before(
    editor: Client, draft: RegisterVersion
) -> None:
    purpose = draft.purposes.get()
    other = Purpose.objects.create(version=draft, names=texts("Sales"), position=1)
    rule, data = draft.retention_rules.get(), draft.data_categories.get()
    rule.purposes, data.purposes = [purpose.key], [other.key, purpose.key]
    rule.save()
    data.save()
    page = editor.get(line(purpose, "purposes", "remove")).text
    assert "Retention rules: 1 line names it" in page
    assert "Data categories: 1 line names it" in page
    assert page.count("Without it they would be about everything") == 1
    assert draft.purposes.count() == 2
    assert editor.post(line(purpose, "purposes", "remove")).status_code == 302
    assert names(draft, "purposes") == ["Sales"]
    assert draft.retention_rules.get().purposes == []
    assert draft.data_categories.get().purposes == [other.key]
    # Pressed twice, it is gone all the same.
    assert editor.post(line(purpose, "purposes", "remove")).status_code == 302


def test_a_key_that_changes_changes_where_it_is_named_and_is_never_given_twice(
    editor: Client, draft: RegisterVersion
) -> None:
    purpose = draft.purposes.get()
    Purpose.objects.create(version=draft, names=texts("Sales"), key="sales")
    rule = draft.retention_rules.get()
    rule.purposes = ["sales", purpose.key]
    rule.save()
    refused = send(editor, line(purpose, "purposes"), key="sales")
    assert "Another line has this key" in refused.content.decode()
    assert send(editor, line(purpose, "purposes"), key="delivery").status_code == 302
    assert draft.retention_rules.get().purposes == ["sales", "delivery"]


def test_a_key_that_names_no_line_is_shown_and_not_lost(
    editor: Client, draft: RegisterVersion
) -> None:
    rule = draft.retention_rules.get()
    rule.purposes = ["gone"]
    rule.save()
    send(editor, line(rule, "retention_rules"), period_months="12")
    assert draft.retention_rules.get().purposes == ["gone"]


def test_a_country_is_two_letters(editor: Client, draft: RegisterVersion) -> None:
    row = draft.recipients.get()
    answer = send(editor, line(row, "recipients"), country="U1")
    assert "Give the two letters of the country" in answer.content.decode()


def test_what_does_not_exist_is_not_found(editor: Client, draft: RegisterVersion) -> None:
    row = draft.purposes.get()
    for address in (
        section(draft, "nowhere"),
        adding(draft, "nowhere"),
        line(row, "nowhere"),
        line(row, "purposes").replace(str(row.pk), "987654321"),
    ):
        assert editor.get(address).status_code == 404
    stranger = browser_of(make_controller())
    for address in (section(draft, "purposes"), line(row, "purposes")):
        assert stranger.get(address).status_code == 404
        assert stranger.post(address, {"names_en": "Stolen"}).status_code == 404
    assert draft.purposes.get().names == row.names
