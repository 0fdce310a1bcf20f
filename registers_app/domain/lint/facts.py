"""What a register version says, as plain facts for the linter.

Columns have the names and values of the models. Lines name one another by key.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, fields
from datetime import date
from functools import cached_property
from typing import ClassVar

from registers_app.domain.lint.normal import Normal, normal

Texts = Mapping[str, str]
Keys = tuple[str, ...]


def _unsaid() -> Texts:
    return {}


@dataclass(frozen=True, kw_only=True)
class Line:
    """A line of a version under its key; ``part`` is what it is a line of."""

    part: ClassVar[str]
    key: str = ""
    names: Texts = field(default_factory=_unsaid)

    @property
    def place(self) -> str:
        """Its path in the version."""
        return f"{self.part}.{self.key}"


@dataclass(frozen=True, kw_only=True)
class ContactFacts(Line):
    """A contact for the register."""

    part = "contacts"
    email: str = ""
    phone: str = ""


@dataclass(frozen=True, kw_only=True)
class PurposeFacts(Line):
    """A purpose; ``bases`` are lawful bases with the legal acts named for each."""

    part = "purposes"
    bases: Mapping[str, Texts] = field(default_factory=dict)
    legitimate_interests: Texts = field(default_factory=_unsaid)
    is_direct_marketing: bool = False
    withdrawal_ways: Texts = field(default_factory=_unsaid)
    owner: str = ""


@dataclass(frozen=True, kw_only=True)
class GroupFacts(Line):
    """A group of people."""

    part = "subject_categories"


@dataclass(frozen=True, kw_only=True)
class DataFacts(Line):
    """A category of data."""

    part = "data_categories"
    origin: str = "provided"
    is_special: bool = False
    special_condition: str = ""
    is_criminal: bool = False
    is_identity_code: bool = False
    legal_acts: Texts = field(default_factory=_unsaid)
    purposes: Keys = ()
    subject_categories: Keys = ()


@dataclass(frozen=True, kw_only=True)
class SourceFacts(Line):
    """A source of data."""

    part = "sources"
    kind: str = ""


@dataclass(frozen=True, kw_only=True)
class RecipientFacts(Line):
    """A recipient."""

    part = "recipients"
    kind: str = "processor"
    is_published: bool = True
    is_category: bool = False
    country: str = ""
    agreement: str = ""


@dataclass(frozen=True, kw_only=True)
class TransferFacts(Line):
    """A transfer to a third country."""

    part = "transfers"
    country: str = ""
    safeguard: str = "not_named"
    fallback: str = ""
    copies: Texts = field(default_factory=_unsaid)
    documentation: str = ""


@dataclass(frozen=True, kw_only=True)
class RetentionFacts(Line):
    """A rule of retention."""

    part = "retention_rules"
    period_months: int | None = None
    starts: str = ""
    is_statutory: bool = False
    legal_acts: Texts = field(default_factory=_unsaid)
    purposes: Keys = ()
    data_categories: Keys = ()


@dataclass(frozen=True, kw_only=True)
class AutomationFacts(Line):
    """An automated decision, or profiling."""

    part = "automations"
    decides_alone: bool = False
    ground: str = ""
    legal_acts: Texts = field(default_factory=_unsaid)
    logics: Texts = field(default_factory=_unsaid)
    consequences: Texts = field(default_factory=_unsaid)
    purposes: Keys = ()


@dataclass(frozen=True, kw_only=True)
class CookieFacts(Line):
    """A cookie."""

    part = "cookies"
    kind: str = "necessary"
    durations: Texts = field(default_factory=_unsaid)


@dataclass(frozen=True, kw_only=True)
class ClientFacts:
    """A controller whose data are processed."""

    name: str
    agreement: str = ""

    @property
    def place(self) -> str:
        """Its path."""
        return f"clients.{self.name}"[:200]


@dataclass(frozen=True, kw_only=True)
class ControllerFacts:
    """A controller of the register."""

    slug: str
    country: str
    regime: str = "EU"
    language: str = "en"
    email: str = ""
    phone: str = ""
    postal_address: str = ""
    representative: str = ""
    dpo_name: str = ""
    dpo_email: str = ""
    dpo_phone: str = ""
    dpo_postal_address: str = ""

    @property
    def place(self) -> str:
        """Its path."""
        return f"controller.{self.slug}"


@dataclass(frozen=True, kw_only=True)
class RegisterFacts:
    """What holds for the register in all its versions; the controller that answers comes first."""

    controllers: tuple[ControllerFacts, ...]
    names: Texts = field(default_factory=_unsaid)
    our_role: str = "controller"
    owner: str = ""
    reviewed_on: date | None = None
    identity_reasons: Texts = field(default_factory=_unsaid)
    identity_masks: Texts = field(default_factory=_unsaid)
    identity_facts: Texts = field(default_factory=_unsaid)
    find_by: Texts = field(default_factory=_unsaid)
    clients: tuple[ClientFacts, ...] = ()

    @property
    def keeper(self) -> ControllerFacts:
        """The controller that keeps the register."""
        return self.controllers[0]

    @property
    def is_processor(self) -> bool:
        """Whether the register is a processor's record (GDPR Art. 30(2))."""
        return self.our_role == "processor"


