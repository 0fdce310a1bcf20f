"""No request stands where the law leaves it no way on, and none takes a short cut."""

import pytest

from requests_app.domain.grounds import RefusalGround
from requests_app.domain.purposes import ItemResult
from requests_app.domain.rights import ObjectionScope, Right
from requests_app.models import (
    IdentityCheck,
    Outcome,
    RestrictionGround,
    RightsRequest,
    TaskKind,
)
from requests_app.services.answer import answer
from requests_app.services.assess import assess
from requests_app.services.cease import cease
from requests_app.services.close import close_unidentified
from requests_app.services.correct import Change, correct
from requests_app.services.decide import Ground
from requests_app.services.erase import erase
from requests_app.services.errors import NotPossible
from requests_app.services.identity import ask_identity, fail_identity
from requests_app.services.perform import perform
from requests_app.services.refuse import refuse
from requests_app.services.restrict import restrict
from requests_app.services.search import search
from requests_app.services.weigh import weigh
from tests.cases import acting
from tests.eight import again, begun, decided, finish_all, received, told_all
from tests.raw_sql import run

pytestmark = pytest.mark.django_db

CHANGING = {
    Right.RECTIFICATION: ("correcting", TaskKind.CORRECT),
    Right.ERASURE: ("erasing", TaskKind.ERASE),
    Right.RESTRICTION: ("restricting", TaskKind.RESTRICT),
}


def changing(right: Right) -> RightsRequest:
    """Identity was settled, and the data systems are at work."""
    request = begun(received(right))
    actor = acting(request.controller)
    if right is Right.ERASURE:
        search(request.pk, actor=actor)
        finish_all(request, TaskKind.SEARCH)
        decided(request)
        erase(request.pk, actor=actor)
    elif right is Right.RECTIFICATION:
        decided(request)
        correct(request.pk, changes=[Change(what="Name", new_value="Maija")], actor=actor)
    else:
        decided(request)
        restrict(
            request.pk, ground=RestrictionGround.ACCURACY, facts="She contests it.", actor=actor
        )
    return again(request)


def doubted_for_good(request: RightsRequest) -> None:
    """New facts came up, proof was asked for, and it was not enough."""
    check, actor = request.submission.identity_check.pk, acting(request.controller)
    perform(IdentityCheck, check, "doubt_again", actor=actor)
    ask_identity(check, doubt="Somebody else called.", what_is_asked="Come by.", actor=actor)
    fail_identity(check, reason="It was somebody else.", actor=actor)


@pytest.mark.parametrize("right", list(CHANGING))
@pytest.mark.parametrize("work_is_done", [False, True])
def test_a_stranger_who_is_found_out_late_gets_no_answer_and_the_case_an_end(
    right: Right, work_is_done: bool
) -> None:
    request = changing(right)
    state, kind = CHANGING[right]
    assert request.state == state
    if work_is_done:
        finish_all(request, kind)
        request = told_all(request)
    doubted_for_good(request)

    with pytest.raises(NotPossible):
        answer(request.pk, actor=acting(request.controller))
    closed = close_unidentified(request.pk, actor=acting(request.controller))
    assert closed.state == "unidentified"
    assert request.letters.filter(kind="unidentified").exists()
    run("SET CONSTRAINTS ALL IMMEDIATE")


@pytest.mark.parametrize(
    "code", [RefusalGround.ART21_COMPELLING_GROUNDS, RefusalGround.ART21_LEGAL_CLAIMS]
)
def test_grounds_are_not_said_to_override_before_they_were_weighed(code: RefusalGround) -> None:
    request = received(Right.OBJECTION, scope=ObjectionScope.OTHER)
    actor = acting(request.controller)
    assess(request.pk, actor=actor)
    grounds = [Ground(code=code, facts="Three frauds last year.")]
    with pytest.raises(NotPossible, match="Weigh the interests first"):
        refuse(request.pk, reasoning="Fraud has to be found.", grounds=grounds, actor=actor)

    weigh(request.pk, facts="She is a teacher.", actor=actor)
    refuse(request.pk, reasoning="Fraud has to be found.", grounds=grounds, actor=actor)
    assert again(request).state == "refused"


def test_a_part_does_not_go_on_unweighed_either() -> None:
    request = begun(received(Right.OBJECTION, scope=ObjectionScope.OTHER))
    ground = Ground(code=RefusalGround.ART21_COMPELLING_GROUNDS, facts="Three frauds last year.")
    decided(request, Outcome.PARTIAL, wish=ItemResult.KEPT, grounds=[ground])

    with pytest.raises(NotPossible, match="Weigh the interests first"):
        cease(request.pk, actor=acting(request.controller))


def test_what_the_right_does_not_reach_is_refused_without_weighing() -> None:
    request = begun(received(Right.OBJECTION, scope=ObjectionScope.OTHER))
    refuse(
        request.pk,
        reasoning="It rests on a contract.",
        grounds=[Ground(code=RefusalGround.ART21_NOT_E_OR_F, facts="A contract of sale.")],
        actor=acting(request.controller),
    )

    assert again(request).state == "refused"
