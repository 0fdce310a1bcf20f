"""From the search to the answer: what stands in the way, what goes out, what stays."""

from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from notices_app.models import Notice
from registers_app.domain.actors import SYSTEM, Actor, subject_actor, user_actor
from registers_app.domain.roles import Role
from registers_app.models import (
    Controller,
    DataCategory,
    DataSource,
    Purpose,
    Recipient,
    RegisterVersion,
    RetentionRule,
    Transfer,
)
from requests_app.domain.grounds import RefusalGround
from requests_app.fulfilment.package_content import open_content
from requests_app.models import (
    AccessRequest,
    AuditEntry,
    CaseLetter,
    Decision,
    DisclosurePackage,
    IdentityCheck,
    Outcome,
    StoredFile,
)
from requests_app.services.answer import answer
from requests_app.services.close import forward, reopen, withdraw
from requests_app.services.collect import collect
from requests_app.services.decide import Ground, decide
from requests_app.services.errors import NotPermitted, NotPossible
from requests_app.services.expire_packages import expire_packages
from requests_app.services.fetch import fetchable_package, note_download, note_opened
from requests_app.services.finish_task import finish_task, search_again
from requests_app.services.perform import perform
from requests_app.services.prepare_answer import prepare_answer
from requests_app.services.refuse import (
    approve_answer,
    approve_refusal,
    ask_approval,
    refuse,
    send_back,
)
from requests_app.services.verify_audit import broken_chains
from tests.cases import (
    acting,
    begin,
    collect_all,
    make_answered,
    make_received,
    make_refused,
    prepare,
    send_answer,
    settle,
)
from tests.factories import make_controller, make_register, make_user
from tests.raw_sql import refusal_of
from tests.requests_app.services.conftest import Clock

pytestmark = pytest.mark.django_db

GROUNDS = [Ground(code=RefusalGround.ART15_4_OTHERS_RIGHTS, facts="A colleague is named.")]


def again(request: AccessRequest) -> AccessRequest:
    return AccessRequest.objects.get(pk=request.pk)


def staff(request: AccessRequest) -> Actor:
    return acting(request.controller)


def supervisor_of(controller: Controller) -> Actor:
    return user_actor(make_user(controller, role=Role.SUPERVISOR).pk)


def collecting() -> AccessRequest:
    request = begin(make_received())
    collect(request.pk, actor=staff(request))
    return again(request)


def two_people() -> AccessRequest:
    """A request, under review, of an organisation where a second person approves."""
    controller = make_controller(second_person_approves=True)
    register = make_register(controller)
    return collect_all(settle(begin(make_received(controller, register=register))))


# --- Searching --------------------------------------------------------------------------------


def test_every_data_system_in_use_gets_its_task() -> None:
    controller = make_controller()
    register = make_register(controller, systems=("Database", "Archive", "Old archive"))
    register.data_systems.filter(name="Old archive").update(is_active=False)
    make_register(controller, slug="jobs", systems=("Applications",))
    make_register(make_controller(), systems=("Foreign",))
    one = begin(make_received(controller, register=register))
    every = begin(make_received(controller))

    collect(one.pk, actor=staff(one))
    collect(every.pk, actor=staff(every))

    assert {str(task) for task in one.tasks.all()} == {"Database", "Archive"}
    assert {str(task) for task in every.tasks.all()} == {"Database", "Archive", "Applications"}


def test_a_register_without_data_systems_is_named_as_the_obstacle() -> None:
    controller = make_controller()
    request = begin(make_received(controller, register=make_register(controller, systems=())))

    with pytest.raises(NotPossible, match="names no data system"):
        collect(request.pk, actor=staff(request))
    assert again(request).state == "assessing"


def test_collecting_again_asks_nobody_twice() -> None:
    request = collect_all(begin(make_received()))
    perform(AccessRequest, request.pk, "collect_more", actor=staff(request))
    tasks = list(request.tasks.values_list("pk", "state"))
    search_again(tasks[0][0], actor=staff(request))

    assert request.tasks.count() == len(tasks)
    with pytest.raises(NotPossible, match="have not answered yet"):
        perform(AccessRequest, request.pk, "review", actor=staff(request))


