"""Values that strangers typed, made harmless in a letter."""

import re

# NUL, which PostgreSQL refuses, other control characters, and marks that turn the reading order.
INVISIBLE = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069]")
NAME_MAX = 100


def clean_text(text: str) -> str:
    """*text* without invisible characters, blank-line runs and trailing spaces."""
    lines = (line.rstrip() for line in INVISIBLE.sub("", _newlines(text)).split("\n"))
    return re.sub(r"\n{3,}", "\n\n", "\n".join(lines)).strip() + "\n"


def clean_line(text: str) -> str:
    """*text* as one line, fit for a header."""
    return " ".join(INVISIBLE.sub("", " ".join(text.split())).split())


def clean_name(name: str) -> str:
    """A name for a mail. Anyone can enter any name for any address, so it must not carry a link."""
    harmless = re.sub(r"[/\\:@<>]", " ", clean_line(name))
    return clean_line(re.sub(r"(?<=\w)\.(?=\w)", ". ", harmless))[:NAME_MAX]


def _newlines(text: str) -> str:
    return text.replace("\r\n", "\n").replace("\r", "\n").replace("\u2028", "\n")
