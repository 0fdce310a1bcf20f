"""Rules on people, their data and where they come from (GDPR Art. 9, 10, 14, 30(1)(c), 35, 87)."""

from collections.abc import Iterator

from registers_app.domain.lawful_basis import LawfulBasis
from registers_app.domain.lint.facts import DataFacts, VersionFacts
from registers_app.domain.lint.finding import Spot, at, whole
from registers_app.domain.lint.purposes import told

# Art. 9(2)(b), (g), (h), (i), (j) rest on Union or national law.
CONDITIONS_BY_LAW = {"employment", "public_interest", "health_care", "public_health", "research"}
ELSEWHERE = {"third_party", "public_register"}


def no_groups(facts: VersionFacts) -> Iterator[Spot]:
    """Nothing says whom the data are about."""
    return whole(not facts.subject_categories)


def no_data_categories(facts: VersionFacts) -> Iterator[Spot]:
    """Nothing says which data there are."""
    return whole(not facts.data_categories)


def special_without_condition(facts: VersionFacts) -> Iterator[Spot]:
    """Special categories, and nothing lifts the ban."""
    return at(row.place for row in _special(facts) if not row.special_condition)


def special_condition_without_act(facts: VersionFacts) -> Iterator[Spot]:
    """What lifts the ban rests on a law that is not named."""
    return at(
        row.place
        for row in _special(facts)
        if row.special_condition in CONDITIONS_BY_LAW and not told(row.legal_acts)
    )


def special_consent_unsupported(facts: VersionFacts) -> Iterator[Spot]:
    """Explicit consent lifts the ban, and no purpose of these data rests on consent."""
    consenting = {row.key for row in facts.purposes if LawfulBasis.CONSENT in row.bases}
    return at(
        row.place
        for row in _special(facts)
        if row.special_condition == "explicit_consent"
        and not (consenting.intersection(row.purposes) if row.purposes else consenting)
    )


def criminal_without_act(facts: VersionFacts) -> Iterator[Spot]:
    """Convictions and offences without the law that allows them."""
    return at(
        row.place for row in facts.data_categories if row.is_criminal and not told(row.legal_acts)
    )


def identity_code_without_ground(facts: VersionFacts) -> Iterator[Spot]:
    """Personal identity codes without a national ground, where the law asks for one (Art. 87)."""
    if facts.register.keeper.regime != "UK":
        yield from at(
            row.place
            for row in facts.data_categories
            if row.is_identity_code and not told(row.legal_acts)
        )


def impact_assessment_unsaid(facts: VersionFacts) -> Iterator[Spot]:
    """Data or decisions of high risk, and nothing says whether their impact was assessed."""
    risky = facts.decides_by_machine or any(row.decides_alone for row in facts.automations)
    risky = risky or any(row.is_special or row.is_criminal for row in facts.data_categories)
    return whole(bool(risky) and not facts.impact_assessment.strip())


def no_sources(facts: VersionFacts) -> Iterator[Spot]:
    """Data come from others, and no source is told."""
    from_others = any(row.origin == "third_party" for row in facts.data_categories)
    return whole(from_others and not facts.sources)


def source_of_others_unnamed(facts: VersionFacts) -> Iterator[Spot]:
    """Data come from others, and every source that is told is the person."""
    kinds = {row.kind for row in facts.sources}
    if kinds and "" not in kinds and not kinds & ELSEWHERE:
        yield from at(row.place for row in facts.data_categories if row.origin == "third_party")


def source_kind_unsaid(facts: VersionFacts) -> Iterator[Spot]:
    """A source of which nobody says whether everybody can reach it."""
    return at(row.place for row in facts.sources if not row.kind)


def group_without_data(facts: VersionFacts) -> Iterator[Spot]:
    """Categories of data say whom they are about, and none is about this group."""
    named = {key for row in facts.data_categories for key in row.subject_categories}
    if named and all(row.subject_categories for row in facts.data_categories):
        yield from at(row.place for row in facts.subject_categories if row.key not in named)


def _special(facts: VersionFacts) -> Iterator[DataFacts]:
    return (row for row in facts.data_categories if row.is_special)
