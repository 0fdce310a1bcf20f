"""The queue: whose requests it shows, in which order, and what is found in it."""

import re
from datetime import timedelta

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils.http import urlencode

from config.clock import now
from registers_app.domain.roles import Role
from registers_app.models import Controller
from requests_app.domain.rights import ObjectionScope, Right
from requests_app.models import AccessRequest, Channel, RightsRequest, TaskKind
from requests_app.services.assign import assign
from requests_app.services.cease import cease
from requests_app.services.close_silent import closing_is_proposed
from requests_app.services.weigh import weigh
from tests.cases import (
    acting,
    ask_for_identity,
    begin,
    handler_of,
    make_answered,
    make_received,
    settle,
)
from tests.clock import Clock
from tests.eight import begun, decided, finish_all
from tests.eight import received as asked
from tests.factories import make_controller, make_register, make_user
from tests.looped import for_each
from tests.requests_app.admin.registers import make_processor_register
from tests.requests_app.admin.staff import QUEUE, case_url, signed_in, step_url, text_of
from tests.requests_app.services.proof import PROOF, send_proof

pytestmark = pytest.mark.django_db


@pytest.fixture
def controller() -> Controller:
    controller = make_controller()
    make_register(controller)
    return controller


@pytest.fixture
def client_of_handler(controller: Controller) -> Client:
    return signed_in(handler_of(controller))


def received(controller: Controller, *, days_ago: int = 0, **more: object) -> AccessRequest:
    return make_received(
        controller,
        register=controller.registers.get(),
        received_at=now() - timedelta(days=days_ago),
        **more,  # type: ignore[arg-type]
    )


def found(client: Client, **parameters: str | int) -> list[str]:
    """The references that the queue lists, in its order."""
    page = text_of(client.get(f"{reverse(QUEUE)}?{urlencode(parameters)}"))
    return re.findall(r">(RD-[0-9A-Z]{4}-[0-9A-Z]{4})<", page)


def ref(case: RightsRequest) -> str:
    return case.submission.reference


def test_the_most_urgent_stands_first_and_who_waits_stands_last(
    controller: Controller, client_of_handler: Client
) -> None:
    fresh = received(controller)
    waiting = ask_for_identity(begin(received(controller, days_ago=20)))
    late = received(controller, days_ago=60)
    soon = received(controller, days_ago=27)
    assert found(client_of_handler) == [ref(late), ref(soon), ref(fresh), ref(waiting)]


def test_each_view_shows_its_own_requests(
    controller: Controller, client_of_handler: Client
) -> None:
    fresh = received(controller)
    late = received(controller, days_ago=60)
    soon = received(controller, days_ago=27)
    waiting = ask_for_identity(begin(received(controller, days_ago=2)))
    closed = make_answered(controller, register=controller.registers.get())
    views = {
        "late": {ref(late)},
        "week": {ref(soon)},
        "waiting": {ref(waiting)},
        "closed": {ref(closed)},
        "on_time": {ref(closed)},
        "answered_late": set(),
        "open": {ref(fresh), ref(late), ref(soon), ref(waiting)},
        "all": {ref(fresh), ref(late), ref(soon), ref(waiting), ref(closed)},
    }
    for view, references in views.items():
        assert set(found(client_of_handler, urgency=view)) == references, view


def test_the_due_date_stands_in_words(controller: Controller, client_of_handler: Client) -> None:
    received(controller, days_ago=60)
    ask_for_identity(begin(received(controller)))
    page = text_of(client_of_handler.get(reverse(QUEUE)))
    assert re.search(r"late by \d+ days", page)
    assert "waits for the person" in page


def test_search_folds_accents_and_takes_beginnings_in_any_order(
    controller: Controller, client_of_handler: Client
) -> None:
    aiti = received(
        controller,
        person_name="Äiti Hölttä",
        email="aiti.holtta@posti.example",
        identifiers="Asiakas 4711/B",
    )
    received(controller, person_name="Pekka Puro", email="pekka@posti.example")
    for text in (
        "aiti",
        "ÄITI",
        "hol ai",
        "hölt",
        ref(aiti)[3:7],
        ref(aiti).lower(),
        "aiti.holtta@posti.example",
        "4711",
        "asiak 47",
    ):
        assert found(client_of_handler, q=text) == [ref(aiti)], text
    assert found(client_of_handler, q="aiti pekka") == []


