"""Which data are used, and about whom; where they come from (GDPR Art. 14(1)(d), (2)(f))."""

from collections.abc import Sequence

from django.utils.translation import gettext as _

from registers_app.models import SourceKind
from registers_app.pages.blocks import Block, Line, Look, Row, Subheading, Table, Term, Terms
from registers_app.pages.content import DataRow, SourceRow
from registers_app.pages.said.telling import Telling
from registers_app.pages.words import ORIGIN_WORDS, SOURCE_WORDS, identity_code_name


def data(telling: Telling) -> list[Block]:
    """The groups of people and the data: for each group its own, where the version tells apart."""
    write, content = telling.writer, telling.content
    if not content.data:
        unsaid = write.hint(_("This version does not say which data these are."))
        return [*_people(telling), unsaid]
    named = {key for row in content.data for key in row.groups}
    if not named & {row.key for row in content.groups}:
        return [*_people(telling), _table(content.data, telling)]
    return _by_group(telling)


def sources(telling: Telling) -> list[Block]:
    """Where data come from, and whether from where everybody could have them."""
    rows = telling.content.sources
    if not rows:
        return [telling.unsaid()]
    if not any(row.kind for row in rows):
        return [telling.writer.lines(row.name for row in rows)]
    by_kind: dict[str, list[SourceRow]] = {kind: [] for kind in (*SourceKind.values, "")}
    for row in rows:
        by_kind[row.kind].append(row)
    return [Terms(terms=[_sources(kind, said, telling) for kind, said in by_kind.items() if said])]


def _sources(kind: str, rows: Sequence[SourceRow], telling: Telling) -> Term:
    write = telling.writer
    lines = write.lines(row.name for row in rows)
    return Term(name=write.line(SOURCE_WORDS[kind]), blocks=[lines])


def _people(telling: Telling) -> list[Block]:
    groups = telling.content.groups
    if not groups:
        return []
    write = telling.writer
    return [
        write.paragraph(_("The data are about these people:")),
        write.lines(row.name for row in groups),
    ]


def _by_group(telling: Telling) -> list[Block]:
    write, content = telling.writer, telling.content
    by_group: dict[str, list[DataRow]] = {row.key: [] for row in content.groups}
    of_all = []
    for row in content.data:
        known = [key for key in row.groups if key in by_group]
        for key in known:
            by_group[key].append(row)
        if not known:
            of_all.append(row)
    blocks = _people(telling)
    if of_all:
        blocks += [Subheading(line=write.line(_("About all of them"))), _table(of_all, telling)]
    for group in content.groups:
        if rows := by_group[group.key]:
            blocks += [Subheading(line=write.line(group.name)), _table(rows, telling)]
    return blocks


def _table(rows: Sequence[DataRow], telling: Telling) -> Table:
    return Table(
        columns=[_("Data"), _("How they come to us")],
        rows=[_row(row, telling) for row in rows],
    )


def _row(row: DataRow, telling: Telling) -> Row:
    write = telling.writer
    head = [write.line(row.name), *(write.line(tag, look=Look.TAG) for tag in _tags(row, telling))]
    return Row(head=[*head, *_ground(row, telling)], cells=[[write.line(ORIGIN_WORDS[row.origin])]])


def _tags(row: DataRow, telling: Telling) -> list[str]:
    tags = []
    if row.is_special:
        tags.append(_("Special category of personal data (Article 9)"))
    if row.is_criminal:
        tags.append(_("Criminal convictions and offences (Article 10)"))
    if row.is_identity_code:
        tags.append(str(identity_code_name(telling.country)))
    return tags


def _ground(row: DataRow, telling: Telling) -> list[Line]:
    write = telling.writer
    if not (row.is_special or row.is_criminal or row.is_identity_code):
        return [write.line(row.act, look=Look.SOFT)] if row.act.text else []
    grounds = write.listed(each for each in (row.condition, row.act) if str(each))
    if grounds:
        return [write.line(write.run(_("What allows their use:"), Look.SOFT), grounds)]
    if telling.content.is_processor:
        return []
    return [write.line(_("What allows their use is not named in this version."), look=Look.SOFT)]
