"""The record of a processor: what GDPR Art. 30(2) asks, then what is good to have there."""

from collections.abc import Iterator

from django.utils.translation import gettext_lazy

from registers_app.exchange.record.entries import ClientEntry, Entry
from registers_app.exchange.record.lines import (
    joined,
    officer,
    processors,
    purposes,
    retention_line,
    who,
)
from registers_app.exchange.record.shared import Column, abroad, head, of_the_entry, security, tail


def processor_columns() -> list[Column[ClientEntry]]:
    """Of the record of a processor (Art. 30(2)): a row for each controller it works for."""

    def shared(*columns: Column[Entry]) -> list[Column[ClientEntry]]:
        return of_the_entry(columns, lambda row: row.entry)

    return [
        *shared(*head(), *_parties()),
        *_client_columns(),
        *shared(*abroad(), security(), *_more_columns(), *tail()),
    ]


def _parties() -> Iterator[Column[Entry]]:
    article = "30(2)(a)"
    yield Column(
        title=gettext_lazy("processor"),
        article=article,
        read=lambda entry: who(entry.register.controller),
    )
    yield Column(
        title=gettext_lazy("processor’s representative"),
        article=article,
        read=lambda entry: entry.register.controller.representative,
    )
    yield Column(
        title=gettext_lazy("processor’s data protection officer"),
        article=article,
        read=lambda entry: officer(entry.register.controller),
    )


def _client_columns() -> Iterator[Column[ClientEntry]]:
    article = "30(2)(a)"
    yield Column(
        title=gettext_lazy("controller"),
        article=article,
        read=lambda row: joined(row.client.name, row.client.email) if row.client else "",
    )
    yield Column(
        title=gettext_lazy("controller’s representative"),
        article=article,
        read=lambda row: row.client.representative if row.client else "",
    )
    yield Column(
        title=gettext_lazy("controller’s data protection officer"),
        article=article,
        read=lambda row: row.client.dpo_contact if row.client else "",
    )
    yield Column(
        title=gettext_lazy("categories of processing"),
        article="30(2)(b)",
        width=40,
        read=lambda row: (row.client.processing if row.client else "") or purposes(row.entry),
    )
    yield Column(
        title=gettext_lazy("processing agreement"),
        article="28(3)",
        read=lambda row: row.client.agreement if row.client else "",
    )


def _more_columns() -> Iterator[Column[Entry]]:
    yield Column(
        title=gettext_lazy("groups of people"),
        read=lambda entry: entry.lines(
            entry.say(row.names) for row in entry.version.subject_categories.all()
        ),
    )
    yield Column(
        title=gettext_lazy("data categories"),
        read=lambda entry: entry.lines(entry.say(row.names) for row in entry.data),
    )
    yield Column(title=gettext_lazy("other processors"), article="28(2), 28(4)", read=processors)
    yield Column(
        title=gettext_lazy("time limits for erasure"),
        read=lambda entry: entry.lines(
            retention_line(entry, rule) for rule in entry.version.retention_rules.all()
        ),
    )
