"""A letter on paper: the words of the mail, the receiver in the window, tagged for all."""

from datetime import date
from typing import Any

import pypdfium2
import pytest

from config.typeset import TAGGED
from notices_app.letters import LETTER_KINDS, Medium, compose_case_letter
from notices_app.letters.blocks import DASH, BlockKind, blocks_of
from notices_app.letters.html import as_html
from notices_app.letters.pdf import OnPaper, letters_pdf, receiver_lines
from registers_app.models import Controller
from tests.config.test_typeset import attempts
from tests.looped import for_each
from tests.notices_app.letters.facts import LANGUAGES, facts
from tests.pdf import Pdf

RECEIVER = "Maija Meikäläinen\nEsimerkkikatu 1 A 12\n00100 Helsinki"
MM = 72 / 25.4
# What a C5 or E5 window shows of an A4 sheet folded once, from its top left corner.
WINDOW = (20.0, 44.0, 110.0, 74.0)
CASE_KINDS = sorted(kind.name for kind in LETTER_KINDS.values() if kind.medium is Medium.CASE)


def on_paper(language: str = "en", *, kind: str = "erasure_partial", **more: Any) -> OnPaper:
    controller = Controller(
        name="Northwind Oy",
        postal_address="Esimerkkikatu 9\n00200 Helsinki",
        email="privacy@northwind.example",
        brand_colour="#8a1e5a",
    )
    context = facts(controller=controller, by_post=True)
    letter = compose_case_letter(kind=kind, language=language, context=context)
    columns: dict[str, Any] = {
        "controller": controller,
        "language": language,
        "subject": letter.subject,
        "text": letter.text,
        "reference": "RD-7K3M-Q9XA",
        "written_on": date(2027, 3, 5),
        "receiver": RECEIVER,
    }
    return OnPaper(**{**columns, **more})


def words(text: str) -> list[str]:
    return text.replace(DASH, "").split()


def packed(text: str) -> str:
    """Without what a line break may change: spaces, and hyphens at a line's end."""
    return "".join(text.split()).replace("-", "").replace("\ufffe", "").replace("\x02", "")


@for_each("kind", CASE_KINDS)
@for_each("language", LANGUAGES)
def test_blocks_hold_every_word_of_the_text_in_its_order(kind: str, language: str) -> None:
    text = compose_case_letter(kind=kind, language=language, context=facts()).text

    said = [line for block in blocks_of(text) for line in block.lines]

    assert words(" ".join(said)) == words(text)


def test_the_mail_in_html_says_the_same_words() -> None:
    letter = on_paper("fi")

    html = as_html(subject=letter.subject, text=letter.text, language="fi", links=())

    shown = html[html.index("<main>") :]
    for tag in ("<main>", "</main>", "p", "h2", "ul", "li", "body", "html"):
        shown = shown.replace(f"<{tag}>", " ").replace(f"</{tag}>", " ").replace("<br>", " ")
    assert words(shown.replace("<main>", " ").replace("</main>", " ")) == words(letter.text)


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_paper_is_pdf_ua_and_says_the_same_words(
    language: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    letter = on_paper(language)
    tried = attempts(monkeypatch)

    pdf = Pdf(letters_pdf([letter]))

    assert tried == [[TAGGED]]
    assert (pdf.title, pdf.language, pdf.is_tagged) == (letter.subject, language, True)
    headings = [each for each in blocks_of(letter.text) if each.kind is BlockKind.HEADING]
    assert pdf.tags["H2"] == len(headings) > 3
    assert pdf.tags["LI"] > 3
    for block in blocks_of(letter.text):
        for line in block.lines:
            assert packed(line) in packed(pdf.words), line


def test_the_day_is_written_as_the_language_writes_it() -> None:
    said = {language: Pdf(letters_pdf([on_paper(language)])).words for language in LANGUAGES}

    assert "Date: 5 March 2027" in said["en"]
    assert "Päiväys: 5.3.2027" in said["fi"]
    assert "Datum: 5 mars 2027" in said["sv"]
    assert all("RD-7K3M-Q9XA" in words for words in said.values())


@pytest.mark.parametrize(
    "receiver",
    [
        RECEIVER,
        "\n".join(
            ["Maija Meikäläinen", "c/o Matti", "Talo B", "Rappu 2", "Katu 1", "00100 H", "FI"]
        ),
        "Maija " + "Meikäläinen-Pitkäniemi-" * 6 + "\nKatu 1\n00100 Helsinki",
    ],
)
def test_the_receiver_and_nothing_else_stands_in_the_window(receiver: str) -> None:
    page = pypdfium2.PdfDocument(letters_pdf([on_paper(receiver=receiver)]))[0]
    left, top, right, bottom = (edge * MM for edge in WINDOW)
    height = page.get_height()

    shown = page.get_textpage().get_text_bounded(
        left=left - 1, right=right + 1, top=height - top + 1, bottom=height - bottom - 1
    )

    assert packed(shown) == packed("".join(receiver_lines(receiver)))


def test_letters_printed_together_begin_on_a_front_page_and_count_their_own() -> None:
    letters = [on_paper("fi"), on_paper("sv", kind="withdrawn"), on_paper("en", kind="withdrawn")]

    pdf = Pdf(letters_pdf(letters))

    assert "1 / 2" in pdf.pages[0]
    assert "2 / 2" in pdf.pages[1]
    assert "1 / 1" in pdf.pages[2]
    assert not pdf.pages[3].strip()
    assert "1 / 1" in pdf.pages[4]


def test_what_a_person_typed_is_never_code_of_the_document() -> None:
    evil = '#panic("x") #read("/etc/passwd") $x$ *b* <letter-end> [a](b)'
    pdf = Pdf(letters_pdf([on_paper(text=f"Hello\n\n{evil}\n\nEnd.", receiver=evil)]))

    assert '#read("/etc/passwd")' in pdf.words
    assert "root:" not in pdf.words
