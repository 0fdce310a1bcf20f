"""A controller that shows no sign of what was mailed to it is asked again, and staff are told."""

import re
from datetime import UTC, datetime

import pytest
from django.test import Client

from notices_app.models import Notice
from registers_app.domain.actors import SYSTEM
from registers_app.domain.roles import Role
from registers_app.models import Controller, ProcessorClient
from requests_app.domain.rights import Right
from requests_app.models import AuditEntry, AuditPayload, HandOver, Reminder, RightsRequest
from requests_app.services.close import forward, reopen
from requests_app.services.confirm_hand_over import confirm_hand_over
from requests_app.services.errors import NotPermitted, NotPossible
from requests_app.services.hand_over import Answerer, answerer_of
from requests_app.services.remind_clients import remind_clients
from tests.cases import acting, handler_of
from tests.clock import Clock
from tests.eight import received
from tests.factories import make_controller, make_user
from tests.requests_app.admin.registers import make_processor_register
from tests.requests_app.admin.staff import case_url, signed_in, step_url, take, text_of
from tests.requests_app.services.steps import supervisor_of

pytestmark = pytest.mark.django_db

QUEUE = "/admin/requests_app/rightsrequest/?urgency=client"


@pytest.fixture
def monday(clock: Clock) -> Clock:
    """Monday 5 October 2026, 10:00 in Helsinki."""
    clock.set(datetime(2026, 10, 5, 7, tzinfo=UTC))
    return clock


def on(clock: Clock, day: int, *, hour: int = 7) -> int:
    """How many reminders a sweep sends on that day of October."""
    clock.set(datetime(2026, 10, day, hour, tzinfo=UTC))
    return remind_clients()


def forwarded(controller: Controller | None = None, *, to: Answerer | None = None) -> RightsRequest:
    controller = controller or make_controller(language="en")
    register = make_processor_register(controller)
    case = received(Right.ACCESS, controller=controller, register=register)
    acme = ProcessorClient.objects.get(name="Acme Oy", register=register)
    forward(case.pk, to=to or answerer_of(acme), how="By post.", actor=acting(controller))
    return case


def link() -> str:
    """The path in the newest reminder."""
    mail = Notice.objects.filter(kind="handed_over_reminder").latest("pk")
    found = re.search(r"https?://[^/]+(/\S+/handed-over/\S+/)", mail.text)
    assert found
    return found[1]


def test_it_is_asked_after_two_five_and_ten_working_days_and_then_no_more(monday: Clock) -> None:
    forwarded()
    # A weekend lies between the 9th and the 12th.
    sent = {day: on(monday, day) for day in (5, 6, 7, 8, 9, 10, 11, 12, 13, 16, 19, 20, 30)}
    assert [day for day, count in sent.items() if count] == [7, 12, 19]
    days = Reminder.objects.order_by("pk").values_list("kind", "reminder_on__day")
    assert list(days) == [
        ("client_silent_2", 7), ("client_silent_5", 12), ("client_silent_10", 19)
    ]  # fmt: skip


def test_the_controller_gets_the_link_again_and_staff_are_told(monday: Clock) -> None:
    controller = make_controller(language="en")
    handler, supervisor = handler_of(controller), make_user(controller, role=Role.SUPERVISOR)
    case = forwarded(controller)
    on(monday, 7)

    mail = Notice.objects.get(kind="handed_over_reminder")
    assert mail.to_address == "privacy@acme.example"
    assert "Maija" not in mail.subject + mail.text
    assert "5 October 2026" in mail.text
    told = Notice.objects.filter(kind="staff_client_silent").values_list("to_address", flat=True)
    assert set(told) == {handler.email, supervisor.email}
    entry = AuditEntry.objects.get(event="reminder.sent", request_id=case.pk)
    assert entry.facts["kind"] == "client_silent_2"
    assert "Maija Meikäläinen" in text_of(Client().post(link()))


def test_after_downtime_only_the_latest_missed_step_is_sent(monday: Clock) -> None:
    forwarded()
    assert on(monday, 21) == 1
    assert Reminder.objects.get().kind == "client_silent_10"
    assert on(monday, 21) == 0


