"""Rules on how long data are kept (GDPR Art. 5(1)(e), 13(2)(a), 17(3)(b), 30(1)(f))."""

from collections.abc import Iterator
from itertools import chain

from registers_app.domain.lint.facts import DataFacts, VersionFacts
from registers_app.domain.lint.finding import Spot, at, whole
from registers_app.domain.lint.normal import normal
from registers_app.domain.lint.purposes import told
from registers_app.domain.lint.words_that_tell import WITHOUT_END


def no_retention(facts: VersionFacts) -> Iterator[Spot]:
    """Nothing says how long anything is kept."""
    return whole(not facts.retention_rules)


def retention_uncovered(facts: VersionFacts) -> Iterator[Spot]:
    """Rules name what they are about, and none is about this purpose or these data.

    A rule on a purpose covers the data used for it, one on data the purposes they are used for.
    """
    rules = facts.retention_rules
    if not rules or any(not row.purposes and not row.data_categories for row in rules):
        return
    purposes = {key for row in rules for key in row.purposes}
    categories = {key for row in rules for key in row.data_categories}
    by_purpose_alone = {key for row in rules if not row.data_categories for key in row.purposes}
    by_data_alone = {key for row in rules if not row.purposes for key in row.data_categories}
    everywhere, used = _uses_of(by_data_alone, facts)
    if not everywhere:
        covered = purposes | used
        yield from at(row.place for row in facts.purposes if row.key not in covered)
    for row in facts.data_categories:
        if row.key not in categories and not _used_for(row, by_purpose_alone):
            yield Spot(place=row.place)


def retention_without_end(facts: VersionFacts) -> Iterator[Spot]:
    """A rule by whose words data could stay for good."""
    for row in facts.retention_rules:
        if row.period_months is None and not row.starts:
            words = chain(*(WITHOUT_END.found_in(normal(text)) for text in row.names.values()))
            if found := tuple(dict.fromkeys(words)):
                yield Spot(place=row.place, words=found)


def retention_without_start(facts: VersionFacts) -> Iterator[Spot]:
    """A period that runs from no day."""
    return at(
        row.place
        for row in facts.retention_rules
        if row.period_months is not None and not row.starts
    )


def retention_uncounted(facts: VersionFacts) -> Iterator[Spot]:
    """A period that stands in words only, which the desk cannot count."""
    return at(
        row.place
        for row in facts.retention_rules
        if row.period_months is None and row.starts in ("", "other")
    )


def statutory_retention_without_act(facts: VersionFacts) -> Iterator[Spot]:
    """A law demands that data are kept, and is not named."""
    return at(
        row.place for row in facts.retention_rules if row.is_statutory and not told(row.legal_acts)
    )


def _uses_of(categories: set[str], facts: VersionFacts) -> tuple[bool, set[str]]:
    """Whether some of *categories* are used for everything, and else what they are used for."""
    rows = [row for row in facts.data_categories if row.key in categories]
    return any(not row.purposes for row in rows), {key for row in rows for key in row.purposes}


def _used_for(row: DataFacts, purposes: set[str]) -> bool:
    return bool(purposes) and (not row.purposes or not purposes.isdisjoint(row.purposes))
