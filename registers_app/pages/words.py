"""The words of a privacy notice that do not depend on what a register says."""

from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from registers_app.domain.lawful_basis import LawfulBasis
from registers_app.domain.rights import Right
from registers_app.models import DataOrigin, RecipientKind, SourceKind

FINLAND = "FI"

# Each language cites the law in its own way.
BASIS_ARTICLES: dict[LawfulBasis, str | Promise] = {
    LawfulBasis.CONSENT: _("Article 6(1)(a)"),
    LawfulBasis.CONTRACT: _("Article 6(1)(b)"),
    LawfulBasis.LEGAL_OBLIGATION: _("Article 6(1)(c)"),
    LawfulBasis.VITAL_INTERESTS: _("Article 6(1)(d)"),
    LawfulBasis.PUBLIC_TASK: _("Article 6(1)(e)"),
    LawfulBasis.LEGITIMATE_INTEREST: _("Article 6(1)(f)"),
}

ORIGIN_WORDS: dict[str, str | Promise] = {
    DataOrigin.PROVIDED.value: _("You give them yourself"),
    DataOrigin.OBSERVED.value: _("They arise from what you do"),
    DataOrigin.THIRD_PARTY.value: _("We receive them from others"),
    DataOrigin.DERIVED.value: _("We infer them from other data"),
}

# Whether everybody could reach a source has to be said (GDPR Art. 14(2)(f)).
SOURCE_WORDS: dict[str, str | Promise] = {
    SourceKind.SUBJECT.value: _("From you yourself"),
    SourceKind.USE.value: _("From your use of services"),
    SourceKind.THIRD_PARTY.value: _("From others, out of sources that are not open to everybody"),
    SourceKind.PUBLIC_REGISTER.value: _("From sources that are open to everybody"),
    "": _("From elsewhere"),
}

RECIPIENT_WORDS: dict[str, str | Promise] = {
    RecipientKind.PROCESSOR.value: _(
        "Processors, who handle the data on our behalf and by our instructions"
    ),
    RecipientKind.CONTROLLER.value: _(
        "Other controllers, who decide for themselves how they use the data"
    ),
    RecipientKind.AUTHORITY.value: _("Authorities"),
}


@dataclass(frozen=True, kw_only=True)
class RightWords:
    """A right by its name in the law, its article, what it gives, and how one asks for it."""

    right: Right
    name: str | Promise
    article: str | Promise
    explanation: str | Promise
    request: str | Promise


# Objection stands apart from the others (Art. 21(4)), and Art. 22 where decisions are spoken of.
RIGHT_WORDS: dict[Right, RightWords] = {
    Right.ACCESS: RightWords(
        right=Right.ACCESS,
        name=_("Right of access"),
        article=_("Article 15"),
        explanation=_(
            "You may be told whether we have data about you, and which. You get a copy of them "
            "free of charge."
        ),
        request=_("Ask for your data"),
    ),
    Right.RECTIFICATION: RightWords(
        right=Right.RECTIFICATION,
        name=_("Right to rectification"),
        article=_("Article 16"),
        explanation=_("You may have wrong data corrected and incomplete data completed."),
        request=_("Ask for a correction"),
    ),
    Right.ERASURE: RightWords(
        right=Right.ERASURE,
        name=_("Right to erasure"),
        article=_("Article 17"),
        explanation=_(
            "You may have data erased, for example when they are no longer needed, when their use "
            "was unlawful, or when you have withdrawn your consent or objected and nothing else "
            "entitles us to keep them."
        ),
        request=_("Ask for erasure"),
    ),
    Right.RESTRICTION: RightWords(
        right=Right.RESTRICTION,
        name=_("Right to restriction of processing"),
        article=_("Article 18"),
        explanation=_(
            "You may ask that data are only kept and not otherwise used, for example while it is "
            "being found out whether they are right."
        ),
        request=_("Ask for restriction"),
    ),
    Right.PORTABILITY: RightWords(
        right=Right.PORTABILITY,
        name=_("Right to data portability"),
        article=_("Article 20"),
        explanation=_(
            "You get the data that you have given us, or that arose from what you did, in a form "
            "that a machine can read, and may have them sent straight to another organisation."
        ),
        request=_("Ask for your data in a form that a machine can read"),
    ),
    Right.CONSENT_WITHDRAWAL: RightWords(
        right=Right.CONSENT_WITHDRAWAL,
        name=_("Right to withdraw consent"),
        article=_("Article 7(3)"),
        explanation=_(
            "You may withdraw your consent at any time, as easily as you gave it. What was done "
            "before stays lawful."
        ),
        request=_("Withdraw your consent"),
    ),
}


def notice_name(country: str) -> str | Promise:
    """What such a document is called where the controller is."""
    if country == FINLAND:
        return pgettext_lazy("in Finland", "Privacy notice")
    return _("Privacy notice")


def notices_name(country: str) -> str | Promise:
    """The same for several."""
    if country == FINLAND:
        return pgettext_lazy("in Finland", "Privacy notices")
    return _("Privacy notices")


def business_id_name(country: str) -> str | Promise:
    """What the number is called under which the controller is registered."""
    if country == FINLAND:
        return pgettext_lazy("in Finland", "Business ID")
    return _("Registration number")


def identity_code_name(country: str) -> str | Promise:
    """What the number is called that the state has given each person."""
    if country == FINLAND:
        return pgettext_lazy("in Finland", "Personal identity code")
    return _("Personal identity number")
