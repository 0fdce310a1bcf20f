"""What a notice is written in: plain blocks, of which its page and its PDF are made alike.

Everything is a text in the notice's language, or says in which other language it is.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from enum import StrEnum

from django.utils.functional import Promise

from registers_app.domain.languages import Text

LEADS_TO = ("https://", "http://", "mailto:", "/")


class Look(StrEnum):
    """How a piece of a line stands out."""

    PLAIN = ""
    STRONG = "strong"
    SOFT = "soft"  # a remark
    ARTICLE = "article"  # of the law
    TAG = "tag"  # a mark on its own beneath what it marks
    NAME = "name"  # somebody's name, in whatever script
    CODE = "code"


@dataclass(frozen=True, slots=True)
class Run:
    """A piece of a line."""

    text: str
    look: Look = Look.PLAIN
    language: str = ""  # where it is not the notice's
    href: str = ""

    @property
    def target(self) -> str:
        """Where the piece leads, if that is a place to which a notice may lead."""
        return self.href if self.href.startswith(LEADS_TO) else ""


Line = tuple[Run, ...]
Said = str | Promise | Text | Run | Line


@dataclass(frozen=True, kw_only=True)
class Paragraph:
    """A line of its own; *is_hint* where the notice speaks of itself."""

    line: Line
    is_hint: bool = False
    kind: str = "paragraph"


@dataclass(frozen=True, kw_only=True)
class Subheading:
    """A heading inside a section."""

    line: Line
    kind: str = "subheading"


@dataclass(frozen=True, kw_only=True)
class Lines:
    """A list."""

    lines: Sequence[Line]
    kind: str = "lines"


@dataclass(frozen=True, kw_only=True)
class Address:
    """Who, and where to reach them."""

    lines: Sequence[Line]
    kind: str = "address"


@dataclass(frozen=True, kw_only=True)
class Action:
    """What the reader can do here; the first of a section is its main one."""

    words: str
    href: str
    is_main: bool = True
    kind: str = "action"


@dataclass(frozen=True, kw_only=True)
class Row:
    """A row of a table: what it is about, and what is said of it. Each cell holds lines."""

    head: Sequence[Line]
    cells: Sequence[Sequence[Line]]


@dataclass(frozen=True, kw_only=True)
class Table:
    """A table whose first column names its rows."""

    columns: Sequence[str]
    rows: Sequence[Row]
    kind: str = "table"

    @property
    def labelled(self) -> Iterable[tuple[Row, list[tuple[str, Sequence[Line]]]]]:
        """Each row, and each of its cells beside the heading of its column."""
        heads = self.columns[1:]
        return ((row, list(zip(heads, row.cells, strict=True))) for row in self.rows)


@dataclass(frozen=True, kw_only=True)
class Term:
    """A name, and what is said under it."""

    name: Line
    blocks: Sequence["Block"]


@dataclass(frozen=True, kw_only=True)
class Terms:
    """Names, each with what is said under it."""

    terms: Sequence[Term]
    kind: str = "terms"


@dataclass(frozen=True, kw_only=True)
class Panel:
    """What has to stand apart from everything else (GDPR Art. 21(4))."""

    title: Line
    blocks: Sequence["Block"]
    kind: str = "panel"


Block = Paragraph | Subheading | Lines | Address | Action | Table | Terms | Panel


@dataclass(frozen=True, kw_only=True)
class Section:
    """One numbered section."""

    key: str
    number: int
    title: str
    blocks: Sequence[Block] = field(default_factory=list)


class Writer:
    """Makes lines in one language: marks what is in another."""

    def __init__(self, language: str) -> None:
        self.language = language

    def run(self, said: str | Promise | Text, look: Look = Look.PLAIN, *, href: str = "") -> Run:
        """A piece of a line."""
        if isinstance(said, Text):
            other = said.language if said.language != self.language else ""
            return Run(said.text, look, other, href)
        return Run(str(said), look, "", href)

    def line(self, *said: Said, look: Look = Look.PLAIN) -> Line:
        """A line of several pieces, with a space between them."""
        runs: list[Run] = []
        for each in said:
            pieces = self._runs(each, look)
            if runs and pieces:
                runs.append(Run(" "))
            runs += pieces
        return tuple(runs)

    def _runs(self, said: Said, look: Look) -> list[Run]:
        if isinstance(said, tuple):
            return list(said)
        run = said if isinstance(said, Run) else self.run(said, look)
        return [run] if run.text else []

    def paragraph(self, *said: Said) -> Paragraph:
        """A paragraph."""
        return Paragraph(line=self.line(*said))

    def hint(self, *said: Said) -> Paragraph:
        """A paragraph in which the notice speaks of itself."""
        return Paragraph(line=self.line(*said), is_hint=True)

    def lines(self, rows: Iterable[Said]) -> Lines:
        """A list of one line each."""
        return Lines(lines=[self.line(row) for row in rows])

    def listed(self, rows: Iterable[Said], *, between: str = ", ") -> Line:
        """One line that names several."""
        runs: list[Run] = []
        for row in rows:
            if runs:
                runs.append(Run(between))
            runs += self.line(row)
        return tuple(runs)

    def sentence(self, words: str | Promise, **names: Said) -> Line:
        """A translated sentence with ``%(name)s`` in it, of which each may have its own look."""
        marked = str(words) % {name: f"\0{name}\0" for name in names}
        pieces = marked.split("\0")
        runs = [
            self._piece(piece, names if index % 2 else {}) for index, piece in enumerate(pieces)
        ]
        return tuple(run for line in runs for run in line)

    def _piece(self, piece: str, names: dict[str, Said]) -> Line:
        return self.line(names[piece]) if piece in names else ((Run(piece),) if piece else ())
