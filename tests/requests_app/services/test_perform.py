"""The only way a state changes: who may, what stands in the way, and what is kept of it."""

from typing import Any

import pytest
from django.db import transaction

from registers_app.domain.actors import SYSTEM, Actor, subject_actor, user_actor
from registers_app.domain.roles import Role
from registers_app.models import Membership
from requests_app.models import (
    AccessRequest,
    AuditEntry,
    AuditPayload,
    IdentityCheck,
    RightsRequest,
    Submission,
    Task,
)
from requests_app.services.collect import collect
from requests_app.services.errors import NotPermitted, NotPossible
from requests_app.services.perform import obstacles, perform, possible_steps
from tests.cases import acting, ask_for_identity, begin, collect_all, make_received, settle
from tests.factories import make_controller, make_user
from tests.raw_sql import force

pytestmark = pytest.mark.django_db


def entries(request: RightsRequest) -> list[str]:
    found = AuditEntry.objects.filter(submission=request.submission_id).order_by("number")
    return list(found.values_list("event", flat=True))


def names_of(request: RightsRequest, actor: Actor) -> set[str]:
    return {step.name for step in possible_steps(request, actor=actor)}


@pytest.mark.parametrize("role", [Role.HANDLER, Role.SUPERVISOR, Role.ADMINISTRATOR])
def test_those_who_handle_requests_may_take_a_step(role: Role) -> None:
    request = make_received()
    user = make_user(request.controller, role=role)

    assert perform(RightsRequest, request.pk, "assess", actor=user_actor(user.pk)).state == (
        "assessing"
    )


def test_an_editor_of_registers_may_not() -> None:
    request = make_received()
    user = make_user(request.controller, role=Role.REGISTER_EDITOR)

    refused_to(user_actor(user.pk), request)


def test_a_handler_of_another_organisation_may_not() -> None:
    request = make_received()
    stranger = make_user(make_controller(), role=Role.ADMINISTRATOR)

    refused_to(user_actor(stranger.pk), request)


def test_a_member_of_staff_without_a_role_may_not() -> None:
    request = make_received()
    user = make_user(request.controller)
    Membership.objects.filter(user=user).delete()

    refused_to(user_actor(user.pk), request)


def test_a_superuser_without_a_role_may_not() -> None:
    request = make_received()
    user = make_user(make_controller(), is_superuser=True)

    refused_to(user_actor(user.pk), request)


def test_an_account_that_was_closed_may_not() -> None:
    request = make_received()
    user = make_user(request.controller, is_active=False)

    refused_to(user_actor(user.pk), request)


def test_an_account_that_does_not_exist_may_not() -> None:
    refused_to(user_actor(999_999), make_received())


def test_the_person_and_the_system_may_not_do_what_is_the_handlers() -> None:
    request = make_received()

    refused_to(subject_actor(request.submission_id), request)
    refused_to(SYSTEM, request)


def test_the_person_withdraws_their_own_request_and_no_other() -> None:
    request, other = make_received(), make_received()
    person = subject_actor(request.submission_id)

    refused_to(person, other, name="withdraw")
    assert perform(RightsRequest, request.pk, "withdraw", actor=person).state == "withdrawn"


def test_a_person_is_not_taken_for_the_user_of_the_same_number() -> None:
    request = make_received()
    user = make_user(request.controller)

    refused_to(subject_actor(user.pk), request)


def test_only_who_may_reopen_reopens() -> None:
    request = make_received()
    perform(RightsRequest, request.pk, "withdraw", actor=subject_actor(request.submission_id))

    refused_to(acting(request.controller), request, name="reopen")
    supervisor = make_user(request.controller, role=Role.SUPERVISOR)
    reopened = perform(RightsRequest, request.pk, "reopen", actor=user_actor(supervisor.pk))
    assert (reopened.state, reopened.closed_at, reopened.closed_on) == ("assessing", None, None)


def test_nobody_approves_without_the_permission() -> None:
    request = make_received()
    force(AccessRequest, request.pk, state="awaiting_approval")

    refused_to(acting(request.controller), request, name="send_back")


def test_a_step_that_is_not_declared_is_refused() -> None:
    request = make_received()
    for name in ("answer", "no_such_step", "save", "delete"):
        with pytest.raises(NotPossible, match="no longer possible"):
            perform(AccessRequest, request.pk, name, actor=acting(request.controller))


def test_a_request_of_one_right_is_not_found_by_the_machine_of_another() -> None:
    request = make_received()
    force(RightsRequest, request.pk, right="erasure")

    with pytest.raises(AccessRequest.DoesNotExist):
        perform(AccessRequest, request.pk, "assess", actor=acting(request.controller))


def test_a_row_that_does_not_exist_is_none() -> None:
    with pytest.raises(Task.DoesNotExist):
        perform(Task, 999_999, "finish", actor=SYSTEM)


def test_every_sentence_that_stands_in_the_way_is_told() -> None:
    request = begin(make_received())
    collect(request.pk, actor=acting(request.controller))

    with pytest.raises(NotPossible) as refusal:
        perform(AccessRequest, request.pk, "review", actor=acting(request.controller))
    assert refusal.value.reasons == ["Some data systems have not answered yet."]

    collected = collect_all(settle(begin(make_received())))
    with pytest.raises(NotPossible) as refusal:
        perform(AccessRequest, collected.pk, "make_ready", actor=acting(collected.controller))
    assert refusal.value.reasons == [
        "There is no decision yet.",
        "The answer package is not ready, or lacks information that Art. 15(1)–(2) demands.",
    ]


