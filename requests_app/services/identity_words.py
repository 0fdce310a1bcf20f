"""What is said of proof of identity: to staff why a step is refused, to the person why we ask."""

from collections.abc import Iterable
from dataclasses import dataclass

from django.utils.translation import gettext as _

from registers_app.domain.languages import pick
from registers_app.models import IdentityLevel, Register
from requests_app.domain.identity import Level


@dataclass(frozen=True, kw_only=True)
class PolicyWords:
    """Why we ask, and what to cover."""

    reasons: str
    masks: str


def level_words(level: Level) -> str:
    """The level in the reader's language."""
    return str(IdentityLevel(level.value).label)


def heavier_than_fits(most: Level) -> str:
    """Why so much proof may not be asked for (GDPR Art. 5(1)(c), 12(6))."""
    return _(
        "That is more proof than fits this request and these data; the most is: %(most)s. Ask for "
        "less, or give the facts why less would not do here (Art. 5(1)(c))."
    ) % {"most": level_words(most)}


def less_than_enough(enough: Level) -> str:
    """What is asked where less proof is taken than the right and the data call for."""
    return _(
        "For this request and these data more proof fits: %(enough)s. Say why less is enough here."
    ) % {"enough": level_words(enough)}


def less_for_sensitive_data(enough: Level) -> str:
    """Who may be content with less before sensitive data are given out (GDPR Art. 32)."""
    return _(
        "Sensitive data would be given out, and the proof is less than fits: %(enough)s. Only a "
        "supervisor may settle identity so."
    ) % {"enough": level_words(enough)}


def policy_words(registers: Iterable[Register], *, language: str) -> PolicyWords:
    """What the registers' policies tell the person, in *language* where they have it."""
    rows = list(registers)
    return PolicyWords(
        reasons=_joined((row.identity_reasons for row in rows), language=language),
        masks=_joined((row.identity_masks for row in rows), language=language),
    )


def facts_to_compare(registers: Iterable[Register], *, language: str) -> str:
    """What staff can compare with, by the registers' policies."""
    return _joined((row.identity_facts for row in registers), language=language)


def _joined(texts: Iterable[dict[str, str]], *, language: str) -> str:
    # Two registers may say the same.
    found = dict.fromkeys(pick(each, language=language).text for each in texts)
    return "\n\n".join(text for text in found if text)
