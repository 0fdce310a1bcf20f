"""What a person says is wrong is restricted while it is verified (GDPR Art. 18(1)(a))."""

import pytest

from requests_app.domain.rights import Right
from requests_app.models import CaseLetter, Outcome, Restriction, RightsRequest, TaskKind
from requests_app.services.correct import Change, correct
from requests_app.services.errors import NotPermitted, NotPossible
from requests_app.services.inform import inform
from requests_app.services.lift_restriction import lift
from requests_app.services.restrict_meanwhile import restrict_meanwhile
from tests.cases import acting, handler_of
from tests.eight import again, begun, decided, finish_all, received, settled
from tests.factories import make_controller
from tests.requests_app.admin.staff import case_url, signed_in, step_url, take, text_of
from tests.requests_app.services.steps import supervisor_of

pytestmark = pytest.mark.django_db

FACTS = "The address of 2019; she moved away in 2018."


@pytest.fixture
def request_() -> RightsRequest:
    """A rectification that is being assessed."""
    return begun(received(Right.RECTIFICATION))


def test_every_system_restricts_and_the_person_is_told(request_: RightsRequest) -> None:
    row = restrict_meanwhile(request_.pk, facts=FACTS, actor=acting(request_.controller))
    assert (row.ground, row.facts) == ("accuracy", FACTS)
    kinds = set(request_.tasks.values_list("kind", flat=True))
    assert kinds == {TaskKind.RESTRICT}
    letter = CaseLetter.objects.get(kind="rectification_restricted")
    assert "Article 18(1)(a)" in letter.text
    assert FACTS not in letter.text
    assert again(request_).state == "assessing"


def test_it_stays_restricted_until_the_person_was_told_before(request_: RightsRequest) -> None:
    actor = acting(request_.controller)
    row = restrict_meanwhile(request_.pk, facts=FACTS, actor=actor)
    with pytest.raises(NotPossible, match="told first"):
        lift(row.pk, actor=actor)


def test_the_recipients_are_told_only_when_the_systems_have_restricted_too(
    request_: RightsRequest,
) -> None:
    actor = acting(request_.controller)
    restrict_meanwhile(request_.pk, facts=FACTS, actor=actor)
    settled(request_)
    decided(request_, Outcome.GRANTED)
    correct(request_.pk, changes=[Change(what="Address", new_value="Uusikatu 2")], actor=actor)
    finish_all(request_, TaskKind.CORRECT)
    with pytest.raises(NotPossible, match="not answered"):
        inform(request_.pk, actor=actor)
    finish_all(request_, TaskKind.RESTRICT)
    assert inform(request_.pk, actor=actor).state == "informing_recipients"


def test_nothing_is_restricted_twice(request_: RightsRequest) -> None:
    actor = acting(request_.controller)
    restrict_meanwhile(request_.pk, facts=FACTS, actor=actor)
    with pytest.raises(NotPossible, match="already"):
        restrict_meanwhile(request_.pk, facts=FACTS, actor=actor)
    assert Restriction.objects.count() == 1


@pytest.mark.parametrize("right", [right for right in Right if right is not Right.RECTIFICATION])
def test_only_contested_data_are_restricted_so(right: Right) -> None:
    request = received(right)
    with pytest.raises(NotPossible):
        restrict_meanwhile(request.pk, facts=FACTS, actor=acting(request.controller))
    client = signed_in(handler_of(request.controller))
    assert step_url(request, "restrict-meanwhile") not in text_of(client.get(case_url(request)))
    client.post(step_url(request, "restrict-meanwhile"), {"facts": FACTS})
    assert not Restriction.objects.exists()


def test_it_needs_facts_and_somebody_who_handles_requests(request_: RightsRequest) -> None:
    with pytest.raises(NotPossible):
        restrict_meanwhile(request_.pk, facts=" ", actor=acting(request_.controller))
    with pytest.raises(NotPermitted):
        restrict_meanwhile(request_.pk, facts=FACTS, actor=supervisor_of(make_controller()))
    assert not Restriction.objects.exists()


def test_the_handler_restricts_on_the_case_page(request_: RightsRequest) -> None:
    client = signed_in(handler_of(request_.controller))
    assert "Restrict while it is verified" in text_of(client.get(case_url(request_)))
    take(client, request_, "restrict-meanwhile", facts=FACTS)
    page = text_of(client.get(case_url(request_)))
    assert FACTS in page
    assert step_url(request_, "restrict-meanwhile") not in page
    task = request_.tasks.order_by("pk")[0]
    take(client, request_, "finish-task", about=task.pk, result="Marked.")
    task = request_.tasks.order_by("pk")[0]
    assert task.state == "done"
