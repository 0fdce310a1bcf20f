"""Reads what a version says, in a constant number of queries."""

from collections.abc import Mapping
from typing import Any

from django.db.models import prefetch_related_objects

from registers_app.domain.languages import Text, pick
from registers_app.domain.lawful_basis import LawfulBasis
from registers_app.models import Purpose, Register, RegisterVersion
from registers_app.pages.content import (
    AutomationRow,
    BasisRow,
    ContactRow,
    Content,
    CookieRow,
    DataRow,
    GroupRow,
    Party,
    PurposeRow,
    RecipientRow,
    RetentionRow,
    SourceRow,
    TransferRow,
)
from registers_app.selectors import joint_with

PARTS = (
    "contacts",
    "purposes__bases",
    "subject_categories",
    "data_categories",
    "sources",
    "transfers",
    "retention_rules",
    "automations",
    "cookies",
)
_PARTY = tuple(Party.__dataclass_fields__)


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


def content_of(version: RegisterVersion, *, language: str, as_published: bool) -> Content:
    """What *version* says, read in *language*.

    *as_published*: who keeps the register, as it was when the version was published, not as it is.
    """
    prefetch_related_objects([version], *PARTS)
    register = version.register
    reader = Reader(language)
    read = reader.read
    then: Mapping[str, Any] = version.published_as if as_published else {}
    return Content(
        register=register,
        version=version,
        parties=_parties(register, then),
        name=read(then.get("register", {}).get("names") or register.names),
        description=read(version.descriptions),
        change=read(version.change_notes),
        arrangement=read(version.joint_arrangements),
        contacts=[
            ContactRow(name=read(row.names), email=row.email, phone=row.phone)
            for row in version.contacts.all()
        ],
        purposes=[_purpose(row, reader) for row in version.purposes.all()],
        groups=[
            GroupRow(key=row.key, name=read(row.names)) for row in version.subject_categories.all()
        ],
        data=_data(version, reader),
        sources=[SourceRow(name=read(row.names), kind=row.kind) for row in version.sources.all()],
        retention=_retention(version, reader),
        recipients=[
            RecipientRow(
                name=read(row.names),
                kind=row.kind,
                is_category=row.is_category,
                country=row.country,
            )
            for row in version.recipients.filter(is_published=True)
        ],
        has_more_recipients=version.recipients.filter(is_published=False).exists(),
        transfers=_transfers(version, reader),
        security=read(version.security_measures),
        automated=read(version.automated_decisions),
        decides_by_machine=version.decides_by_machine,
        automations=_automations(version, reader),
        provision=read(version.provision_duties),
        cookie_note=read(version.cookie_notes),
        cookies=_cookies(version, reader),
        # Asked last, when everything has been read.
        fell_back=reader.fell_back,
    )


def _parties(register: Register, then: Mapping[str, Any]) -> list[Party]:
    if kept := then.get("controllers"):
        return [Party(**_columns(row)) for row in kept]
    return [Party(**{name: getattr(row, name) for name in _PARTY}) for row in joint_with(register)]


def _columns(kept: Mapping[str, str]) -> dict[str, str]:
    return {name: value for name, value in kept.items() if name in _PARTY}


def _purpose(row: Purpose, reader: Reader) -> PurposeRow:
    return PurposeRow(
        key=row.key,
        name=reader.read(row.names),
        bases=[
            BasisRow(
                basis=LawfulBasis(each.basis),
                name=each.get_basis_display(),
                act=reader.read(each.legal_acts),
            )
            for each in row.bases.all()
        ],
        interest=reader.read(row.legitimate_interests),
        withdrawal=reader.read(row.withdrawal_ways),
        is_direct_marketing=row.is_direct_marketing,
        is_research=row.is_research,
    )


def _data(version: RegisterVersion, reader: Reader) -> list[DataRow]:
    return [
        DataRow(
            key=row.key,
            name=reader.read(row.names),
            origin=row.origin,
            is_special=row.is_special,
            is_criminal=row.is_criminal,
            is_identity_code=row.is_identity_code,
            condition=row.get_special_condition_display() if row.special_condition else "",
            act=reader.read(row.legal_acts),
            purposes=row.purposes,
            groups=row.subject_categories,
        )
        for row in version.data_categories.all()
    ]


def _retention(version: RegisterVersion, reader: Reader) -> list[RetentionRow]:
    return [
        RetentionRow(
            name=reader.read(row.names),
            months=row.period_months,
            starts=row.starts,
            is_statutory=row.is_statutory,
            act=reader.read(row.legal_acts),
            purposes=row.purposes,
            data=row.data_categories,
        )
        for row in version.retention_rules.all()
    ]


def _transfers(version: RegisterVersion, reader: Reader) -> list[TransferRow]:
    return [
        TransferRow(
            name=reader.read(row.names),
            country=row.country,
            safeguard=row.safeguard,
            fallback=row.fallback,
            copies=reader.read(row.copies),
        )
        for row in version.transfers.all()
    ]


def _automations(version: RegisterVersion, reader: Reader) -> list[AutomationRow]:
    return [
        AutomationRow(
            name=reader.read(row.names),
            decides_alone=row.decides_alone,
            ground=row.get_ground_display() if row.ground else "",
            act=reader.read(row.legal_acts),
            logic=reader.read(row.logics),
            consequences=reader.read(row.consequences),
            purposes=row.purposes,
        )
        for row in version.automations.all()
    ]


def _cookies(version: RegisterVersion, reader: Reader) -> list[CookieRow]:
    return [
        CookieRow(
            name=reader.read(row.names),
            kind=row.get_kind_display(),
            provider=row.provider,
            duration=reader.read(row.durations),
        )
        for row in version.cookies.all()
    ]
