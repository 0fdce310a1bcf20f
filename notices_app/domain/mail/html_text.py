"""The text of an HTML mail, without what its reader does not see."""

import re
from html import unescape
from html.parser import HTMLParser

LONGEST_HTML = 400_000
_SKIPPED = {"style", "script", "head", "title", "template", "svg", "noscript"}
_BLOCKS = {
    "p",
    "div",
    "tr",
    "table",
    "ul",
    "ol",
    "h1",
    "h2",
    "h3",
    "h4",
    "h5",
    "h6",
    "section",
    "hr",
}
_VOID = {"br", "hr", "img", "input", "meta", "link", "col", "wbr", "area", "base", "source"}
_HIDDEN = re.compile(r"(?i)display\s*:\s*none|visibility\s*:\s*hidden|font-size\s*:\s*0(?![.\d])")
_TAG = re.compile(r"<[^<>]{0,2000}>")


def html_to_text(html: str) -> str:
    """Lines as they are seen; what is quoted begins with ``>``."""
    html = html[:LONGEST_HTML]
    reader = _Reader()
    try:
        reader.feed(html)
        reader.close()
    except (AssertionError, ValueError, RecursionError):
        return unescape(_TAG.sub(" ", html))
    return reader.text()


class _Reader(HTMLParser):
    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self._lines: list[str] = []
        self._line: list[str] = []
        self._open: list[tuple[str, bool, bool]] = []
        self._hidden = self._quoted = 0

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Begin a block, a list item, something hidden or something quoted."""
        if tag == "br" or tag in _BLOCKS or tag in ("li", "blockquote"):
            self._end_line(twice=tag == "p")
        if tag == "li":
            self._line.append("- ")
        if tag in _VOID:
            return
        given = {name: value or "" for name, value in attrs}
        hidden = (
            tag in _SKIPPED or "hidden" in given or bool(_HIDDEN.search(given.get("style", "")))
        )
        quoted = tag == "blockquote" or "gmail_quote" in given.get("class", "")
        self._open.append((tag, hidden, quoted))
        self._hidden += hidden
        self._quoted += quoted

    def handle_endtag(self, tag: str) -> None:
        """Close it, and what was left open inside."""
        if tag in _BLOCKS or tag in ("li", "blockquote"):
            self._end_line(twice=tag == "p")
        if not any(name == tag for name, *_ in self._open[-30:]):
            return
        while self._open:
            name, hidden, quoted = self._open.pop()
            self._hidden -= hidden
            self._quoted -= quoted
            if name == tag:
                return

    def handle_data(self, data: str) -> None:
        """Take words that are seen."""
        if not self._hidden:
            self._line.append(data)

    def _end_line(self, *, twice: bool) -> None:
        line = " ".join("".join(self._line).split())
        self._line = []
        if line or twice:
            self._lines.append(("> " if self._quoted else "") + line)

    def text(self) -> str:
        """All lines."""
        self._end_line(twice=False)
        return re.sub(r"\n{3,}", "\n\n", "\n".join(self._lines)).strip()
