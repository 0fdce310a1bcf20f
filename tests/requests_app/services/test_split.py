"""A client's part of a request goes its own way: its own day, its own end, the same receipt."""

from datetime import timedelta

import pytest
import time_machine
from django.http import HttpResponse

from config.clock import now
from notices_app.models import Notice
from registers_app.domain.actors import SYSTEM, subject_actor
from registers_app.models import Controller, ProcessorClient
from requests_app.domain.rights import ObjectionScope, Right
from requests_app.models import AuditEntry, RightsRequest, Task
from requests_app.services.assess import assess
from requests_app.services.close import close_unidentified, forward, reopen, withdraw
from requests_app.services.errors import NotPermitted, NotPossible
from requests_app.services.hand_over import answerer_of
from requests_app.services.identity import ask_identity, fail_identity
from requests_app.services.redate import redate
from requests_app.services.remind_staff import remind_staff
from requests_app.services.search import search
from requests_app.services.split import split
from tests.cases import acting, handler_of
from tests.eight import answered, received
from tests.factories import at_any_hour, make_controller, make_register
from tests.raw_sql import refusal_of
from tests.requests_app.admin.registers import make_processor_register
from tests.requests_app.admin.staff import (
    case_url,
    send,
    signed_in,
    state_of,
    step_url,
    take,
    text_of,
)
from tests.requests_app.portal.person import Person
from tests.requests_app.services.steps import supervisor_of

pytestmark = pytest.mark.django_db

ABOUT = "My payslips."


@pytest.fixture
def both() -> Controller:
    """It keeps a register of its own and one for its clients."""
    controller = make_controller()
    make_register(controller)
    make_processor_register(controller)
    return controller


def of_all(controller: Controller, right: Right = Right.ERASURE) -> RightsRequest:
    return received(right, controller=controller, register=None)


def split_off(case: RightsRequest, *, client: str = "Acme Oy") -> RightsRequest:
    return split(case.pk, about=ABOUT, client=client, actor=acting(case.controller))


def again(request: RightsRequest) -> RightsRequest:
    return RightsRequest.objects.get(pk=request.pk)


@pytest.mark.parametrize("right", list(Right))
def test_a_part_keeps_the_right_and_the_receipt_and_has_a_day_to_forward_it(
    both: Controller, right: Right
) -> None:
    scope = ObjectionScope.ALL
    case = received(right, controller=both, register=None, scope=scope)

    part = split_off(case)

    assert (part.right, part.submission_id, part.part_of) == (right, case.submission_id, case)
    assert (part.received_on, part.due_on) == (case.received_on, case.due_on)
    assert part.forward_by is not None
    assert part.target_on == part.forward_by
    assert part.stop_by is None
    assert part.state == "received"
    assert case.forward_by is None
    assert not Task.objects.filter(request=part).exists()


def test_a_part_found_late_is_late_because_its_day_counts_from_receipt(both: Controller) -> None:
    case = of_all(at_any_hour(both))
    with time_machine.travel(now() + timedelta(days=10), tick=False):
        part = split_off(case)
        handler_of(both)
        remind_staff()

        assert part.forward_by is not None
        assert part.forward_by < case.received_on + timedelta(days=5)
        assert Notice.objects.filter(kind="staff_late").exists()
    assert part.reminders.filter(kind="late").exists()


def test_both_go_their_own_way_to_their_own_end(both: Controller) -> None:
    case = of_all(both)
    part = split_off(case)
    to = answerer_of(ProcessorClient.objects.get(name="Acme Oy"))
    forward(part.pk, to=to, how="", actor=acting(both))

    assert again(part).state == "forwarded"
    assert again(case).state == "received"
    assert answered(again(case)).state == "answered"
    assert again(part).letters.get().kind == "part_passed_on"


def test_of_a_part_nothing_is_decided_asked_or_searched(both: Controller) -> None:
    case = of_all(both)
    part = split_off(case)
    actor = acting(both)
    assess(part.pk, actor=actor)
    with pytest.raises(NotPossible):
        search(part.pk, actor=actor)
    ask_identity(
        case.submission.identity_check.pk, doubt="Another name.", what_is_asked="ID.", actor=actor
    )
    assert again(case).suspensions.exists()
    assert not again(part).suspensions.exists()
    fail_identity(case.submission.identity_check.pk, reason="It never came.", actor=actor)
    with pytest.raises(NotPossible, match="only the processor"):
        close_unidentified(part.pk, actor=actor)
    assert again(part).state == "assessing"


def test_the_database_too_lets_a_part_end_in_nothing_but_being_forwarded(both: Controller) -> None:
    part = split_off(of_all(both))
    refused = refusal_of(
        "UPDATE requests_app_rightsrequest SET state = 'unidentified', closed_at = changed_at, "
        "closed_on = received_on WHERE id = %(id)s",
        {"id": again_assessed(part)},
    )
    assert refused in ("request_as_processor_only_forwards", "request_unidentified_after_a_check")


def again_assessed(part: RightsRequest) -> int:
    assess(part.pk, actor=acting(part.controller))
    return part.pk


def test_one_client_has_one_part_and_several_may_have_one_each(both: Controller) -> None:
    case = of_all(both)
    split_off(case)
    split_off(case, client="Fabrikam AB")
    split_off(case, client="")
    for client in ("Acme Oy", ""):
        with pytest.raises(NotPossible, match="such a part already"):
            split_off(case, client=client)
    assert case.parts.count() == 3


def test_a_part_has_no_parts_and_a_closed_request_none(both: Controller) -> None:
    case = of_all(both)
    part = split_off(case)
    with pytest.raises(NotPossible, match="no client’s data"):
        split_off(part)
    withdraw(case.pk, statement="", actor=subject_actor(case.submission_id))
    with pytest.raises(NotPossible, match="closed"):
        split_off(case, client="Fabrikam AB")


