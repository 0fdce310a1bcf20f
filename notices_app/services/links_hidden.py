"""Take the links out of a text: they open the person's case."""

import re

LINK = re.compile(r"https?://\S+")


def links_hidden(text: str) -> str:
    """*text* with a mark in each link's place."""
    return LINK.sub("[…]", text)
