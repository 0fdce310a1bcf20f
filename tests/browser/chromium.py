"""Chromium as people have it, and what every page must pass: no violation, no overflow."""

import asyncio
import atexit
import functools
import json
import os
import shutil
import signal
import subprocess
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from io import BytesIO
from pathlib import Path
from typing import Any
from weakref import WeakSet

from axe_playwright_python.sync_playwright import Axe
from django.db import connections
from PIL import Image
from playwright.sync_api import Browser, Page, sync_playwright
from playwright.sync_api._context_manager import PlaywrightContextManager

from config import processes

NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
QUIET = (
    "--headless",
    "--hide-scrollbars",
    "--force-color-profile=srgb",
    "--no-sandbox",
    "--disable-dev-shm-usage",
    "--disable-gpu",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--in-process-gpu",
    # Every page is new to the examination: what compiles for speed would never earn it back.
    "--js-flags=--no-maglev,--no-turbofan,--min-semi-space-size=16",
)
NARROW, MIDDLE, WIDE = 320, 768, 1280
WIDTHS = (NARROW, WIDE)
HEIGHT = 900
TALLEST = 3000  # of a picture: a long notice goes on as it began
KEY_PAGES = {
    "start",
    "right",
    "check",
    "sent",
    "request-waiting",
    "answer",
    "accessibility",
    "notice-jackbot-2",
}
PICTURES_VARIABLE = "RIGHTSDESK_SCREENSHOTS"
WCAG = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22a", "wcag22aa"]
OPTIONS = {"runOnly": {"type": "tag", "values": WCAG}, "resultTypes": ["violations"]}
EXAMINE = f"axe.run({json.dumps(OPTIONS)}).then(results => results.violations)"
AXE = Axe().axe_script
# The pages whose documents bring it along from now on: half a megabyte is sent once.
_with_axe = WeakSet[Page]()
OVERFLOW = """() => {
  const width = document.documentElement.clientWidth;
  const wide = [...document.querySelectorAll('body *')].filter(e => {
    const box = e.getBoundingClientRect();
    return box.width && box.right > width + 1 && !e.closest('[data-scrolls]');
  });
  return document.documentElement.scrollWidth > width
    ? wide.map(e => e.tagName + '.' + e.className).join(', ') || 'the page' : '';
}"""


@functools.cache
def _running_chromium() -> str:
    """The address of this process's one Chromium: starting one takes longer than many a test."""
    path = next((found for name in NAMES if (found := shutil.which(name))), None)
    assert path, "There is no Chromium; apt.txt names the package."
    folder = Path(tempfile.mkdtemp(prefix="rightsdesk-chromium-"))
    process = subprocess.Popen(
        [path, *QUIET, "--remote-debugging-port=0", f"--user-data-dir={folder}"],
        stdin=subprocess.DEVNULL,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        preexec_fn=processes.dies_with_parent(signal.SIGKILL),
    )
    atexit.register(_end, process, folder)
    port = folder / "DevToolsActivePort"
    assert processes.wait_for(lambda: port.exists() and bool(port.read_text()), seconds=60)
    return f"http://127.0.0.1:{port.read_text().split()[0]}"


def _end(process: subprocess.Popen[bytes], folder: Path) -> None:
    process.kill()
    process.wait()
    shutil.rmtree(folder, ignore_errors=True)


@functools.cache
def _driven() -> tuple[Browser, asyncio.AbstractEventLoop]:
    """This process's one Playwright: that is a process too. With it the loop in which it works."""
    playwright = sync_playwright()
    browser = playwright.start().chromium.connect_over_cdp(_running_chromium())
    loop = asyncio.get_running_loop()
    atexit.register(_leave, playwright, loop)
    return browser, loop


def _leave(playwright: PlaywrightContextManager, loop: asyncio.AbstractEventLoop) -> None:
    with _within(loop):
        playwright.__exit__()


@contextmanager
def _within(loop: asyncio.AbstractEventLoop) -> Iterator[None]:
    """Playwright's loop stands still between its calls; only here it seems to run."""
    before = asyncio._get_running_loop()
    asyncio._set_running_loop(loop)
    try:
        yield
    finally:
        asyncio._set_running_loop(before)


@contextmanager
def chromium() -> Iterator[Browser]:
    """A Chromium of this system; apt.txt names its package."""
    before = asyncio._get_running_loop()
    browser, loop = _driven()
    asyncio._set_running_loop(before)
    with _within(loop):
        try:
            yield browser
        finally:
            # Beside Playwright's loop a test has a connection of its own to the database.
            connections.close_all()


@contextmanager
def window(browser: Browser, *, width: int, scripts: bool = True, **more: Any) -> Iterator[Page]:
    """An empty browser window of that width in CSS pixels, with cookies of its own."""
    context = browser.new_context(
        viewport={"width": width, "height": HEIGHT}, java_script_enabled=scripts, **more
    )
    try:
        yield context.new_page()
    finally:
        context.close()


def violations(page: Page) -> list[str]:
    """What axe-core finds against WCAG 2.2 A and AA, in words."""
    if page not in _with_axe:
        _with_axe.add(page)
        page.add_init_script(AXE)
        page.evaluate(AXE)
    return [
        f"{violation['id']}: {node['html']} – {node['failureSummary']}"
        for violation in page.evaluate(EXAMINE)
        for node in violation["nodes"]
    ]


def overflow(page: Page) -> str:
    """What makes the page scroll sideways; empty when nothing does."""
    return str(page.evaluate(OVERFLOW))


def assert_fit_for_all(page: Page) -> None:
    """No WCAG violation, nothing beyond the window's edge, and a language is named."""
    found = violations(page)
    assert not found, (page.url, found)
    wide = overflow(page)
    assert not wide, (page.url, wide)
    assert page.locator("html").get_attribute("lang"), page.url


def picture(page: Page, name: str) -> None:
    """Keep a picture of the page where ``make screenshots`` asks for one: of each in English and
    light, of the key pages in Finnish and, dark, in Swedish.
    """
    folder = os.environ.get(PICTURES_VARIABLE)
    language = page.locator("html").get_attribute("lang")
    dark = page.evaluate("matchMedia('(prefers-color-scheme: dark)').matches")
    if folder and (name in KEY_PAGES if language != "en" else not dark):
        shoot(page, folder=Path(folder), name=f"{name}-{language}")


def shoot(page: Page, *, folder: Path, name: str) -> None:
    """Write the page as folder/name-WIDTH.png, in few colours."""
    assert page.viewport_size
    folder.mkdir(parents=True, exist_ok=True)
    taken = Image.open(BytesIO(page.screenshot(full_page=True)))
    shown = taken.crop((0, 0, taken.width, min(taken.height, TALLEST)))
    file = folder / f"{name}-{page.viewport_size['width']}.png"
    shown.convert("RGB").quantize(32).save(file, optimize=True)