def test_a_review_waits_for_every_system() -> None:
    request = collecting()
    first, second = request.tasks.all()
    finish_task(first.pk, step="find_nothing", result="", actor=staff(request))
    with pytest.raises(NotPossible, match="have not answered yet"):
        perform(AccessRequest, request.pk, "review", actor=staff(request))

    finish_task(second.pk, step="cancel", result="Holds staff only.", actor=staff(request))
    assert perform(AccessRequest, request.pk, "review", actor=staff(request)).state == "reviewing"


def test_a_review_needs_at_least_one_system_that_was_searched() -> None:
    request = collecting()
    for task in request.tasks.all():
        finish_task(task.pk, step="cancel", result="Not here.", actor=staff(request))

    with pytest.raises(NotPossible, match="No data system of these registers is named"):
        perform(AccessRequest, request.pk, "review", actor=staff(request))


@pytest.mark.parametrize(
    ("step", "sentence"),
    [("finish", "Say what was found"), ("cancel", "need not be searched")],
)
def test_a_result_that_says_nothing_is_refused(step: str, sentence: str) -> None:
    request = collecting()

    with pytest.raises(NotPossible, match=sentence):
        finish_task(request.tasks.all()[0].pk, step=step, result="", actor=staff(request))


def test_a_task_is_finished_while_data_are_collected_only() -> None:
    request = collect_all(begin(make_received()))
    task = request.tasks.all()[0]

    with pytest.raises(NotPossible, match="not being collected"):
        search_again(task.pk, actor=staff(request))
    with pytest.raises(NotPossible, match="not being collected"):
        finish_task(task.pk, step="finish", result="More.", actor=staff(request))


def test_a_file_that_cannot_be_kept_leaves_the_task_open() -> None:
    request = collecting()
    task = request.tasks.all()[0]

    with pytest.raises(NotPossible, match="empty"):
        finish_task(
            task.pk,
            step="finish",
            result="Found.",
            actor=staff(request),
            files=[SimpleUploadedFile("empty.txt", b"")],
        )
    task = type(task).objects.get(pk=task.pk)
    assert (task.state, task.result) == ("open", "")


# --- Putting the answer together --------------------------------------------------------------


def test_the_package_holds_what_was_found_and_what_the_register_says() -> None:
    request = prepare(collect_all(begin(make_received())))
    package = DisclosurePackage.objects.get(request=request)
    content = open_content(package)

    assert (request.state, package.state) == ("ready", "ready")
    assert {part["system"] for part in content.found} == {"Customer database", "Mailing list"}
    assert all("Maija Meikäläinen" in part["text"] for part in content.found)
    (register,) = content.registers
    assert [line["text"] for line in register["recipients"]] == ["Posti Oy"]
    assert b"Maija" not in bytes(package.content)


@pytest.mark.parametrize(
    ("part", "article"),
    [
        (Purpose, "15(1)(a)"),
        (DataCategory, "15(1)(b)"),
        (Recipient, "15(1)(c)"),
        (RetentionRule, "15(1)(d)"),
        (DataSource, "15(1)(g)"),
    ],
)
def test_what_the_law_demands_and_the_register_lacks_is_named(part: Any, article: str) -> None:
    request = collect_all(begin(make_received()))
    part.objects.all().delete()

    with pytest.raises(NotPossible) as refusal:
        prepare(request)
    (sentence,) = refusal.value.reasons
    assert sentence.startswith("Customer register: ")
    assert f"(Art. {article})" in sentence
    assert again(request).state == "reviewing"
    assert not DisclosurePackage.objects.exists()
    assert not Decision.objects.exists()


def test_everything_that_is_missing_is_named_at_once() -> None:
    request = collect_all(begin(make_received()))
    Purpose.objects.all().delete()
    RegisterVersion.objects.update(automated_decisions={})
    Transfer.objects.create(
        version=RegisterVersion.objects.get(), safeguard="privacy_shield", names={"en": "USA"}
    )

    with pytest.raises(NotPossible) as refusal:
        prepare(request)
    assert len(refusal.value.reasons) == 3
    assert "15(1)(h)" in refusal.value.reasons[1]
    assert "C-311/18" in refusal.value.reasons[2]


