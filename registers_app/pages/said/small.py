"""The sections of a few lines: protection, duties to give data, cookies, complaint, versions."""

from django.utils.text import capfirst
from django.utils.translation import gettext as _

from registers_app.domain.authorities import Authority, authority_of
from registers_app.domain.dates import written_date
from registers_app.pages.addresses import address_of, lasting_address
from registers_app.pages.blocks import Address, Block, Line, Lines, Look, Row, Table
from registers_app.pages.history import Dated, Standing
from registers_app.pages.said.telling import Telling


def security(telling: Telling) -> list[Block]:
    """How the data are protected, in general (GDPR Art. 30(1)(g))."""
    return telling.told(telling.content.security)


def provision(telling: Telling) -> list[Block]:
    """Whether data have to be given, and what follows if not (GDPR Art. 13(2)(e))."""
    return telling.told(telling.content.provision)


def cookies(telling: Telling) -> list[Block]:
    """What is kept on the person's own device (ePrivacy Directive Art. 5(3))."""
    write, content = telling.writer, telling.content
    blocks: list[Block] = []
    if content.cookie_note.text:
        blocks.append(write.paragraph(content.cookie_note))
    if not content.cookies:
        return blocks
    has_providers = any(row.provider for row in content.cookies)
    has_durations = any(row.duration.text for row in content.cookies)
    columns = [_("Cookie"), _("What it is for")]
    columns += [_("Set by")] if has_providers else []
    columns += [_("How long it lasts")] if has_durations else []
    rows = []
    for row in content.cookies:
        cells = [[write.line(capfirst(row.kind))]]
        cells += [[write.line(row.provider)]] if has_providers else []
        cells += [[write.line(row.duration)]] if has_durations else []
        rows.append(Row(head=[write.line(row.name)], cells=cells))
    return [*blocks, Table(columns=columns, rows=rows)]


def complaint(telling: Telling) -> list[Block]:
    """That one may complain, and to whom in each country (GDPR Art. 77)."""
    if telling.is_british:
        words = _(
            "You may complain to us about the use of your data: we acknowledge your complaint "
            "within 30 days. You may also complain to the supervisory authority at any time, free "
            "of charge."
        )
    else:
        words = _(
            "If you think that the use of your data breaks the law, you may complain to a "
            "supervisory authority at any time, free of charge: in the country where you live or "
            "work, or where the law was broken (Article 77)."
        )
    countries = dict.fromkeys(party.country for party in telling.content.parties)
    found = [authority for country in countries if (authority := authority_of(country))]
    return [telling.writer.paragraph(words), *(_authority(row, telling) for row in found)]


def versions(telling: Telling) -> list[Block]:
    """What changed, which versions there were, and by what to know this one."""
    write, content = telling.writer, telling.content
    blocks: list[Block] = []
    if content.change.text:
        label = write.run(_("What changed with this version:"), Look.STRONG)
        blocks.append(write.paragraph(label, content.change))
    blocks.append(Lines(lines=[_version(row, telling) for row in telling.history]))
    address = lasting_address(content.register)
    lasting = write.run(address, href=address)
    blocks.append(
        write.paragraph(_("The version in force is always found at this address:"), lasting)
    )
    if content.version.content_hash:
        known_by = _("The hash (SHA-256) by which it can be shown that this version is unchanged:")
        blocks.append(write.hint(known_by, write.run(content.version.content_hash, Look.CODE)))
    return blocks


def when(dated: Dated, language: str) -> str:
    """From when to when a version is in force."""
    days = {
        "number": dated.version.number,
        "day": written_date(dated.since, language),
        "end": written_date(dated.replaced_on, language) if dated.replaced_on else "",
    }
    if dated.standing is Standing.DRAFT:
        return _("Version %(number)s, a draft") % days
    if dated.standing is Standing.COMING:
        return _("Version %(number)s, comes into force on %(day)s") % days
    if dated.standing is Standing.IN_FORCE:
        return _("Version %(number)s, in force from %(day)s") % days
    return _("Version %(number)s, in force from %(day)s, replaced on %(end)s") % days


def _version(dated: Dated, telling: Telling) -> Line:
    write, register = telling.writer, telling.content.register
    number = dated.version.number
    words = when(dated, telling.language)
    if dated.version == telling.content.version:
        line = write.line(write.run(words, Look.STRONG), _("(this page)"))
    else:
        line = write.line(write.run(words, href=address_of(register, "version", number=number)))
    if dated.version.predates_desk:
        line = write.line(line, write.run(_("published before Rightsdesk"), Look.SOFT))
    if dated != telling.history[-1]:
        changed = _("What changed in version %(number)s") % {"number": number}
        changes = address_of(register, "changes", number=number)
        line = write.listed([line, write.run(changed, href=changes)], between=" · ")
    return line


def _authority(row: Authority, telling: Telling) -> Address:
    write, language = telling.writer, telling.language
    lines = [write.line(row.name(language), look=Look.STRONG), write.line(row.address(language))]
    if row.email:
        lines.append(write.line(write.run(row.email, href=f"mailto:{row.email}")))
    return Address(lines=[*lines, write.line(write.run(row.site, href=row.site))])
