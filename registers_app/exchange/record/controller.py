"""The record of a controller: what GDPR Art. 30(1) asks, then what is good to have there."""

from collections.abc import Iterator

from django.utils.translation import gettext_lazy

from registers_app.exchange.record.entries import Entry, PurposeEntry
from registers_app.exchange.record.lines import (
    automation,
    ban_line,
    basis_line,
    named_recipients,
    officer,
    processors,
    recipients,
    retention_line,
    who,
)
from registers_app.exchange.record.shared import Column, abroad, head, of_the_entry, security, tail


def controller_columns() -> list[Column[PurposeEntry]]:
    """Of the record of a controller (Art. 30(1)): a row for each purpose."""

    def shared(*columns: Column[Entry]) -> list[Column[PurposeEntry]]:
        return of_the_entry(columns, lambda row: row.entry)

    return [
        *shared(*head(), *_parties()),
        *_purpose_columns(),
        *shared(*_recipient_columns(), *abroad()),
        *_retention_columns(),
        *shared(security()),
        *_recommended_columns(),
        *shared(*_more_columns(), *tail()),
    ]


def _parties() -> Iterator[Column[Entry]]:
    article = "30(1)(a)"
    yield Column(
        title=gettext_lazy("controller"),
        article=article,
        read=lambda entry: who(entry.register.controller),
    )
    yield Column(
        title=gettext_lazy("joint controllers"),
        article=article,
        read=lambda entry: "\n\n".join(who(row) for row in entry.joint),
    )
    yield Column(
        title=gettext_lazy("representative"),
        article=article,
        read=lambda entry: entry.register.controller.representative,
    )
    yield Column(
        title=gettext_lazy("data protection officer"),
        article=article,
        read=lambda entry: officer(entry.register.controller),
    )


def _purpose_columns() -> Iterator[Column[PurposeEntry]]:
    yield Column(
        title=gettext_lazy("purpose"),
        article="30(1)(b)",
        width=40,
        read=lambda row: row.entry.say(row.purpose.names) if row.purpose else "",
    )
    yield Column(
        title=gettext_lazy("groups of people"),
        article="30(1)(c)",
        read=lambda row: row.entry.lines(row.entry.say(group.names) for group in row.groups),
    )
    yield Column(
        title=gettext_lazy("data categories"),
        article="30(1)(c)",
        width=40,
        read=lambda row: row.entry.lines(row.entry.say(each.names) for each in row.data),
    )


def _recipient_columns() -> Iterator[Column[Entry]]:
    yield Column(
        title=gettext_lazy("categories of recipients"), article="30(1)(d)", read=recipients
    )


def _retention_columns() -> Iterator[Column[PurposeEntry]]:
    yield Column(
        title=gettext_lazy("time limits for erasure"),
        article="30(1)(f)",
        width=40,
        read=lambda row: row.entry.lines(retention_line(row.entry, rule) for rule in row.retention),
    )


def _recommended_columns() -> Iterator[Column[PurposeEntry]]:
    yield Column(title=gettext_lazy("lawful bases"), article="6(1)", read=_bases)
    yield Column(
        title=gettext_lazy("legitimate interest pursued"),
        article="6(1)(f)",
        read=lambda row: row.entry.say(row.purpose.legitimate_interests) if row.purpose else "",
    )
    yield Column(
        title=gettext_lazy("special categories, and what allows them"),
        article="9, 10, 87",
        read=lambda row: row.entry.lines(ban_line(row.entry, each) for each in row.data),
    )
    yield Column(
        title=gettext_lazy("laws that demand retention"),
        read=lambda row: row.entry.lines(
            row.entry.say(rule.legal_acts) for rule in row.retention if rule.is_statutory
        ),
    )
    yield Column(
        title=gettext_lazy("rights that can reach it"),
        article="15–22, 7(3)",
        width=20,
        read=lambda row: ", ".join(row.rights),
    )
    yield Column(
        title=gettext_lazy("owner of the purpose"),
        read=lambda row: row.purpose.owner if row.purpose else "",
    )


def _more_columns() -> Iterator[Column[Entry]]:
    yield Column(
        title=gettext_lazy("sources"),
        read=lambda entry: entry.lines(entry.say(row.names) for row in entry.version.sources.all()),
    )
    yield Column(title=gettext_lazy("recipients by name"), read=named_recipients)
    yield Column(
        title=gettext_lazy("processors and their agreements"), article="28(3)", read=processors
    )
    yield Column(
        title=gettext_lazy("automated decisions and profiling"), article="22", read=automation
    )
    yield Column(
        title=gettext_lazy("impact assessment"),
        article="35",
        read=lambda entry: entry.version.impact_assessment,
    )


def _bases(row: PurposeEntry) -> str:
    bases = row.purpose.bases.all() if row.purpose else ()
    return row.entry.lines(basis_line(row.entry, basis) for basis in bases)
