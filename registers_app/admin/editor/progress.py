"""How far a version has come, section by section: in one query, however large it is."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from django.db.models import Count, Exists, OuterRef, Q, Value
from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from registers_app.admin.editor.lines import texts_of
from registers_app.admin.editor.opened import Opened
from registers_app.admin.editor.sections import Section, is_needed, sections_for
from registers_app.domain.languages import LANGUAGES
from registers_app.models import LanguageChoice, Purpose, PurposeBasis, RegisterVersion
from registers_app.models.content import PARTS
from registers_app.models.texts import TextsField

Counts = Mapping[str, Mapping[str, int]]
COMPLETE, MISSING, EMPTY, NONE = "complete", "missing", "empty", "none"


@dataclass(frozen=True, kw_only=True)
class Progress:
    """Where one section stands."""

    section: Section
    status: str
    count: int
    notes: tuple[str, ...]
    url: str

    @property
    def words(self) -> str:
        """The status in words: colour alone says nothing to many."""
        return {
            COMPLETE: _("complete"),
            MISSING: _("something is missing"),
            EMPTY: _("nothing yet"),
            NONE: _("empty, which may be right"),
        }[self.status]


@dataclass(frozen=True, kw_only=True)
class Overview:
    """Where a whole version stands."""

    sections: tuple[Progress, ...]

    @property
    def done(self) -> int:
        """How many sections lack nothing."""
        return sum(each.status in (COMPLETE, NONE) for each in self.sections)

    @property
    def total(self) -> int:
        """How many sections there are."""
        return len(self.sections)

    def after(self, section: Section) -> Progress | None:
        """The section that comes next."""
        keys = [each.section.key for each in self.sections]
        place = keys.index(section.key) + 1 if section.key in keys else len(keys)
        return self.sections[place] if place < len(self.sections) else None


def overview_of(opened: Opened) -> Overview:
    """Every section of the version in its order."""
    version, counts = opened.version, _counts(opened.version)
    sections = sections_for(version, is_joint=opened.is_joint)
    return Overview(sections=tuple(_progress(section, version, counts) for section in sections))


def section_url(version_id: int, key: str) -> str:
    """The address of a section’s page."""
    return reverse("admin:registers_app_registerversion_section", args=[version_id, key])


def _progress(section: Section, version: RegisterVersion, counts: Counts) -> Progress:
    lines = counts.get(section.part, {})
    count = lines.get("total", 0)
    words = [name for name in section.words if _is_said(version, name)]
    notes = [*_notes_on_words(section, version), *_notes_on_lines(lines)]
    if not count and not words:
        status = EMPTY if is_needed(section, version) else NONE
    else:
        status = MISSING if notes else COMPLETE
    return Progress(
        section=section,
        status=status,
        count=count,
        notes=tuple(notes) if status in (MISSING, COMPLETE) else (),
        url=section_url(version.pk, section.key),
    )


def _is_said(version: RegisterVersion, name: str) -> bool:
    column: Any = version._meta.get_field(name)
    return bool(getattr(version, name) != column.get_default())


def _notes_on_words(section: Section, version: RegisterVersion) -> Iterable[str]:
    for name in section.words:
        value = getattr(version, name)
        if name == "decides_by_machine" and value is None and is_needed(section, version):
            yield _("It is not said whether a machine alone decides.")
        if isinstance(version._meta.get_field(name), TextsField) and value:
            yield from (
                _in_language(_("%(language)s is missing."), language)
                for language in LANGUAGES
                if not value.get(language)
            )


def _notes_on_lines(lines: Mapping[str, int]) -> Iterable[str]:
    if bare := lines.get("bare", 0):
        yield ngettext(
            "%(count)s purpose has no lawful basis.",
            "%(count)s purposes have no lawful basis.",
            bare,
        ) % {"count": bare}
    for language in LANGUAGES:
        if number := lines.get(language, 0):
            words = ngettext(
                "%(language)s is missing on %(count)s line.",
                "%(language)s is missing on %(count)s lines.",
                number,
            )
            yield _in_language(words, language, count=number)


def _in_language(words: str, language: str, **more: int) -> str:
    name: str | Promise = LanguageChoice(language).label
    return words % {"language": str(name).capitalize(), **more}


def _counts(version: RegisterVersion) -> Counts:
    queries = [_count(part, version) for part in PARTS]
    rows = queries[0].union(*queries[1:], all=True)
    return {row["part"]: row for row in rows}


def _count(part: str, version: RegisterVersion) -> Any:
    model = PARTS[part]
    bare = (
        Count("pk", filter=~Exists(PurposeBasis.objects.filter(purpose=OuterRef("pk"))))
        if model is Purpose
        else Value(0)
    )
    return (
        model._default_manager.filter(version=version)
        .order_by()
        .values(part=Value(part))
        .annotate(
            total=Count("pk"),
            **{code: Count("pk", filter=_lacks(texts_of(model), code)) for code in LANGUAGES},
            bare=bare,
        )
    )


def _lacks(columns: Iterable[str], language: str) -> Q:
    """Lines that say something in another language and not in this one."""
    found = Q()
    for name in columns:
        found |= ~Q(**{name: {}}) & ~Q(**{f"{name}__has_key": language})
    return found
