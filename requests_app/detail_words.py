"""What a person said of a right, line by line, in the words of the form."""

from collections.abc import Iterator
from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext as _text
from django.utils.translation import gettext_lazy as _

from requests_app.domain.details import Details, Extent, Receiver
from requests_app.domain.rights import Right
from requests_app.models import RestrictionGround
from requests_app.written import written

Words = str | Promise

EXTENTS: dict[Right, dict[str, Words]] = {
    Right.ACCESS: {
        Extent.ALL.value: _("All the data about me"),
        Extent.PART.value: _("Only some data, or a certain time"),
    },
    Right.ERASURE: {
        Extent.ALL.value: _("Everything that may be erased"),
        Extent.PART.value: _("Only some data"),
    },
    Right.CONSENT_WITHDRAWAL: {
        Extent.ALL.value: _("Every consent that I have given"),
        Extent.PART.value: _("Only some of them"),
    },
}
EXTENT: dict[Right, Words] = {
    Right.ACCESS: _("What do you want to see?"),
    Right.ERASURE: _("What should be erased?"),
    Right.CONSENT_WITHDRAWAL: _("Which consent do you withdraw?"),
}
WHAT: dict[Right, Words] = {
    Right.ACCESS: _("Which data?"),
    Right.ERASURE: _("Which data should be erased?"),
    Right.RESTRICTION: _("Which data?"),
    Right.PORTABILITY: _("Which data do you want to take with you?"),
    Right.OBJECTION: _("What exactly do you object to?"),
    Right.AUTOMATED_DECISION: _("Which decision do you mean?"),
    Right.CONSENT_WITHDRAWAL: _("Which consent do you mean?"),
}
PURPOSES: dict[Right, Words] = {
    Right.OBJECTION: _("To which uses do you object?"),
    Right.CONSENT_WITHDRAWAL: _("Which consents?"),
}
VIEW: dict[Right, Words] = {
    Right.RESTRICTION: _("What are the facts?"),
    Right.OBJECTION: _("What in your own situation speaks against it?"),
    Right.AUTOMATED_DECISION: _("How do you see the matter?"),
}
GROUNDS: dict[str, Words] = {
    RestrictionGround.ACCURACY.value: _("The data may be wrong, and that is to be found out"),
    RestrictionGround.UNLAWFUL.value: _(
        "The use is unlawful, but I do not want the data to be erased"
    ),
    RestrictionGround.CLAIMS.value: _("I need the data for a legal claim of mine"),
    RestrictionGround.OBJECTION.value: _("I have objected, and that is still being weighed"),
}
RECEIVERS: dict[str, Words] = {
    Receiver.PERSON.value: _("To me: I download them here"),
    Receiver.CONTROLLER.value: _("Straight to another organisation"),
}
GROUND = _("Why should the use be limited?")
SINCE = _("From which day?")
UNTIL = _("Until which day?")
RECEIVER = _("Where should the data go?")
RECEIVER_NAME = _("Name of the organisation")
RECEIVER_ADDRESS = _("How is it reached?")


@dataclass(frozen=True, kw_only=True)
class Line:
    """One thing that was said."""

    label: Words
    text: Words


def detail_lines(right: Right, said: Details) -> list[Line]:
    """What was said, in the order of the form and the language of the page."""
    return [
        Line(label=label, text=text) for label, text in _pairs_of_words(right, said) if str(text)
    ]


def detail_text(right: Right, said: Details) -> str:
    """The same as plain text; empty where nothing was said."""
    return "\n".join(f"{line.label} {line.text}" for line in detail_lines(right, said))


def _pairs_of_words(right: Right, said: Details) -> Iterator[tuple[Words, Words]]:
    yield EXTENT.get(right, ""), EXTENTS.get(right, {}).get(said.extent, "")
    yield GROUND, "\n".join(str(GROUNDS.get(each, "")) for each in said.grounds)
    yield PURPOSES.get(right, ""), "\n".join(each.name for each in said.purposes)
    yield WHAT.get(right, ""), said.what
    yield SINCE, written(said.since)
    yield UNTIL, written(said.until)
    yield from _corrections(said)
    yield VIEW.get(right, ""), said.view
    yield RECEIVER, RECEIVERS.get(said.receiver, "")
    yield RECEIVER_NAME, said.receiver_name
    yield RECEIVER_ADDRESS, said.receiver_address


def _corrections(said: Details) -> Iterator[tuple[Words, Words]]:
    several = len(said.pairs) > 1
    for number, pair in enumerate(said.pairs, start=1):
        yield _numbered(_text("What is wrong or missing?"), number, several=several), pair.wrong
        yield _numbered(_text("What would be right?"), number, several=several), pair.right


def _numbered(label: str, number: int, *, several: bool) -> str:
    return f"{number}. {label}" if several else label
