"""Reminders at the word of a member of staff: to whom a request waits for, once a day."""

from collections.abc import Callable
from datetime import timedelta

import pytest

from config.clock import now
from notices_app.models import Notice
from registers_app.domain.actors import user_actor
from registers_app.domain.roles import Role
from requests_app.models import AccessRequest, AuditEntry, Channel, Reminder
from requests_app.services.assign import assign
from requests_app.services.errors import NotPermitted, NotPossible
from requests_app.services.remind_by_hand import remind_by_hand, whom_it_waits_for
from tests.cases import (
    acting,
    ask_for_identity,
    begin,
    handler_of,
    make_answered,
    make_received,
)
from tests.clock import Clock
from tests.factories import make_controller, make_user
from tests.files import a_picture
from tests.requests_app.services.proof import send_proof

pytestmark = pytest.mark.django_db


def by_colleague(request: AccessRequest) -> str:
    """A handler other than the assigned one reminds; returns the kind of mail that went out."""
    before = set(Notice.objects.values_list("pk", flat=True))
    colleague = make_user(request.controller)
    remind_by_hand(request.pk, actor=user_actor(colleague.pk))
    return str(Notice.objects.exclude(pk__in=before).get().kind)


def assigned(request: AccessRequest) -> AccessRequest:
    assign(request.pk, assignee=handler_of(request.controller), actor=acting(request.controller))
    return request


def test_the_person_is_reminded_of_an_open_question() -> None:
    asked = assigned(ask_for_identity(begin(make_received())))
    assert by_colleague(asked) == "identity_reminder"


def test_proof_that_came_waits_for_the_handler_and_not_for_the_person() -> None:
    asked = assigned(ask_for_identity(begin(make_received())))
    send_proof(asked.submission, a_picture())
    assert by_colleague(asked) == "staff_reminded"


def test_one_reminder_a_day_by_the_calendar_of_the_controller(clock: Clock) -> None:
    case = assigned(make_received())
    by_colleague(case)
    with pytest.raises(NotPossible, match="sent today"):
        by_colleague(case)
    clock.advance(days=1)
    assert by_colleague(case) == "staff_reminded"
    days = Reminder.objects.filter(kind="by_hand").values_list("reminder_on", flat=True)
    assert max(days) - min(days) == timedelta(days=1)


def test_a_reminder_is_on_the_record_with_who_sent_it() -> None:
    case = assigned(make_received())
    by_colleague(case)
    entry = AuditEntry.objects.filter(event="reminder.sent").latest("pk")
    assert (entry.actor_kind, entry.facts["kind"]) == ("user", "by_hand")


@pytest.mark.parametrize(
    ("case", "why"),
    [
        (lambda: make_answered(), "closed"),
        (
            lambda: ask_for_identity(
                begin(make_received(channel=Channel.LETTER, email="", postal_address="Katu 1"))
            ),
            "waits to be printed",
        ),
        (lambda: assigned(make_received()), "waits for you"),
    ],
    ids=["closed", "not-posted", "oneself"],
)
def test_where_there_is_nobody_to_remind_the_reason_is_said(
    case: Callable[[], AccessRequest], why: str
) -> None:
    request = case()
    before = Notice.objects.count()
    with pytest.raises(NotPossible, match=why):
        remind_by_hand(request.pk, actor=acting(request.controller))
    assert Notice.objects.count() == before
    assert not Reminder.objects.filter(kind="by_hand").exists()


def test_only_who_handles_requests_reminds() -> None:
    case = assigned(make_received(received_at=now() - timedelta(days=2)))
    for user in (make_user(case.controller, role=Role.DPO), make_user(make_controller())):
        with pytest.raises(NotPermitted):
            remind_by_hand(case.pk, actor=user_actor(user.pk))
    assert whom_it_waits_for(case, asked_by=user_actor(user.pk)).users == [
        handler_of(case.controller)
    ]
