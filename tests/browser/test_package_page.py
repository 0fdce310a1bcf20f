"""The page of a package, opened from a folder as its reader does: no network, no desk."""

from pathlib import Path

import pytest

from tests.browser.chromium import NARROW, WIDE, assert_fit_for_all, chromium, picture, window
from tests.cases import make_answered
from tests.requests_app.fulfilment.built import built

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


def test_the_page_of_a_package_is_there_for_all(tmp_path: Path) -> None:
    built(make_answered(language="fi")).extractall(tmp_path)
    with chromium() as browser:
        for width, scheme in ((NARROW, "light"), (WIDE, "dark")):
            with window(browser, width=width, color_scheme=scheme, bypass_csp=True) as page:
                page.goto((tmp_path / "index.html").as_uri())
                assert_fit_for_all(page)
                picture(page, f"package-{scheme}")
