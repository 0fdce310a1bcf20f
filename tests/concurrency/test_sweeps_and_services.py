"""Two workers on one request, and the sweeps beside people who work: one wins, none is stuck."""

import threading
import time
from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from django.db import connection, transaction

from config.clock import now, today
from registers_app.domain.actors import SYSTEM, subject_actor
from registers_app.domain.roles import Role
from requests_app.models import (
    AccessRequest,
    AuditEntry,
    CaseMessage,
    Channel,
    DisclosurePackage,
    IdentityCheck,
    PaperLetter,
    Reminder,
    Submission,
    Suspension,
)
from requests_app.services import remind_staff as remind_staff_module
from requests_app.services.ask_again import ask_again
from requests_app.services.close import withdraw
from requests_app.services.confirm_email import confirm_email
from requests_app.services.errors import NotPossible
from requests_app.services.expire_packages import expire_packages
from requests_app.services.fetch import note_opened
from requests_app.services.identity import ask_identity
from requests_app.services.mark_posted import mark_posted
from requests_app.services.perform import lock_case, perform
from requests_app.services.print_letters import print_letters
from requests_app.services.record import record
from requests_app.services.remind_persons import remind_persons
from requests_app.services.remind_staff import remind_staff
from requests_app.services.renew import renew
from requests_app.services.verify_audit import broken_chains
from tests.cases import acting, make_answered, make_received, settle
from tests.clock import Clock
from tests.factories import at_any_hour, make_controller, make_register, make_user
from tests.raw_sql import force
from tests.requests_app.admin.registers import make_processor_register
from tests.threads import LOCK_SECONDS, outcomes, together

pytestmark = pytest.mark.django_db(transaction=True)

CASES = 6
REPETITIONS = 5


@pytest.fixture
def overdue() -> list[AccessRequest]:
    """Requests of which both staff and persons have to be reminded."""
    controller = at_any_hour(make_controller())
    register = make_register(controller)
    make_user(controller)
    make_user(controller, role=Role.SUPERVISOR)
    return [
        make_received(
            controller, register=register, received_at=now() - timedelta(days=60 + number)
        )
        for number in range(CASES)
    ]


def test_the_same_step_by_two_people_is_taken_once() -> None:
    request = make_received()
    actor = acting(request.controller)

    for state, name in (("assessing", "assess"), ("collecting", "collect")):
        found = outcomes(
            together([_performing(AccessRequest, request.pk, name, actor) for _ in range(4)])
        )

        assert [type(one) for one in found].count(AccessRequest) == 1
        assert [type(one) for one in found].count(NotPossible) == 3
        assert AccessRequest.objects.get(pk=request.pk).state == state
        assert AuditEntry.objects.filter(event=f"request.{name}").count() == 1


def test_of_two_ends_one_is_reached() -> None:
    controller = make_controller()
    request = make_received(controller, register=make_processor_register(controller))
    actor = acting(request.controller)

    found = outcomes(
        together(
            [
                _performing(AccessRequest, request.pk, "withdraw", actor),
                _performing(AccessRequest, request.pk, "forward", actor),
            ]
        )
    )

    assert sorted(type(one).__name__ for one in found) == ["AccessRequest", "NotPossible"]
    assert not list(broken_chains())


def test_entries_written_at_the_same_time_make_one_chain() -> None:
    request = make_received()
    before = AuditEntry.objects.count()

    found = outcomes(together([_recording(request.submission_id) for _ in range(8)]))

    assert not [one for one in found if isinstance(one, BaseException)]
    assert AuditEntry.objects.count() == before + 8
    assert not list(broken_chains())


def test_nobody_is_stuck_when_sweeps_and_people_work_on_the_same_cases(
    overdue: list[AccessRequest],
) -> None:
    actor = acting(overdue[0].controller)
    checks = [request.submission.identity_check for request in overdue]

    actions: list[Callable[[], Any]] = [remind_staff, remind_persons, remind_staff]
    actions += [_each(checks, lambda check: _ask(check, actor))]
    actions += [_each(overdue, lambda request: _recording(request.submission_id)())]
    actions += [_each(overdue, lambda request: _confirm(request.submission))]
    found = outcomes(together(actions))

    assert not [one for one in found if isinstance(one, BaseException)]
    assert Suspension.objects.count() == CASES
    assert not list(broken_chains())


@pytest.mark.parametrize("sweep", [remind_staff, remind_persons])
def test_sweeps_at_the_same_time_send_nothing_twice(
    sweep: Callable[[], int], overdue: list[AccessRequest]
) -> None:
    found = outcomes(together([sweep] * 4))

    assert not [one for one in found if isinstance(one, BaseException)]
    assert sum(one for one in found if isinstance(one, int)) == CASES
    assert Reminder.objects.count() == CASES
    assert AuditEntry.objects.filter(event="reminder.sent").count() == CASES
    assert sweep() == 0


@pytest.mark.parametrize("sweep", [remind_staff, remind_persons])
def test_a_sweep_passes_over_a_case_that_somebody_works_on_and_comes_back(
    sweep: Callable[[], int], overdue: list[AccessRequest]
) -> None:
    check = overdue[0].submission.identity_check
    settle(overdue[0])
    with transaction.atomic():
        # It holds the case and the end of its chain, and nothing of the request itself.
        perform(IdentityCheck, check.pk, "doubt_again", actor=acting(overdue[0].controller))
        (swept,) = outcomes(together([sweep]))
        assert not Reminder.objects.filter(request=overdue[0]).exists()

    assert swept == CASES - 1
    assert sweep() == 1


