"""Bytes of a mail as text, whatever charset they claim."""

import codecs
import unicodedata

# Codecs that are no charset of mail, or that a long text makes slow.
_NEVER = {"idna", "punycode", "unicode_escape", "raw_unicode_escape", "undefined", "mbcs", "oem"}
_CONTROL = dict.fromkeys([*range(9), 11, 12, *range(14, 32), 127, *range(8234, 8239)], " ")


def to_text(content: bytes, claimed: str | None) -> str:
    """The text of *content*. Valid UTF-8 is UTF-8, whatever is claimed."""
    for charset in ("utf-8", _known(claimed)):
        if charset:
            try:
                return tidy(content.decode(charset))
            except (UnicodeError, ValueError, LookupError):
                continue
    return tidy(content.decode("cp1252", errors="replace"))


def tidy(text: str) -> str:
    """*text* composed (NFC), with plain line ends, and without what steers a terminal."""
    text = text.replace("\r\n", "\n").replace("\r", "\n").translate(_CONTROL)
    text = text.encode("utf-8", "replace").decode("utf-8")
    return unicodedata.normalize("NFC", text.replace("\ufeff", ""))


def _known(claimed: str | None) -> str | None:
    name = (claimed or "").strip().strip("\"'").lower()
    try:
        codec = codecs.lookup(name)
    except (LookupError, ValueError, UnicodeError):
        return None
    is_text = getattr(codec, "_is_text_encoding", True)
    if not is_text or codec.name.replace("-", "_") in _NEVER:
        return None
    # What calls itself Latin-1 or ASCII is Windows-1252 (WHATWG Encoding).
    return "cp1252" if codec.name in ("iso8859-1", "ascii") else codec.name
