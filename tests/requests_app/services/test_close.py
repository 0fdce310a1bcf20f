"""Other ends of a request, and its reopening."""

import pytest

from notices_app.models import Notice
from registers_app.domain.actors import SYSTEM, subject_actor
from requests_app.models import AuditEntry, CaseLetter, DisclosurePackage
from requests_app.services.close import forward, reopen, withdraw
from requests_app.services.errors import NotPermitted, NotPossible
from requests_app.services.hand_over import Answerer
from tests.cases import begin, make_answered, make_received, prepare, send_answer
from tests.clock import Clock
from tests.requests_app.services.steps import again, collect_all_again, staff, supervisor_of

pytestmark = pytest.mark.django_db


def test_a_person_withdraws_only_their_own_and_the_handlers_are_told() -> None:
    request, other = begin(make_received()), begin(make_received())
    person = subject_actor(request.submission_id)
    with pytest.raises(NotPermitted):
        withdraw(other.pk, statement="Mine?", actor=person)

    assert withdraw(request.pk, statement="Never mind.", actor=person).state == "withdrawn"
    told = Notice.objects.filter(submission_id=request.submission_id, kind="staff_person_acted")
    assert told.count() == 1
    entry = AuditEntry.objects.get(event="request.withdraw")
    assert entry.payload.content == {"statement": "Never mind."}


def test_a_case_withdrawn_reopened_and_withdrawn_is_told_each_time() -> None:
    request = make_received()
    supervisor = supervisor_of(request.controller)
    for _ in range(2):
        withdraw(request.pk, statement="", actor=subject_actor(request.submission_id))
        reopen(request.pk, reason="The person wrote again.", actor=supervisor)

    assert Notice.objects.filter(kind="withdrawn").count() == 2
    assert Notice.objects.filter(kind="reopened").count() == 2


def test_reopening_is_the_supervisors_and_keeps_the_old_clock(clock: Clock) -> None:
    request = make_answered()
    clock.advance(days=10)
    for actor in (staff(request), subject_actor(request.submission_id), SYSTEM):
        with pytest.raises(NotPermitted):
            reopen(request.pk, reason="Complaint.", actor=actor)

    reopened = reopen(request.pk, reason="Complaint.", actor=supervisor_of(request.controller))
    assert (reopened.state, reopened.due_on) == ("assessing", request.due_on)
    assert CaseLetter.objects.filter(request=request, kind="reopened").count() == 1


def test_a_case_answered_reopened_and_answered_again_has_one_package_to_fetch() -> None:
    request = make_answered()
    reopen(request.pk, reason="Something was missing.", actor=supervisor_of(request.controller))
    send_answer(prepare(collect_all_again(request)))

    states = DisclosurePackage.objects.order_by("pk").values_list("state", flat=True)
    assert list(states) == ["discarded", "released"]
    assert Notice.objects.filter(kind="answer_ready").count() == 2


def test_what_we_decide_over_ourselves_is_answered_and_not_forwarded() -> None:
    request = begin(make_received())
    with pytest.raises(NotPossible, match="We decide over these data ourselves"):
        forward(request.pk, to=Answerer(name="Southwind AB"), how="By post.", actor=staff(request))

    assert again(request).state == "assessing"
    assert not CaseLetter.objects.filter(kind="forwarded").exists()
