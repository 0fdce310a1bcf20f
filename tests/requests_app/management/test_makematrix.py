"""The published matrix says what the desk does."""

from pathlib import Path

from django.conf import settings
from django.core.management import call_command
from django.test import override_settings
from django.utils import translation

from registers_app.pages.matrix_words import SENTENCES
from requests_app.management.law_matrix import CHANGES, PATH, document


def test_the_page_is_in_step_with_the_matrix() -> None:
    assert (settings.BASE_DIR / PATH).read_text(encoding="utf-8") == document(), (
        "Run make matrix (manage.py makematrix)."
    )


def test_the_page_is_the_same_whoever_writes_it() -> None:
    with translation.override("fi"):
        in_finnish = document()

    assert in_finnish == document()


def test_every_sentence_stands_on_the_page() -> None:
    page = document()

    assert all(f"| `{code}` | {said.staff} | {said.person} |" in page
               for code, said in SENTENCES.items())  # fmt: skip


def test_every_change_that_is_told_changes_a_cell() -> None:
    lines = [line for line in document().splitlines() if line.endswith("|  |")]

    assert CHANGES
    assert lines == []


def test_the_command_writes_the_page(tmp_path: Path) -> None:
    (tmp_path / "docs").mkdir()

    with override_settings(BASE_DIR=tmp_path):
        call_command("makematrix", verbosity=0)

    assert (tmp_path / PATH).read_text(encoding="utf-8") == document()
