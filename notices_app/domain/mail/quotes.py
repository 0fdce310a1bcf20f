"""Whose words are whose: the writer's own, what they quote, what they forward, their signature."""

import re
from dataclasses import dataclass

_INTRO = re.compile(
    r"(?i)^\W{0,3}(?:on|am|den|le)\s.{4,160}(?:wrote|schrieb|skrev|écrit).{0,80}:?\s*$"
    r"|^.{4,160}(?:wrote|schrieb|skrev|kirjoitti|kirjoitti seuraavasti).{0,60}:\s*$"
)
_RULER = re.compile(
    r"(?i)^\W{2,}\s*(?:original message|forwarded message|alkuperäinen viesti|välitetty viesti|"
    r"edelleenlähetetty viesti|ursprungligt meddelande|vidarebefordrat meddelande|"
    r"ursprüngliche nachricht|weitergeleitete nachricht|begin forwarded message)\s*\W*$"
    r"|^(?:begin forwarded message|välitetty viesti alkaa|vidarebefordrat brev)\s*:?\s*$|^_{20,}$"
)
_FROM = re.compile(r"(?i)^\W{0,3}(?:from|lähettäjä|från|von)\s*:\s*(.+)$")
_SENT = re.compile(
    r"(?i)^\W{0,3}(?:sent|date|lähetetty|päivä|päiväys|skickat|datum|gesendet)\s*:\s*(.+)$"
)
_OTHER = re.compile(
    r"(?i)^\W{0,3}(?:to|cc|subject|vastaanottaja|kopio|aihe|till|kopia|ämne|an|betreff)\s*:\s*(.*)$"
)
_SUBJECT = re.compile(r"(?i)^\W{0,3}(?:subject|aihe|ämne|betreff)\s*:\s*(.*)$")
_MARKED = re.compile(r"^\s?(?:>|\|)\s?")
_SIGNATURE_LINES = 15


@dataclass(frozen=True, kw_only=True)
class Forwarded:
    """A mail inside the text, as its header lines tell."""

    sender: str
    sent: str
    subject: str
    text: str


@dataclass(frozen=True, kw_only=True)
class Words:
    """The writer's own words, and what they sent on."""

    own: str
    quoted: str
    forwarded: Forwarded | None


def flowed(text: str, *, delete_space: bool) -> str:
    """Lines of format=flowed as the paragraphs they are (RFC 3676)."""
    lines: list[str] = []
    joins = False
    for line in text.split("\n"):
        if joins and not line.startswith(">") and line != "-- ":
            lines[-1] = (lines[-1][:-1] if delete_space else lines[-1]) + line.removeprefix(" ")
        else:
            lines.append(line.removeprefix(" "))
        joins = line.endswith(" ") and line != "-- " and not line.startswith(">")
    return "\n".join(lines)


def split_words(text: str) -> Words:
    """Take a text apart. Where nothing but a quotation is left, that is what was sent."""
    lines = text.split("\n")
    cut = _first_header_block(lines)
    top, below = lines[:cut], lines[cut:]
    own, quoted = _marked_apart(top)
    own = _without_signature(own)
    forwarded = _forwarded(below) if below else None
    own_text = "\n".join(own).strip()
    quoted_text = "\n".join([*quoted, *below]).strip()
    if not own_text and not forwarded:
        own_text = "\n".join(_MARKED.sub("", line) for line in lines).strip()
        quoted_text = ""
    return Words(own=own_text, quoted=quoted_text, forwarded=forwarded)


def _first_header_block(lines: list[str]) -> int:
    """Where a mail within the mail begins: its ruler, or its From and Sent lines."""
    for number, line in enumerate(lines):
        if _MARKED.match(line):
            continue
        if _RULER.match(line) or (_FROM.match(line) and _has_sent(lines[number + 1 : number + 5])):
            return number
    return len(lines)


def _has_sent(lines: list[str]) -> bool:
    return any(_SENT.match(line) for line in lines)


def _marked_apart(lines: list[str]) -> tuple[list[str], list[str]]:
    own: list[str] = []
    quoted: list[str] = []
    for number, line in enumerate(lines):
        follows = next((each for each in lines[number + 1 : number + 4] if each.strip()), "")
        starts = _INTRO.match(line) or (
            number + 1 < len(lines)
            and follows == lines[number + 1]
            and _INTRO.match(line + " " + follows)
        )
        if _MARKED.match(line) or (starts and (_MARKED.match(follows) or not follows)):
            quoted.append(line)
        else:
            own.append(line)
    return own, quoted


def _without_signature(lines: list[str]) -> list[str]:
    for number in range(len(lines) - 1, -1, -1):
        if lines[number] in ("-- ", "--", "—") and len(lines) - number <= _SIGNATURE_LINES:
            kept = lines[:number]
            return kept if any(line.strip() for line in kept) else lines
    return lines


def _forwarded(lines: list[str]) -> Forwarded | None:
    heads = {"sender": "", "sent": "", "subject": ""}
    for number, line in enumerate(lines[:20]):
        for name, finds in (("sender", _FROM), ("sent", _SENT), ("subject", _SUBJECT)):
            if (match := finds.match(line)) and not heads[name]:
                heads[name] = match[1].strip()
        is_head = _RULER.match(line) or _FROM.match(line) or _SENT.match(line) or _OTHER.match(line)
        if line.strip() and not is_head and heads["sender"]:
            return Forwarded(text="\n".join(lines[number:]).strip(), **heads)
    return None
