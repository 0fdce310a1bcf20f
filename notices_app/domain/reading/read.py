"""Read what a mail asks for, and say by which words.

1. In which language is it (tongue.py)? 2. What do its sentences ask for (sentences.py)? 3. What is
it, then: a request, a reminder of one, something else, or for a human to tell (*held*)?
"""

import re

from notices_app.domain.reading.fold import clauses
from notices_app.domain.reading.identifiers import identifiers_in
from notices_app.domain.reading.marks import Found, Kind, Mark, Reading
from notices_app.domain.reading.rulebook import LANGUAGES, rulebook
from notices_app.domain.reading.sentences import look
from notices_app.domain.reading.tongue import language_of, to_be_read_in
from registers_app.domain.rights import Right

# More is not read: what somebody asks for stands at the beginning.
LONGEST_READ = 20_000
_BEGINNING = 20
_REPLY = re.compile(r"(?i)^\s*(?:re|vs|sv|aw|antw)\s*:")


def text_to_read(subject: str, body: str) -> str:
    """Subject and own words as one text; the subject of a reply is somebody else's."""
    return body if _REPLY.match(subject) else f"{subject.strip()}\n\n{body}"


def read(text: str) -> Reading:
    """What *text* asks for. Its marks are places in *text*."""
    text = text[:LONGEST_READ]
    folded = clauses(text)
    found = Found()
    for tried in to_be_read_in(text):
        look(folded, rulebook(tried), found)
    language = language_of(text)
    if language not in LANGUAGES:
        language = _spoken(found.demands) or language
    kind = _kind(found, language, first_line=text.find("\n"))
    rights = _rights(found.demands + (found.topics if kind is Kind.REMINDER else []))
    return Reading(
        kind=kind,
        language=language,
        rights=rights,
        perhaps=tuple(right for right in _rights(found.topics) if right not in rights),
        marks=tuple(found.all()),
        identifiers=tuple(identifiers_in(text)),
    )


def _kind(found: Found, language: str, *, first_line: int) -> Kind:
    """A doubt is for a human. What may be a request is never put aside as something else."""
    anew = [mark for mark in found.demands if ".demand." in mark.code and mark not in found.earlier]
    is_repeated = bool(found.demands) and all(mark in found.repeated for mark in found.demands)
    if is_repeated or (found.reminders and not anew):
        return Kind.REMINDER
    is_settled = _is_settled(found)
    if found.demands and not is_settled and not _is_news(found, first_line):
        return Kind.REQUEST if language in LANGUAGES else Kind.HELD
    if language not in LANGUAGES:
        return Kind.HELD
    if _is_bulk(found) or is_settled or (found.other and not found.topics and not found.data_words):
        return Kind.NOT_A_REQUEST
    return Kind.HELD


def _is_bulk(found: Found) -> bool:
    """Whether a machine, a seller or a pupil wrote it, who asks for nothing of their own."""
    asks_in_general = all(mark.code.endswith(".question") for mark in found.bulk)
    return bool(found.bulk) and not (found.is_own if asks_in_general else found.is_personal)


def _is_news(found: Found, first_line: int) -> bool:
    """Whether a newsletter only writes of rights. Who answers above it begins otherwise."""
    is_idle = all(mark in found.idle for mark in found.demands) and not found.is_personal
    begins_so = any(mark.start < first_line + _BEGINNING for mark in found.bulk)
    return is_idle and begins_so and len({mark.code for mark in found.bulk}) > 1


def _is_settled(found: Found) -> bool:
    """Whether it is thanks for an answer that was a good one."""
    groups = {mark.code.rpartition(".")[2] for mark in found.other}
    is_idle = all(mark in found.idle for mark in found.demands)
    return {"thanks", "settled"} <= groups and is_idle and not found.is_open


def _spoken(demands: list[Mark]) -> str:
    """The language of a mail too short to tell: that of the only rules that understood it."""
    spoken = {mark.code.partition(".")[0] for mark in demands} & set(LANGUAGES)
    return spoken.pop() if len(spoken) == 1 else ""


def _rights(marks: list[Mark]) -> tuple[Right, ...]:
    asked = {mark.right for mark in marks}
    return tuple(right for right in Right if right in asked)
