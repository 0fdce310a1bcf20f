"""A draft, as those who write it see its notice."""

import pytest

from registers_app.models import Register, RegisterVersion
from registers_app.pages.history import Standing
from registers_app.pages.preview import draft_notice, rendered_draft
from tests.registers_app.pages.notices import SECRETS, add_purpose, make_notice
from tests.registers_app.pages.page import Page

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("published_may_change")]


@pytest.fixture
def register() -> Register:
    return make_notice()


@pytest.fixture
def draft(register: Register) -> RegisterVersion:
    version = register.versions.get(state="draft")
    add_purpose(version, "Raffle")
    return version


@pytest.mark.parametrize(
    ("language", "heading"),
    [
        ("fi", "Tietojen säilytysaika"),
        ("sv", "Uppgifternas lagringstid"),
        ("en", "Retention"),
    ],
)
def test_a_draft_stands_there_in_each_language_whatever_the_page_around_it_speaks(
    draft: RegisterVersion, language: str, heading: str
) -> None:
    page = Page(rendered_draft(draft, language))

    raffle = {"fi": "Raffle (fi)", "sv": "Raffle (sv)", "en": "Raffle"}[language]
    assert raffle in page.sections["purposes"]
    assert [words for _tag, words in page.headings if words.endswith(heading)]


def test_a_draft_leads_into_no_form(draft: RegisterVersion) -> None:
    notice = draft_notice(draft, "en")

    assert notice.standing == Standing.DRAFT
    assert not [link for link in Page(rendered_draft(draft, "en")).links if "/to/" in link]


def test_a_draft_keeps_what_its_notice_will_keep(draft: RegisterVersion) -> None:
    source = rendered_draft(draft, "en")

    assert not [secret for secret in SECRETS if secret in source and secret != "Secret draft"]


def test_a_register_of_which_nothing_was_published_has_a_preview_too(register: Register) -> None:
    lone = Register.objects.create(
        controller=register.controller, slug="lone", names={}, created_at=register.created_at
    )
    version = RegisterVersion.objects.create(register=lone, number=1)

    assert "This version does not say." in rendered_draft(version, "en")
