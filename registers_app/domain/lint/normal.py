"""Texts made plain, so that words are found however they are written."""

import re
import unicodedata
from dataclasses import dataclass

# Dashes and quotes of one kind; soft hyphens, joiners and marks of direction gone.
_PLAIN: dict[int, str | None] = {
    **dict.fromkeys(map(ord, "‐‑‒–—―−"), "-"),
    **dict.fromkeys(map(ord, "‘’`"), "'"),
    **dict.fromkeys([0xAD, 0xFEFF, *range(0x200B, 0x2010), *range(0x202A, 0x202F), 0x2060]),
}
_SPACE = re.compile(r"\s+")


@dataclass(frozen=True, slots=True)
class Normal:
    """A text of one line: as it reads, and folded for comparing."""

    reads: str
    folded: str


def normal(text: str) -> Normal:
    """*text* with its letters composed, one kind of dash and space, and nothing invisible."""
    if not text.isascii():
        text = unicodedata.normalize("NFKC", text.translate(_PLAIN)).translate(_PLAIN)
    reads = _SPACE.sub(" ", text).strip()
    return Normal(reads, reads.casefold())


@dataclass(frozen=True, kw_only=True)
class Wording:
    """Words to look for. One of ``stems`` (folded) stands in every text that the pattern finds."""

    stems: tuple[str, ...]
    pattern: re.Pattern[str]

    def found_in(self, text: Normal) -> list[str]:
        """What is found, as it stands in the text."""
        if not any(stem in text.folded for stem in self.stems):
            return []
        return [match.group().strip() for match in self.pattern.finditer(text.reads)]


def wording(*patterns: str, stems: str) -> Wording:
    """What one of *patterns* describes; *stems* are parted by ``|``."""
    return Wording(
        stems=tuple(stems.split("|")), pattern=re.compile("|".join(patterns), re.IGNORECASE)
    )