def test_no_data_needs_no_register_and_gives_no_package() -> None:
    request = collect_all(settle(begin(make_received())))
    Purpose.objects.all().delete()
    answered = send_answer(prepare(request, outcome=Outcome.NO_DATA))

    assert answered.state == "answered"
    assert not DisclosurePackage.objects.exists()
    assert CaseLetter.objects.filter(kind="access_no_data").count() == 1


def test_a_file_that_is_withheld_stays_here() -> None:
    files = [SimpleUploadedFile("mine.txt", b"mine"), SimpleUploadedFile("others.txt", b"others")]
    request = collect_all(begin(make_received()), files=files)
    withheld = StoredFile.objects.get(name="others.txt")
    prepare_answer(
        request.pk,
        outcome=Outcome.PARTIAL,
        reasoning="It is about a colleague.",
        grounds=GROUNDS,
        withheld_file_ids=[withheld.pk],
        actor=staff(request),
    )
    package = DisclosurePackage.objects.get()

    assert [file.name for file in package.files.all()] == ["mine.txt"]
    assert not StoredFile.objects.get(pk=withheld.pk).is_disclosed


def test_a_withheld_file_of_another_case_is_not_touched() -> None:
    foreign = collect_all(begin(make_received()))
    request = collect_all(begin(make_received()))
    file = StoredFile.objects.get(request=foreign)
    prepare_answer(
        request.pk,
        outcome=Outcome.GRANTED,
        reasoning="",
        grounds=(),
        withheld_file_ids=[file.pk],
        actor=staff(request),
    )

    assert StoredFile.objects.get(pk=file.pk).is_disclosed


def test_preparing_again_replaces_the_package_and_the_decision() -> None:
    request = prepare(collect_all(begin(make_received())))
    perform(AccessRequest, request.pk, "collect_more", actor=staff(request))
    perform(AccessRequest, request.pk, "review", actor=staff(request))
    prepare(request)

    states = DisclosurePackage.objects.order_by("pk").values_list("state", flat=True)
    assert list(states) == ["discarded", "ready"]
    first = DisclosurePackage.objects.order_by("pk")[0]
    assert bytes(first.content) == b""
    assert Decision.objects.filter(request=request, superseded_at=None).count() == 1
    assert Decision.objects.filter(request=request).count() == 2


@pytest.mark.parametrize(
    ("reasoning", "grounds", "sentence"),
    [
        ("", GROUNDS, "needs its reasons"),
        ("  ", GROUNDS, "needs its reasons"),
        ("It names others.", [], "at least one ground"),
        (
            "It names others.",
            [Ground(code=RefusalGround.ART15_4_OTHERS_RIGHTS, facts=" ")],
            "each with its facts",
        ),
    ],
)
@pytest.mark.parametrize("outcome", [Outcome.PARTIAL, Outcome.REFUSED])
def test_what_is_not_given_needs_reasons_ground_and_facts(
    outcome: Outcome, reasoning: str, grounds: list[Ground], sentence: str
) -> None:
    request = collect_all(begin(make_received()))

    with pytest.raises(NotPossible, match=sentence):
        decide(
            request.pk,
            outcome=outcome,
            reasoning=reasoning,
            grounds=grounds,
            actor=staff(request),
        )


def test_nothing_is_decided_before_work_has_begun_or_after_its_end() -> None:
    for request in (make_received(), make_answered()):
        with pytest.raises(NotPossible, match="cannot be decided"):
            prepare(request)


def test_only_those_who_handle_requests_decide() -> None:
    request = collect_all(begin(make_received()))
    stranger = user_actor(make_user(make_controller()).pk)

    for actor in (stranger, subject_actor(request.submission_id), SYSTEM):
        with pytest.raises(NotPermitted):
            decide(request.pk, outcome=Outcome.GRANTED, reasoning="", grounds=(), actor=actor)


# --- Answering --------------------------------------------------------------------------------


