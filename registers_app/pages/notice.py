"""A privacy notice: what one version of a register says, with what one can do about it."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.utils.translation import gettext as _
from django.utils.translation import override

from config.clock import today
from registers_app.domain.dates import written_date
from registers_app.models import Controller, Register
from registers_app.pages.addresses import address_of
from registers_app.pages.blocks import Block, Look, Run, Section
from registers_app.pages.content import Content
from registers_app.pages.history import Dated, Standing, current, history
from registers_app.pages.reading import content_of
from registers_app.pages.said.small import when
from registers_app.pages.said.telling import Telling
from registers_app.pages.sections import sections_of
from registers_app.pages.words import notice_name
from registers_app.selectors import published_versions

# Fewer sections than that are seen at a glance.
LONG = 6


@dataclass(frozen=True, kw_only=True)
class Notice:
    """One version of one register's notice, whole, in one language."""

    language: str
    kind: str
    when: str
    dated: Dated
    history: Sequence[Dated]
    content: Content
    standing_note: Sequence[Block]
    opening: Sequence[Block]
    sections: Sequence[Section]

    @property
    def controller(self) -> Controller:
        """The controller that keeps the register."""
        return self.content.register.controller

    @property
    def standing(self) -> str:
        """How this version stands today."""
        return self.dated.standing.value

    @property
    def is_long(self) -> bool:
        """Whether a list of contents helps."""
        return len(self.sections) > LONG


def notice_of(register: Register, *, language: str, number: int | None = None) -> Notice | None:
    """A version by its number, else the one in force; None where no such one was published."""
    versions = history(
        published_versions().filter(register=register), on=today(register.controller.time_zone)
    )
    dated = _chosen(versions, number)
    if dated is None:
        return None
    dated.version.register = register
    return composed(dated, versions, language=language)


def composed(dated: Dated, versions: Sequence[Dated], *, language: str) -> Notice:
    """The notice of one version, beside those that were published."""
    with override(language):
        content = content_of(
            dated.version, language=language, as_published=dated.standing is Standing.FORMER
        )
        telling = Telling(content=content, language=language, dated=dated, history=versions)
        return Notice(
            language=language,
            kind=str(notice_name(telling.country)),
            when=when(dated, language),
            dated=dated,
            history=versions,
            content=content,
            standing_note=_standing_note(telling),
            opening=_opening(telling),
            sections=sections_of(telling),
        )


def _chosen(versions: list[Dated], number: int | None) -> Dated | None:
    if number is None:
        return current(versions) if versions else None
    return next((row for row in versions if row.version.number == number), None)


def _opening(telling: Telling) -> list[Block]:
    """What stands above the sections: by which law the notice is given, and the way to ask."""
    write, content = telling.writer, telling.content
    blocks: list[Block] = []
    if telling.holds and not content.is_processor:
        blocks.append(write.paragraph(_law(telling)))
    if content.fell_back:
        words = _(
            "Parts of this notice have not been translated. They stand here in the language in "
            "which they were written."
        )
        blocks.append(write.hint(words))
    if content.is_processor:
        return [*blocks, *telling.ask(_("Send a request through us"))]
    return [*blocks, *telling.ask(_("Make a request about these data"))]


def _law(telling: Telling) -> str:
    if telling.is_british:
        return _(
            "Here you read what the law entitles you to know about the use of your personal data "
            "(Articles 13 and 14 of the UK GDPR)."
        )
    return _(
        "Here you read what the law entitles you to know about the use of your personal data "
        "(Articles 13 and 14 of the EU General Data Protection Regulation)."
    )


def _standing_note(telling: Telling) -> list[Block]:
    """That the version does not hold today, and where to find the one that does."""
    write, dated = telling.writer, telling.dated
    if dated.standing is Standing.IN_FORCE:
        return []
    if dated.standing is Standing.DRAFT:
        draft = write.run(_("This is a draft. It has not been published."), Look.STRONG)
        return [write.paragraph(draft)]
    said = _coming(telling) if dated.standing is Standing.COMING else _former(telling)
    blocks: list[Block] = [write.paragraph(*said)]
    newest = current(list(telling.history))
    if newest.version != dated.version:
        blocks.append(write.paragraph(_to_current(telling)))
    return blocks


def _coming(telling: Telling) -> list[Run | str]:
    days = {
        "number": telling.dated.version.number,
        "day": written_date(telling.dated.since, telling.language),
    }
    return [
        telling.writer.run(_("This version is not in force yet."), Look.STRONG),
        _("Version %(number)s comes into force on %(day)s.") % days,
    ]


def _former(telling: Telling) -> list[Run | str]:
    dated, language = telling.dated, telling.language
    assert dated.replaced_on, "A version is former because a newer one came."
    days = {
        "number": dated.version.number,
        "day": written_date(dated.since, language),
        "end": written_date(dated.replaced_on, language),
    }
    said: list[Run | str] = [
        telling.writer.run(_("This version is no longer in force."), Look.STRONG),
        _("Version %(number)s was in force from %(day)s and was replaced on %(end)s.") % days,
    ]
    if dated.version.predates_desk:
        said.append(
            _(
                "It was published before Rightsdesk was taken into use, and is shown as it was, "
                "with whatever it left unsaid."
            )
        )
    return said


def _to_current(telling: Telling) -> Run:
    address = address_of(telling.content.register)
    return telling.writer.run(_("Read the version that is in force"), href=address)
