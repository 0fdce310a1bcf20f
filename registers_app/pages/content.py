"""What one version of a register says to the public, in one language or honestly in another.

Clients, data systems, their owners and the recipients that are named on request only are not
read at all: what is not read cannot be shown.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Protocol

from django.db.models import prefetch_related_objects
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from registers_app.domain.languages import Text, pick
from registers_app.domain.lawful_basis import LawfulBasis
from registers_app.models import (
    Controller,
    DataCategory,
    OurRole,
    Purpose,
    PurposeBasis,
    Recipient,
    Register,
    RegisterVersion,
    Safeguard,
    Transfer,
)
from registers_app.pages.words import BASIS_ARTICLES, ORIGIN_WORDS, RECIPIENT_WORDS
from registers_app.selectors import joint_with

UNSAID: dict[LawfulBasis, str | Promise] = {
    LawfulBasis.LEGAL_OBLIGATION: _("The law is not named in this version."),
    LawfulBasis.LEGITIMATE_INTEREST: _("The interest is not named in this version."),
}
# Of these the person may ask for a copy (GDPR Art. 13(1)(f)).
COPIED = (Safeguard.STANDARD_CLAUSES, Safeguard.BINDING_RULES)


class Reader:
    """Reads texts in one language, and notes whether it had to fall back on another."""

    def __init__(self, language: str) -> None:
        self.language = language
        self.fell_back = False

    def read(self, texts: Mapping[str, str]) -> Text:
        """The text in the reader's language, else in another, else empty."""
        text = pick(texts, language=self.language)
        self.fell_back |= bool(text.text) and text.language != self.language
        return text

    def names(self, rows: Iterable["Named"]) -> list[Text]:
        """The text of each row."""
        return [self.read(row.names) for row in rows]


class Named(Protocol):
    """A row that says one thing in several languages."""

    names: dict[str, str]


@dataclass(frozen=True, kw_only=True)
class BasisLine:
    """A lawful basis of a purpose, with the laws and the interest that it rests on."""

    name: str
    article: str | Promise
    details: list[Text]
    unsaid: str | Promise


@dataclass(frozen=True, kw_only=True)
class PurposeRow:
    """A purpose and its bases."""

    name: Text
    bases: list[BasisLine]
    rests_on: frozenset[LawfulBasis]
    is_direct_marketing: bool


@dataclass(frozen=True, kw_only=True)
class DataRow:
    """A category of data and how it comes here."""

    name: Text
    origin: str | Promise
    is_special: bool
    is_identity_code: bool


@dataclass(frozen=True, kw_only=True)
class RecipientGroup:
    """The published recipients of one kind."""

    kind: str | Promise
    names: list[Text]


@dataclass(frozen=True, kw_only=True)
class TransferRow:
    """A transfer and what makes it lawful, or no longer does."""

    name: Text
    safeguard: str
    is_invalid: bool
    has_copy: bool


@dataclass(frozen=True, kw_only=True)
class Content:
    """All that a version says."""

    register: Register
    controllers: list[Controller]  # the one that answers stands first
    name: Text
    description: Text
    purposes: list[PurposeRow]
    groups: list[Text]
    data: list[DataRow]
    sources: list[Text]
    retention: list[Text]
    recipients: list[RecipientGroup]
    has_more_recipients: bool
    transfers: list[TransferRow]
    security: Text
    automated: Text
    fell_back: bool

    @property
    def is_processor(self) -> bool:
        """Whether others decide over the data (GDPR Art. 28)."""
        return self.register.our_role == OurRole.PROCESSOR

    @property
    def is_joint(self) -> bool:
        """Whether several decide over the data together (GDPR Art. 26)."""
        return len(self.controllers) > 1


def content_of(register: Register, version: RegisterVersion, *, language: str) -> Content:
    """What *version* says, read in *language*."""
    reader = Reader(language)
    prefetch_related_objects([version], "purposes__bases")
    recipients = version.recipients
    return Content(
        register=register,
        controllers=joint_with(register),
        name=reader.read(register.names),
        description=reader.read(version.descriptions),
        purposes=[_purpose(row, reader) for row in version.purposes.all()],
        groups=reader.names(version.subject_categories.all()),
        data=[_data(row, reader) for row in version.data_categories.all()],
        sources=reader.names(version.sources.all()),
        retention=reader.names(version.retention_rules.all()),
        recipients=_by_kind(recipients.filter(is_published=True), reader),
        has_more_recipients=recipients.filter(is_published=False).exists(),
        transfers=[_transfer(row, reader) for row in version.transfers.all()],
        security=reader.read(version.security_measures),
        automated=reader.read(version.automated_decisions),
        # Asked last, when everything has been read.
        fell_back=reader.fell_back,
    )


def _purpose(purpose: Purpose, reader: Reader) -> PurposeRow:
    bases = list(purpose.bases.all())
    return PurposeRow(
        name=reader.read(purpose.names),
        bases=[_basis(row, purpose, reader) for row in bases],
        rests_on=frozenset(LawfulBasis(row.basis) for row in bases),
        is_direct_marketing=purpose.is_direct_marketing,
    )


def _basis(row: PurposeBasis, purpose: Purpose, reader: Reader) -> BasisLine:
    basis = LawfulBasis(row.basis)
    details = [reader.read(row.legal_acts)]
    if basis is LawfulBasis.LEGITIMATE_INTEREST:
        details.append(reader.read(purpose.legitimate_interests))
    # An obligation is nothing without its law, nor an interest without being named.
    is_unsaid = basis in UNSAID and not details[-1].text
    return BasisLine(
        name=row.get_basis_display(),
        article=BASIS_ARTICLES[basis],
        details=[detail for detail in details if detail.text],
        unsaid=UNSAID[basis] if is_unsaid else "",
    )


def _data(row: DataCategory, reader: Reader) -> DataRow:
    return DataRow(
        name=reader.read(row.names),
        origin=ORIGIN_WORDS[row.origin],
        is_special=row.is_special,
        is_identity_code=row.is_identity_code,
    )


def _by_kind(rows: Iterable[Recipient], reader: Reader) -> list[RecipientGroup]:
    by_kind: dict[str, list[Text]] = {kind: [] for kind in RECIPIENT_WORDS}
    for row in rows:
        by_kind[row.kind].append(reader.read(row.names))
    return [
        RecipientGroup(kind=RECIPIENT_WORDS[kind], names=names)
        for kind, names in by_kind.items()
        if names
    ]


def _transfer(row: Transfer, reader: Reader) -> TransferRow:
    return TransferRow(
        name=reader.read(row.names),
        safeguard=row.get_safeguard_display(),
        is_invalid=row.safeguard == Safeguard.PRIVACY_SHIELD,
        has_copy=row.safeguard in COPIED,
    )