def test_two_sweeps_send_one(monday: Clock) -> None:
    forwarded()
    assert on(monday, 7) == 1
    assert on(monday, 7, hour=12) == 0
    assert Notice.objects.filter(kind="handed_over_reminder").count() == 1


def test_who_has_opened_it_is_asked_no_more(monday: Clock) -> None:
    case = forwarded()
    on(monday, 7)
    Client().post(link())

    assert HandOver.objects.get(request=case).opened_at is not None
    assert on(monday, 12) == 0


def test_who_has_confirmed_it_is_asked_no_more(monday: Clock) -> None:
    case = forwarded()
    client = signed_in(handler_of(case.controller))
    on(monday, 7)
    page = text_of(client.get(case_url(case)))
    assert "no sign that it was read" in page

    take(client, case, "confirm-hand-over", how="Call with their DPO at 10:15.")

    assert on(monday, 12) == 0
    page = text_of(client.get(case_url(case)))
    assert "Call with their DPO at 10:15." in page
    assert step_url(case, "confirm-hand-over") not in page
    with pytest.raises(NotPossible, match="No sign"):
        confirm_hand_over(case.pk, how="Again.", actor=acting(case.controller))


def test_only_who_handles_requests_confirms(monday: Clock) -> None:
    case = forwarded()
    for actor in (SYSTEM, acting(make_controller())):
        with pytest.raises(NotPermitted):
            confirm_hand_over(case.pk, how="By phone.", actor=actor)
    assert not AuditEntry.objects.filter(event="request.hand_over_confirmed").exists()


def test_without_a_word_of_how_nothing_is_confirmed(monday: Clock) -> None:
    case = forwarded()
    client = signed_in(handler_of(case.controller))
    assert client.post(step_url(case, "confirm-hand-over"), {"how": " "}).status_code == 200
    assert HandOver.objects.get().is_silent


def test_what_was_taken_back_is_not_asked_for_and_the_next_controller_has_its_own_time(
    monday: Clock,
) -> None:
    case = forwarded()
    monday.set(datetime(2026, 10, 6, 7, tzinfo=UTC))
    reopen(case.pk, reason="Another client’s.", actor=supervisor_of(case.controller))
    assert on(monday, 9) == 0
    former = answerer_of(ProcessorClient.objects.get(name="Former Oy"))
    forward(case.pk, to=former, how="", actor=acting(case.controller))

    assert on(monday, 12) == 0
    assert on(monday, 13) == 1
    mail = Notice.objects.get(kind="handed_over_reminder")
    assert mail.to_address == former.mailbox


def test_what_went_another_way_is_proved_by_its_words_and_asked_for_never(monday: Clock) -> None:
    forwarded(to=Answerer(name="Fabrikam AB"))
    assert not HandOver.objects.exists()
    assert on(monday, 12) == 0


def test_after_a_purge_staff_are_told_and_no_mail_goes_out(monday: Clock) -> None:
    case = forwarded()
    handler_of(case.controller)
    AuditPayload.objects.filter(entry__event="request.forward").delete()
    assert on(monday, 7) == 1
    assert not Notice.objects.filter(kind="handed_over_reminder").exists()
    assert Notice.objects.filter(kind="staff_client_silent").exists()


def test_a_holiday_of_the_organisation_is_no_working_day(clock: Clock) -> None:
    clock.set(datetime(2026, 12, 23, 7, tzinfo=UTC))  # a Wednesday
    forwarded()
    for day, count in ((24, 0), (25, 0), (27, 0), (28, 1)):
        clock.set(datetime(2026, 12, day, 7, tzinfo=UTC))
        assert remind_clients() == count, day


def test_silent_controllers_have_a_view_of_the_queue(monday: Clock) -> None:
    controller = make_controller(language="en")
    silent = forwarded(controller)
    client = signed_in(handler_of(controller))
    for day, shown in ((6, False), (7, True)):
        monday.set(datetime(2026, 10, day, 7, tzinfo=UTC))
        assert (case_url(silent) in text_of(client.get(QUEUE))) is shown
    confirm_hand_over(silent.pk, how="By phone.", actor=acting(controller))
    assert case_url(silent) not in text_of(client.get(QUEUE))
