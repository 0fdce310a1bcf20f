"""What is wrong with an organisation's own words, in sentences for people."""

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from notices_app.domain.wording import Fault, FaultKind, faults_of
from notices_app.letters.own_words import Pieces

SENTENCES: dict[FaultKind, Promise] = {
    FaultKind.UNKNOWN: _("There is no placeholder “%(found)s” in this letter."),
    FaultKind.NO_LANGUAGE: _(
        "Only placeholders such as {{ reference }} may stand in braces, not: %(found)s"
    ),
    FaultKind.SUBJECT_LINE: _("The subject is one line."),
    FaultKind.SUBJECT_PASSAGE: _("“%(found)s” is a whole passage and cannot stand in a subject."),
    FaultKind.CONTROL: _("There is a character that nobody can see: %(found)s"),
    FaultKind.EMPTY: _("A letter has a subject of one line, and a text."),
}
NEAREST = _("Did you mean {{ %(nearest)s }}?")


def faults_in_words(subject: str, body: str, pieces: Pieces) -> list[str]:
    """The faults of a wording of the letter that has these *pieces*; none: it can be filled."""
    found = faults_of(subject, body, values=pieces.values, passages=pieces.passages)
    return [_sentence(fault) for fault in found]


def _sentence(fault: Fault) -> str:
    said = str(SENTENCES[fault.kind]) % {"found": fault.found}
    return f"{said} {NEAREST % {'nearest': fault.nearest}}" if fault.nearest else said
