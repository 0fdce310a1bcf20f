"""How long data are kept (GDPR Art. 13(2)(a))."""

from dataclasses import replace

from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from registers_app.models import RetentionStart
from registers_app.pages.blocks import Block, Line, Look, Row, Table
from registers_app.pages.content import RetentionRow
from registers_app.pages.said.telling import Telling

A_YEAR = 12


def retention(telling: Telling) -> list[Block]:
    """A table where the version tells rules apart, else its texts."""
    rows = telling.content.retention
    if not rows:
        return [telling.unsaid()]
    if not any(row.months or row.purposes or row.data or row.act.text for row in rows):
        return [telling.writer.lines(row.name for row in rows)]
    columns = [_("What is kept"), _("How long")]
    has_starts = any(_start(row) for row in rows)
    has_laws = any(row.act.text or row.is_statutory for row in rows)
    if has_starts:
        columns.append(_("Counted from"))
    if has_laws:
        columns.append(_("Law"))
    return [
        Table(
            columns=columns,
            rows=[_row(row, telling, has_starts=has_starts, has_laws=has_laws) for row in rows],
        )
    ]


def period(months: int) -> str:
    """A period in whole years where it is one: 6 years, 18 months."""
    if months % A_YEAR == 0:
        years = months // A_YEAR
        return ngettext("%(count)d year", "%(count)d years", years) % {"count": years}
    return ngettext("%(count)d month", "%(count)d months", months) % {"count": months}


def _row(row: RetentionRow, telling: Telling, *, has_starts: bool, has_laws: bool) -> Row:
    write = telling.writer
    how_long = [write.line(row.name, look=Look.SOFT if row.months else Look.PLAIN)]
    if row.months:
        how_long.insert(0, write.line(period(row.months), look=Look.STRONG))
    cells = [how_long]
    if has_starts:
        cells.append([write.line(_start(row))])
    if has_laws:
        cells.append(_law(row, telling))
    return Row(head=_about(row, telling), cells=cells)


def _about(row: RetentionRow, telling: Telling) -> list[Line]:
    write, names = telling.writer, telling.purposes
    lines = [write.line(names[key]) for key in row.purposes if key in names]
    if data := telling.named(row.data, telling.data):
        look = Look.SOFT if lines else Look.PLAIN
        lines.append(tuple(replace(run, look=look) for run in data))
    return lines or [write.line(_("All data"))]


def _start(row: RetentionRow) -> str:
    if not row.starts or row.starts == RetentionStart.OTHER:
        return ""
    return capfirst(str(RetentionStart(row.starts).label))


def _law(row: RetentionRow, telling: Telling) -> list[Line]:
    write = telling.writer
    lines = [write.line(row.act)] if row.act.text else []
    if row.is_statutory:
        lines.append(write.line(_("The law demands that they are kept."), look=Look.SOFT))
    return lines
