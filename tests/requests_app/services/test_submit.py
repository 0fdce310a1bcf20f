"""A submission comes in: its clock starts, everybody concerned is told, and nothing odd gets in."""

from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest
from django.db import IntegrityError, transaction

from config.clock import now
from notices_app.models import Notice, Way
from registers_app.domain.actors import SYSTEM, Actor, subject_actor, user_actor
from registers_app.domain.roles import Role
from registers_app.models import Controller, RegisterVersion
from registers_app.services.publish import publish
from requests_app.domain.rights import Right
from requests_app.models import (
    AccessRequest,
    AuditEntry,
    CaseLetter,
    Channel,
    LinkPurpose,
    PersonLink,
    RightsRequest,
    Submission,
)
from requests_app.services.confirm_email import confirm_email
from requests_app.services.errors import NotPermitted, NotPossible
from requests_app.services.submit import NewSubmission, submit
from requests_app.services.verify_audit import broken_chains
from tests.cases import make_received
from tests.clock import Clock
from tests.factories import make_controller, make_register, make_user, make_version

pytestmark = pytest.mark.django_db


def new(controller: Controller, **more: Any) -> NewSubmission:
    columns: dict[str, Any] = {
        "controller": controller,
        "register": None,
        "rights": (Right.ACCESS,),
        "channel": Channel.LETTER,
        "received_at": now(),
        "language": "fi",
        "person_name": "Maija Meikäläinen",
        **more,
    }
    return NewSubmission(**columns)


def test_the_dates_are_what_the_clock_says(clock: Clock) -> None:
    request = make_received()

    assert request.received_on == date(2026, 3, 2)
    # Thursday 2 April, the day before Good Friday.
    assert request.due_on == request.safe_on == request.target_on == date(2026, 4, 2)
    assert request.refuse_by == date(2026, 4, 2)
    assert request.holiday_version.startswith("FI ")
    assert (request.state, request.closed_at) == ("received", None)


def test_the_day_of_receipt_is_the_organisations_own(clock: Clock) -> None:
    late_evening = datetime(2026, 2, 27, 22, 30, tzinfo=UTC)
    helsinki = make_received(make_controller(), received_at=late_evening)
    stockholm = make_received(
        make_controller(country="SE", time_zone="Europe/Stockholm", calendar="SE"),
        received_at=late_evening,
    )

    assert helsinki.received_on == date(2026, 2, 28)
    assert stockholm.received_on == date(2026, 2, 27)


def test_a_due_date_on_a_holiday_moves_and_the_safe_date_moves_back(clock: Clock) -> None:
    clock.set(datetime(2026, 3, 3, 8, tzinfo=UTC))
    request = make_received()

    # A month ends on Good Friday; Easter Monday is a holiday too.
    assert (request.due_on, request.safe_on) == (date(2026, 4, 7), date(2026, 4, 2))
    assert request.target_on == request.safe_on


def test_a_letter_that_lay_about_starts_the_clock_on_the_day_it_came(clock: Clock) -> None:
    request = make_received(received_at=now() - timedelta(days=20))

    assert request.received_on == date(2026, 2, 10)
    assert request.due_on == date(2026, 3, 10)


def test_the_version_in_force_on_the_day_of_receipt_is_kept(clock: Clock) -> None:
    controller = make_controller()
    register = make_register(controller)
    first = RegisterVersion.objects.get(register=register)
    publish(version_id=make_version(register).pk, effective_on=date(2026, 3, 1))

    before = make_received(
        controller, register=register, received_at=datetime(2026, 2, 27, 12, tzinfo=UTC)
    )
    after = make_received(controller, register=register)

    assert before.register_version == first
    assert after.register_version is not None
    assert after.register_version.number == 2


def test_without_a_register_all_are_meant(clock: Clock) -> None:
    controller = make_controller()
    make_register(controller)

    assert make_received(controller).register_version is None


def test_receipt_in_the_future_is_refused() -> None:
    controller = make_controller()

    with pytest.raises(NotPossible, match="lies in the future"):
        submit(new(controller, received_at=now() + timedelta(minutes=1)))
    assert not Submission.objects.exists()


def test_a_register_of_another_organisation_is_refused() -> None:
    foreign = make_register(make_controller())

    with pytest.raises(NotPossible, match="another organisation"):
        submit(new(make_controller(), register=foreign))


def test_a_submission_that_asks_for_nothing_is_refused() -> None:
    with pytest.raises(NotPossible, match="Choose the right"):
        submit(new(make_controller(), rights=()))
    assert not Submission.objects.exists()


def test_a_right_named_twice_is_one_request() -> None:
    submission = submit(new(make_controller(), rights=(Right.ACCESS, Right.ACCESS)))

    assert submission.requests.count() == 1


def test_the_same_submission_is_not_kept_twice() -> None:
    once = new(make_controller())
    submit(once)

    with pytest.raises(IntegrityError, match="reference"), transaction.atomic():
        submit(once)
    assert RightsRequest.objects.count() == Submission.objects.count() == 1