def test_what_stands_in_the_way_of_a_step_can_be_asked_before() -> None:
    request = begin(make_received())
    (close,) = [
        step
        for step in possible_steps(request, actor=acting(request.controller))
        if step.name == "close_unidentified"
    ]

    assert obstacles(request, close) == [
        "The identity check has not failed: ask for proof first, and record why it failed."
    ]


def test_each_actor_is_offered_what_that_actor_may_do() -> None:
    request = make_received()

    assert names_of(request, acting(request.controller)) == {
        "assess",
        "withdraw",
        "forward",
        "close_not_new",
        "close_unidentified",
    }
    assert names_of(request, subject_actor(request.submission_id)) == {"withdraw"}
    assert names_of(request, subject_actor(request.submission_id + 1)) == set()
    assert names_of(request, SYSTEM) == set()


def test_a_step_writes_its_entry_with_actor_states_and_facts() -> None:
    request = make_received()
    actor = acting(request.controller)
    perform(
        RightsRequest,
        request.pk,
        "withdraw",
        actor=actor,
        facts={"by": "letter"},
        payload={"statement": "Never mind."},
    )
    entry = AuditEntry.objects.latest("number")

    assert (entry.event, entry.request_id) == ("request.withdraw", request.pk)
    assert (entry.actor_kind, entry.actor_id) == ("user", actor.id)
    assert entry.facts == {"by": "letter", "from": "received", "to": "withdrawn"}
    assert AuditPayload.objects.get(entry=entry).content == {"statement": "Never mind."}


def test_a_step_of_something_inside_a_case_stands_in_the_chain_of_the_case() -> None:
    request = ask_for_identity(make_received())
    asked = AuditEntry.objects.get(event="identity.ask")
    assert (asked.submission_id, asked.request_id) == (request.submission_id, None)

    collect_all(begin(settle(request)))
    finished = AuditEntry.objects.filter(event="task.finish").first()
    assert finished is not None
    assert (finished.submission_id, finished.request_id) == (request.submission_id, request.pk)


def test_a_transaction_that_is_rolled_back_leaves_neither_state_nor_entry() -> None:
    request = make_received()
    before = entries(request)

    class Broken(Exception):
        """Something after the step failed."""

    def step_and_fail() -> None:
        with transaction.atomic():
            perform(RightsRequest, request.pk, "assess", actor=acting(request.controller))
            raise Broken

    with pytest.raises(Broken):
        step_and_fail()
    assert AccessRequest.objects.get(pk=request.pk).state == "received"
    assert entries(request) == before


def test_a_step_whose_entry_cannot_be_written_is_not_taken(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    request = make_received()

    def broken(**kwargs: Any) -> None:
        raise OSError("no entry")

    monkeypatch.setattr("requests_app.services.perform.record", broken)
    with pytest.raises(OSError, match="no entry"):
        perform(RightsRequest, request.pk, "assess", actor=acting(request.controller))
    assert AccessRequest.objects.get(pk=request.pk).state == "received"


def test_a_refused_step_leaves_no_trace() -> None:
    request = make_received()
    before = entries(request)

    refused_to(SYSTEM, request)
    assert entries(request) == before


def test_an_old_copy_of_a_row_changes_nothing() -> None:
    request = make_received()
    old = AccessRequest.objects.get(pk=request.pk)
    perform(RightsRequest, request.pk, "withdraw", actor=subject_actor(request.submission_id))

    assert old.state == "received"
    with pytest.raises(NotPossible):
        perform(type(old), old.pk, "assess", actor=acting(request.controller))
    assert AccessRequest.objects.get(pk=request.pk).state == "withdrawn"


def test_a_closed_request_knows_when_it_was_closed_by_the_local_day(clock: Any) -> None:
    request = make_received()
    closed = perform(
        RightsRequest, request.pk, "withdraw", actor=subject_actor(request.submission_id)
    )

    assert closed.closed_at == closed.changed_at
    assert str(closed.closed_on) == "2026-03-02"


def test_loading_a_request_gives_its_machine() -> None:
    request = make_received()

    assert type(RightsRequest.objects.get(pk=request.pk)) is AccessRequest
    assert type(request.submission.requests.get()) is AccessRequest
    # Without the right in hand nobody can tell which machine it is, so it has none.
    assert type(RightsRequest.objects.only("state").get(pk=request.pk)) is RightsRequest


def test_a_state_cannot_be_assigned() -> None:
    request = make_received()

    with pytest.raises(AttributeError):
        request.state = "answered"
    assert Submission.objects.get(pk=request.submission_id).requests.get().state == "received"


def test_an_identity_check_of_another_organisation_is_out_of_reach() -> None:
    request = make_received()
    stranger = make_user(make_controller())

    with pytest.raises(NotPermitted):
        perform(
            IdentityCheck,
            request.submission.identity_check.pk,
            "ask",
            actor=user_actor(stranger.pk),
        )


def refused_to(actor: Actor, request: RightsRequest, *, name: str = "assess") -> None:
    before = RightsRequest.objects.get(pk=request.pk).state
    with pytest.raises(NotPermitted, match="not allowed"):
        perform(AccessRequest, request.pk, name, actor=actor)
    assert RightsRequest.objects.get(pk=request.pk).state == before
