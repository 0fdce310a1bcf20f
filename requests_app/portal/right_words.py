"""The rights in everyday words (Regulation (EU) 2016/679, Art. 7(3) and 15–22)."""

from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from requests_app.domain.rights import RULES, Right


@dataclass(frozen=True, kw_only=True)
class RightWords:
    """A right as a person would name it, and what it gives, in two sentences."""

    right: Right
    name: str | Promise
    explanation: str | Promise

    @property
    def article(self) -> str:
        """The article, as in "15" or "7(3)"."""
        return RULES[self.right].article


RIGHT_WORDS: dict[Right, RightWords] = {
    words.right: words
    for words in (
        RightWords(
            right=Right.ACCESS,
            name=_("See the data about me"),
            explanation=_(
                "You are told whether the organisation has data about you, where they come from, "
                "what they are used for and who receives them. You get a copy of the data, free "
                "of charge."
            ),
        ),
        RightWords(
            right=Right.RECTIFICATION,
            name=_("Have wrong data corrected"),
            explanation=_("Say what is wrong and what would be right."),
        ),
        RightWords(
            right=Right.ERASURE,
            name=_("Have data erased"),
            explanation=_("Say which data; what a law obliges to keep is kept."),
        ),
        RightWords(
            right=Right.RESTRICTION,
            name=_("Have the use of data limited"),
            explanation=_("For example while it is being found out whether the data are right."),
        ),
        RightWords(
            right=Right.PORTABILITY,
            name=_("Take data to another service"),
            explanation=_("For data you gave yourself, by consent or under a contract."),
        ),
        RightWords(
            right=Right.OBJECTION,
            name=_("Object to the use of data"),
            explanation=_("Direct marketing stops at once and without reasons."),
        ),
        RightWords(
            right=Right.AUTOMATED_DECISION,
            name=_("Have a human look at an automated decision"),
            explanation=_("When a machine alone has decided something important about you."),
        ),
        RightWords(
            right=Right.CONSENT_WITHDRAWAL,
            name=_("Withdraw a consent"),
            explanation=_("It is as easy as giving it, at any time."),
        ),
    )
}
