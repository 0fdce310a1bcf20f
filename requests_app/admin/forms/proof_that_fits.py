"""What staff read of the proof of identity that fits, before they ask for it or settle."""

from collections.abc import Iterator

from django import forms
from django.utils.translation import gettext as _text
from django.utils.translation import gettext_lazy as _

from requests_app.services.fitting import Needed
from requests_app.services.identity_words import facts_to_compare, level_words
from requests_app.written import reader_language


def about_proof(needed: Needed) -> Iterator[tuple[str, str]]:
    """Pairs of a label and a text: what is enough, and what can be compared with."""
    yield _text("Proof that is enough"), level_words(needed.fitting.enough)
    facts = facts_to_compare(needed.registers, language=reader_language())
    if facts:
        yield _text("What we can compare with"), facts
    if needed.gives_sensitive_data:
        yield (
            _text("Sensitive data"),
            _text("Some are held here. With less proof, only a supervisor settles identity."),
        )


def about_asking(needed: Needed) -> Iterator[tuple[str, str]]:
    """The same, with the most that may be asked for."""
    yield from about_proof(needed)
    yield _text("The most to ask for"), level_words(needed.fitting.most)


def touches_payment_field() -> forms.BooleanField:
    """Asked of a rectification: money or post that goes astray does more harm."""
    return forms.BooleanField(
        label=_("A bank account or an address is to be corrected"),
        required=False,
        help_text=_("Then more proof fits."),
    )
