"""A reasonable and proportionate search: in the United Kingdom, and nowhere else."""

import pytest

from registers_app.models import Register
from requests_app.domain.rights import Right
from requests_app.models import AccessRequest, RightsRequest
from requests_app.services.errors import NotPermitted, NotPossible
from requests_app.services.limit_search import limit_search
from tests.cases import (
    acting,
    begin,
    collect_all,
    make_answered,
    make_received,
    prepare,
    send_answer,
    settle,
)
from tests.eight import received
from tests.factories import make_controller, make_register

pytestmark = pytest.mark.django_db

LIMIT = {
    "searched": "The mailbox of the sales team, by name.",
    "left_out": "The tapes of before 2019.",
    "reason": "Four weeks of work, and nothing points there.",
}
UK = {"country": "GB", "regime": "UK", "time_zone": "Europe/London", "calendar": "GB-ENG"}


def in_the_uk() -> AccessRequest:
    controller = make_controller(**UK)
    return begin(make_received(controller, register=make_register(controller)))


def test_the_answer_tells_what_was_searched_what_was_not_and_why() -> None:
    case = collect_all(settle(in_the_uk()))
    actor = acting(case.controller)
    limit_search(case.pk, **{**LIMIT, "left_out": "Nothing."}, actor=actor)
    limit_search(case.pk, **LIMIT, actor=actor)

    send_answer(prepare(case))

    letter = case.letters.last()
    assert letter is not None
    assert "Article 15(1A)" in letter.text
    assert all(text in letter.text for text in LIMIT.values())  # the newest counts
    assert "Nothing." not in letter.text
    with pytest.raises(NotPossible, match="closed"):
        limit_search(case.pk, **LIMIT, actor=actor)


def test_without_a_limit_the_letter_says_nothing_of_one() -> None:
    assert "15(1A)" not in make_answered().letters.get(kind="access_granted").text


def test_the_union_knows_no_limit_of_the_search() -> None:
    case = begin(make_received())
    with pytest.raises(NotPossible, match="European Union"):
        limit_search(case.pk, **LIMIT, actor=acting(case.controller))


def test_nor_does_a_controller_in_the_uk_who_answers_jointly_with_one_in_the_union() -> None:
    case = in_the_uk()
    register = case.submission.register
    assert isinstance(register, Register)
    register.joint_controllers.add(make_controller())

    with pytest.raises(NotPossible, match="European Union"):
        limit_search(case.pk, **LIMIT, actor=acting(case.controller))


def test_only_access_rests_on_a_search_and_every_fact_is_said() -> None:
    controller = make_controller(**UK)
    erasure: RightsRequest = received(
        Right.ERASURE, controller=controller, register=make_register(controller)
    )
    with pytest.raises(NotPossible, match="Only an answer on access"):
        limit_search(erasure.pk, **LIMIT, actor=acting(controller))
    case = in_the_uk()
    for name in LIMIT:
        with pytest.raises(NotPossible, match="reason"):
            limit_search(case.pk, **{**LIMIT, name: " "}, actor=acting(case.controller))
    with pytest.raises(NotPermitted):
        limit_search(case.pk, **LIMIT, actor=acting(make_controller()))
