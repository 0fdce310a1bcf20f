"""Steps for many requests at once: each apart, and said of each how it went."""

from datetime import timedelta
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from config.clock import now
from notices_app.models import Notice
from registers_app.domain.roles import Role
from registers_app.models import Controller, Membership
from requests_app.admin import many
from requests_app.models import AccessRequest, Extension
from requests_app.services.assign import assign
from tests.cases import acting, ask_for_identity, begin, handler_of, make_answered, make_received
from tests.factories import make_controller, make_register, make_user
from tests.requests_app.admin.staff import QUEUE, signed_in, text_of

pytestmark = pytest.mark.django_db

REASON = "Your mails of twelve years lie in four systems."
WHY = {"reason": REASON, "cause": "scattered"}


@pytest.fixture
def controller() -> Controller:
    controller = make_controller()
    make_register(controller)
    return controller


@pytest.fixture
def staff(controller: Controller) -> Client:
    return signed_in(handler_of(controller))


def received(controller: Controller, *, days_ago: int = 0, **more: str) -> AccessRequest:
    return make_received(
        controller,
        register=controller.registers.get(),
        received_at=now() - timedelta(days=days_ago),
        **more,  # type: ignore[arg-type]
    )


def act(client: Client, action: str, *cases: AccessRequest, **more: str) -> Any:
    chosen = {"action": action, "_selected_action": [case.pk for case in cases]}
    return client.post(f"{reverse(QUEUE)}?urgency=all", {**chosen, **more}, follow=True)


def test_before_it_extends_the_page_names_each_request_and_its_day(
    controller: Controller, staff: Client
) -> None:
    fit, closed = (
        received(controller),
        make_answered(controller, register=controller.registers.get()),
    )
    page = text_of(act(staff, "extend_chosen", fit, closed))
    assert fit.submission.reference in page
    assert "then" in page
    assert "Not possible: The request is closed." in page
    assert not Extension.objects.exists()


def test_one_reason_extends_each_request_apart_and_says_which_it_could_not(
    controller: Controller, staff: Client
) -> None:
    first, second = received(controller), received(controller, email="pekka@example.org")
    too_late = received(controller, days_ago=60)
    page = text_of(act(staff, "extend_chosen", first, too_late, second, go="1", **WHY))
    assert "The time of 2 requests was extended" in page
    assert f"{too_late.submission.reference}: The first month is over" in page
    assert set(Extension.objects.values_list("request", "reason", "cause")) == {
        (first.pk, REASON, WHY["cause"]),
        (second.pk, REASON, WHY["cause"]),
    }
    assert Notice.objects.filter(kind="extended").count() == 2


def test_nothing_is_extended_without_a_reason(controller: Controller, staff: Client) -> None:
    page = act(staff, "extend_chosen", received(controller), go="1", reason=" ", cause=WHY["cause"])
    assert "This field is required." in text_of(page)
    assert not Extension.objects.exists()


def test_who_the_request_waits_for_is_reminded_once_a_day(
    controller: Controller, staff: Client
) -> None:
    waits_for_person = ask_for_identity(begin(received(controller)))
    colleague = make_user(controller, last_name="Colleague")
    waits_for_colleague = received(controller, email="pekka@example.org")
    assign(waits_for_colleague.pk, assignee=colleague, actor=acting(controller))
    foreseen = text_of(act(staff, "remind", waits_for_person, waits_for_colleague))
    assert "the person is reminded" in foreseen
    assert "Colleague" in foreseen
    kinds = ("identity_reminder", "staff_reminded")
    assert not Notice.objects.filter(kind__in=kinds).exists()
    for _twice in range(2):
        page = act(staff, "remind", waits_for_person, waits_for_colleague, go="1")
    assert "A reminder was sent today." in text_of(page)
    sent = Notice.objects.filter(kind__in=kinds).values_list("kind", "to_address")
    assert set(sent) == {
        ("identity_reminder", waits_for_person.submission.email),
        ("staff_reminded", colleague.email),
    }
    assert len(sent) == 2


def test_a_step_for_many_reaches_only_what_one_handles(
    controller: Controller, staff: Client
) -> None:
    other = make_controller()
    make_register(other)
    theirs, seen_only = received(other), make_controller()
    make_register(seen_only)
    handler_of(controller).memberships.create(controller=seen_only, role=Role.DPO.value)
    only_seen = received(seen_only)
    act(staff, "extend_chosen", theirs, only_seen, go="1", **WHY)
    assert not Extension.objects.exists()


def test_more_than_a_page_can_answer_for_are_refused_whole(
    controller: Controller, staff: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(many, "MOST", 1)
    cases = [received(controller), received(controller, email="pekka@example.org")]
    for action in ("take", "give", "remind", "extend_chosen"):
        page = text_of(act(staff, action, *cases, go="1", **WHY))
        assert "Choose at most 1 requests at a time." in page, action
    assert not Extension.objects.exists()


def test_chosen_requests_are_handed_over_with_a_note_and_one_mail_without_content(
    controller: Controller, staff: Client
) -> None:
    first, second = received(controller), received(controller)
    closed = make_answered(controller)
    closed_handler = closed.assignee_id
    kaisa = make_user(controller, first_name="Kaisa", last_name="Koski")
    chosen = [first.pk, second.pk]
    asked = staff.post(reverse(QUEUE), {"action": "hand_over", "_selected_action": chosen})
    assert "of which the person may ask for a copy" in text_of(asked)
    note = "Hän soittaa aamuisin."
    sent = {"action": "hand_over", "_selected_action": chosen, "go": "1", "note": note}
    assert "This field is required" in text_of(staff.post(reverse(QUEUE), sent))
    page = text_of(staff.post(reverse(QUEUE), {**sent, "handler": kaisa.pk}, follow=True))
    assert "2 requests were handed over." in page
    for case in (first, second):
        case = AccessRequest.objects.get(pk=case.pk)
        assert case.assignee == kaisa
        assert case.submission.notes.get().text == note
    mail = Notice.objects.get(to_address=kaisa.email)
    assert (mail.kind, "How many: 2" in mail.text, note in mail.text) == (
        "staff_handed_over",
        True,
        False,
    )
    assert AccessRequest.objects.get(pk=closed.pk).assignee_id == closed_handler


def test_what_cannot_be_handed_over_is_said_and_keeps_none_of_the_others(
    controller: Controller,
) -> None:
    other = make_controller()
    make_register(other)
    both = make_user(controller)
    Membership.objects.create(user=both, controller=other, role=Role.HANDLER.value)
    here, there = received(controller), received(other)
    kaisa = make_user(controller)
    sent = {"action": "hand_over", "_selected_action": [here.pk, there.pk], "go": "1"}
    page = signed_in(both).post(reverse(QUEUE), {**sent, "handler": kaisa.pk}, follow=True)
    assert "1 request was handed over." in text_of(page)
    assert f"{there.submission.reference}: That person does not handle" in text_of(page)
