"""Text as the rules see it: small letters without accents, each character in its place."""

import re
import unicodedata

# Dots that end no sentence: Art. 15, esim., t.ex., z.B., 4.5.2025.
_INNER_DOT = re.compile(
    r"(?<![^\W\d_])(?:[^\W\d_]|art|arts|abs|gem|bzw|nr|no|lit|esim|mm|ym|ns|bl|dvs|vs|st|usw|para|sec|mr|mrs|ms|dr|tel|puh|synt)\.(?=\W|\w)"
    r"|(?<=\d)\.(?=\s?\d|\s(?:jan|feb|mar[sz]|apr|ma[ij]|jun|jul|aug|sep|okt|oct|nov|de[cz]|artik)"
    r"|\s(?:tammi|helmi|maalis|huhti|touko|kesa|heina|elo|syys|loka|marras|joulu)k)|(?<=\w)[.!?](?=\w)"
)
# The dot behind a date in the midst of a sentence: "14.9. lähettämääni".
_DATE = re.compile(r"\d\.\d{1,2}\.(?=\s+[^\W\d_A-ZÅÄÖÜ])")
_BULLET = re.compile(
    r"\n(?=[ \t]*(?:[-*•–·o☑☒✓✔]|\(?\d{1,2}[.)]|\(?[a-h]\)|[\[(]x[\])])[ \t])|\n(?=[ \t]*\n)"
)
_BLANK_LINE = re.compile(r"\n[ \t\r]*\n")
# A form of ticked boxes: what is left unticked is not asked for.
_TICKED = re.compile(r"(?m)^[ \t]*(?:[\[(] ?x ?[\])]|[☑☒✓✔])")
_UNTICKED = re.compile(r"(?m)^[ \t]*(?:[\[(] {0,3}[\])]|[☐□◻])[^\n]*$")
# "I ask for a) … and b) …" is a list too.
_INLINE_LIST = re.compile(r"[ \n]\(?a\)(?=[ ][^.!?]{3,400}[ \n]\(?b\)[ ])")
_INLINE_ITEM = re.compile(r"[ \n]\(?[b-f]\)(?=[ ])")
# What stands for a blank line in the text as the rules see it.
PARAGRAPH = "\f"
_ROW_OF_LINKS = re.compile(r"\n[^\n|]*\|[^\n]*(?:\n|$)")
_NUMBERED = re.compile(r"(?:^|(?<=\.))([ \t\f]*\(?\d{1,2})\.")


class _Folding(dict[int, str]):
    """One character for one, so that a place in the folded text is a place in the text."""

    def __missing__(self, code: int) -> str:
        char = unicodedata.normalize("NFD", chr(code).lower())[:1] or " "
        self[code] = char
        return char


_FOLDED = _Folding({ord("ß"): "s", ord("’"): "'", ord("‘"): "'", ord("´"): "'", ord("­"): " "})


def fold(text: str) -> str:
    """*text* in small letters without accents, as long as it was."""
    return text.translate(_FOLDED)


def clauses(text: str) -> str:
    """*text* folded, with a full stop only where a sentence, paragraph or item of a list ends."""
    folded = _only_ticked(fold(_DATE.sub(lambda date: date[0][:-1] + " ", text)))
    text = _ROW_OF_LINKS.sub(lambda row: row[0].replace("\n", "."), folded)
    text = _paragraphs(_BULLET.sub(".", _listed(text)), folded)
    text = _NUMBERED.sub(r"\1 ", text)
    return _INNER_DOT.sub(lambda match: match[0].replace(".", " ").replace("!", " "), text)


def _only_ticked(folded: str) -> str:
    if not _TICKED.search(folded):
        return folded
    return _UNTICKED.sub(lambda row: " " * len(row[0]), folded)


def _listed(folded: str) -> str:
    """A list within a sentence, as one of lines: "I ask:. …. …"."""
    if not _INLINE_LIST.search(folded):
        return folded
    begun = _INLINE_LIST.sub(lambda mark: ":.".ljust(len(mark[0])), folded)
    return _INLINE_ITEM.sub(lambda mark: ".".ljust(len(mark[0])), begun)


def _paragraphs(text: str, folded: str) -> str:
    chars = list(text)
    for blank in _BLANK_LINE.finditer(folded):
        if chars[blank.end() - 1] == "\n":
            chars[blank.end() - 1] = PARAGRAPH
    return "".join(chars)
