"""A draft is edited on one page and published from it; what is published stays."""

from datetime import date

import pytest
from django.test import Client
from django.urls import reverse

from registers_app.domain.roles import Role
from registers_app.models import Purpose, Register, RegisterVersion
from tests.factories import PASSWORD, make_controller, make_register, make_user, make_version
from tests.web_forms import fields_of

pytestmark = pytest.mark.django_db

FORM = "registerversion_form"


@pytest.fixture
def register() -> Register:
    return make_register(make_controller())


@pytest.fixture
def editor(register: Register) -> Client:
    user = make_user(register.controller, role=Role.REGISTER_EDITOR)
    client = Client()
    assert client.login(username=user.username, password=PASSWORD)
    return client


def page(version: RegisterVersion) -> str:
    return reverse("admin:registers_app_registerversion_change", args=[version.pk])


def publish_page(version: RegisterVersion) -> str:
    return reverse("admin:registers_app_registerversion_publish", args=[version.pk])


def test_every_text_has_a_labelled_field_for_each_language(
    editor: Client, register: Register
) -> None:
    shown = editor.get(page(make_version(register))).text
    for number, (code, name) in enumerate(
        (("fi", "Finnish"), ("sv", "Swedish"), ("en", "English"))
    ):
        field = f"id_purposes-0-names_{number}"
        assert f'<label for="{field}">{name}</label>' in shown
        assert f'name="purposes-0-names_{code}"' in shown
        assert f'lang="{code}" id="{field}"' in shown


def test_saving_a_page_as_it_is_changes_nothing(editor: Client, register: Register) -> None:
    draft = make_version(register)
    before = Purpose.objects.filter(version=draft).values()[0]
    sent = fields_of(editor.get(page(draft)).text, form=FORM)
    assert editor.post(page(draft), sent).status_code == 302
    assert Purpose.objects.filter(version=draft).values()[0] == before
    assert draft.data_categories.count() == 1


def test_a_purpose_is_saved_with_its_texts_and_several_bases(
    editor: Client, register: Register
) -> None:
    draft = make_version(register)
    sent = {
        **fields_of(editor.get(page(draft)).text, form=FORM),
        "purposes-TOTAL_FORMS": "2",
        "purposes-1-version": str(draft.pk),
        "purposes-1-position": "7",
        "purposes-1-names_fi": "Laskutus",
        "purposes-1-names_sv": "Fakturering",
        "purposes-1-names_en": "Invoicing",
        "purposes-1-lawful_bases": ["contract", "legal_obligation"],
        "purposes-1-legal_acts_fi": "Kirjanpitolaki",
    }
    assert editor.post(page(draft), sent).status_code == 302
    purpose = draft.purposes.get(position=7)
    assert purpose.names == {"fi": "Laskutus", "sv": "Fakturering", "en": "Invoicing"}
    bases = {row.basis: row.legal_acts for row in purpose.bases.all()}
    assert bases == {"contract": {}, "legal_obligation": {"fi": "Kirjanpitolaki"}}


def test_a_basis_is_taken_away_from_a_purpose(editor: Client, register: Register) -> None:
    draft = make_version(register)
    sent = fields_of(editor.get(page(draft)).text, form=FORM)
    assert sent["purposes-0-lawful_bases"] == "contract"
    sent["purposes-0-lawful_bases"] = ["consent"]
    assert editor.post(page(draft), sent).status_code == 302
    assert [row.basis for row in draft.purposes.get().bases.all()] == ["consent"]


def test_a_line_without_a_text_is_not_saved(editor: Client, register: Register) -> None:
    draft = make_version(register)
    sent = {
        **fields_of(editor.get(page(draft)).text, form=FORM),
        "data_categories-0-names_fi": "",
        "data_categories-0-names_sv": "",
        "data_categories-0-names_en": "",
    }
    answer = editor.post(page(draft), sent)
    assert "This field is required" in answer.text
    assert draft.data_categories.get().names != {}


def test_the_next_version_begins_as_a_copy_of_the_newest(
    editor: Client, register: Register
) -> None:
    address = reverse("admin:registers_app_register_draft", args=[register.pk])
    answer = editor.post(address)
    draft = register.versions.get(number=2)
    assert answer.headers["Location"] == page(draft)
    assert draft.state == "draft"
    first = register.versions.get(number=1)
    assert draft.descriptions == first.descriptions
    assert [row.names for row in draft.purposes.all()] == [
        row.names for row in first.purposes.all()
    ]
    assert [row.basis for row in draft.purposes.get().bases.all()] == ["contract"]
    assert draft.retention_rules.count() == first.retention_rules.count() == 1
    editor.post(address)
    assert register.versions.count() == 2


