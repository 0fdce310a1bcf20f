"""The page of a package, opened from a folder as its reader does: no network, no desk."""

from pathlib import Path

import pytest
from django.utils import translation
from playwright.sync_api import expect

from requests_app.domain.redaction import Reason, Span, occurrences
from requests_app.fulfilment.covering.documents import covered_document
from requests_app.fulfilment.reading.read import reading_of
from requests_app.services.look_through import labels
from tests.browser.chromium import NARROW, WIDE, assert_fit_for_all, chromium, picture, window
from tests.cases import make_answered
from tests.office import HIM, a_docx
from tests.requests_app.fulfilment.built import built

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


def a_covered_copy() -> bytes:
    """A document as text, in Finnish, with a name covered wherever it stands."""
    reading = reading_of(a_docx())
    assert reading
    spans = [
        Span(start=start, end=end, reason=Reason.OTHERS)
        for start, end in occurrences(reading.text, HIM)
    ]
    with translation.override("fi"):
        _suffix, _type, page = covered_document(reading, spans, labels=labels())
    return page


def test_the_page_of_a_package_is_there_for_all(tmp_path: Path) -> None:
    built(make_answered(language="fi")).extractall(tmp_path)
    (tmp_path / "covered.html").write_bytes(a_covered_copy())
    with chromium() as browser:
        for width, scheme in ((NARROW, "light"), (WIDE, "dark")):
            with window(browser, width=width, color_scheme=scheme, bypass_csp=True) as page:
                page.goto((tmp_path / "index.html").as_uri())
                assert_fit_for_all(page)
                picture(page, f"package-{scheme}")
                page.goto((tmp_path / "covered.html").as_uri())
                assert_fit_for_all(page)
                expect(page.locator("html")).to_have_attribute("lang", "fi")
