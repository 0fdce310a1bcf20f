"""In which language a text is written, by the words that every text has."""

import re
from collections import Counter
from functools import cache

from notices_app.domain.reading.fold import fold
from notices_app.domain.reading.rulebook import LANGUAGES, load, rulebook

# Not one of ours, or too little to tell.
UNKNOWN = "und"
_WORDS = re.compile(r"[^\W\d_]+")
_MOST_WORDS = 400
# Letters that decide among languages that share their words.
_LETTERS = {"sv": "åäö", "fi": "äö", "de": "üß", "da": "æø", "no": "æø", "et": "õ", "pl": "łęąż"}


# How words end, where a mail is too short for common words.
_ENDINGS = {
    "fi": (
        "ssa",
        "lla",
        "sta",
        "lta",
        "lle",
        "mme",
        "tte",
        "kaa",
        "ksi",
        "nne",
        "ani",
        "ksen",
        "aan",
        "vat",
        "seen",
        "eni",
    ),
    "sv": ("arna", "erna", "orna", "heten", "ningen", "ligt", "jag"),
    "en": ("ing", "tion", "ould", "ly"),
    "de": ("ung", "keit", "lich", "schaft", "isch", "ieren"),
}


def _ending_so(words: Counter[str], language: str) -> int:
    endings = _ENDINGS.get(language)
    return sum(words[word] for word in words if endings and word.endswith(endings))


@cache
def _common_words() -> dict[str, frozenset[str]]:
    others = load("any")["others"]
    ours = {language: rulebook(language).common_words for language in LANGUAGES}
    return ours | {name: frozenset(map(fold, words)) for name, words in others.items()}


def scores(text: str) -> list[tuple[str, float]]:
    """How well each language explains *text*, best first."""
    words = Counter(_WORDS.findall(fold(text))[:_MOST_WORDS])
    letters = text.lower()
    found = {
        language: sum(words[word] for word in common)
        + sum(letters.count(letter) for letter in _LETTERS.get(language, "")) / 4
        + _ending_so(words, language) / 4
        for language, common in _common_words().items()
    }
    return sorted(found.items(), key=lambda pair: (-pair[1], pair[0] not in LANGUAGES))


def language_of(text: str) -> str:
    """The code of the language, or UNKNOWN."""
    (best, score), *_ = scores(text)
    return best if score >= 1 else UNKNOWN


def to_be_read_in(text: str) -> list[str]:
    """The languages whose rules are tried: the best, and those that come near it."""
    found = scores(text)
    top = found[0][1]
    near = [name for name, score in found if name in LANGUAGES and score >= max(1.0, 0.4 * top)]
    return near or list(LANGUAGES)
