"""The published matrix says what the desk does."""

from django.conf import settings
from django.utils import translation

from registers_app.pages.matrix_words import SENTENCES
from requests_app.management.law_matrix import CHANGES, PATH, document


def test_the_page_is_in_step_with_the_matrix() -> None:
    assert (settings.BASE_DIR / PATH).read_text(encoding="utf-8") == document(), (
        "Run manage.py makematrix."
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
