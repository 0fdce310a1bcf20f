"""Rules on who keeps a register, for whom, and whether it is kept up (GDPR Art. 13, 26–30, 32)."""

from collections.abc import Iterator
from datetime import date

from registers_app.domain.authorities import authority_of
from registers_app.domain.lawful_basis import LawfulBasis
from registers_app.domain.lint.countries import EEA
from registers_app.domain.lint.facts import CookieFacts, VersionFacts
from registers_app.domain.lint.finding import Spot, at, whole
from registers_app.domain.lint.purposes import told

# These need information and a way out there, and no consent (Privacy and Electronic Communications
# Regulations, reg. 6 as amended by the Data (Use and Access) Act 2025).
FREE_IN_THE_UK = {"necessary", "statistics", "functional"}
_ASKED = {LawfulBasis.CONTRACT, LawfulBasis.LEGAL_OBLIGATION}


def joint_without_arrangement(facts: VersionFacts) -> Iterator[Spot]:
    """Several controllers, and the essence of their arrangement is not told."""
    return whole(len(facts.register.controllers) > 1 and not told(facts.joint_arrangements))


def controller_without_representative(facts: VersionFacts) -> Iterator[Spot]:
    """A controller outside the law's countries has nobody there."""
    for row in facts.register.controllers:
        at_home = row.country == "GB" if row.regime == "UK" else row.country in EEA
        if not at_home and not row.representative.strip():
            yield Spot(place=row.place)


def no_contact(facts: VersionFacts) -> Iterator[Spot]:
    """Nobody can be reached about the register."""
    keeper = facts.register.keeper
    reachable = keeper.email or keeper.phone or keeper.postal_address
    return whole(not reachable and not any(row.email or row.phone for row in facts.contacts))


def contact_unreachable(facts: VersionFacts) -> Iterator[Spot]:
    """A contact without an address or a number."""
    return at(row.place for row in facts.contacts if not row.email and not row.phone)


def officer_unreachable(facts: VersionFacts) -> Iterator[Spot]:
    """A data protection officer without contact details."""
    return at(
        row.place
        for row in facts.register.controllers
        if row.dpo_name and not (row.dpo_email or row.dpo_phone or row.dpo_postal_address)
    )


def authority_unknown(facts: VersionFacts) -> Iterator[Spot]:
    """The desk does not know the authority to which people may complain."""
    return at(row.place for row in facts.register.controllers if authority_of(row.country) is None)


def provision_unsaid(facts: VersionFacts) -> Iterator[Spot]:
    """People give data for a contract or by law, and are not told whether they have to."""
    given = any(row.origin == "provided" for row in facts.data_categories)
    asked = any(_ASKED.intersection(row.bases) for row in facts.purposes)
    return whole(given and asked and not told(facts.provision_duties))


def cookie_without_consent(facts: VersionFacts) -> Iterator[Spot]:
    """Cookies beyond the necessary, and no purpose rests on consent."""
    if not any(LawfulBasis.CONSENT in row.bases for row in facts.purposes):
        yield from at(row.place for row in _for_consent(facts))


def cookie_duration_unsaid(facts: VersionFacts) -> Iterator[Spot]:
    """How long a cookie lasts is not told."""
    return at(row.place for row in facts.cookies if not told(row.durations))


def security_unsaid(facts: VersionFacts) -> Iterator[Spot]:
    """Nothing says how the data are protected."""
    return whole(not told(facts.security_measures))


def no_clients(facts: VersionFacts) -> Iterator[Spot]:
    """A processor's record that names no controller."""
    return whole(not facts.register.clients)


def client_without_agreement(facts: VersionFacts) -> Iterator[Spot]:
    """A client, and no contract on record."""
    return at(row.place for row in facts.register.clients if not row.agreement)


def notice_old(facts: VersionFacts) -> Iterator[Spot]:
    """For more than a year nobody has found that what is in force still holds."""
    days = [day for day in (facts.effective_on, facts.register.reviewed_on) if day]
    return whole(facts.is_in_force and bool(days) and max(days) < _a_year_before(facts.today))


def key_unknown(facts: VersionFacts) -> Iterator[Spot]:
    """A line names another that is not there."""
    there = {
        name: {row.key for row in getattr(facts, name)}
        for name in ("purposes", "data_categories", "subject_categories")
    }
    for line in facts.lines:
        named = (key for name in there for key in _named(line, name) if key not in there[name])
        if words := tuple(dict.fromkeys(named)):
            yield Spot(place=line.place, words=words)


def _named(line: object, name: str) -> tuple[str, ...]:
    return getattr(line, name, ())


def _for_consent(facts: VersionFacts) -> Iterator[CookieFacts]:
    free = FREE_IN_THE_UK if facts.register.keeper.regime == "UK" else {"necessary"}
    return (row for row in facts.cookies if row.kind not in free)


def _a_year_before(day: date) -> date:
    leap = day.month == 2 and day.day == 29
    return day.replace(year=day.year - 1, day=28 if leap else day.day)