@dataclass(frozen=True, kw_only=True)
class Said:
    """A text of a version: whose it is, by place and column, its language and its plain form."""

    place: str
    column: str
    language: str
    text: Normal


@dataclass(frozen=True, kw_only=True)
class VersionFacts:
    """All that a version says. ``today`` is a local day of the controller."""

    today: date
    register: RegisterFacts
    is_in_force: bool = False
    effective_on: date | None = None
    decides_by_machine: bool | None = None
    impact_assessment: str = ""
    descriptions: Texts = field(default_factory=_unsaid)
    joint_arrangements: Texts = field(default_factory=_unsaid)
    provision_duties: Texts = field(default_factory=_unsaid)
    automated_decisions: Texts = field(default_factory=_unsaid)
    cookie_notes: Texts = field(default_factory=_unsaid)
    security_measures: Texts = field(default_factory=_unsaid)
    change_notes: Texts = field(default_factory=_unsaid)
    contacts: tuple[ContactFacts, ...] = ()
    purposes: tuple[PurposeFacts, ...] = ()
    subject_categories: tuple[GroupFacts, ...] = ()
    data_categories: tuple[DataFacts, ...] = ()
    sources: tuple[SourceFacts, ...] = ()
    recipients: tuple[RecipientFacts, ...] = ()
    transfers: tuple[TransferFacts, ...] = ()
    retention_rules: tuple[RetentionFacts, ...] = ()
    automations: tuple[AutomationFacts, ...] = ()
    cookies: tuple[CookieFacts, ...] = ()

    @property
    def lines(self) -> Iterator[Line]:
        """Every line, part by part."""
        for column in fields(self):
            value = getattr(self, column.name)
            if isinstance(value, tuple):
                yield from value

    @cached_property
    def texts(self) -> tuple[tuple[str, str, Texts], ...]:
        """Every text that is read by people, by place and column."""
        found = [(name, name, texts) for name, texts in _texts_of(self)]
        found += [(f"register.{name}", name, texts) for name, texts in _texts_of(self.register)]
        for line in self.lines:
            found += [(line.place, name, texts) for name, texts in _texts_of(line)]
            if isinstance(line, PurposeFacts):
                found += [(line.place, "legal_acts", texts) for texts in line.bases.values()]
        return tuple(found)

    @cached_property
    def said(self) -> tuple[Said, ...]:
        """Every text in each language, made plain for comparing words."""
        return tuple(
            Said(place=place, column=column, language=language, text=normal(text))
            for place, column, texts in self.texts
            for language, text in texts.items()
            if text
        )


def _texts_of(row: VersionFacts | RegisterFacts | Line) -> Iterator[tuple[str, Texts]]:
    """The columns of *row* that hold a text in each language."""
    for column in fields(row):
        value = getattr(row, column.name)
        if isinstance(value, Mapping) and column.name != "bases":
            yield column.name, value
