"""What looks at the pages sees what is wrong with them."""

from typing import Any

import pytest

from tests.browser.chromium import NARROW, chromium, overflow, violations, window
from tests.browser.looker import Looker

pytestmark = pytest.mark.browser

HTML = "<!DOCTYPE html><html lang=en><title>A</title><main><h1>Plain</h1>{}</main>"
NAMELESS = "<img src=x>"
PALE = "<p style='color:rgb(200,200,200)'>pale</p>"
WIDE = "<table style='width:900px'><tr><td>wide</td></tr></table>"
# Without a style of its own, which the desk's pages must not have.
FAINT = "<p><font color='#c8c8c8'>faint</font></p>"


def test_a_fault_is_found_on_each_page_that_comes_after_another() -> None:
    with chromium() as browser, window(browser, width=NARROW) as page:
        for body, expected in (("", set()), (NAMELESS + PALE, {"image-alt", "color-contrast"})) * 2:
            page.goto(f"data:text/html,{HTML.format(body)}")
            assert {each.partition(":")[0] for each in violations(page)} == expected
        page.goto(f"data:text/html,{HTML.format(WIDE)}")
        assert "TABLE" in overflow(page)


def test_a_fault_is_found_where_no_scripts_run(live_server: Any) -> None:
    desk = live_server.url
    bodies = {f"{desk}/whole": "", f"{desk}/faint": FAINT}
    with chromium() as browser, window(browser, width=NARROW, scripts=False) as page:
        page.route(
            lambda address: address in bodies,
            lambda route: route.fulfill(
                body=HTML.format(bodies[route.request.url]), content_type="text/html"
            ),
        )
        looker = Looker(page, address=desk, language="en", scripts=False)
        for name in ("whole", "faint", "whole"):
            page.goto(f"{desk}/{name}")
            if name == "whole":
                looker.look(name)
            else:
                with pytest.raises(AssertionError, match="faint"):
                    looker.look(name)
        looker.close()
