"""What ends before its work is done leaves no task open, and what is reopened begins anew."""

from collections.abc import Callable

import pytest
from django.test import Client

from notices_app.models import Notice
from registers_app.domain.actors import subject_actor
from registers_app.domain.roles import Role
from requests_app.domain.rights import ObjectionScope, Right
from requests_app.models import AuditEntry, CaseLetter, IdentityCheck, RightsRequest, TaskState
from requests_app.services.assess import assess
from requests_app.services.close import close_unidentified, reopen, withdraw
from requests_app.services.errors import NotPossible
from requests_app.services.finish_task import search_again
from requests_app.services.identity import ask_identity, fail_identity
from requests_app.services.search import search
from tests.cases import acting, handler_of
from tests.eight import again, answered, begun, received, refused
from tests.factories import make_user
from tests.raw_sql import refusal_of
from tests.requests_app.admin.staff import case_url, send, signed_in, state_of, step_url, text_of
from tests.requests_app.services.steps import collecting, supervisor_of

pytestmark = pytest.mark.django_db


def assessed(right: Right) -> RightsRequest:
    """A request that is being assessed, its identity still open."""
    request = received(right)
    assess(request.pk, actor=acting(request.controller))
    return again(request)


def not_identified(request: RightsRequest) -> None:
    """Proof was asked for, never came, and the request was closed."""
    actor = acting(request.controller)
    check = request.submission.identity_check.pk
    ask_identity(check, doubt="Another name.", what_is_asked="A number.", actor=actor)
    fail_identity(check, reason="It never came.", actor=actor)
    close_unidentified(request.pk, actor=actor)


def test_withdrawn_by_the_person_it_leaves_no_task_open_and_says_so() -> None:
    request = collecting()
    assert request.tasks.filter(state=TaskState.OPEN).exists()

    withdraw(request.pk, statement="", actor=subject_actor(request.submission_id))

    assert not request.tasks.exclude(state=TaskState.CANCELLED).exists()
    entries = AuditEntry.objects.filter(event="task.cancel")
    assert entries.count() == request.tasks.count()
    assert {(entry.actor_kind, entry.facts["to"]) for entry in entries} == {("system", "cancelled")}
    page = text_of(signed_in(handler_of(request.controller)).get(case_url(request)))
    assert "nothing is needed of" in page


def test_a_withdrawn_objection_asks_nobody_any_more_to_stop() -> None:
    request = received(Right.OBJECTION, scope=ObjectionScope.MARKETING)
    assert request.tasks.filter(state=TaskState.OPEN).exists()
    withdraw(request.pk, statement="", actor=subject_actor(request.submission_id))
    assert not request.tasks.filter(state=TaskState.OPEN).exists()


def test_where_nobody_was_identified_no_task_stays_open() -> None:
    request = assessed(Right.ERASURE)
    actor = acting(request.controller)
    search(request.pk, actor=actor)
    assert request.tasks.filter(state=TaskState.OPEN).exists()
    not_identified(request)
    assert state_of(request) == "unidentified"
    assert not request.tasks.filter(state=TaskState.OPEN).exists()


def test_reopened_the_search_is_taken_up_again() -> None:
    request = collecting()
    withdraw(request.pk, statement="", actor=subject_actor(request.submission_id))
    supervisor = supervisor_of(request.controller)
    reopen(request.pk, reason="She wrote again.", actor=supervisor)
    client = signed_in(handler_of(request.controller))
    client.post(step_url(request, "collect"))
    for task in request.tasks.exclude(state=TaskState.OPEN):
        search_again(task.pk, actor=acting(request.controller))
    assert request.tasks.exists()
    assert not request.tasks.exclude(state=TaskState.OPEN).exists()


# Reopening


@pytest.mark.parametrize("right", [Right.ACCESS, Right.ERASURE, Right.RESTRICTION])
@pytest.mark.parametrize("end", [answered, refused])
def test_a_reopened_request_has_its_old_clock_and_the_person_reads_why(
    right: Right, end: Callable[[RightsRequest], RightsRequest]
) -> None:
    request = end(received(right))
    before = (request.received_on, request.due_on, request.safe_on, request.refuse_by)

    reopen(request.pk, reason="The authority asks for it.", actor=supervisor_of(request.controller))

    later = again(request)
    assert (later.received_on, later.due_on, later.safe_on, later.refuse_by) == before
    assert (later.state, later.closed_at, later.closed_on) == ("assessing", None, None)
    assert "The authority asks for it." in CaseLetter.objects.get(kind="reopened").text
    assert Notice.objects.get(kind="reopened").to_address == request.submission.email
    assert AuditEntry.objects.get(event="request.reopen").payload.content == {
        "reason": "The authority asks for it."
    }


def test_without_a_reason_nothing_is_reopened() -> None:
    request = answered(received(Right.RESTRICTION))
    with pytest.raises(NotPossible):
        reopen(request.pk, reason=" ", actor=supervisor_of(request.controller))
    supervisor = signed_in(make_user(request.controller, role=Role.SUPERVISOR))
    assert supervisor.post(step_url(request, "reopen"), {"reason": ""}).status_code == 200
    assert state_of(request) == "answered"


def test_a_handler_reopens_nothing_and_an_open_request_is_not_reopened() -> None:
    request = answered(received(Right.RESTRICTION))
    handler = signed_in(handler_of(request.controller))
    assert handler.post(step_url(request, "reopen"), {"reason": "x"}).status_code == 403
    assert state_of(request) == "answered"
    still_open = begun(received(Right.RESTRICTION))
    with pytest.raises(NotPossible):
        reopen(still_open.pk, reason="x", actor=supervisor_of(still_open.controller))


def test_who_was_not_identified_is_not_identified_by_reopening() -> None:
    request = assessed(Right.ERASURE)
    not_identified(request)
    check = request.submission.identity_check.pk

    supervisor = make_user(request.controller, role=Role.SUPERVISOR)
    send(signed_in(supervisor), request, "reopen", {"reason": "New facts."})

    assert IdentityCheck.objects.get(pk=check).state == "failed"
    client = signed_in(handler_of(request.controller))
    for step in ("search", "decide", "erase", "answer"):
        client.post(step_url(request, step), {"outcome": "granted"})
    assert state_of(request) == "assessing"
    for state in ("erasing", "answered"):
        closed = ", closed_at = changed_at, closed_on = received_on" if state == "answered" else ""
        assert refusal_of(
            f"UPDATE requests_app_rightsrequest SET state = %(to)s{closed} WHERE id = %(id)s",
            {"to": state, "id": request.pk},
        )


def test_the_database_lets_nothing_be_reopened_unsaid(client: Client) -> None:
    request = answered(received(Right.RESTRICTION))
    refused_by = refusal_of(
        "UPDATE requests_app_rightsrequest SET state = 'assessing', closed_at = NULL, "
        "closed_on = NULL WHERE id = %(id)s",
        {"id": request.pk},
        at_commit=True,
    )
    assert refused_by == "request_step_is_on_record"
    assert RightsRequest.objects.get(pk=request.pk).state == "answered"
