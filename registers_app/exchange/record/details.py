"""Sheets of their own for what may be many: every line of a kind, whatever purpose it is for."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from typing import Any

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy

from registers_app.exchange.record.entries import Entry
from registers_app.exchange.record.lines import ban_line, retention_line
from registers_app.exchange.record.shared import Column, head, of_the_entry


@dataclass(frozen=True, kw_only=True)
class Detail:
    """One line of one version."""

    entry: Entry
    line: Any


@dataclass(frozen=True, kw_only=True)
class DetailSheet:
    """All lines of one part."""

    title: str | Promise
    part: str
    columns: list[Column[Detail]]

    def rows(self, entries: Iterable[Entry]) -> Iterator[Detail]:
        """The lines of all registers."""
        for entry in entries:
            for line in getattr(entry.version, self.part).all():
                yield Detail(entry=entry, line=line)


def detail_sheets() -> list[DetailSheet]:
    """Data categories, recipients, transfers and rules of retention."""
    return [
        DetailSheet(
            title=gettext_lazy("data categories"),
            part="data_categories",
            columns=[
                *_named(gettext_lazy("data category")),
                _column(gettext_lazy("origin"), lambda row: row.line.get_origin_display()),
                _column(
                    gettext_lazy("special categories, and what allows them"),
                    lambda row: ban_line(row.entry, row.line),
                ),
                _names(gettext_lazy("purposes"), "purposes"),
                _names(gettext_lazy("groups of people"), "subject_categories"),
            ],
        ),
        DetailSheet(
            title=gettext_lazy("recipients"),
            part="recipients",
            columns=[
                *_named(gettext_lazy("recipient")),
                _column(gettext_lazy("kind"), lambda row: row.line.get_kind_display()),
                _column(gettext_lazy("country (ISO code)"), lambda row: row.line.country),
                _column(gettext_lazy("processing agreement"), lambda row: row.line.agreement),
                _column(gettext_lazy("e-mail for changes of data"), lambda row: row.line.email),
                _column(
                    gettext_lazy("postal address for changes of data"),
                    lambda row: row.line.postal_address,
                ),
            ],
        ),
        DetailSheet(
            title=gettext_lazy("transfers"),
            part="transfers",
            columns=[
                *_named(gettext_lazy("transfer")),
                _column(gettext_lazy("country (ISO code)"), lambda row: row.line.country),
                _column(gettext_lazy("safeguard"), lambda row: row.line.get_safeguard_display()),
                _column(gettext_lazy("where it is documented"), lambda row: row.line.documentation),
            ],
        ),
        DetailSheet(
            title=gettext_lazy("retention rules"),
            part="retention_rules",
            columns=[
                *of_the_entry(head(), lambda row: row.entry),
                _column(
                    gettext_lazy("retention rule"), lambda row: retention_line(row.entry, row.line)
                ),
                _column(gettext_lazy("legal act"), lambda row: row.entry.say(row.line.legal_acts)),
                _names(gettext_lazy("purposes"), "purposes"),
                _names(gettext_lazy("data categories"), "data_categories"),
            ],
        ),
    ]


def _named(title: str | Promise) -> list[Column[Detail]]:
    says = _column(title, lambda row: row.entry.say(row.line.names))
    return [*of_the_entry(head(), lambda row: row.entry), says]


def _column(title: str | Promise, read: Callable[[Detail], str]) -> Column[Detail]:
    return Column(title=title, read=read)


def _names(title: str | Promise, part: str) -> Column[Detail]:
    """The lines that a line names by key, in words; empty: all."""

    def read(row: Detail) -> str:
        names = row.entry.names_of(part)
        return row.entry.lines(names.get(key, key) for key in getattr(row.line, part))

    return _column(title, read)
