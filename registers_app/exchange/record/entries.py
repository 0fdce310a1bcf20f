"""What the record is made of: each register's version, read once, with its lines in reach."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from django.db.models import Prefetch, Q
from django.utils.translation import gettext as _

from registers_app.domain.advice import Use, advise_all, row_article
from registers_app.domain.languages import pick
from registers_app.domain.lawful_basis import LawfulBasis
from registers_app.domain.matrix import Known, Row, Verdict
from registers_app.models import (
    Controller,
    DataCategory,
    ProcessorClient,
    Purpose,
    Register,
    RegisterVersion,
    RetentionRule,
    VersionState,
)
from registers_app.models.content import PARTS
from registers_app.selectors import retention_of, versions_in_force_today


@dataclass(frozen=True, kw_only=True)
class Entry:
    """One version of one register, told in one language.

    ``most`` lines stand in a cell, the others on their own sheet; None: all of them.
    """

    register: Register
    version: RegisterVersion
    language: str
    most: int | None

    def say(self, texts: Mapping[str, str]) -> str:
        """The text in the language of the record, else in another."""
        return str(pick(texts, language=self.language))

    def lines(self, items: Iterable[str]) -> str:
        """One line for each item that says something."""
        said = [item for item in dict.fromkeys(items) if item]
        if self.most is None or len(said) <= self.most:
            return "\n".join(said)
        more = _("and %(number)d more, on their own sheet") % {"number": len(said) - self.most}
        return "\n".join([*said[: self.most], more])

    @cached_property
    def joint(self) -> list[Controller]:
        """Those that decide together with the controller (Art. 26)."""
        return list(self.register.joint_controllers.all())

    @cached_property
    def data(self) -> list[DataCategory]:
        """All data categories."""
        return list(self.version.data_categories.all())

    def once(self, read: Callable[["Entry"], str]) -> str:
        """What *read* tells of the register, worked out for the first of its rows only."""
        if read not in self._read:
            self._read[read] = read(self)
        return self._read[read]

    @cached_property
    def _read(self) -> dict[Callable[["Entry"], str], str]:
        return {}

    def names_of(self, part: str) -> dict[str, str]:
        """What the lines of a part are called, by key; read once."""
        if part not in self._names:
            lines = getattr(self.version, part).all()
            self._names[part] = {row.key: self.say(row.names) for row in lines}
        return self._names[part]

    @cached_property
    def _names(self) -> dict[str, dict[str, str]]:
        return {}


@dataclass(frozen=True, kw_only=True)
class PurposeEntry:
    """A purpose of a version, with the lines that are about it; None: the version has none."""

    entry: Entry
    purpose: Purpose | None

    @cached_property
    def data(self) -> list[DataCategory]:
        """The categories used for it; those of which that is not said are used for all."""
        key = self.purpose.key if self.purpose else ""
        return [row for row in self.entry.data if not row.purposes or key in row.purposes]

    @property
    def groups(self) -> list[Any]:
        """The groups of people whose data they are."""
        groups = list(self.entry.version.subject_categories.all())
        if not self.data or any(not row.subject_categories for row in self.data):
            return groups
        named = {key for row in self.data for key in row.subject_categories}
        return [row for row in groups if row.key in named]

    @property
    def retention(self) -> list[RetentionRule]:
        """The rules about it."""
        if self.purpose is None:
            return list(self.entry.version.retention_rules.all())
        return retention_of(self.purpose, self.entry.version)

    @property
    def rights(self) -> list[str]:
        """The articles of the rights that can reach it."""
        if self.purpose is None:
            return []
        bases = frozenset(LawfulBasis(row.basis) for row in self.purpose.bases.all())
        known = Known(
            is_direct_marketing=self.purpose.is_direct_marketing,
            is_research=self.purpose.is_research,
            is_automated=True,
        )
        found = advise_all(Use(bases=bases, known=known))
        return [
            row_article(row)
            for row, advice in found.items()
            if row is not Row.RECIPIENT_NOTICE and advice.cell.verdict is not Verdict.NOT
        ]


@dataclass(frozen=True, kw_only=True)
class ClientEntry:
    """A controller for which a register is kept as its processor; None: none is entered."""

    entry: Entry
    client: ProcessorClient | None


def entries_of(
    controller: Controller, *, language: str, with_drafts: bool, most: int | None
) -> list[Entry]:
    """The registers that *controller* keeps, in a constant number of queries."""
    chosen = Q(pk__in=versions_in_force_today().values("pk"))
    if with_drafts:
        chosen |= Q(state__in=[VersionState.DRAFT, VersionState.IN_REVIEW])
    clients = ProcessorClient.objects.filter(is_active=True)
    versions = (
        RegisterVersion.objects.filter(chosen, register__controller=controller)
        .select_related("register__controller")
        .order_by("register__slug", "number")
        .prefetch_related(
            *PARTS,
            "purposes__bases",
            "register__joint_controllers",
            "register__data_systems",
            Prefetch("register__clients", clients),
        )
    )
    return [
        Entry(register=version.register, version=version, language=language, most=most)
        for version in versions
    ]


def purposes_of(entry: Entry) -> Iterator[PurposeEntry]:
    """Each purpose; a version without any is an entry all the same."""
    purposes: list[Purpose | None] = [*entry.version.purposes.all()]
    for purpose in purposes or [None]:
        yield PurposeEntry(entry=entry, purpose=purpose)


def clients_of(entry: Entry) -> Iterator[ClientEntry]:
    """Each client; a register without any is an entry all the same."""
    clients: list[ProcessorClient | None] = [*entry.register.clients.all()]
    for client in clients or [None]:
        yield ClientEntry(entry=entry, client=client)
