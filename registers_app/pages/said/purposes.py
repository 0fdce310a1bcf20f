"""What data are used for, and on what lawful basis (GDPR Art. 13(1)(c)–(d))."""

from collections.abc import Mapping

from django.utils.functional import Promise
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext

from registers_app.domain.languages import Text
from registers_app.domain.lawful_basis import LawfulBasis
from registers_app.pages.blocks import Block, Line, Look, Row, Table
from registers_app.pages.content import BasisRow, Content, PurposeRow
from registers_app.pages.said.telling import Telling
from registers_app.pages.words import BASIS_ARTICLES

UNSAID: Mapping[LawfulBasis, str | Promise] = {
    LawfulBasis.LEGAL_OBLIGATION: gettext_lazy("The law is not named in this version."),
    LawfulBasis.LEGITIMATE_INTEREST: gettext_lazy("The interest is not named in this version."),
}


def purposes(telling: Telling) -> list[Block]:
    """The table of purposes, their bases, and the data that each needs where that is said."""
    content = telling.content
    if not content.purposes:
        return [telling.unsaid()]
    data = _data_by_purpose(content)
    rows = [_row(row, telling, data) for row in content.purposes]
    columns = [_("Purpose"), _("Lawful basis")]
    if data:
        columns.append(_("Data used"))
    return [Table(columns=columns, rows=rows)]


def services(telling: Telling) -> list[Block]:
    """What a processor does for its clients. Of bases it knows nothing."""
    return [telling.writer.lines(row.name for row in telling.content.purposes)]


def _data_by_purpose(content: Content) -> dict[str, list[Text]]:
    """The data that name their purposes, by purpose; empty where none does."""
    found: dict[str, list[Text]] = {}
    for row in content.data:
        for key in row.purposes:
            found.setdefault(key, []).append(row.name)
    return found


def _row(row: PurposeRow, telling: Telling, data: Mapping[str, list[Text]]) -> Row:
    write = telling.writer
    cells = [_bases(row, telling)]
    if data:
        cells.append([write.listed(data.get(row.key, []), between="; ")])
    return Row(head=[write.line(row.name), *_tags(row, telling)], cells=cells)


def _tags(row: PurposeRow, telling: Telling) -> list[Line]:
    tags = []
    if row.is_direct_marketing:
        tags.append(pgettext("kind of purpose", "Direct marketing"))
    if row.is_research:
        tags.append(pgettext("kind of purpose", "Research or statistics (Article 89)"))
    return [telling.writer.line(tag, look=Look.TAG) for tag in tags]


def _bases(row: PurposeRow, telling: Telling) -> list[Line]:
    if not row.bases:
        words = _("No lawful basis is named in this version.")
        return [telling.writer.line(words, look=Look.SOFT)]
    return [line for basis in row.bases for line in _basis(basis, row, telling)]


def _basis(basis: BasisRow, purpose: PurposeRow, telling: Telling) -> list[Line]:
    write = telling.writer
    article = write.run(BASIS_ARTICLES[basis.basis], Look.ARTICLE)
    lines = [write.line(capfirst(basis.name), article)]
    details = [basis.act]
    if basis.basis is LawfulBasis.LEGITIMATE_INTEREST:
        details.append(purpose.interest)
    lines += [write.line(each, look=Look.SOFT) for each in details if each.text]
    # An obligation is nothing without its law, nor an interest without being named.
    if basis.basis in UNSAID and not details[-1].text:
        lines.append(write.line(UNSAID[basis.basis], look=Look.SOFT))
    if basis.basis is LawfulBasis.CONSENT and purpose.withdrawal.text:
        lines.append(write.line(_("How to withdraw it:"), purpose.withdrawal, look=Look.SOFT))
    return lines
