"""Text folded for search: lower case and without accents, alike in the column and the query."""

import unicodedata


def fold(text: str) -> str:
    """*text* case-folded, its accents stripped, its spaces joined: "Äiti" is found by "aiti"."""
    decomposed = unicodedata.normalize("NFKD", text.replace("\x00", " ").casefold())
    bare = "".join(char for char in decomposed if not unicodedata.combining(char))
    words = "".join(char if char.isalnum() else " " for char in bare)
    return " ".join(words.split())
