"""Read a file that holds one address or number a line, and quote nothing of it."""

import sys
from pathlib import Path

from django.core.management.base import CommandError

STANDARD_INPUT = "-"
NOTHING_TO_ANSWER = 2


def read_lines(name: str) -> list[str]:
    """The lines that say something; *name* is a text file in UTF-8, or -. Raises CommandError."""
    try:
        content = sys.stdin.buffer.read() if name == STANDARD_INPUT else Path(name).read_bytes()
        text = content.decode("utf-8-sig")
    except (OSError, ValueError) as error:
        # Not the words of a decoding error: they may quote an address.
        why = error.strerror if isinstance(error, OSError) else "not a text in UTF-8"
        raise CommandError(f"Cannot read {name}: {why}", returncode=NOTHING_TO_ANSWER) from error
    return [line.strip() for line in text.splitlines() if line.strip()]
