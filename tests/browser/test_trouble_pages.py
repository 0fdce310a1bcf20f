"""The pages for when something went wrong, in Chromium."""

from typing import Any

import pytest

from tests.browser.chromium import NARROW, chromium
from tests.browser.matrix import View, every_view, looking
from tests.factories import make_controller

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


@every_view(in_the_slice=View(NARROW, "sv", "light", scripts=True))
def test_the_pages_of_what_went_wrong_fit_all(live_server: Any, settings: Any, view: View) -> None:
    make_controller()
    settings.ROOT_URLCONF = "tests.browser.trouble_urls"
    with chromium() as browser, looking(browser, view, live_server.url) as walk:
        for name in ("400", "403", "403_csrf", "413", "429", "500"):
            walk.go(f"trouble/{name}/")
            walk.look(f"error-{name}")
        walk.go("nowhere/")
        walk.look("error-404")
