"""Suspicious messages in the queue: seen, counted, let through, asked about and closed."""

import re
from datetime import timedelta
from typing import Any

import pytest
from django.test import Client, override_settings
from django.urls import reverse

from config.clock import now
from notices_app.models import Notice
from registers_app.domain.actors import user_actor
from registers_app.domain.roles import Role
from registers_app.models import Controller
from requests_app.domain.rights import Right
from requests_app.domain.signs import Sign
from requests_app.models import Channel, IdentityState, RequestState, RightsRequest, Submission
from requests_app.services.errors import NotPermitted, NotPossible
from requests_app.services.hold_suspicious import let_through
from requests_app.services.propose_closing import propose_closing
from requests_app.services.submit import NewSubmission, submit
from tests.cases import acting, handler_of, make_received
from tests.clock import Clock
from tests.factories import at_any_hour, make_controller, make_register, make_user
from tests.requests_app.admin.staff import QUEUE, case_url, signed_in, take_and_look, text_of

pytestmark = pytest.mark.django_db


@pytest.fixture
def controller() -> Controller:
    controller = make_controller()
    make_register(controller)
    return controller


@pytest.fixture
def staff(controller: Controller) -> Client:
    return signed_in(handler_of(controller))


def held(controller: Controller, *, days_ago: int = 0, **more: Any) -> RightsRequest:
    return make_received(
        controller,
        register=controller.registers.get(),
        received_at=now() - timedelta(days=days_ago),
        signs=(Sign.TOO_FAST, Sign.TRAP_FILLED),
        **more,
    )


def act(staff: Client, action: str, *cases: RightsRequest, **more: str) -> str:
    chosen = [case.pk for case in cases]
    posted = {"action": action, "_selected_action": chosen, **more}
    page = staff.post(f"{reverse(QUEUE)}?urgency=suspicious", posted, follow=True)
    return text_of(page)


def test_held_ones_have_a_view_with_their_count_and_reasons(
    controller: Controller, staff: Client
) -> None:
    plain = make_received(controller, register=controller.registers.get())
    suspicious = held(controller)
    other = make_controller()
    make_register(other)
    held(other)

    page = text_of(staff.get(reverse(QUEUE), {"urgency": "suspicious"}))

    assert re.search(r">suspicious <span class=.desk-count.>1<", page)
    assert suspicious.submission.reference in page
    assert plain.submission.reference not in page
    assert "filled in faster than people do; filled in a field that people do not see" in page


def test_a_held_one_is_late_like_any_other(
    controller: Controller, staff: Client, clock: Clock
) -> None:
    suspicious = held(controller)
    clock.advance(days=40)

    for view in ("late", "open"):
        assert suspicious.submission.reference in text_of(
            staff.get(reverse(QUEUE), {"urgency": view})
        )


def test_a_held_withdrawal_of_consent_stands_among_what_has_to_stop(
    controller: Controller, staff: Client
) -> None:
    suspicious = submit(
        NewSubmission(
            controller=controller,
            register=controller.registers.get(),
            rights=(Right.CONSENT_WITHDRAWAL,),
            channel=Channel.PORTAL,
            received_at=now(),
            language="en",
            person_name="Maija Meikäläinen",
            email="maija@example.org",
            signs=(Sign.TRAP_FILLED,),
        )
    ).requests.get()

    page = text_of(staff.get(reverse(QUEUE), {"urgency": "stop"}))

    assert suspicious.submission.reference in page
    assert "stop at once" in page
    assert "Every data system has stopped" not in text_of(staff.get(case_url(suspicious)))


def test_the_case_says_why_and_has_the_button(controller: Controller, staff: Client) -> None:
    suspicious = held(controller)
    page = text_of(staff.get(case_url(suspicious)))
    assert "This message looks like a program’s" in page
    assert "filled in a field that people do not see" in page

    after = text_of(take_and_look(staff, suspicious, "let-through"))

    assert "The message was let through." in after
    assert "This message looks like a program’s" not in after
    assert f"{handler_of(controller).get_full_name()} let the message through." in after


def test_only_a_handler_of_the_organisation_lets_it_through(controller: Controller) -> None:
    suspicious = held(controller)
    strangers = [
        make_user(controller, role=Role.DPO),
        make_user(controller, role=Role.REGISTER_EDITOR),
        make_user(make_controller()),
    ]

    for stranger in strangers:
        with pytest.raises(NotPermitted):
            let_through(suspicious.submission_id, actor=user_actor(stranger.pk))
    assert Submission.objects.get(pk=suspicious.submission_id).is_held


def test_what_is_not_held_cannot_be_let_through(controller: Controller) -> None:
    plain = make_received(controller, register=controller.registers.get())

    with pytest.raises(NotPossible):
        let_through(plain.submission_id, actor=acting(controller))


def test_many_are_let_through_at_once_and_each_is_told_apart(
    controller: Controller, staff: Client
) -> None:
    two = [held(controller), held(controller)]
    plain = make_received(controller, register=controller.registers.get())

    act(staff, "let_chosen_through", two[0])
    posted = {"action": "let_chosen_through", "_selected_action": [two[1].pk, plain.pk]}
    page = text_of(staff.post(reverse(QUEUE), posted, follow=True))

    assert "Done for 1 message." in page
    assert f"{plain.submission.reference}: This message is not held" in page
    assert not any(one.is_held for one in Submission.objects.all())


def test_silence_is_asked_about_proposed_and_closed_in_bulk(
    controller: Controller, staff: Client, clock: Clock
) -> None:
    at_any_hour(controller)
    early = held(controller, email="early@example.org")
    assert "wait until three days have passed" in act(staff, "ask_chosen", early)
    clock.advance(days=4)
    late = [held(controller, days_ago=20, email=f"{n}@example.org") for n in range(2)]

    asked = act(staff, "ask_chosen", early, *late)

    assert "Done for 3 messages." in asked
    assert Notice.objects.filter(kind="identity_asked").count() == 3
    assert act(staff, "close_chosen", early, go="1", reason="Nobody answered.").count(
        "Closing is not proposed yet"
    )
    clock.advance(days=31)
    assert propose_closing() == 3
    page = act(staff, "close_chosen", early, *late)
    assert "These requests are closed where 30 days have passed" in page
    page = act(staff, "close_chosen", early, *late, go="1", reason="Nobody answered.")
    assert "Done for 3 messages." in page
    states = RightsRequest.objects.values_list("state", flat=True)
    assert set(states) == {RequestState.UNIDENTIFIED}
    assert (
        early.submission.identity_check.__class__.objects.filter(
            state=IdentityState.FAILED, reason="Nobody answered."
        ).count()
        == 3
    )


def test_closing_in_bulk_asks_for_a_reason(controller: Controller, staff: Client) -> None:
    page = act(staff, "close_chosen", held(controller), go="1", reason="")

    assert "This field is required." in page


def test_one_address_is_not_asked_about_message_after_message(
    controller: Controller, staff: Client, clock: Clock
) -> None:
    cases = [held(controller, days_ago=5) for _number in range(3)]

    with override_settings(MANY_FOR_ADDRESS=2):
        page = act(staff, "ask_chosen", *cases)

    assert "Done for 2 messages." in page
    assert page.count("This address was asked about other messages today") == 1
    assert Notice.objects.filter(kind="identity_asked").count() == 2


def test_the_question_says_the_facts_in_the_persons_language(
    controller: Controller, staff: Client
) -> None:
    case = held(controller, days_ago=4, language="fi")

    act(staff, "ask_chosen", case)

    letter = case.letters.get(kind="identity_asked")
    assert "looks like one" not in letter.text
    assert "painiketta" in letter.text
