"""What the linter finds, at the section and the line that it is about."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import get_language, ngettext

from registers_app.admin.editor.sections import BY_PART, SECTIONS, Section
from registers_app.domain.languages import Text, pick
from registers_app.domain.lint.finding import Rule, Severity
from registers_app.models import RegisterVersion
from registers_app.models.content import PARTS
from registers_app.services.check_version import Checked, checked
from registers_app.services.finding_words import SENTENCES, SEVERITY_WORDS, law_of

# A version with more lines is checked on its first page, and elsewhere when it is asked for.
AT_ONCE = 300
LISTED = 10
_BY_WORD = {word: section.key for section in SECTIONS for word in section.words}
# Where a rule about the whole version is met.
_WHOLE = {
    "no_purpose": "purposes",
    "no_groups": "people",
    "no_data_categories": "data",
    "impact_assessment_unsaid": "record",
    "no_sources": "sources",
    "no_retention": "retention",
    "no_recipients": "recipients",
    "recipients_only_categories": "recipients",
    "recipients_unpublished": "recipients",
    "automation_unsaid": "automation",
    "machine_unexplained": "automation",
    "joint_without_arrangement": "joint",
    "no_contact": "contacts",
    "provision_unsaid": "giving",
    "security_unsaid": "security",
}


@dataclass(frozen=True, kw_only=True)
class Place:
    """A line that a finding is about."""

    name: Text
    url: str
    words: str
    reason: str


@dataclass(frozen=True, kw_only=True)
class Told:
    """What one rule finds, said once, with all that it is about."""

    severity: Severity
    severity_word: str | Promise
    sentence: str | Promise
    law: str
    places: tuple[Place, ...]
    more: int


def findings_by_section(version: RegisterVersion) -> Mapping[str, list[Checked]]:
    """All findings by the key of the section; under "" what is put right elsewhere."""
    found: dict[str, list[Checked]] = {}
    for one in checked([version])[version.pk]:
        found.setdefault(_section_of(one), []).append(one)
    return found


def told(version: RegisterVersion, findings: Iterable[Checked]) -> list[Told]:
    """The findings by their rules, graver ones first."""
    by_rule: dict[str, list[Checked]] = {}
    for one in findings:
        by_rule.setdefault(one.finding.code, []).append(one)
    urls = _urls(version, (group[:LISTED] for group in by_rule.values()))
    return [_told(group[0].finding.rule, group, urls) for group in by_rule.values()]


def at_line(findings: Iterable[Checked], part: str, key: str) -> list[Checked]:
    """Those about one line."""
    return [one for one in findings if one.finding.place == f"{part}.{key}"]


def counted(findings: Iterable[Checked]) -> list[tuple[str, str]]:
    """How many there are of each severity, in words."""
    numbers = dict.fromkeys(Severity, 0)
    for one in findings:
        numbers[one.finding.severity] += 1
    words = {
        Severity.ERROR: ngettext("%(count)s error", "%(count)s errors", numbers[Severity.ERROR]),
        Severity.WARNING: ngettext(
            "%(count)s warning", "%(count)s warnings", numbers[Severity.WARNING]
        ),
        Severity.NOTE: ngettext("%(count)s note", "%(count)s notes", numbers[Severity.NOTE]),
    }
    return [
        (severity.value, words[severity] % {"count": count})
        for severity, count in numbers.items()
        if count
    ]


def _section_of(one: Checked) -> str:
    place = one.finding.place
    if not place:
        return _WHOLE.get(one.finding.code, "")
    part, _, name = place.partition(".")
    section: Section | None = BY_PART.get(part)
    return section.key if section else _BY_WORD.get(name or part, "")


def _told(rule: Rule, group: list[Checked], urls: Mapping[str, str]) -> Told:
    shown = group[:LISTED]
    return Told(
        severity=rule.severity,
        severity_word=SEVERITY_WORDS[rule.severity],
        sentence=SENTENCES[rule.code],
        law=law_of(rule),
        places=tuple(_place(one, urls) for one in shown if one.finding.place),
        more=len(group) - len(shown),
    )


def _place(one: Checked, urls: Mapping[str, str]) -> Place:
    place = one.finding.place
    return Place(
        name=pick(one.names, language=get_language() or "en"),
        url=urls.get(place, ""),
        words=", ".join(one.finding.words),
        reason=one.reason.reason if one.reason else "",
    )


def _urls(version: RegisterVersion, groups: Iterable[list[Checked]]) -> dict[str, str]:
    keys: dict[str, set[str]] = {}
    for group in groups:
        for part, key in _lines(group):
            keys.setdefault(part, set()).add(key)
    return {
        f"{part}.{key}": reverse(
            "admin:registers_app_registerversion_line", args=[version.pk, part, pk]
        )
        for part, wanted in keys.items()
        for key, pk in PARTS[part]
        ._default_manager.filter(version=version, key__in=wanted)
        .values_list("key", "pk")
    }


def _lines(group: Iterable[Checked]) -> Iterator[tuple[str, str]]:
    for one in group:
        part, _, key = one.finding.place.partition(".")
        if part in PARTS and key:
            yield part, key
