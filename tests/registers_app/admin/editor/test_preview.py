"""The notice beside the form: as saved and as typed, and nothing of what is typed is kept."""

from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from registers_app.models import Register, RegisterVersion
from registers_app.services.version_tree import tree_of
from tests.factories import make_controller, make_register, make_version
from tests.registers_app.admin.editor.pages import adding, browser_of, line, section, shown

pytestmark = pytest.mark.django_db


@pytest.fixture
def register() -> Register:
    return make_register(make_controller())


@pytest.fixture
def draft(register: Register) -> RegisterVersion:
    return make_version(register)


@pytest.fixture
def editor(register: Register) -> Client:
    return browser_of(register.controller)


def notice(version: RegisterVersion) -> str:
    return reverse("admin:registers_app_registerversion_notice", args=[version.pk])


def test_a_draft_is_read_in_every_language_and_only_the_desk_itself_may_frame_it(
    editor: Client, draft: RegisterVersion
) -> None:
    for language in ("fi", "sv", "en"):
        answer = editor.get(notice(draft), {"language": language})
        assert f'<html lang="{language}">' in answer.text
        assert draft.purposes.get().names[language] in answer.text
    assert answer.headers["X-Frame-Options"] == "SAMEORIGIN"
    assert "frame-ancestors 'self'" in answer.headers["Content-Security-Policy"]
    around = editor.get(section(draft, "summary"))
    assert around.headers["X-Frame-Options"] == "DENY"
    assert f'src="{notice(draft)}"' in around.text


def test_what_is_typed_is_shown_and_not_kept(editor: Client, draft: RegisterVersion) -> None:
    before = tree_of(draft)
    purpose = draft.purposes.get()
    tries: dict[str, dict[str, Any]] = {
        line(purpose, "purposes"): {"names_fi": "Kokeilu", "bases": ["consent"]},
        adding(draft, "recipients"): {"names_fi": "Kokeilu", "is_published": "on"},
        section(draft, "security"): {"security_measures_fi": "Kokeilu"},
    }
    for address, typed in tries.items():
        answer = editor.post(address, {**shown(editor, address), **typed, "_preview": "fi"})
        assert answer.headers["X-Desk-Preview"] == "1"
        assert "Kokeilu" in answer.text, address
    assert tree_of(draft) == before


def test_what_cannot_be_saved_yet_says_why_inside_the_frame(
    editor: Client, draft: RegisterVersion
) -> None:
    answer = editor.post(adding(draft, "purposes"), {"_preview": "en"})
    assert "X-Desk-Preview" not in answer.headers
    assert answer.headers["X-Frame-Options"] == "SAMEORIGIN"
    assert "The notice waits" in answer.text
    assert "This field is required" in answer.text
