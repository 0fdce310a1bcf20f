"""Somebody at the pages, each of which is held to what every page must be."""

import gzip
import re
from urllib.parse import urljoin, urlsplit

import html5lib
from playwright.sync_api import Page, Request, Response, expect

from tests.browser.chromium import overflow, picture, violations

GO = "#main button.go:visible"
MOST_BYTES = 60_000
MOST_REQUESTS = 6
# What a browser fetches for a page without being asked; of several icons it takes one.
FETCHED = re.compile(r'<(?:link rel="stylesheet" href|img[^>]* src|script[^>]* src)="([^"]+)"')
ICON = re.compile(r'<link rel="icon" href="([^"]+\.svg)"')
# What any host answers in a few plain words.
PLAIN = "/.well-known/security.txt"
SCRIPTS = re.compile(r"<script.*?</script>|</?noscript>", re.DOTALL)


class Looker:
    """One person's way through the pages, each of which is looked at."""

    def __init__(self, page: Page, *, address: str, language: str, scripts: bool) -> None:
        self.page = page
        self.address = address
        self.language = language
        self.scripts = scripts
        self.looked_at: list[str] = []
        self._answer: Response | None = None
        self._sizes: dict[str, int] = {}
        page.on("response", self._keep)
        page.on("request", self._stay_here)
        self._elsewhere: list[str] = []
        self._beside: Page | None = None

    def go(self, path: str) -> None:
        """Follow an address in the person's language."""
        self.page.goto(f"{self.address}/{self.language}/{path}")

    def follow(self, link: str) -> None:
        """Follow a mailed link, at the live server and in the person's language."""
        self.go(link.split("/", 4)[4])

    def press(self, name: str, selector: str = GO) -> None:
        """Press a button or follow a link, and look at where it leads."""
        with self.page.expect_navigation():
            self.page.click(selector)
        self.look(name)

    def look(self, name: str, *, language: str | None = None) -> None:
        """The page is there for all, is valid, and is light."""
        self.looked_at.append(name)
        where = f"{name} {self.page.url}"
        assert overflow(self.page) == "", where
        assert self._violations() == [], where
        assert self.page.locator("html").get_attribute("lang") == (language or self.language), where
        self._assert_title(where)
        if self._answer:
            html = self._answer.text()
            self._assert_valid(html, where)
            self._assert_light(html, where)
        assert self._elsewhere == [], where
        picture(self.page, name)

    def _violations(self) -> list[str]:
        if self.scripts:
            return violations(self.page)
        # The examination is a script itself: it looks at what this browser made of the page in
        # another window, whose own scripts are taken away. Nothing is asked for a second time.
        twin = self._twin()
        if urlsplit(twin.url).netloc != urlsplit(self.page.url).netloc:
            twin.goto(urljoin(self.page.url, PLAIN))
        twin.evaluate("address => history.replaceState(null, '', address)", self.page.url)
        twin.set_content(SCRIPTS.sub("", self.page.content()))
        return violations(twin)

    def _twin(self) -> Page:
        """The window beside it, the same for every page."""
        if self._beside is None:
            browser = self.page.context.browser
            assert browser
            assert self.page.viewport_size
            dark = self.page.evaluate("matchMedia('(prefers-color-scheme: dark)').matches")
            context = browser.new_context(
                viewport=self.page.viewport_size, color_scheme="dark" if dark else "light"
            )
            self._beside = context.new_page()
        return self._beside

    def close(self) -> None:
        """Look no more."""
        if self._beside is not None:
            self._beside.context.close()

    def _assert_title(self, where: str) -> None:
        """A mistake is said in the title, has the focus, and stands at its field too."""
        problem = self.page.locator(".problem")
        if not problem.count():
            return
        said = {"en": "Error:", "fi": "Virhe:", "sv": "Fel:"}[self.language]
        assert self.page.title().startswith(said), where
        expect(problem).to_be_focused()
        errors = self.page.locator(".error").all_inner_texts()
        for link in problem.locator("a").all():
            assert any(link.inner_text() in error for error in errors), where
            target = link.get_attribute("href")
            assert target
            assert self.page.locator(target).count() == 1, where

    def _assert_valid(self, html: str, where: str) -> None:
        try:
            html5lib.HTMLParser(strict=True).parse(html)
        except html5lib.html5parser.ParseError as fault:
            raise AssertionError(f"{where}: {fault}") from fault

    def _assert_light(self, html: str, where: str) -> None:
        """At most so many requests and bytes, as a browser without a cache would make them."""
        fetched = [*FETCHED.findall(html), *ICON.findall(html)[:1]]
        # A picture that stands in the page itself is fetched from nowhere, and weighs there.
        addresses = [
            urljoin(self.page.url, each) for each in fetched if not each.startswith("data:")
        ]
        assert {urlsplit(each).netloc for each in addresses} <= {urlsplit(self.address).netloc}
        assert 1 + len(addresses) <= MOST_REQUESTS, (where, addresses)
        weight = len(html.encode()) + sum(map(self._size, addresses))
        assert weight <= MOST_BYTES, (where, weight)

    def _size(self, address: str) -> int:
        """As the desk serves it: WhiteNoise keeps its files compressed."""
        if address not in self._sizes:
            body = self.page.request.get(address).body()
            is_static = "/static/" in address
            self._sizes[address] = len(gzip.compress(body) if is_static else body)
        return self._sizes[address]

    def _keep(self, response: Response) -> None:
        request = response.request
        if request.is_navigation_request() and request.frame == self.page.main_frame:
            is_page = response.headers.get("content-type", "").startswith("text/html")
            self._answer = response if is_page else None

    def _stay_here(self, request: Request) -> None:
        if not request.url.startswith((self.address, "data:", "blob:")):
            self._elsewhere.append(request.url)
