"""Rules on purposes and what they rest on (GDPR Art. 5(1)(b), 6, 7, 13(1)(c)–(d))."""

from collections.abc import Iterable, Iterator

from registers_app.domain.lawful_basis import LawfulBasis as B
from registers_app.domain.lint.facts import PurposeFacts, VersionFacts
from registers_app.domain.lint.finding import Spot, at, whole

# On these nobody may send advertisements to people, nor need they for their contract.
_NO_BASES_OF_MARKETING = {B.LEGAL_OBLIGATION, B.VITAL_INTERESTS, B.PUBLIC_TASK}


def no_purpose(facts: VersionFacts) -> Iterator[Spot]:
    """Nothing says what the data are for."""
    return whole(not facts.purposes)


def purpose_without_basis(facts: VersionFacts) -> Iterator[Spot]:
    """A purpose rests on nothing."""
    return at(row.place for row in facts.purposes if not row.bases)


def interest_unstated(facts: VersionFacts) -> Iterator[Spot]:
    """A legitimate interest is claimed and not told."""
    return at(
        row.place for row in _on(B.LEGITIMATE_INTEREST, facts) if not told(row.legitimate_interests)
    )


def obligation_without_act(facts: VersionFacts) -> Iterator[Spot]:
    """A legal obligation without the law that imposes it."""
    return _without_act(B.LEGAL_OBLIGATION, facts)


def public_task_without_act(facts: VersionFacts) -> Iterator[Spot]:
    """A public task without the law that gives it."""
    return _without_act(B.PUBLIC_TASK, facts)


def consent_without_withdrawal(facts: VersionFacts) -> Iterator[Spot]:
    """Consent is asked for, and nothing says how it is taken back."""
    return at(row.place for row in _on(B.CONSENT, facts) if not told(row.withdrawal_ways))


def consent_beside_others(facts: VersionFacts) -> Iterator[Spot]:
    """Consent that, withdrawn, ends nothing, because another basis stands beside it."""
    return at(row.place for row in _on(B.CONSENT, facts) if len(row.bases) > 1)


def marketing_on_wrong_basis(facts: VersionFacts) -> Iterator[Spot]:
    """Direct marketing rests on a basis on which none can rest."""
    return at(
        row.place for row in _marketing(facts) if _NO_BASES_OF_MARKETING.intersection(row.bases)
    )


def marketing_on_contract(facts: VersionFacts) -> Iterator[Spot]:
    """Direct marketing rests on the contract alone, which seldom needs it."""
    return at(row.place for row in _marketing(facts) if set(row.bases) == {B.CONTRACT})


def purpose_unowned(facts: VersionFacts) -> Iterator[Spot]:
    """Nobody in the house answers for a purpose, nor for the whole register."""
    unowned = [row.place for row in facts.purposes if not row.owner]
    if unowned and not facts.register.owner:
        everything = len(unowned) == len(facts.purposes)
        yield from at(["register.owner"] if everything else unowned)


def purpose_without_data(facts: VersionFacts) -> Iterator[Spot]:
    """Categories of data say what they are used for, and none is for this purpose."""
    named = {key for row in facts.data_categories for key in row.purposes}
    if named and all(row.purposes for row in facts.data_categories):
        yield from at(row.place for row in facts.purposes if row.key not in named)


def told(texts: object) -> bool:
    """Whether a text says something in any language."""
    return isinstance(texts, dict) and any(text.strip() for text in texts.values())


def _on(basis: B, facts: VersionFacts) -> Iterable[PurposeFacts]:
    return (row for row in facts.purposes if basis in row.bases)


def _marketing(facts: VersionFacts) -> Iterable[PurposeFacts]:
    return (row for row in facts.purposes if row.is_direct_marketing)


def _without_act(basis: B, facts: VersionFacts) -> Iterator[Spot]:
    return at(row.place for row in _on(basis, facts) if not told(row.bases[basis]))
