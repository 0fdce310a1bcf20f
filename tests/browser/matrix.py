"""In how many ways each page is looked at: widths, languages, colours, with and without scripts.

``make browser`` and ``make soak`` look at every page in every way; ``make test`` in one way each,
so chosen that all widths, languages, schemes and both kinds of browser come up.
"""

import os
from collections.abc import Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass
from itertools import product
from typing import Any

import pytest
from playwright.sync_api import Browser

from tests.browser.chromium import MIDDLE, NARROW, PICTURES_VARIABLE, WIDE, window
from tests.browser.looker import Looker


@dataclass(frozen=True)
class View:
    """One way to look at a page."""

    width: int = NARROW
    language: str = "en"
    scheme: str = "light"
    scripts: bool = True

    def __str__(self) -> str:
        return f"{self.width}-{self.language}-{self.scheme}-{'js' if self.scripts else 'nojs'}"


WIDTHS, LANGUAGES, SCHEMES = (NARROW, MIDDLE, WIDE), ("fi", "sv", "en"), ("light", "dark")
ALL = [View(*each) for each in product(WIDTHS, LANGUAGES, SCHEMES, (True, False))]


# What make screenshots looks at instead: a phone and a desktop.
PHONE = 390
PICTURED = [
    View(PHONE, "en"),
    View(WIDE, "en"),
    View(PHONE, "fi"),
    View(PHONE, "sv", "dark"),
]


def every_view(*, in_the_slice: View) -> pytest.MarkDecorator:
    """Parametrize a test by ``view``: all of them, of which ``make test`` runs one."""
    assert in_the_slice in ALL
    if PICTURES_VARIABLE in os.environ:
        return pytest.mark.parametrize("view", PICTURED, ids=str)
    views = [
        pytest.param(view, marks=[] if view == in_the_slice else pytest.mark.matrix) for view in ALL
    ]
    return pytest.mark.parametrize("view", views, ids=str)


@contextmanager
def looking(browser: Browser, view: View, address: str, **more: Any) -> Iterator[Looker]:
    """A window of that view at the desk, and what looks at its pages."""
    options = {"color_scheme": view.scheme, "locale": view.language, **more}
    with window(browser, width=view.width, scripts=view.scripts, **options) as page:
        looker = Looker(page, address=address, language=view.language, scripts=view.scripts)
        with closing(looker):
            yield looker
