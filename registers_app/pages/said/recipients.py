"""Who receives data, also outside the EU, the EEA or the UK (GDPR Art. 13(1)(e)–(f))."""

from collections.abc import Sequence

from django.utils.functional import Promise
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from registers_app.domain.countries import country_name
from registers_app.models import Safeguard
from registers_app.pages.blocks import Block, Line, Lines, Look, Term, Terms
from registers_app.pages.content import RecipientRow, TransferRow
from registers_app.pages.said.telling import Telling
from registers_app.pages.words import RECIPIENT_WORDS

# Of these the person may ask for a copy (GDPR Art. 13(1)(f)).
COPIED = frozenset(
    {
        Safeguard.STANDARD_CLAUSES.value,
        Safeguard.BINDING_RULES.value,
        Safeguard.AUTHORITY_CLAUSES.value,
        Safeguard.CODE_OF_CONDUCT.value,
        Safeguard.CERTIFICATION.value,
        Safeguard.PUBLIC_INSTRUMENT.value,
        Safeguard.ARRANGEMENT.value,
        Safeguard.OWN_CLAUSES.value,
        Safeguard.COMPELLING_INTERESTS.value,
    }
)
INVALID: dict[str, str | Promise] = {
    Safeguard.PRIVACY_SHIELD.value: gettext_lazy(
        "The Court of Justice of the European Union declared it invalid in its judgment C-311/18."
    ),
    Safeguard.SAFE_HARBOUR.value: gettext_lazy(
        "The Court of Justice of the European Union declared it invalid in its judgment C-362/14."
    ),
    Safeguard.FORMER_CLAUSES.value: gettext_lazy(
        "Decision (EU) 2021/914 of the European Commission has taken their place."
    ),
}


def recipients(telling: Telling) -> list[Block]:
    """The published recipients by kind, and how to learn of those that are not named."""
    content = telling.content
    by_kind: dict[str, list[RecipientRow]] = {kind: [] for kind in RECIPIENT_WORDS}
    for row in content.recipients:
        by_kind[row.kind].append(row)
    terms = [_kind(kind, rows, telling) for kind, rows in by_kind.items() if rows]
    blocks: list[Block] = [Terms(terms=terms)] if terms else []
    if not terms and not content.has_more_recipients:
        blocks.append(telling.unsaid())
    return [*blocks, *_unnamed(telling)]


def transfers(telling: Telling) -> list[Block]:
    """The transfers, each with what makes it lawful and how to get a copy of that."""
    rows = telling.content.transfers
    if rows:
        return [Terms(terms=[_transfer(row, telling) for row in rows])]
    if telling.is_british:
        none = _("No transfers outside the United Kingdom are stated in this version.")
    else:
        none = _("No transfers outside the EU or the EEA are stated in this version.")
    return [telling.writer.paragraph(none)]


def _kind(kind: str, rows: Sequence[RecipientRow], telling: Telling) -> Term:
    write = telling.writer
    lines = Lines(lines=[_recipient(row, telling) for row in rows])
    return Term(name=write.line(RECIPIENT_WORDS[kind]), blocks=[lines])


def _recipient(row: RecipientRow, telling: Telling) -> Line:
    write = telling.writer
    if not row.country:
        return write.line(row.name)
    where = write.run(f"({country_name(row.country, telling.language)})", Look.SOFT)
    return write.line(row.name, where)


def _unnamed(telling: Telling) -> list[Block]:
    """By name to the person who asks (CJEU C-154/21)."""
    content = telling.content
    if content.has_more_recipients:
        words = _(
            "Not every recipient is named here. You may ask who has received data about you: they "
            "are then named to you."
        )
    elif any(row.is_category for row in content.recipients):
        words = _(
            "Where a group of recipients is named, you may ask who in it has received data about "
            "you: they are then named to you."
        )
    else:
        return []
    ask = telling.ask(_("Ask who has received your data"), right="access", is_main=False)
    return [telling.writer.paragraph(words), *ask]


def _transfer(row: TransferRow, telling: Telling) -> Term:
    write = telling.writer
    name = write.line(row.name)
    if row.country:
        where = write.run(f"({country_name(row.country, telling.language)})", Look.SOFT)
        name = write.line(row.name, where)
    rests_on = write.run(_("What it rests on:"), Look.SOFT)
    blocks: list[Block] = [write.paragraph(rests_on, _label(row.safeguard))]
    if row.safeguard in INVALID:
        blocks.append(write.paragraph(write.run(INVALID[row.safeguard], Look.STRONG)))
    if row.fallback:
        steps_in = write.run(_("What steps in if that no longer holds:"), Look.SOFT)
        blocks.append(write.paragraph(steps_in, _label(row.fallback)))
    if row.copies.text:
        copy = write.run(_("How to get a copy:"), Look.SOFT)
        blocks.append(write.paragraph(copy, row.copies))
    elif {row.safeguard, row.fallback} & COPIED:
        blocks.append(write.paragraph(_("You are given a copy of it on request.")))
    return Term(name=name, blocks=blocks)


def _label(safeguard: str) -> str:
    return str(capfirst(str(Safeguard(safeguard).label)))
