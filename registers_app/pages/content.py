"""What one version of a register says to the public, in one language or honestly in another.

Clients, data systems, their owners and the recipients that are named on request only have no
place here at all: what is not read cannot be shown.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from registers_app.domain.languages import Text
from registers_app.domain.lawful_basis import LawfulBasis
from registers_app.models import OurRole, Register, RegisterVersion


@dataclass(frozen=True, kw_only=True)
class Party:
    """A controller, or our house as a processor: as it is, or as it was when a version came."""

    name: str
    business_id: str = ""
    postal_address: str = ""
    email: str = ""
    phone: str = ""
    website: str = ""
    country: str = ""
    regime: str = ""
    representative: str = ""
    dpo_name: str = ""
    dpo_email: str = ""
    dpo_phone: str = ""
    dpo_postal_address: str = ""

    @property
    def has_dpo(self) -> bool:
        """Whether somebody is named to whom one may turn (GDPR Art. 13(1)(b))."""
        return any((self.dpo_name, self.dpo_email, self.dpo_phone, self.dpo_postal_address))


@dataclass(frozen=True, kw_only=True)
class ContactRow:
    """Whom one may turn to, by their role."""

    name: Text
    email: str
    phone: str


@dataclass(frozen=True, kw_only=True)
class BasisRow:
    """A lawful basis of a purpose, with the law that it rests on."""

    basis: LawfulBasis
    name: str
    act: Text


@dataclass(frozen=True, kw_only=True)
class PurposeRow:
    """A purpose and its bases."""

    key: str
    name: Text
    bases: Sequence[BasisRow]
    interest: Text
    withdrawal: Text
    is_direct_marketing: bool
    is_research: bool

    @property
    def rests_on(self) -> frozenset[LawfulBasis]:
        """Its bases by themselves."""
        return frozenset(row.basis for row in self.bases)


@dataclass(frozen=True, kw_only=True)
class GroupRow:
    """A group of people."""

    key: str
    name: Text


@dataclass(frozen=True, kw_only=True)
class DataRow:
    """A category of data, how it comes here, and what allows it."""

    key: str
    name: Text
    origin: str
    is_special: bool
    is_criminal: bool
    is_identity_code: bool
    condition: str
    act: Text
    purposes: Sequence[str]
    groups: Sequence[str]


@dataclass(frozen=True, kw_only=True)
class SourceRow:
    """Where data come from."""

    name: Text
    kind: str


@dataclass(frozen=True, kw_only=True)
class RetentionRow:
    """How long what is kept, from when on, and by which law."""

    name: Text
    months: int | None
    starts: str
    is_statutory: bool
    act: Text
    purposes: Sequence[str]
    data: Sequence[str]


@dataclass(frozen=True, kw_only=True)
class RecipientRow:
    """Who receives data, and where they are."""

    name: Text
    kind: str
    is_category: bool
    country: str


@dataclass(frozen=True, kw_only=True)
class TransferRow:
    """A transfer and what makes it lawful, or no longer does."""

    name: Text
    country: str
    safeguard: str
    fallback: str
    copies: Text


@dataclass(frozen=True, kw_only=True)
class AutomationRow:
    """An automated decision, or a kind of profiling."""

    name: Text
    decides_alone: bool
    ground: str
    act: Text
    logic: Text
    consequences: Text
    purposes: Sequence[str]


@dataclass(frozen=True, kw_only=True)
class CookieRow:
    """A cookie, or a kind of them."""

    name: Text
    kind: str
    provider: str
    duration: Text


@dataclass(frozen=True, kw_only=True)
class Content:
    """All that a version says. Codes are the columns' own; texts are in a language."""

    register: Register
    version: RegisterVersion
    parties: Sequence[Party]  # the one that answers stands first
    name: Text
    description: Text
    change: Text
    arrangement: Text
    contacts: Sequence[ContactRow]
    purposes: Sequence[PurposeRow]
    groups: Sequence[GroupRow]
    data: Sequence[DataRow]
    sources: Sequence[SourceRow]
    retention: Sequence[RetentionRow]
    recipients: Sequence[RecipientRow]
    has_more_recipients: bool
    transfers: Sequence[TransferRow]
    security: Text
    automated: Text
    decides_by_machine: bool | None
    automations: Sequence[AutomationRow]
    provision: Text
    cookie_note: Text
    cookies: Sequence[CookieRow]
    fell_back: bool

    @property
    def is_processor(self) -> bool:
        """Whether others decide over the data (GDPR Art. 28)."""
        return self.register.our_role == OurRole.PROCESSOR

    @property
    def is_joint(self) -> bool:
        """Whether several decide over the data together (GDPR Art. 26)."""
        return len(self.parties) > 1
