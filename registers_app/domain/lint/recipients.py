"""Rules on recipients and transfers (GDPR Art. 13(1)(e)–(f), 28, 30(1)(d)–(e), 44–49)."""

from collections.abc import Iterator

from registers_app.domain.lint.countries import adequacy_of, is_within, must_be_told
from registers_app.domain.lint.facts import TransferFacts, VersionFacts
from registers_app.domain.lint.finding import Spot, at, whole

# Art. 46 and 47: what the parties agree on, to be assessed against the law of the country.
AGREED = {
    "standard_clauses",
    "binding_rules",
    "authority_clauses",
    "code_of_conduct",
    "certification",
    "public_instrument",
    "arrangement",
    "own_clauses",
}
# Art. 13(1)(f): of these people may have a copy.
WITH_COPY = AGREED | {"compelling_interests"}


def no_recipients(facts: VersionFacts) -> Iterator[Spot]:
    """Nothing says who receives data."""
    return whole(not facts.recipients)


def recipients_only_categories(facts: VersionFacts) -> Iterator[Spot]:
    """No recipient is known by name."""
    return whole(bool(facts.recipients) and all(row.is_category for row in facts.recipients))


def recipients_unpublished(facts: VersionFacts) -> Iterator[Spot]:
    """There are recipients, and the notice names not even a category of them."""
    return whole(bool(facts.recipients) and not any(row.is_published for row in facts.recipients))


def processor_without_agreement(facts: VersionFacts) -> Iterator[Spot]:
    """A processor, and no contract on record. A category has none: those in it have."""
    return at(
        row.place
        for row in facts.recipients
        if row.kind == "processor" and not row.is_category and not row.agreement
    )


def recipient_country_unsaid(facts: VersionFacts) -> Iterator[Spot]:
    """A recipient of which nobody can tell whether data leave for a third country."""
    return at(
        row.place
        for row in facts.recipients
        if not row.country and not row.is_category and row.kind != "authority"
    )


def recipient_without_transfer(facts: VersionFacts) -> Iterator[Spot]:
    """A recipient in a third country, and no transfer there with its safeguard."""
    regime, told = _regime(facts), {row.country for row in facts.transfers}
    return at(
        row.place
        for row in facts.recipients
        if row.country not in told and must_be_told(row.country, regime=regime, on=facts.today)
    )


def transfer_without_country(facts: VersionFacts) -> Iterator[Spot]:
    """A transfer, and nobody says where to."""
    return at(row.place for row in facts.transfers if not row.country)


def transfer_without_safeguard(facts: VersionFacts) -> Iterator[Spot]:
    """A transfer that nothing makes lawful."""
    return at(row.place for row in _by(facts, "not_named"))


def transfer_at_home(facts: VersionFacts) -> Iterator[Spot]:
    """A transfer to a country that is no third country."""
    regime = _regime(facts)
    return at(row.place for row in facts.transfers if is_within(row.country, regime=regime))


def no_adequacy(facts: VersionFacts) -> Iterator[Spot]:
    """An adequacy decision is named that does not exist, or no longer."""
    return at(
        row.place
        for row in _by(facts, "adequacy")
        if row.country
        and not is_within(row.country, regime=_regime(facts))
        and adequacy_of(row.country, regime=_regime(facts), on=facts.today) is None
    )


def adequacy_limited(facts: VersionFacts) -> Iterator[Spot]:
    """An adequacy decision that covers some recipients only, such as those on a list."""
    for row in _by(facts, "adequacy"):
        decision = adequacy_of(row.country, regime=_regime(facts), on=facts.today)
        if decision and decision.limited:
            yield Spot(place=row.place)


def fallback_missing(facts: VersionFacts) -> Iterator[Spot]:
    """The Data Privacy Framework is before the Court, and nothing steps in if it falls."""
    return at(
        row.place for row in _by(facts, "adequacy") if row.country == "US" and not row.fallback
    )


def safeguard_copy_unsaid(facts: VersionFacts) -> Iterator[Spot]:
    """Nothing says where a copy of the safeguard can be had."""
    return at(row.place for row in _by(facts, *WITH_COPY) if not any(row.copies.values()))


def transfer_unassessed(facts: VersionFacts) -> Iterator[Spot]:
    """A safeguard that was never held against the law of the country."""
    return at(row.place for row in _by(facts, *AGREED) if not row.documentation.strip())


def derogation_regular(facts: VersionFacts) -> Iterator[Spot]:
    """A register is regular, a derogation is for single occasions."""
    return at(row.place for row in _by(facts, "derogation"))


def compelling_interests_undocumented(facts: VersionFacts) -> Iterator[Spot]:
    """Compelling interests, and no record of the assessment."""
    return at(
        row.place for row in _by(facts, "compelling_interests") if not row.documentation.strip()
    )


def _by(facts: VersionFacts, *safeguards: str) -> Iterator[TransferFacts]:
    return (row for row in facts.transfers if row.safeguard in safeguards)


def _regime(facts: VersionFacts) -> str:
    return facts.register.keeper.regime