def test_only_who_handles_requests_splits_one(both: Controller) -> None:
    case = of_all(both)
    for actor in (SYSTEM, subject_actor(case.submission_id), acting(make_controller())):
        with pytest.raises(NotPermitted):
            split(case.pk, about=ABOUT, actor=actor)
    assert not case.parts.exists()


def test_a_part_that_went_to_the_wrong_client_is_taken_back_and_forwarded_anew(
    both: Controller,
) -> None:
    part = split_off(of_all(both))
    acme, former = (ProcessorClient.objects.get(name=f"{name} Oy") for name in ("Acme", "Former"))
    forward(part.pk, to=answerer_of(acme), how="", actor=acting(both))
    reopen(part.pk, reason="Another client’s.", actor=supervisor_of(both))
    assert again(part).state == "assessing"
    forward(part.pk, to=answerer_of(former), how="", actor=acting(both))
    assert again(part).state == "forwarded"


def test_dated_anew_a_part_keeps_its_day(both: Controller) -> None:
    part = split_off(of_all(both))
    redate(again(part))
    assert again(part).target_on == part.forward_by


# Who keeps nothing of its own


@pytest.mark.parametrize(
    ("right", "scope"),
    [
        (Right.CONSENT_WITHDRAWAL, None),
        (Right.OBJECTION, ObjectionScope.MARKETING),
        (Right.OBJECTION, ObjectionScope.ALL),
    ],
)
def test_who_keeps_data_for_others_alone_can_still_forward_what_stops_at_once(
    right: Right, scope: ObjectionScope | None
) -> None:
    controller = make_controller()
    make_processor_register(controller)
    case = received(right, controller=controller, register=None, scope=scope or ObjectionScope.ALL)
    assert (case.state, case.tasks.count()) == ("received", 0)

    forward(
        case.pk,
        to=answerer_of(ProcessorClient.objects.get(name="Acme Oy")),
        how="",
        actor=acting(controller),
    )

    assert again(case).state == "forwarded"


def test_our_own_part_of_a_withdrawn_consent_stops_at_once_and_the_client_s_is_split_off(
    both: Controller,
) -> None:
    case = of_all(both, Right.CONSENT_WITHDRAWAL)
    assert case.state == "ceasing"
    part = split_off(case)
    to = answerer_of(ProcessorClient.objects.get(name="Acme Oy"))
    forward(part.pk, to=to, how="", actor=acting(both))
    assert again(part).state == "forwarded"


# On the pages


def test_a_part_whose_client_is_not_known_waits_in_the_queue_and_is_forwarded_later(
    both: Controller,
) -> None:
    case = of_all(both)
    client = signed_in(handler_of(both))
    take(client, case, "pass-on-part", passed_on=ABOUT)
    part = case.parts.get()
    assert (part.state, part.part_client) == ("received", "")
    queue = text_of(client.get("/admin/requests_app/rightsrequest/?urgency=forward"))
    assert case_url(part) in queue
    assert case_url(case) not in queue
    page = text_of(client.get(case_url(part)))
    assert "We are the processor of these data" in page
    assert ABOUT in page
    for step in ("decide", "search", "ask-identity", "settle-identity", "pass-on-part", "extend"):
        assert step_url(part, step) not in page, step
    assert case_url(part) in text_of(client.get(case_url(case)))

    form = client.get(step_url(part, "forward")).context["form"]
    acme = ProcessorClient.objects.get(name="Acme Oy").pk
    assert ABOUT in dict(form.to_know()).values()
    send(client, part, "forward", {"client": acme})

    assert state_of(part) == "forwarded"
    assert state_of(case) == "received"


def test_what_was_typed_of_a_client_is_not_taken_for_nothing(both: Controller) -> None:
    case = of_all(both)
    client = signed_in(handler_of(both))
    page = text_of(client.post(step_url(case, "pass-on-part"), {"passed_on": ABOUT, "how": "?"}))
    assert "Say who answers the person." in page
    assert not case.parts.exists()


def test_a_step_sent_to_a_part_all_the_same_changes_nothing(both: Controller) -> None:
    part = split_off(of_all(both))
    client = signed_in(handler_of(both))
    client.post(step_url(part, "assess"))
    for step in ("search", "decide", "erase", "refuse", "ask-identity", "extend", "pass-on-part"):
        client.post(step_url(part, step), {"outcome": "granted", "reason": "x", "passed_on": "x"})
        assert state_of(part) == "assessing", step
    assert not AuditEntry.objects.filter(event="identity.ask").exists()


def test_the_person_sees_both_parts_on_one_page_and_no_client_before_it_is_told(
    both: Controller,
) -> None:
    case = of_all(both)
    part = split_off(case)
    page = text_of(own_page(case))
    assert "the part that another organisation answers" in page
    assert "We pass your request on at the latest on" in page
    assert "We answer at the latest on" in page
    assert "Acme" not in page

    to = answerer_of(ProcessorClient.objects.get(name="Acme Oy"))
    forward(part.pk, to=to, how="", actor=acting(both))

    page = text_of(own_page(case))
    assert "Another organisation answers for these data" in page
    assert "We answer at the latest on" in page


def test_the_person_may_take_back_the_part_alone(both: Controller) -> None:
    case = of_all(both)
    part = split_off(case)
    withdraw(part.pk, statement="", actor=subject_actor(case.submission_id))
    assert (again(part).state, again(case).state) == ("withdrawn", "received")


def own_page(case: RightsRequest) -> HttpResponse:
    """The person's own page."""
    person = Person(language="en")
    person.open_request(case.submission)
    page: HttpResponse = person.get("request")
    return page