def test_publishing_asks_for_a_day_and_supersedes_the_version_before(
    editor: Client, register: Register
) -> None:
    first, draft = register.versions.get(), make_version(register)
    assert publish_page(draft) in editor.get(page(draft)).text
    assert "Version 1 is superseded" in editor.get(publish_page(draft)).text
    answer = editor.post(publish_page(draft), {"effective_on": "2126-06-01"})
    assert answer.headers["Location"] == page(draft)
    draft = RegisterVersion.objects.get(pk=draft.pk)
    assert (draft.state, draft.effective_on) == ("published", date(2126, 6, 1))
    shown = editor.get(page(draft)).text
    assert "It is not in force yet." in shown
    assert draft.content_hash in shown
    assert "It is in force today." in editor.get(page(first)).text
    assert RegisterVersion.objects.get(pk=first.pk).state == "superseded"


def test_a_version_cannot_take_force_before_the_one_it_follows(
    editor: Client, register: Register
) -> None:
    draft = make_version(register)
    answer = editor.post(publish_page(draft), {"effective_on": "2020-01-01"})
    assert "choose a later day" in answer.text
    assert RegisterVersion.objects.get(pk=draft.pk).state == "draft"


def test_a_published_version_is_only_read(editor: Client, register: Register) -> None:
    published = register.versions.get()
    answer = editor.get(page(published))
    assert answer.status_code == 200
    assert "<textarea" not in answer.text
    assert '<b>Swedish</b> <span lang="sv">Name and contact details (sv)</span>' in answer.text
    assert publish_page(published) not in answer.text
    sent = {"data_categories-0-names_en": "Changed"}
    assert editor.post(page(published), sent).status_code == 403
    assert editor.post(publish_page(published), {"effective_on": "2027-01-01"}).status_code == 403
    assert published.data_categories.get().names["en"] == "Name and contact details"


def test_a_handler_does_not_publish(register: Register) -> None:
    draft = make_version(register)
    user = make_user(register.controller, role=Role.HANDLER)
    client = Client()
    assert client.login(username=user.username, password=PASSWORD)
    assert client.post(publish_page(draft), {"effective_on": "2027-01-01"}).status_code == 403
    assert RegisterVersion.objects.get(pk=draft.pk).state == "draft"


def step_page(version: RegisterVersion, step: str) -> str:
    return reverse(f"admin:registers_app_registerversion_{step}", args=[version.pk])


def test_nothing_is_in_force_before_it_is_published(editor: Client, register: Register) -> None:
    draft = make_version(register)
    answer = editor.post(publish_page(draft), {"effective_on": "2020-05-01"})
    assert "choose today or a later day" in answer.text
    RegisterVersion.objects.filter(pk=draft.pk).update(predates_desk=True)
    assert editor.post(publish_page(draft), {"effective_on": "2020-05-01"}).status_code == 302


def test_a_version_in_review_is_read_and_returned_with_words(
    editor: Client, register: Register
) -> None:
    draft = make_version(register)
    assert editor.get(step_page(draft, "review")).status_code == 405
    assert step_page(draft, "return") not in editor.get(page(draft)).text
    editor.post(step_page(draft, "review"))
    shown = editor.get(page(draft)).text
    assert "<textarea" not in shown
    assert step_page(draft, "review") not in shown
    assert step_page(draft, "return") in shown
    assert "errorlist" in editor.post(step_page(draft, "return"), {"note": " "}).text
    editor.post(step_page(draft, "return"), {"note": "Name <b>all</b> recipients."})
    shown = editor.get(page(draft)).text
    assert "Name &lt;b&gt;all&lt;/b&gt; recipients." in shown
    assert "<textarea" in shown


def test_who_sent_it_to_review_gets_no_button_but_the_reason(
    editor: Client, register: Register
) -> None:
    register.controller.second_person_publishes = True
    register.controller.save()
    draft = make_version(register)
    assert "send the version to review" in editor.get(page(draft)).text
    editor.post(step_page(draft, "review"))
    shown = editor.get(page(draft)).text
    assert publish_page(draft) not in shown
    assert "a second person looks at it" in shown
    sent = {"effective_on": "2126-01-01"}
    assert "a second person looks at it" in editor.post(publish_page(draft), sent).text
    second = Client()
    second.force_login(make_user(register.controller, role=Role.REGISTER_EDITOR))
    assert publish_page(draft) in second.get(page(draft)).text
    assert second.post(publish_page(draft), sent).status_code == 302
    assert RegisterVersion.objects.get(pk=draft.pk).state == "published"


def test_a_step_that_is_no_longer_open_is_answered_with_a_sentence(
    editor: Client, register: Register
) -> None:
    draft = make_version(register)
    answer = editor.post(step_page(draft, "return"), {"note": "Why?"}, follow=True)
    assert "This is no longer possible" in answer.text


def test_a_register_is_said_to_hold_still_by_a_button(editor: Client, register: Register) -> None:
    its_page = reverse("admin:registers_app_register_change", args=[register.pk])
    assert "Nobody has said yet" in editor.get(its_page).text
    answer = editor.post(
        reverse("admin:registers_app_register_confirm", args=[register.pk]), follow=True
    )
    assert "Last looked through on" in answer.text
    assert "it still holds" in editor.get(page(register.versions.get())).text