def test_the_same_person_may_ask_again() -> None:
    controller = make_controller()
    first, second = make_received(controller), make_received(controller)

    assert first.submission.reference != second.submission.reference


@pytest.mark.parametrize(
    "who",
    [
        lambda controller: SYSTEM,
        lambda controller: subject_actor(1),
        lambda controller: user_actor(make_user(make_controller()).pk),
        lambda controller: user_actor(make_user(controller, role=Role.REGISTER_EDITOR).pk),
        lambda controller: user_actor(make_user(controller, is_active=False).pk),
    ],
)
def test_only_those_who_handle_requests_enter_one(who: Callable[[Controller], Actor]) -> None:
    controller = make_controller()

    with pytest.raises(NotPermitted):
        submit(new(controller), actor=who(controller))
    assert not Submission.objects.exists()


def test_who_entered_it_is_kept() -> None:
    controller = make_controller()
    user = make_user(controller)
    entered = submit(new(controller), actor=user_actor(user.pk))
    sent = submit(new(controller))

    assert (entered.entered_by_id, sent.entered_by_id) == (user.pk, None)
    kinds = dict(
        AuditEntry.objects.filter(event="submission.received").values_list(
            "submission", "actor_kind"
        )
    )
    assert kinds == {entered.pk: "user", sent.pk: "subject"}


def test_the_audit_begins_without_personal_data() -> None:
    request = make_received()
    entries = AuditEntry.objects.filter(submission=request.submission).order_by("number")

    assert [entry.event for entry in entries] == ["submission.received", "request.opened"]
    assert entries[1].facts == {"right": "access", "due_on": str(request.due_on)}
    assert "Maija" not in str([entry.facts for entry in entries])
    assert not list(broken_chains())


def test_the_person_gets_a_letter_and_a_link_to_confirm() -> None:
    request = make_received(language="sv")
    (letter,) = CaseLetter.objects.filter(request=request)
    (mail,) = Notice.objects.filter(submission_id=request.submission_id)

    assert (letter.kind, letter.language) == ("received", "sv")
    assert (mail.kind, mail.to_address) == ("received_confirm", "maija@example.org")
    purposes = PersonLink.objects.values_list("purpose", flat=True)
    assert sorted(purposes) == [LinkPurpose.CONFIRM, LinkPurpose.OPEN]


def test_who_wrote_a_letter_has_nothing_to_confirm() -> None:
    request = make_received(channel=Channel.LETTER)

    assert not PersonLink.objects.filter(purpose=LinkPurpose.CONFIRM).exists()
    assert Notice.objects.get(submission_id=request.submission_id).kind == "received"


def test_who_left_no_address_gets_the_letter_alone_and_on_paper() -> None:
    request = make_received(channel=Channel.VISIT, email="")

    letter = CaseLetter.objects.get(request=request)
    assert [paper.waits for paper in letter.papers.all()] == [True]
    assert not Notice.objects.filter(way=Way.MAIL).exists()


def test_every_handler_of_the_organisation_is_told_and_no_other() -> None:
    controller = make_controller()
    handlers = [make_user(controller), make_user(controller)]
    make_user(controller, is_active=False)
    make_user(controller, role=Role.REGISTER_EDITOR)
    make_user(make_controller())
    make_received(controller)

    told = Notice.objects.filter(kind="staff_new_request").values_list("to_address", flat=True)
    assert sorted(told) == sorted(user.email for user in handlers)


def test_no_mail_to_staff_names_the_person() -> None:
    controller = make_controller()
    make_user(controller)
    make_received(controller)
    notice = Notice.objects.get(kind="staff_new_request")

    assert "Maija" not in notice.subject + notice.text + notice.html


def test_a_submission_that_fails_midway_leaves_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    def broken(*args: Any, **kwargs: Any) -> None:
        raise OSError("no letter")

    monkeypatch.setattr("requests_app.services.submit.write_letter", broken)
    with pytest.raises(OSError, match="no letter"):
        submit(new(make_controller()))
    assert not Submission.objects.exists()
    assert not AuditEntry.objects.exists()


def test_pressing_the_confirming_button_again_changes_nothing(clock: Clock) -> None:
    request = make_received()
    link = PersonLink.objects.get(purpose=LinkPurpose.CONFIRM)
    confirmed_at = confirm_email(link).email_confirmed_at
    told = Notice.objects.count()
    clock.advance(hours=1)

    assert confirm_email(link).email_confirmed_at == confirmed_at
    assert Notice.objects.count() == told
    assert AuditEntry.objects.filter(event="submission.email_confirmed").count() == 1
    link.refresh_from_db()
    assert link.used_at is not None
    assert link.used_at < now() - timedelta(minutes=59)
    assert AccessRequest.objects.get(pk=request.pk).due_on == request.due_on


def test_a_person_is_found_by_what_was_submitted() -> None:
    request = make_received(identifiers="Asiakas 4711")

    assert "maija meikalainen" in request.submission.search_text
    assert "4711" in request.submission.search_text