def test_nothing_is_answered_while_identity_is_open() -> None:
    request = prepare(collect_all(begin(make_received())))

    with pytest.raises(NotPossible, match="identity is not settled"):
        answer(request.pk, actor=staff(request))
    assert DisclosurePackage.objects.get().state == "ready"
    assert not CaseLetter.objects.filter(kind="access_granted").exists()


def test_nothing_is_answered_while_identity_is_open_whoever_writes_the_statement() -> None:
    request = prepare(collect_all(begin(make_received())))
    close = (
        "UPDATE requests_app_rightsrequest SET state = 'answered', closed_at = changed_at,"
        f" closed_on = received_on WHERE id = {request.pk}"
    )
    release = (
        "UPDATE requests_app_disclosurepackage SET state = 'released', released_at = created_at,"
        f" expires_at = created_at WHERE request_id = {request.pk}"
    )
    assert refusal_of(close) == "request_identity_before_answer"
    assert refusal_of(release) == "package_identity_before_release"

    settle(request)
    assert (refusal_of(close), refusal_of(release)) == ("", "")


def test_an_answer_releases_the_package_and_tells_the_person(clock: Clock) -> None:
    request = make_answered()
    package = DisclosurePackage.objects.get(request=request)

    assert (request.state, package.state) == ("answered", "released")
    assert str(request.closed_on) == "2026-03-02"
    assert package.released_at is not None
    assert package.expires_at is not None
    assert (package.expires_at - package.released_at).days == 60
    assert CaseLetter.objects.filter(request=request, kind="access_granted").count() == 1
    assert Notice.objects.filter(kind="answer_ready").count() == 1
    assert not list(broken_chains())


def test_an_answer_is_sent_once() -> None:
    request = make_answered()

    with pytest.raises(NotPossible, match="no longer possible"):
        send_answer(request)
    assert Notice.objects.filter(kind="answer_ready").count() == 1


def test_a_doubt_after_all_holds_the_answer_back() -> None:
    request = make_answered()
    assert fetchable_package(request.submission) is not None
    perform(
        IdentityCheck,
        request.submission.identity_check.pk,
        "doubt_again",
        actor=staff(request),
    )

    case = again(request).submission
    assert fetchable_package(case) is None
    package = DisclosurePackage.objects.get()
    assert (
        refusal_of(
            f"UPDATE requests_app_disclosurepackage SET state = 'fetched' WHERE id = {package.pk}"
        )
        == "package_identity_before_release"
    )


def test_opening_an_answer_is_noted_once_and_each_download_too() -> None:
    request = make_answered()
    package = DisclosurePackage.objects.get()
    file = StoredFile.objects.get()
    note_opened(package)
    note_opened(package)
    note_download(package, file)
    note_download(package, file)

    fetched = DisclosurePackage.objects.get()
    assert (fetched.state, fetched.fetched_at is not None) == ("fetched", True)
    events = AuditEntry.objects.filter(submission=request.submission_id)
    assert events.filter(event="package.fetch").count() == 1
    assert events.filter(event="package.downloaded").count() == 2


def test_a_package_whose_time_is_over_is_destroyed(clock: Clock) -> None:
    request = make_answered()
    clock.advance(days=59)
    assert expire_packages() == 0

    clock.advance(days=1, seconds=1)
    assert fetchable_package(request.submission) is None
    assert expire_packages() == 1
    package = DisclosurePackage.objects.get()
    assert (package.state, bytes(package.content)) == ("expired", b"")
    assert expire_packages() == 0
    entry = AuditEntry.objects.get(event="package.expire")
    assert (entry.actor_kind, entry.actor_id) == ("system", 0)


def test_a_package_that_was_fetched_is_destroyed_too(clock: Clock) -> None:
    make_answered()
    note_opened(DisclosurePackage.objects.get())
    clock.advance(days=61)

    assert expire_packages() == 1


# --- Refusing, and the second person ----------------------------------------------------------


