"""A public page taken apart: its headings, its sections, its links, and its foreign texts."""

from dataclasses import dataclass, field
from html.parser import HTMLParser

VOID = {"meta", "link", "br", "input", "img"}
HEADINGS = {"h1", "h2", "h3", "h4"}


@dataclass
class _Element:
    tag: str
    attrs: dict[str, str]
    text: list[str] = field(default_factory=list)

    @property
    def words(self) -> str:
        return " ".join("".join(self.text).split())


class Page(HTMLParser):
    """What a reader finds on a page."""

    def __init__(self, source: str) -> None:
        super().__init__()
        self.source = source
        self.headings: list[tuple[str, str]] = []
        self.sections: dict[str, str] = {}
        self.links: dict[str, str] = {}
        self.foreign: dict[str, set[str]] = {}
        self._open: list[_Element] = []
        self._all: list[str] = []
        self.feed(source)
        self.close()
        assert not self._open, f"{self._open[-1].tag} is not closed"

    @property
    def main(self) -> str:
        """The words of the page without its head and foot."""
        return self.sections["main"]

    @property
    def words(self) -> str:
        """All that it says."""
        return " ".join("".join(self._all).split())

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag not in VOID:
            self._open.append(_Element(tag, {name: value or "" for name, value in attrs}))

    def handle_endtag(self, tag: str) -> None:
        element = self._open.pop()
        assert element.tag == tag, f"{element.tag} is closed as {tag}"
        if tag in HEADINGS:
            self.headings.append((tag, element.words))
        elif tag == "a" and element.attrs.get("href"):
            self.links[element.attrs["href"]] = element.words
        elif tag == "section":
            self.sections[element.attrs.get("aria-labelledby", "")] = element.words
        elif tag == "main":
            self.sections["main"] = element.words
        if "lang" in element.attrs and tag != "html":
            self.foreign.setdefault(element.attrs["lang"], set()).add(element.words)

    def handle_data(self, data: str) -> None:
        self._all.append(data)
        for element in self._open:
            element.text.append(data)