@for_each(
    "text",
    [
        "'",
        # No reference holds an L or a U, so no random one begins with this.
        "ulu & | ! <-> :*",
        "%_\\",
        "💥" * 40,
        "x" * 5000,
        "ulu " * 500,
        "ﷺ",
        "\u202e1e5x",
        "--';DROP TABLE",
    ],
)
def test_odd_searches_find_nothing_and_break_nothing(
    controller: Controller, client_of_handler: Client, text: str
) -> None:
    received(controller)
    response = client_of_handler.get(reverse(QUEUE), {"q": text})
    assert response.status_code == 200
    assert found(client_of_handler, q=text) == []


def test_a_nul_in_a_search_is_answered_in_words(client_of_handler: Client) -> None:
    response = client_of_handler.get(reverse(QUEUE), {"q": "\x00"})
    assert response.status_code == 200
    assert "Null characters are not allowed" in text_of(response)


@for_each("name", ["urgency", "handler", "state", "right", "channel", "controller"])
@for_each("value", ["\x00", "99999999999999999999", "none' OR 1=1", "closed"])
def test_odd_filter_values_break_nothing(client_of_handler: Client, name: str, value: str) -> None:
    assert client_of_handler.get(reverse(QUEUE), {name: value}).status_code == 200


def test_an_address_may_not_carry_other_lookups(client_of_handler: Client) -> None:
    response = client_of_handler.get(reverse(QUEUE), {"submission__person_name__startswith": "M"})
    assert response.status_code == 400


def test_filters_by_handler_channel_register_and_state(
    controller: Controller, client_of_handler: Client
) -> None:
    mine = begin(received(controller))
    nobodys = received(controller, channel=Channel.LETTER)
    assert found(client_of_handler, handler="mine") == [ref(mine)]
    assert found(client_of_handler, handler="none") == [ref(nobodys)]
    assert found(client_of_handler, channel="letter") == [ref(nobodys)]
    assert found(client_of_handler, state="assessing") == [ref(mine)]
    assert len(found(client_of_handler, register=controller.registers.get().pk)) == 2
    assert found(client_of_handler, register="none") == []


def test_names_are_escaped_everywhere(controller: Controller, client_of_handler: Client) -> None:
    attack = '<script>alert("x")</script>'
    case = begin(received(controller, person_name=attack, about=attack, identifiers=attack))
    for page in (reverse(QUEUE), case_url(case), step_url(case, "extend")):
        text = text_of(client_of_handler.get(page))
        assert "<script>alert" not in text, page
    assert "&lt;script&gt;" in text_of(client_of_handler.get(case_url(case)))


def test_taking_and_giving_several_requests(
    controller: Controller, client_of_handler: Client
) -> None:
    cases = [received(controller), received(controller)]
    chosen = {"_selected_action": [case.pk for case in cases]}
    client_of_handler.post(reverse(QUEUE), {"action": "take", **chosen})
    handler = handler_of(controller)
    assert {RightsRequest.objects.get(pk=case.pk).assignee for case in cases} == {handler}
    colleague = make_user(controller, last_name="Colleague")
    asked = client_of_handler.post(reverse(QUEUE), {"action": "give", **chosen})
    assert "Colleague" in text_of(asked)
    client_of_handler.post(
        reverse(QUEUE), {"action": "give", "go": "1", "handler": colleague.pk, **chosen}
    )
    assert {RightsRequest.objects.get(pk=case.pk).assignee for case in cases} == {colleague}


def test_a_bulk_assignment_says_which_requests_it_could_not_give(
    controller: Controller, client_of_handler: Client
) -> None:
    other = make_controller()
    make_register(other)
    handler = handler_of(controller)
    handler.memberships.create(controller=other, role=Role.HANDLER.value)
    ours, theirs = received(controller), received(other)
    colleague = make_user(controller)
    page = client_of_handler.post(
        reverse(QUEUE),
        {
            "action": "give",
            "go": "1",
            "handler": colleague.pk,
            "_selected_action": [ours.pk, theirs.pk],
        },
        follow=True,
    )
    assert "does not handle requests of this organisation" in text_of(page)
    assert RightsRequest.objects.get(pk=ours.pk).assignee == colleague
    assert RightsRequest.objects.get(pk=theirs.pk).assignee is None


