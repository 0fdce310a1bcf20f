"""A version is opened from its register, published from its editor, and stays as published."""

from datetime import date

import pytest
from django.test import Client
from django.urls import reverse

from registers_app.domain.roles import Role
from registers_app.models import Purpose, Register, RegisterVersion
from tests.factories import make_controller, make_register, make_user, make_version
from tests.registers_app.admin.editor.pages import adding, browser_of, line, overview, section

pytestmark = pytest.mark.django_db


@pytest.fixture
def register() -> Register:
    return make_register(make_controller())


@pytest.fixture
def editor(register: Register) -> Client:
    return browser_of(register.controller)


def publish_page(version: RegisterVersion) -> str:
    return reverse("admin:registers_app_registerversion_publish", args=[version.pk])


def test_the_next_version_begins_as_a_copy_of_the_newest(
    editor: Client, register: Register
) -> None:
    address = reverse("admin:registers_app_register_draft", args=[register.pk])
    answer = editor.post(address)
    draft = register.versions.get(number=2)
    assert answer.headers["Location"] == overview(draft)
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
    assert publish_page(draft) in editor.get(overview(draft)).text
    assert "Version 1 is superseded" in editor.get(publish_page(draft)).text
    answer = editor.post(publish_page(draft), {"effective_on": "2126-06-01"})
    assert answer.headers["Location"] == overview(draft)
    draft = RegisterVersion.objects.get(pk=draft.pk)
    assert (draft.state, draft.effective_on) == ("published", date(2126, 6, 1))
    shown = editor.get(overview(draft)).text
    assert "It is not in force yet." in shown
    assert draft.content_hash in shown
    assert "It is in force today." in editor.get(overview(first)).text
    assert RegisterVersion.objects.get(pk=first.pk).state == "superseded"


def test_a_version_cannot_take_force_before_the_one_it_follows(
    editor: Client, register: Register
) -> None:
    draft = make_version(register)
    answer = editor.post(publish_page(draft), {"effective_on": "2020-01-01"})
    assert "choose a later day" in answer.text
    assert RegisterVersion.objects.get(pk=draft.pk).state == "draft"


def test_a_published_version_is_only_read_and_says_why(editor: Client, register: Register) -> None:
    published = register.versions.get()
    first_page = editor.get(overview(published)).text
    assert "stays as it is: people were told so" in first_page
    assert reverse("admin:registers_app_register_draft", args=[register.pk]) in first_page
    assert publish_page(published) not in first_page
    row = published.data_categories.get()
    for address in (section(published, "data"), line(row, "data_categories")):
        page = editor.get(address).text
        assert "<textarea" not in page
        assert "/add/" not in page
    assert '<dd class="desk-text" lang="sv">Name and contact details (sv)</dd>' in page
    sent = {"names_en": "Changed", "origin": "provided", "sensitivity": "ordinary"}
    answer = editor.post(line(row, "data_categories"), sent)
    assert answer.status_code == 409
    assert "no draft any more" in answer.text
    assert "Changed" in answer.text
    assert editor.get(adding(published, "purposes")).status_code == 302
    assert editor.post(publish_page(published), {"effective_on": "2027-01-01"}).status_code == 403
    assert published.data_categories.get().names["en"] == "Name and contact details"


def test_a_handler_reads_a_draft_and_neither_changes_nor_publishes_it(register: Register) -> None:
    draft = make_version(register)
    client = browser_of(register.controller, Role.HANDLER)
    purpose = draft.purposes.get()
    for address in (overview(draft), section(draft, "purposes"), line(purpose, "purposes")):
        page = client.get(address)
        assert page.status_code == 200
        assert "/add/" not in page.text
        assert 'name="seen"' not in page.text
    for address in (
        section(draft, "summary"),
        line(purpose, "purposes"),
        line(purpose, "purposes", "remove"),
        line(purpose, "purposes", "move"),
        adding(draft, "purposes"),
        publish_page(draft),
    ):
        assert client.post(address, {"effective_on": "2027-01-01"}).status_code == 403
    assert RegisterVersion.objects.get(pk=draft.pk).state == "draft"
    assert draft.purposes.count() == 1


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
    assert step_page(draft, "return") not in editor.get(overview(draft)).text
    editor.post(step_page(draft, "review"))
    summary = editor.get(section(draft, "summary")).text
    assert "This version is in review" in summary
    assert "<textarea" not in summary
    answer = editor.post(section(draft, "summary"), {"descriptions_en": "Changed"})
    assert answer.status_code == 409
    assert RegisterVersion.objects.get(pk=draft.pk).descriptions == draft.descriptions
    shown = editor.get(overview(draft)).text
    assert step_page(draft, "review") not in shown
    assert step_page(draft, "return") in shown
    assert "errorlist" in editor.post(step_page(draft, "return"), {"note": " "}).text
    editor.post(step_page(draft, "return"), {"note": "Name <b>all</b> recipients."})
    shown = editor.get(overview(draft)).text
    assert "Name &lt;b&gt;all&lt;/b&gt; recipients." in shown
    assert "<textarea" in editor.get(section(draft, "summary")).text


def test_who_sent_it_to_review_gets_no_button_but_the_reason(
    editor: Client, register: Register
) -> None:
    register.controller.second_person_publishes = True
    register.controller.save()
    draft = make_version(register)
    assert "send the version to review" in editor.get(overview(draft)).text
    editor.post(step_page(draft, "review"))
    shown = editor.get(overview(draft)).text
    assert publish_page(draft) not in shown
    assert "a second person looks at it" in shown
    sent = {"effective_on": "2126-01-01"}
    assert "a second person looks at it" in editor.post(publish_page(draft), sent).text
    second = Client()
    second.force_login(make_user(register.controller, role=Role.REGISTER_EDITOR))
    assert publish_page(draft) in second.get(overview(draft)).text
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
    assert "it still holds" in editor.get(overview(register.versions.get())).text


def test_the_publish_page_says_what_changes_who_is_told_and_whom_to_tell(
    editor: Client, register: Register
) -> None:
    draft = make_version(register)
    Purpose.objects.filter(version=draft).update(names={"en": "Profiling"}, key="profiling")
    handler = make_user(register.controller, role=Role.HANDLER)
    shown = editor.get(publish_page(draft)).text
    assert "What changes from version 1" in shown
    assert "GDPR Art. 13(3), 14(4)" in shown
    assert handler.email in shown
    assert "it@northwind.example" in shown
    own = register.controller.memberships.get(role=Role.REGISTER_EDITOR.value).user
    assert own.email not in shown
    assert "Art. 28(2)" not in shown
    Register.objects.update(our_role="processor")
    assert "Art. 28(2)" in editor.get(publish_page(draft)).text
