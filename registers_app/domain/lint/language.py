"""Rules on what the texts say, in whatever language they say it."""

from collections.abc import Callable, Iterator

from registers_app.domain.languages import LANGUAGES
from registers_app.domain.lint.facts import Said, VersionFacts
from registers_app.domain.lint.finding import Check, Spot
from registers_app.domain.lint.normal import Wording
from registers_app.domain.lint.words_that_tell import (
    CRIMINAL,
    EU_LAW,
    FORMER_CLAUSES,
    IDENTITY_CODE,
    PRIVACY_SHIELD,
    PROFILING,
    REPEALED_LAW,
    SAFE_HARBOUR,
    SPECIAL,
    UNFINISHED,
    VAGUE,
)

# It tells what is no longer so, and may name it.
_OF_THE_PAST = "change_notes"


def privacy_shield(facts: VersionFacts) -> Iterator[Spot]:
    """Privacy Shield, as a safeguard or by name."""
    return _dead("privacy_shield", PRIVACY_SHIELD, facts)


def safe_harbour(facts: VersionFacts) -> Iterator[Spot]:
    """Safe Harbour, as a safeguard or by name."""
    return _dead("safe_harbour", SAFE_HARBOUR, facts)


def former_clauses(facts: VersionFacts) -> Iterator[Spot]:
    """The standard clauses of 2001, 2004 and 2010, as a safeguard or by number."""
    return _dead("former_clauses", FORMER_CLAUSES, facts)


def says(words: Wording) -> Check:
    """A rule that finds *words* in any text of a version, but in what it tells of the past."""

    def check(facts: VersionFacts) -> Iterator[Spot]:
        return spoken(facts, words, where=lambda said: said.column != _OF_THE_PAST)

    return check


repealed_law = says(REPEALED_LAW)
unfinished_text = says(UNFINISHED)


def foreign_law(facts: VersionFacts) -> Iterator[Spot]:
    """A controller under the UK's law points to the EU's."""
    if facts.register.keeper.regime == "UK":
        yield from says(EU_LAW)(facts)


def purpose_vague(facts: VersionFacts) -> Iterator[Spot]:
    """A purpose that could be anything."""
    return _named(facts, "purposes", VAGUE)


def profiling_unexplained(facts: VersionFacts) -> Iterator[Spot]:
    """A purpose speaks of profiling or a machine's decisions, and no line explains them."""
    if not facts.automations:
        yield from _named(facts, "purposes", PROFILING)


def special_unmarked(facts: VersionFacts) -> Iterator[Spot]:
    """Data that read like a special category and are not marked as one."""
    marked = {row.place for row in facts.data_categories if row.is_special}
    return _unmarked(facts, SPECIAL, marked)


def identity_code_unmarked(facts: VersionFacts) -> Iterator[Spot]:
    """Data that read like a personal identity code and are not marked as one."""
    marked = {row.place for row in facts.data_categories if row.is_identity_code}
    return _unmarked(facts, IDENTITY_CODE, marked)


def criminal_unmarked(facts: VersionFacts) -> Iterator[Spot]:
    """Data that read like convictions or offences and are not marked as such."""
    marked = {row.place for row in facts.data_categories if row.is_criminal}
    return _unmarked(facts, CRIMINAL, marked)


def text_missing(facts: VersionFacts) -> Iterator[Spot]:
    """A text without one of the languages in which the notice is published."""
    return _missing(facts, published_languages(facts))


def text_untranslated(facts: VersionFacts) -> Iterator[Spot]:
    """A text without a language of the desk in which the notice is not published."""
    return _missing(facts, frozenset(LANGUAGES) - published_languages(facts))


def published_languages(facts: VersionFacts) -> frozenset[str]:
    """The controller's main language, and those in which the register has a name."""
    named = {code for code, name in facts.register.names.items() if name.strip()}
    return frozenset({facts.register.keeper.language, *named})


def spoken(facts: VersionFacts, words: Wording, *, where: Callable[[Said], bool]) -> Iterator[Spot]:
    """Each place at which *words* stand in a text, with how they read there."""
    found: dict[str, dict[str, None]] = {}
    for said in facts.said:
        if where(said) and (read := words.found_in(said.text)):
            found.setdefault(said.place, {}).update(dict.fromkeys(read))
    return (Spot(place=place, words=tuple(read)) for place, read in found.items())


def _dead(safeguard: str, words: Wording, facts: VersionFacts) -> Iterator[Spot]:
    named = {spot.place: spot for spot in says(words)(facts)}
    for row in facts.transfers:
        if safeguard in (row.safeguard, row.fallback):
            named.setdefault(row.place, Spot(place=row.place))
    return iter(named.values())


def _named(facts: VersionFacts, part: str, words: Wording) -> Iterator[Spot]:
    def where(said: Said) -> bool:
        return said.column == "names" and said.place.startswith(f"{part}.")

    return spoken(facts, words, where=where)


def _unmarked(facts: VersionFacts, words: Wording, marked: set[str]) -> Iterator[Spot]:
    return (spot for spot in _named(facts, "data_categories", words) if spot.place not in marked)


def _missing(facts: VersionFacts, languages: frozenset[str]) -> Iterator[Spot]:
    found: dict[str, dict[str, None]] = {}
    for place, _column, texts in facts.texts:
        if any(text.strip() for text in texts.values()):
            lacking = [
                code for code in LANGUAGES if code in languages and not texts.get(code, "").strip()
            ]
            if lacking:
                found.setdefault(place, {}).update(dict.fromkeys(lacking))
    return (Spot(place=place, words=tuple(codes)) for place, codes in found.items())