def test_a_sweep_reminds_nobody_of_what_was_closed_while_it_looked(
    overdue: list[AccessRequest], monkeypatch: pytest.MonkeyPatch
) -> None:
    looks: list[str] = []
    look = remind_staff_module._look

    def close_one_after_the_first_look(*given: Any, **more: Any) -> Any:
        found = look(*given, **more)
        if not looks:
            withdraw(overdue[0].pk, statement="", actor=acting(overdue[0].controller))
        looks.append("looked")
        return found

    monkeypatch.setattr(remind_staff_module, "_look", close_one_after_the_first_look)
    assert remind_staff() == CASES - 1
    assert not Reminder.objects.filter(request=overdue[0]).exists()


def test_an_answer_opened_twice_at_once_is_fetched_once_and_shown_both_times() -> None:
    make_answered()
    package = DisclosurePackage.objects.get()

    found = outcomes(together([lambda: note_opened(package)] * 4))

    assert found == [None] * 4
    assert AuditEntry.objects.filter(event="package.fetch").count() == 1


def test_a_time_renewed_twice_at_once_is_renewed_once_and_told_once(clock: Clock) -> None:
    request = make_answered()
    package = DisclosurePackage.objects.get()
    clock.advance(days=20)
    actor = subject_actor(request.submission_id)

    found = outcomes(together([lambda: renew(package.pk, actor=actor)] * 4))

    assert sorted(type(one).__name__ for one in found) == [
        "DisclosurePackage",
        *["NotPossible"] * 3,
    ]
    assert AuditEntry.objects.filter(event="package.renewed").count() == 1


def test_an_answer_asked_for_again_twice_at_once_is_one_message(clock: Clock) -> None:
    request = make_answered()
    clock.advance(days=61)
    expire_packages()
    actor = subject_actor(request.submission_id)

    found = outcomes(
        together([lambda: ask_again(request.submission_id, names=["x"], actor=actor)] * 4)
    )

    assert [one for one in found if one is None] == [None] * 3
    assert CaseMessage.objects.count() == 1


def test_a_package_that_expires_while_it_is_opened_ends_in_one_of_the_two() -> None:
    make_answered()
    package = DisclosurePackage.objects.get()
    force(DisclosurePackage, package.pk, expires_at=now())

    found = outcomes(together([lambda: note_opened(package), expire_packages]))

    assert not [one for one in found if isinstance(one, BaseException)]
    assert DisclosurePackage.objects.get().state == "expired"
    assert not list(broken_chains())


def _performing(machine: Any, pk: int, name: str, actor: Any) -> Callable[[], Any]:
    return lambda: perform(machine, pk, name, actor=actor)


def _recording(submission_id: int) -> Callable[[], Any]:
    def write() -> AuditEntry:
        with transaction.atomic():
            return record(submission_id=submission_id, event="test", actor=SYSTEM)

    return write


def _each(rows: list[Any], action: Callable[[Any], Any]) -> Callable[[], Any]:
    def run() -> None:
        for row in rows:
            action(row)

    return run


def _ask(check: IdentityCheck, actor: Any) -> IdentityCheck:
    return ask_identity(
        check.pk,
        doubt="Another address.",
        what_is_asked="A number.",
        why_late="The letter lay in a branch office.",
        actor=actor,
    )


def _confirm(submission: Submission) -> Submission:
    link = submission.links.filter(purpose="confirm").first()
    assert link is not None
    return confirm_email(link)


def test_a_question_is_marked_as_posted_beside_a_step_in_its_case_and_none_is_stuck() -> None:
    case = make_received(
        make_controller(), channel=Channel.LETTER, email="", postal_address="Kotikatu 1"
    )
    actor = acting(case.controller)
    _ask(case.submission.identity_check, actor)
    paper = PaperLetter.objects.get(letter__kind="identity_asked")
    print_letters([paper.pk], actor=actor)
    has_the_case = threading.Event()

    def step() -> None:
        with transaction.atomic():
            lock_case(AccessRequest, case.pk)
            has_the_case.set()
            _await_a_lock()
            record(submission_id=case.submission_id, event="tried", actor=actor)

    def post() -> None:
        assert has_the_case.wait(LOCK_SECONDS)
        mark_posted(paper.pk, posted_on=today(case.controller.time_zone), actor=actor)

    assert outcomes(together([step, post])) == [None, None]
    assert PaperLetter.objects.get(pk=paper.pk).posted_on
    assert not list(broken_chains())


def _await_a_lock() -> None:
    """Until somebody waits for a lock of ours."""
    for _ in range(LOCK_SECONDS * 20):
        with connection.cursor() as cursor:
            cursor.execute(
                "SELECT count(*) FROM pg_stat_activity"
                " WHERE wait_event_type = 'Lock' AND datname = current_database()"
            )
            if cursor.fetchone()[0]:
                return
        time.sleep(0.05)
    raise AssertionError("nobody waits")
