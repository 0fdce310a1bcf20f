"""A reason that says nothing is refused in words, whoever asks for the step."""

from collections.abc import Callable
from typing import Any

import pytest

from registers_app.domain.actors import Actor, user_actor
from requests_app.models import IdentityMethod, RightsRequest
from requests_app.services.close import forward, reopen
from requests_app.services.errors import NotPossible
from requests_app.services.extend import extend
from requests_app.services.hand_over import Answerer
from requests_app.services.identity import ask_identity, fail_identity, settle_identity
from requests_app.services.refuse import send_back
from requests_app.services.suspend import ask_clarification
from tests.cases import make_received
from tests.factories import make_user

pytestmark = pytest.mark.django_db

STEPS: dict[str, Callable[[RightsRequest, Actor, str], Any]] = {
    "extend": lambda case, actor, text: extend(case.pk, reason=text, actor=actor),
    "forward": lambda case, actor, text: forward(
        case.pk, to=Answerer(name="Southwind AB"), how=text, actor=actor
    ),
    "reopen": lambda case, actor, text: reopen(case.pk, reason=text, actor=actor),
    "send back": lambda case, actor, text: send_back(case.pk, reason=text, actor=actor),
    "clarify": lambda case, actor, text: ask_clarification(
        case.pk, question="Which years?", facts=text, actor=actor
    ),
    "ask identity": lambda case, actor, text: ask_identity(
        case.submission.identity_check.pk, doubt=text, what_is_asked="An order", actor=actor
    ),
    "settle identity": lambda case, actor, text: settle_identity(
        case.submission.identity_check.pk,
        method=IdentityMethod.NOT_IN_DOUBT,
        reason=text,
        actor=actor,
    ),
    "fail identity": lambda case, actor, text: fail_identity(
        case.submission.identity_check.pk, reason=text, actor=actor
    ),
}


@pytest.mark.parametrize("text", ["", "  \n "])
@pytest.mark.parametrize("step", STEPS.values(), ids=STEPS.keys())
def test_a_step_without_its_reason_is_refused(
    step: Callable[[RightsRequest, Actor, str], Any], text: str
) -> None:
    case = make_received()
    actor = user_actor(make_user(case.controller).pk)

    with pytest.raises(NotPossible, match="Write the reason"):
        step(case, actor, text)

    assert RightsRequest.objects.get(pk=case.pk).state == "received"
