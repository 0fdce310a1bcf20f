"""A column of the record, and those that both records have (GDPR Art. 30(1) and (2))."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from typing import Generic, TypeVar

from django.utils.functional import Promise
from django.utils.text import capfirst
from django.utils.translation import gettext_lazy

from registers_app.exchange.record.entries import Entry
from registers_app.exchange.record.lines import (
    documentation,
    in_force_from,
    reviewed_on,
    systems,
    transfers,
    version_number,
)

E = TypeVar("E")


@dataclass(frozen=True, kw_only=True)
class Column(Generic[E]):
    """A column: its heading, the article that asks for it, how wide it is, and its cells."""

    title: str | Promise
    article: str = ""
    width: int = 30
    read: Callable[[E], str]

    @property
    def heading(self) -> str:
        """The heading, in the language that is active."""
        return capfirst(str(self.title))


def head() -> Iterator[Column[Entry]]:
    """Which register and version it is."""
    yield Column(title=gettext_lazy("register"), read=lambda entry: entry.say(entry.register.names))
    yield Column(title=gettext_lazy("version"), width=14, read=version_number)
    yield Column(title=gettext_lazy("in force from"), width=14, read=in_force_from)


def tail() -> Iterator[Column[Entry]]:
    """Where the data live, and who answers for them."""
    yield Column(title=gettext_lazy("data systems"), read=systems)
    yield Column(title=gettext_lazy("owner (a role)"), read=lambda entry: entry.register.owner)
    yield Column(title=gettext_lazy("last looked through"), width=14, read=reviewed_on)


def security() -> Column[Entry]:
    """The general description."""
    return Column(
        title=gettext_lazy("security measures"),
        article="30(1)(g), 30(2)(d)",
        width=40,
        read=lambda entry: entry.say(entry.version.security_measures),
    )


def abroad() -> Iterator[Column[Entry]]:
    """Transfers and their documentation."""
    yield Column(
        title=gettext_lazy("transfers to third countries"),
        article="30(1)(e), 30(2)(c)",
        width=40,
        read=transfers,
    )
    yield Column(
        title=gettext_lazy("documentation of the safeguards"),
        article="30(1)(e), 30(2)(c)",
        read=documentation,
    )


def of_the_entry(columns: Iterable[Column[Entry]], reach: Callable[[E], Entry]) -> list[Column[E]]:
    """The columns of a register, in a table whose rows are something of it."""

    def reading(read: Callable[[Entry], str]) -> Callable[[E], str]:
        return lambda row: reach(row).once(read)

    return [
        Column(
            title=column.title,
            article=column.article,
            width=column.width,
            read=reading(column.read),
        )
        for column in columns
    ]
