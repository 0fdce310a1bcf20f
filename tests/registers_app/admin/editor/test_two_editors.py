"""Two people write at one line: the second is told, sees both wordings and loses nothing."""

import pytest
from django.test import Client

from registers_app.models import Register, RegisterVersion
from tests.factories import make_controller, make_register, make_version
from tests.registers_app.admin.editor.pages import adding, browser_of, line, section, send, shown
from tests.web_forms import fields_of

pytestmark = pytest.mark.django_db


@pytest.fixture
def register() -> Register:
    return make_register(make_controller())


@pytest.fixture
def draft(register: Register) -> RegisterVersion:
    return make_version(register)


@pytest.fixture
def anna(register: Register) -> Client:
    return browser_of(register.controller)


@pytest.fixture
def berit(register: Register) -> Client:
    return browser_of(register.controller)


def test_the_second_sees_both_wordings_and_decides(
    anna: Client, berit: Client, draft: RegisterVersion
) -> None:
    address = line(draft.purposes.get(), "purposes")
    opened = shown(anna, address)
    send(berit, address, names_en="Berit’s words", bases=["consent"])
    answer = anna.post(address, {**opened, "names_en": "Anna’s words"})
    assert answer.status_code == 409
    assert "Somebody else has changed this meanwhile" in answer.text
    assert '<p class="desk-text" lang="en">Berit’s words</p>' in answer.text
    assert '<p class="desk-text" lang="en">Anna’s words</p>' in answer.text
    assert "<h3>Lawful bases</h3>" in answer.text
    assert "<h3>Direct marketing</h3>" not in answer.text
    assert draft.purposes.get().names["en"] == "Berit’s words"
    decided = fields_of(answer.text, form="line_form")
    assert decided["names_en"] == "Anna’s words"
    assert anna.post(address, decided).status_code == 302
    assert draft.purposes.get().names["en"] == "Anna’s words"


def test_texts_of_the_version_are_guarded_alike_and_others_are_not_in_the_way(
    anna: Client, berit: Client, draft: RegisterVersion
) -> None:
    summary, security = section(draft, "summary"), section(draft, "security")
    opened = shown(anna, summary)
    assert send(berit, security, security_measures_en="Locked rooms").status_code == 302
    assert anna.post(summary, {**opened, "descriptions_en": "Anna’s"}).status_code == 302
    assert send(berit, summary, descriptions_en="Berit’s").status_code == 302
    answer = anna.post(summary, {**opened, "descriptions_en": "Anna’s again"})
    assert answer.status_code == 409
    assert "Berit’s" in answer.text
    assert "Anna’s again" in answer.text
    now = RegisterVersion.objects.get(pk=draft.pk)
    assert now.descriptions["en"] == "Berit’s"
    assert now.security_measures["en"] == "Locked rooms"


def test_a_line_that_was_removed_meanwhile_can_be_added_anew(
    anna: Client, berit: Client, draft: RegisterVersion
) -> None:
    row = draft.recipients.get()
    opened = shown(anna, line(row, "recipients"))
    berit.post(line(row, "recipients", "remove"))
    answer = anna.post(line(row, "recipients"), {**opened, "names_en": "Post office"})
    assert answer.status_code == 409
    assert "Somebody else has removed this meanwhile" in answer.text
    assert f'action="{adding(draft, "recipients")}"' in answer.text
    again = fields_of(answer.text, form="line_form")
    assert anna.post(adding(draft, "recipients"), again).status_code == 302
    assert draft.recipients.get().names["en"] == "Post office"


def test_who_wrote_the_same_and_who_moved_the_line_is_in_nobodys_way(
    anna: Client, berit: Client, draft: RegisterVersion
) -> None:
    draft.recipients.create(names={"en": "Bank"}, position=1)
    row = draft.recipients.all()[0]
    opened = shown(anna, line(row, "recipients"))
    berit.post(line(row, "recipients", "move"), {"to": "down"})
    sent = {**opened, "names_en": "Post office"}
    assert anna.post(line(row, "recipients"), sent).status_code == 302
    assert anna.post(line(row, "recipients"), sent).status_code == 302
    assert [each.names["en"] for each in draft.recipients.all()] == ["Bank", "Post office"]


def test_what_is_typed_while_the_version_is_published_stays_on_the_page(
    anna: Client, draft: RegisterVersion
) -> None:
    address = section(draft, "security")
    opened = shown(anna, address)
    draft.send_to_review()
    draft.save()
    answer = anna.post(address, {**opened, "security_measures_en": "Typed for an hour"})
    assert answer.status_code == 409
    assert "no draft any more" in answer.text
    assert "Typed for an hour" in answer.text
