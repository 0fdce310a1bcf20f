"""The rights in everyday words (Regulation (EU) 2016/679, Art. 7(3) and 15–22)."""

from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from requests_app.domain.rights import RULES, Right


@dataclass(frozen=True, kw_only=True)
class RightWords:
    """A right as a person would name it, what it gives, and what helps to handle it."""

    right: Right
    name: str | Promise
    explanation: str | Promise
    what_helps: str | Promise

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
            what_helps=_(
                "For example a period of time, a matter or a service. You never have to say why "
                "you ask."
            ),
        ),
        RightWords(
            right=Right.RECTIFICATION,
            name=_("Have wrong data corrected"),
            explanation=_(
                "Data that are wrong are corrected, and what is missing is added. Those who have "
                "received the data are told too."
            ),
            what_helps=_("Say what is wrong and what would be right."),
        ),
        RightWords(
            right=Right.ERASURE,
            name=_("Have data erased"),
            explanation=_(
                "Data are erased when there is no longer a lawful reason to keep them. What a law "
                "obliges to keep is kept, and you are told which data these are and why."
            ),
            what_helps=_("Say which data you mean, or that you mean all of them."),
        ),
        RightWords(
            right=Right.RESTRICTION,
            name=_("Have the use of data limited"),
            explanation=_(
                "The data are kept but not otherwise used, for example while it is being found "
                "out whether they are right. You are told before the limit ends."
            ),
            what_helps=_(
                "Say why: the data may be wrong, their use may be unlawful, you may need them for "
                "a legal claim, or you have objected to their use."
            ),
        ),
        RightWords(
            right=Right.PORTABILITY,
            name=_("Take data to another service"),
            explanation=_(
                "You get the data that you have given yourself, or that came from your use of a "
                "service, in a form that another service can read. This covers data that are used "
                "by your consent or under a contract with you."
            ),
            what_helps=_(
                "Say to which service the data should go, if you want them sent there straight."
            ),
        ),
        RightWords(
            right=Right.OBJECTION,
            name=_("Object to the use of data"),
            explanation=_(
                "Direct marketing stops at once, and no reasons are needed. Any other use is "
                "weighed against your situation, and you are told the result."
            ),
            what_helps=_(
                "Tell us what in your own situation speaks against this use of the data: that is "
                "what we weigh."
            ),
        ),
        RightWords(
            right=Right.AUTOMATED_DECISION,
            name=_("Have a human look at an automated decision"),
            explanation=_(
                "When a machine alone has decided something important about you, a human looks at "
                "it anew. You may say how you see the matter and contest the decision."
            ),
            what_helps=_("Say which decision you mean and how you see the matter."),
        ),
        RightWords(
            right=Right.CONSENT_WITHDRAWAL,
            name=_("Withdraw a consent"),
            explanation=_(
                "What rests on your consent stops at once, and no reasons are needed. What was "
                "done before stays lawful."
            ),
            what_helps=_(
                "Say which consent you mean, or that you mean all of them. You need give no reason."
            ),
        ),
    )
}
