"""The matrix of rights and lawful bases as a page for a data protection officer."""

from collections.abc import Iterator
from dataclasses import replace

from django.utils import translation

from registers_app.domain.advice import row_article
from registers_app.domain.lawful_basis import ARTICLES, LawfulBasis
from registers_app.domain.matrix import Cell, Column, Known, Row, Sensitive, Verdict, cell
from registers_app.models import LawfulBasisChoice
from registers_app.pages.matrix_words import SENTENCES

PATH = "docs/law-matrix.md"

NAMES: dict[Row, str] = {
    Row.ACCESS: "access",
    Row.RECTIFICATION: "rectification",
    Row.ERASURE: "erasure",
    Row.RESTRICTION: "restriction",
    Row.RECIPIENT_NOTICE: "telling the recipients",
    Row.PORTABILITY: "portability",
    Row.OBJECTION: "objection",
    Row.DIRECT_MARKETING: "objection to direct marketing",
    Row.RESEARCH: "objection to research and statistics",
    Row.AUTOMATED_DECISION: "automated decision",
    Row.CONSENT_WITHDRAWAL: "withdrawal of consent",
}
SENSITIVE_NAMES = {
    Sensitive.SPECIAL: "special categories (9)",
    Sensitive.CRIMINAL: "criminal data (10)",
}
VERDICTS = {Verdict.APPLIES: "applies", Verdict.DEPENDS: "depends", Verdict.NOT: "does not apply"}
COLUMNS: tuple[Column, ...] = (*LawfulBasis, *Sensitive)
# The table is for processing to which each row is meant to speak.
MEANT = Known(
    is_direct_marketing=True,
    is_automated=True,
    decides_alone=True,
    is_research=True,
    explicit_consent=True,
)
CHANGES: tuple[tuple[Row, str, Known], ...] = (
    (Row.ERASURE, "no direct marketing", replace(MEANT, is_direct_marketing=False)),
    (Row.ERASURE, "a law still demands that the data are kept", replace(MEANT, kept_by_law=True)),
    (Row.ERASURE, "the law’s time is over", replace(MEANT, kept_by_law=False)),
    (Row.PORTABILITY, "not by automated means", replace(MEANT, is_automated=False)),
    (Row.PORTABILITY, "no data system is named", replace(MEANT, is_automated=None)),
    (Row.PORTABILITY, "explicit consent is not known", replace(MEANT, explicit_consent=None)),
    (Row.PORTABILITY, "no explicit consent", replace(MEANT, explicit_consent=False)),
    (Row.DIRECT_MARKETING, "no direct marketing", replace(MEANT, is_direct_marketing=False)),
    (Row.RESEARCH, "not known whether there is research", replace(MEANT, is_research=None)),
    (Row.RESEARCH, "no research or statistics", replace(MEANT, is_research=False)),
    (
        Row.AUTOMATED_DECISION,
        "not known whether a machine decides alone",
        replace(MEANT, decides_alone=None),
    ),
    (Row.AUTOMATED_DECISION, "no machine decides alone", replace(MEANT, decides_alone=False)),
    (
        Row.CONSENT_WITHDRAWAL,
        "explicit consent is not known",
        replace(MEANT, explicit_consent=None),
    ),
    (Row.CONSENT_WITHDRAWAL, "no explicit consent", replace(MEANT, explicit_consent=False)),
)
INTRODUCTION = """# Right × lawful basis

Written by `make matrix` from `registers_app/domain/matrix.py`; do not edit by hand. A test
keeps the two in step. Articles are those of Regulation (EU) 2016/679.

The desk works this matrix out for the purposes of a register: for who handles a case, while it is
received and assessed, and for the person before they choose a right. It is advice. No right is ever
withheld from the form because of it.

- A purpose with several bases gets one verdict, from the basis that protects the person most. In
  erasure, of bases that say the same, legal obligation and public task speak first.
- A purpose whose basis nobody has named is treated as if the right reached it.
- Special categories stand as a line of their own beside the purposes. Criminal data follow the
  basis of their purpose; registers do not mark them yet.
- What a register does not say (research, decisions by a machine alone, explicit consent, whether
  retention by law is over) makes a verdict depend; it never makes it “does not apply”. Direct
  marketing is what the register marks as such. A right’s sum over a register leaves out silence
  about research, which is told as a note.
"""


def document() -> str:
    """The page, always in English."""
    with translation.override("en"):
        return "\n".join([INTRODUCTION, *_table(), "", *_changes(), "", *_sentences()]) + "\n"


def _table() -> Iterator[str]:
    yield "## The table"
    yield ""
    yield "Where data are used for direct marketing, by automated means, for decisions by a machine"
    yield "alone, for research, and special categories by explicit consent: so each row speaks."
    yield ""
    yield "| right | " + " | ".join(_column(column) for column in COLUMNS) + " |"
    yield "| --- |" + " --- |" * len(COLUMNS)
    for row in Row:
        cells = " | ".join(_short(cell(row, column, MEANT)) for column in COLUMNS)
        yield f"| {NAMES[row]} ({row_article(row)}) | {cells} |"


def _changes() -> Iterator[str]:
    yield "## What changes it"
    yield ""
    yield "| right | what is known | changed cells |"
    yield "| --- | --- | --- |"
    for row, words, known in CHANGES:
        yield f"| {NAMES[row]} ({row_article(row)}) | {words} | {_changed(row, known)} |"


def _changed(row: Row, known: Known) -> str:
    columns: dict[str, list[str]] = {}
    for column in COLUMNS:
        now = cell(row, column, known)
        if now != cell(row, column, MEANT):
            columns.setdefault(_short(now), []).append(_column(column))
    return "; ".join(
        f"{'every column' if len(names) == len(COLUMNS) else ', '.join(names)}: {words}"
        for words, names in columns.items()
    )


def _sentences() -> Iterator[str]:
    yield "## What the cells say"
    yield ""
    yield "| cell | to the handler | to the person |"
    yield "| --- | --- | --- |"
    for code, sentence in SENTENCES.items():
        yield f"| `{code}` | {sentence.staff} | {sentence.person} |"


def _column(column: Column) -> str:
    if isinstance(column, Sensitive):
        return SENSITIVE_NAMES[column]
    return f"{LawfulBasisChoice(column.value).label} ({ARTICLES[column]})"


def _short(of: Cell) -> str:
    return f"{VERDICTS[of.verdict]}, {of.article} `{of.code}`"
