"""Who asks for whom, by the law alone."""

from requests_app.domain.representation import (
    AnswerTo,
    Authority,
    Role,
    asks_for_another,
    first_authority,
    hears_the_child,
    law_on_the_dead,
    may_act,
    may_be_answered,
    person_is_posted,
    possible_answers,
    reads_as_a_child,
    shows_papers,
    writer_reads,
)
from tests.looped import for_each


@for_each("role", [Role.SELF, Role.MINOR])
def test_who_asks_for_themselves_needs_nobodys_leave_whatever_their_age(role: Role) -> None:
    assert not asks_for_another(role)
    assert first_authority(role) is Authority.OWN
    assert may_act(first_authority(role))


@for_each("role", [Role.AGENT, Role.GUARDIAN, Role.PARENT, Role.RELATIVE])
def test_who_asks_for_another_may_do_nothing_before_it_is_settled(role: Role) -> None:
    assert asks_for_another(role)
    assert first_authority(role) is Authority.OPEN
    assert not may_act(first_authority(role))


@for_each("authority", [Authority.OPEN, Authority.ASKED, Authority.NOT_ENOUGH])
def test_in_doubt_the_answer_may_go_to_the_person_and_to_nobody_else(authority: Authority) -> None:
    assert may_be_answered(authority, AnswerTo.PERSON)
    assert not may_be_answered(authority, AnswerTo.WRITER)
    assert not may_be_answered(authority, AnswerTo.BOTH)
    assert AnswerTo.BOTH not in possible_answers(Role.AGENT, authority)


@for_each("answer_to", list(AnswerTo))
@for_each("authority", [Authority.SETTLED, Authority.OWN])
def test_once_it_is_settled_anybody_named_may_be_answered(
    authority: Authority, answer_to: AnswerTo
) -> None:
    assert may_be_answered(authority, answer_to)


@for_each("authority", list(Authority))
@for_each("role", [Role.MINOR, Role.RELATIVE])
def test_nobody_writes_to_the_dead_nor_past_a_child_who_asks_alone(
    role: Role, authority: Authority
) -> None:
    assert possible_answers(role, authority) == (AnswerTo.WRITER,)


@for_each("role", [Role.AGENT, Role.GUARDIAN, Role.PARENT])
def test_with_a_mandate_each_of_them_may_be_written_to(role: Role) -> None:
    assert set(possible_answers(role, Authority.SETTLED)) == set(AnswerTo)


def test_only_the_person_alone_is_written_to_past_the_writer() -> None:
    assert [writer_reads(to) for to in AnswerTo] == [True, False, True]
    assert [person_is_posted(to) for to in AnswerTo] == [False, True, True]


def test_only_a_parent_is_asked_what_the_child_thinks() -> None:
    assert [role for role in Role if hears_the_child(role)] == [Role.PARENT]


def test_papers_are_wanted_unasked_only_of_who_has_nothing_else() -> None:
    assert [role for role in Role if shows_papers(role)] == [Role.AGENT, Role.GUARDIAN]


@for_each("country", ["DK", "EE", "ES", "FR", "HU", "IT"])
def test_some_countries_have_a_law_on_data_of_the_dead(country: str) -> None:
    assert law_on_the_dead(country)


@for_each("country", ["FI", "SE", "GB", "XX"])
def test_where_no_law_is_known_none_is_named(country: str) -> None:
    assert law_on_the_dead(country) == ""


def test_a_child_reads_the_letter_who_asks_alone_or_to_whom_it_goes_past_a_parent() -> None:
    reading = {(role, to) for role in Role for to in AnswerTo if reads_as_a_child(role, to)}
    assert reading == {
        *((Role.MINOR, to) for to in AnswerTo),
        (Role.PARENT, AnswerTo.PERSON),
    }
