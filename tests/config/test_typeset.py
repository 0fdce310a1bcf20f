"""Documents are set from data: whatever the data hold, the template stays the template."""

from typing import Any

import pytest
import typst

from config.typeset import TAGGED, pdf_of
from tests.pdf import Pdf

TEMPLATE = "notices/notice.typ"


def data(**more: Any) -> dict[str, Any]:
    piece = {"text": "Name", "look": "", "language": "", "href": ""}
    told = {
        "language": "fi",
        "title": "A title",
        "author": "Northwind Oy",
        "footer": "The foot",
        "kind": "Privacy notice",
        "who": "Northwind Oy",
        "when": "Version 1",
        "name": [piece],
        "description": [],
        "standing_note": [],
        "opening": [],
        "sections": [],
    }
    return {**told, **more}


def attempts(monkeypatch: pytest.MonkeyPatch) -> list[list[str]]:
    """The standards that were tried, one after the other."""
    tried: list[list[str]] = []
    compiled = typst.compile

    def noted(*args: Any, **how: Any) -> Any:
        tried.append(how["pdf_standards"])
        return compiled(*args, **how)

    monkeypatch.setattr(typst, "compile", noted)
    return tried


def test_a_document_is_pdf_ua_with_title_and_language(monkeypatch: pytest.MonkeyPatch) -> None:
    tried = attempts(monkeypatch)

    pdf = Pdf(pdf_of(TEMPLATE, data()))

    assert tried == [[TAGGED]]
    assert (pdf.title, pdf.language, pdf.is_tagged) == ("A title", "fi", True)


def test_the_same_data_give_the_same_bytes() -> None:
    assert pdf_of(TEMPLATE, data()) == pdf_of(TEMPLATE, data())


def test_a_sign_that_no_font_has_costs_the_standard_and_not_the_document(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    tried = attempts(monkeypatch)

    pdf = Pdf(pdf_of(TEMPLATE, data(who="Northwind \U000f1234 Oy")))

    assert tried == [[TAGGED], [TAGGED], []]
    assert pdf.is_tagged


def test_what_the_template_cannot_set_is_an_error_and_no_empty_document() -> None:
    with pytest.raises(typst.TypstError):
        pdf_of(TEMPLATE, {})