def test_a_refusal_tells_reasons_complaint_and_remedy() -> None:
    request = make_refused()
    letter = CaseLetter.objects.get(request=request, kind="access_refused")

    assert request.state == "refused"
    assert "nothing has changed since" in letter.text
    assert "Fifth request this month." in letter.text
    assert "12(5)" in letter.text
    assert "tietosuoja.fi" in letter.text
    assert Notice.objects.filter(kind="decision_refused").count() == 1


def test_a_refusal_waits_for_a_second_person_where_the_organisation_says_so() -> None:
    request = two_people()
    supervisor = supervisor_of(request.controller)
    refuse(request.pk, reasoning="Others.", grounds=GROUNDS, actor=staff(request))

    assert again(request).state == "awaiting_approval"
    assert not CaseLetter.objects.filter(kind="access_refused").exists()
    wanted = Notice.objects.filter(kind="staff_person_acted", occasion__startswith="approve:")
    assert wanted.count() == 1

    with pytest.raises(NotPermitted):
        approve_refusal(request.pk, actor=staff(request))
    assert approve_refusal(request.pk, actor=supervisor).state == "refused"
    decision = Decision.objects.get(request=request, superseded_at=None)
    assert decision.approved_by_id == supervisor.id
    assert CaseLetter.objects.filter(kind="access_refused").count() == 1


def test_nobody_approves_their_own_decision() -> None:
    request = two_people()
    supervisor = supervisor_of(request.controller)
    refuse(request.pk, reasoning="Others.", grounds=GROUNDS, actor=supervisor)

    with pytest.raises(NotPossible, match="A second person"):
        approve_refusal(request.pk, actor=supervisor)
    assert again(request).state == "awaiting_approval"
    assert Decision.objects.get(request=request).approved_by_id is None


def test_a_partial_answer_waits_for_a_second_person_too() -> None:
    request = two_people()
    prepare_answer(
        request.pk,
        outcome=Outcome.PARTIAL,
        reasoning="Others.",
        grounds=GROUNDS,
        actor=staff(request),
    )
    with pytest.raises(NotPossible, match="second person’s approval"):
        answer(request.pk, actor=staff(request))

    ask_approval(request.pk, actor=staff(request))
    approve_answer(request.pk, actor=supervisor_of(request.controller))
    assert answer(request.pk, actor=staff(request)).state == "answered"


def test_a_full_answer_needs_one_person_only() -> None:
    assert send_answer(prepare(two_people())).state == "answered"


def test_the_approval_of_one_decision_does_not_carry_over_to_the_next() -> None:
    request = two_people()
    partial: dict[str, Any] = {
        "outcome": Outcome.PARTIAL,
        "reasoning": "Others.",
        "grounds": GROUNDS,
        "actor": staff(request),
    }
    prepare_answer(request.pk, **partial)
    ask_approval(request.pk, actor=staff(request))
    approve_answer(request.pk, actor=supervisor_of(request.controller))
    perform(AccessRequest, request.pk, "collect_more", actor=staff(request))
    perform(AccessRequest, request.pk, "review", actor=staff(request))
    prepare_answer(request.pk, **partial)

    with pytest.raises(NotPossible, match="second person’s approval"):
        answer(request.pk, actor=staff(request))


def test_what_the_second_person_sends_back_goes_on_from_the_beginning() -> None:
    request = two_people()
    refuse(request.pk, reasoning="Others.", grounds=GROUNDS, actor=staff(request))
    supervisor = supervisor_of(request.controller)
    send_back(request.pk, reason="Redact instead.", actor=supervisor)

    assert again(request).state == "assessing"
    assert send_answer(prepare(collect_all_again(request))).state == "answered"


def collect_all_again(request: AccessRequest) -> AccessRequest:
    collect(request.pk, actor=staff(request))
    perform(AccessRequest, request.pk, "review", actor=staff(request))
    return again(request)


# --- Other ends -------------------------------------------------------------------------------


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


def test_a_processor_forwards_and_says_to_whom() -> None:
    request = begin(make_received())
    forward(request.pk, forwarded_to="Southwind AB", actor=staff(request))

    assert again(request).state == "forwarded"
    assert "Southwind AB" in CaseLetter.objects.get(kind="forwarded").text
