"""Rules on decisions by machines and profiling (GDPR Art. 13(2)(f), 15(1)(h), 22)."""

from collections.abc import Iterator

from registers_app.domain.lawful_basis import LawfulBasis
from registers_app.domain.lint.facts import AutomationFacts, VersionFacts
from registers_app.domain.lint.finding import Spot, at, whole
from registers_app.domain.lint.purposes import told

# Art. 22(4): with these a machine may decide on special categories too.
_ALLOWED_ON_SPECIAL = {"explicit_consent", "public_interest"}
BASIS_OF = {"contract": LawfulBasis.CONTRACT, "consent": LawfulBasis.CONSENT}


def automation_unsaid(facts: VersionFacts) -> Iterator[Spot]:
    """Nobody has said whether a machine decides, or nothing tells people."""
    told_people = told(facts.automated_decisions) or bool(facts.automations)
    return whole(facts.decides_by_machine is None or not told_people)


def machine_unexplained(facts: VersionFacts) -> Iterator[Spot]:
    """A machine decides alone, and no line says about what."""
    return whole(bool(facts.decides_by_machine) and not any(_alone(facts)))


def machine_denied(facts: VersionFacts) -> Iterator[Spot]:
    """The version says that no machine decides alone, and a line that one does."""
    return at(row.place for row in _alone(facts) if facts.decides_by_machine is False)


def automation_without_ground(facts: VersionFacts) -> Iterator[Spot]:
    """A machine decides alone, and nothing allows it."""
    return at(row.place for row in _alone(facts) if not row.ground)


def automation_without_logic(facts: VersionFacts) -> Iterator[Spot]:
    """How the machine decides is not told."""
    return at(row.place for row in _alone(facts) if not told(row.logics))


def automation_without_consequences(facts: VersionFacts) -> Iterator[Spot]:
    """What the decision means for people is not told."""
    return at(row.place for row in _alone(facts) if not told(row.consequences))


def automation_without_act(facts: VersionFacts) -> Iterator[Spot]:
    """A law allows the decision, and is not named."""
    return at(
        row.place for row in _alone(facts) if row.ground == "law" and not told(row.legal_acts)
    )


def automation_ground_unsupported(facts: VersionFacts) -> Iterator[Spot]:
    """Contract or consent allows the decision, and no purpose of it rests on that."""
    by_basis = {
        basis: {row.key for row in facts.purposes if basis in row.bases}
        for basis in BASIS_OF.values()
    }
    for row in _alone(facts):
        basis = BASIS_OF.get(row.ground)
        if basis and not by_basis[basis].intersection(row.purposes or by_basis[basis]):
            yield Spot(place=row.place)


def automation_on_special(facts: VersionFacts) -> Iterator[Spot]:
    """A machine decides alone on special categories, without what Art. 22(4) demands."""
    special = [
        row
        for row in facts.data_categories
        if row.is_special and row.special_condition not in _ALLOWED_ON_SPECIAL
    ]
    everywhere = any(not row.purposes for row in special)
    purposes = {key for row in special for key in row.purposes}
    for row in _alone(facts):
        if everywhere or (purposes if not row.purposes else purposes.intersection(row.purposes)):
            yield Spot(place=row.place)


def _alone(facts: VersionFacts) -> Iterator[AutomationFacts]:
    return (row for row in facts.automations if row.decides_alone)
