"""Short rules of the registers: who acts, which text, which authority, which role."""

import pytest

from registers_app.domain.actors import SYSTEM, Actor, ActorKind, subject_actor, user_actor
from registers_app.domain.authorities import AUTHORITIES, authority_of
from registers_app.domain.languages import LANGUAGES, pick
from registers_app.domain.residence import HOMES, countries, home_of
from registers_app.domain.roles import Permission, Role, roles_granting


def test_a_person_and_a_member_of_staff_of_the_same_number_are_two() -> None:
    assert user_actor(4) == Actor(kind=ActorKind.USER, id=4)
    assert subject_actor(4) == Actor(kind=ActorKind.SUBJECT, id=4)
    assert Actor(kind=ActorKind.SYSTEM, id=0) == SYSTEM


@pytest.mark.parametrize(
    ("texts", "wanted", "text", "language"),
    [
        ({"fi": "rekisteri", "sv": "register"}, "sv", "register", "sv"),
        ({"fi": "rekisteri", "sv": "register"}, "en", "rekisteri", "fi"),
        ({"fi": "", "sv": "register", "en": "record"}, "fi", "register", "sv"),
        ({"en": "record"}, "fi", "record", "en"),
        ({}, "sv", "", "sv"),
    ],
)
def test_a_text_is_taken_in_the_language_wanted_or_the_next_there_is(
    texts: dict[str, str], wanted: str, text: str, language: str
) -> None:
    found = pick(texts, language=wanted)
    assert (found.text, found.language, str(found)) == (text, language, text)


@pytest.mark.parametrize("country", AUTHORITIES)
def test_an_authority_has_its_name_in_each_language(country: str) -> None:
    authority = authority_of(country)
    assert authority is not None
    assert authority.country == country
    assert all(authority.name(language) for language in LANGUAGES)


def test_every_country_of_the_eu_and_eea_has_one_authority_and_a_name_in_each_language() -> None:
    assert len(HOMES) == 30
    assert "GB" not in HOMES
    assert len({home.site for home in HOMES.values()}) == 30
    for language in LANGUAGES:
        names = [name for _code, name in countries(language)]
        assert len(set(names)) == 30
        assert names == sorted(names, key=str.casefold)


def test_of_a_country_that_is_not_known_no_authority_is_invented() -> None:
    assert authority_of("XX") is None


@pytest.mark.parametrize(
    ("permission", "roles"),
    [
        (Permission.HANDLE_REQUESTS, {Role.HANDLER, Role.SUPERVISOR, Role.ADMINISTRATOR}),
        (Permission.APPROVE_DECISIONS, {Role.SUPERVISOR, Role.ADMINISTRATOR}),
        (Permission.EDIT_REGISTERS, {Role.REGISTER_EDITOR, Role.ADMINISTRATOR}),
        (Permission.SEE_REPORTS, {Role.SUPERVISOR, Role.DPO, Role.ADMINISTRATOR}),
    ],
)
def test_a_permission_is_of_the_roles_that_need_it(
    permission: Permission, roles: set[Role]
) -> None:
    assert roles_granting(permission) == roles


def test_a_person_has_the_authority_of_the_country_of_residence() -> None:
    home = home_of("SE")
    assert home is not None
    assert home.names == ("Ruotsi", "Sverige", "Sweden")
    assert home.site.startswith("https://www.imy.se")
    assert home_of("US") is None
    assert home_of("") is None
