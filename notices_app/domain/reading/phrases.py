"""The little language of the rules, and what it means as a regular expression.

``delete|erase .. my data*`` reads: one of two words, up to three words between, *my*, and any word
that begins with *data*. ``...`` leaves room for ten words, ``[please]`` may be missing, ``_`` joins
words of one choice, and ``~`` stands where a compound may be torn apart. ``copy & file`` reads:
both in one sentence, in any order. No phrase reaches over the end of a sentence.
"""

import re

from notices_app.domain.reading.fold import fold

_APART = r"[^\w.!?]+"
_ANYWHERE = r"(?!\w)[^.!?]{1,200}?(?<!\w)"
_GAPS = {"..": 3, "...": 10}
# ae for ä, and so on: how German is typed where there are no such keys.
_UMLAUTS = {"ä": "ae?", "ö": "oe?", "ü": "ue?", "ß": "ss?"}


def pattern_of(phrase: str) -> str:
    """The regular expression of a phrase, over folded text (fold.py). Raises ValueError."""
    one, both, other = phrase.partition(" & ")
    if both:
        first, second = _in_order(one), _in_order(other)
        return rf"(?:{first}{_ANYWHERE}{second}|{second}{_ANYWHERE}{first})"
    return _in_order(phrase)


def _in_order(phrase: str) -> str:
    tokens = phrase.split()
    while tokens and tokens[-1] in _GAPS:
        tokens.pop()
    if not tokens or tokens[0] in _GAPS or tokens[0].startswith("["):
        raise ValueError(f"a phrase begins with a word: {phrase}")
    built = _word(tokens[0])
    for token in tokens[1:]:
        if token in _GAPS:
            built += rf"(?:{_APART}\w+){{0,{_GAPS[token]}}}?"
        elif token.startswith("["):
            built += rf"(?:{_APART}{_word(token.strip('[]'))})?"
        else:
            built += _APART + _word(token)
    return built


def one_of(phrases: list[str]) -> re.Pattern[str]:
    """What finds any of *phrases*."""
    return re.compile(rf"(?<!\w)(?:{'|'.join(map(pattern_of, phrases))})(?!\w)")


def _word(token: str) -> str:
    return f"(?:{'|'.join(_choice(choice) for choice in token.split('|'))})"


def _choice(choice: str) -> str:
    if not choice:
        raise ValueError("an empty choice")
    return "".join(map(_character, choice))


def _character(char: str) -> str:
    if char in _UMLAUTS:
        return _UMLAUTS[char]
    return {"*": r"\w*", "~": "[ -]?", "_": _APART}.get(char, re.escape(fold(char)))