def test_the_queue_asks_the_same_queries_for_5_and_for_60_requests(
    controller: Controller,
    client_of_handler: Client,
) -> None:
    def count() -> int:
        with CaptureQueriesContext(
            connection,
        ) as queries:
            assert client_of_handler.get(reverse(QUEUE)).status_code == 200
        return len(queries)

    for number in range(5):
        case = received(controller, days_ago=number)
        assign(case.pk, assignee=handler_of(controller), actor=acting(controller))
    few = count()
    for number in range(55):
        case = received(controller, days_ago=number % 40)
        if number % 2:
            assign(case.pk, assignee=make_user(controller), actor=acting(controller))
    assert count() == few
    assert few <= 18


def test_what_has_to_stop_or_be_forwarded_at_once_says_so_and_has_its_view(clock: Clock) -> None:
    controller = make_controller()
    register = make_register(controller)
    withdrawal = asked(Right.CONSENT_WITHDRAWAL, controller=controller, register=register)
    processed = asked(
        Right.ERASURE, controller=controller, register=make_processor_register(controller)
    )
    plain = asked(Right.ACCESS, controller=controller, register=register)
    client = signed_in(handler_of(controller))
    page = text_of(client.get(reverse(QUEUE)))
    assert "stop at once" in page
    assert re.search(r">forward(?: today)?<", page)
    assert found(client, urgency="stop") == [ref(withdrawal)]
    assert found(client, urgency="forward") == [ref(processed)]
    finish_all(withdrawal, TaskKind.CEASE)
    assert found(client, urgency="stop") == []
    assert ">stopped<" in text_of(client.get(reverse(QUEUE)))
    assert ref(plain) in found(client)
    clock.advance(days=5)
    late = signed_in(handler_of(controller))
    assert ">forwarding is late<" in text_of(late.get(reverse(QUEUE)))


def test_what_ceases_after_an_objection_was_weighed_has_its_month(clock: Clock) -> None:
    objection = asked(Right.OBJECTION, scope=ObjectionScope.ALL)
    actor = acting(objection.controller)
    finish_all(objection, TaskKind.STOP_MARKETING)
    begun(objection)
    weigh(objection.pk, facts="She is a teacher.", actor=actor)
    decided(objection)
    cease(objection.pk, actor=actor)
    clock.advance(days=3)
    client = signed_in(handler_of(objection.controller))

    assert found(client, urgency="stop") == []
    page = text_of(client.get(case_url(objection)))
    assert "Direct marketing has stopped in every data system." in page
    assert "stopping is late" not in page


def test_a_stop_that_has_not_happened_within_a_day_is_late(clock: Clock) -> None:
    case = asked(Right.CONSENT_WITHDRAWAL)
    clock.advance(days=2)
    page = text_of(signed_in(handler_of(case.controller)).get(reverse(QUEUE)))
    assert ">stopping is late<" in page


def test_the_view_of_proposed_closings_shows_silence_and_nothing_else(
    controller: Controller, clock: Clock
) -> None:
    silent = ask_for_identity(begin(received(controller)))
    received(controller)
    assert found(signed_in(handler_of(controller)), urgency="silent") == []
    clock.advance(days=31)
    fresh = ask_for_identity(begin(received(controller)))
    client = signed_in(handler_of(controller))
    assert found(client, urgency="silent") == [ref(silent)]
    assert closing_is_proposed(silent.submission)
    assert not closing_is_proposed(fresh.submission)


def test_proof_that_came_stands_in_a_view_of_its_own_until_it_is_decided_on(
    controller: Controller, client_of_handler: Client
) -> None:
    sent, silent = (ask_for_identity(begin(received(controller))) for _ in range(2))
    send_proof(sent.submission, PROOF)

    assert found(client_of_handler, urgency="proof") == [ref(sent)]
    assert found(client_of_handler, urgency="waiting") == [ref(silent)]
    settle(sent)
    assert found(client_of_handler, urgency="proof") == []


def test_every_right_can_be_filtered(controller: Controller) -> None:
    register = controller.registers.get()
    cases = {right: asked(right, controller=controller, register=register) for right in Right}
    client = signed_in(handler_of(controller))
    for right, case in cases.items():
        assert found(client, right=right.value, urgency="all") == [ref(case)], right
