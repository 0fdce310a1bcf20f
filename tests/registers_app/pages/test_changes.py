"""What changed between two versions can be read by everybody, but for what is never published."""

from collections.abc import Callable
from datetime import date
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import translation

from registers_app.domain.roles import Role
from registers_app.models import (
    Purpose,
    PurposeBasis,
    Recipient,
    Register,
    RegisterVersion,
    RetentionRule,
)
from registers_app.services.draft_version import draft_version
from registers_app.services.publish import publish
from tests.factories import make_controller, make_register, make_user, texts
from tests.registers_app.pages.notices import read

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("nothing_is_found")]


@pytest.fixture
def register() -> Register:
    """Version 2 says otherwise in many places, some of which are nobody else's business."""
    register = make_register(make_controller(name="Northwind Oy", slug="northwind"))
    draft = draft_version(register.pk)
    draft.change_notes = texts("We profile no more.")
    draft.security_measures = texts("Access is limited by role and by time.")
    draft.impact_assessment = "Secret assessment"
    draft.save()
    Purpose.objects.filter(version=draft).update(owner="Secret owner")
    RetentionRule.objects.filter(version=draft).update(
        names=texts("Three years after the last order")
    )
    added = Purpose.objects.create(version=draft, names=texts("Newsletter"), position=5)
    PurposeBasis.objects.create(purpose=added, basis="consent")
    Recipient.objects.filter(version=draft).update(names=texts("Matkahuolto Oy"))
    Recipient.objects.create(version=draft, names=texts("Secret Hosting Oy"), is_published=False)
    publish(version_id=draft.pk, effective_on=date(2026, 1, 1))
    return register


def page_of(
    register: Register, number: int, *, language: str = "en", since: int | None = None
) -> str:
    names: dict[str, Any] = {
        "controller": register.controller.slug,
        "register": register.slug,
        "number": number,
    }
    if since is not None:
        names["since"] = since
    with translation.override(language):
        return reverse(f"notices:changes{'_since' if since is not None else ''}", kwargs=names)


def test_the_changes_are_marked_word_by_word_and_said_aloud(register: Register) -> None:
    answer = Client().get(page_of(register, 2))
    text = answer.text
    assert "What changed from version 1 to version 2" in text
    assert "We profile no more." in text
    said = '<span class="unseen" lang="en">{}: </span>{}'
    assert f"<del>{said.format('removed', 'Two')}</del>" in text
    assert f"<ins>{said.format('added', 'Three')}</ins>" in text
    assert "Newsletter" in text
    assert f"<ins>{said.format('added', 'consent')}</ins>" in text
    assert answer.headers["X-Robots-Tag"] == "noindex"


def test_what_is_never_published_is_not_told_as_a_change(register: Register) -> None:
    for language in ("fi", "sv", "en"):
        text = Client().get(page_of(register, 2, language=language)).text
        assert "Secret" not in text
        assert "impact assessment" not in text


@pytest.mark.parametrize(
    ("language", "title", "shown", "other"),
    [
        ("fi", "Mikä muuttui", "order (fi)", "order (sv)"),
        ("sv", "Vad som har ändrats", "order (sv)", "order (fi)"),
    ],
)
def test_each_language_shows_its_own_texts(
    register: Register, language: str, title: str, shown: str, other: str
) -> None:
    text = Client().get(page_of(register, 2, language=language)).text
    assert title in text
    assert shown in text.replace("</ins>", "")
    assert other not in text


def test_a_change_in_another_language_only_is_shown_with_its_name(register: Register) -> None:
    draft = draft_version(register.pk)
    draft.security_measures = {**draft.security_measures, "sv": "Lås."}
    draft.save()
    publish(version_id=draft.pk, effective_on=date(2026, 2, 1))
    text = Client().get(page_of(register, 3)).text
    assert "(Swedish)" in text
    assert '<dd lang="sv">' in text
    assert (
        "What changed from version 1 to version 3"
        in Client().get(page_of(register, 3, since=1)).text
    )


def test_versions_that_were_not_published_have_no_changes(register: Register) -> None:
    draft_version(register.pk)
    client = Client()
    for number, since in ((1, None), (3, None), (3, 2), (2, 2), (2, 9), (1, 2)):
        assert client.get(page_of(register, number, since=since)).status_code == 404


def test_the_notice_leads_to_the_changes_of_each_version_but_the_first(register: Register) -> None:
    text = read(register, number=2)
    assert page_of(register, 2) in text
    assert page_of(register, 1) not in text


def test_an_address_without_a_language_leads_to_the_controllers_own(register: Register) -> None:
    address = reverse(
        "notice_links:changes",
        kwargs={"controller": "northwind", "register": register.slug, "number": 2},
    )
    answer = Client().get(address)
    assert answer.headers["Location"] == page_of(register, 2, language="fi")


def test_more_lines_ask_no_more_queries(
    register: Register, django_assert_max_num_queries: Callable[..., Any]
) -> None:
    draft = draft_version(register.pk)
    for number in range(20):
        row = Purpose.objects.create(version=draft, names=texts(f"Purpose {number}"))
        PurposeBasis.objects.create(purpose=row, basis="contract")
    publish(version_id=draft.pk, effective_on=date(2026, 3, 1))
    with django_assert_max_num_queries(28):
        assert "Purpose 19" in Client().get(page_of(register, 3)).text


def test_staff_compare_any_two_versions_with_all_they_say(register: Register) -> None:
    versions = {row.number: row for row in RegisterVersion.objects.all()}
    client = Client()
    client.force_login(make_user(register.controller, role=Role.DPO))

    def compared(number: int, query: str = "") -> str:
        name = "admin:registers_app_registerversion_compare"
        return client.get(reverse(name, args=[versions[number].pk]) + query).text

    text = compared(2)
    for word in ("Secret assessment", "Secret owner", "Secret Hosting Oy", "order (sv)"):
        assert word.split()[-1] in text, word
    assert compared(1, "?with=2").count("Newsletter") == text.count("Newsletter")
    assert compared(2, "?with=nothing").count("Newsletter") == text.count("Newsletter")
