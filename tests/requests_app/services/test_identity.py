"""One identity check for a submission: proof, silence, and what is kept of it."""

from datetime import date

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from pytest_django import DjangoCaptureOnCommitCallbacks

from notices_app.models import Notice
from registers_app.domain.actors import subject_actor
from registers_app.models import SignInProvider
from requests_app.admin.queue_conditions import HAS_PROOF_TO_SEE
from requests_app.domain.rights import ObjectionScope, Right
from requests_app.models import (
    AuditEntry,
    CaseLetter,
    IdentityCheck,
    IdentityEvidence,
    IdentityMethod,
    Reminder,
    RightsRequest,
    Submission,
    Suspension,
)
from requests_app.services.close import withdraw
from requests_app.services.close_silent import close_silent, closing_is_proposed
from requests_app.services.errors import NotPermitted, NotPossible
from requests_app.services.evidence import open_evidence, read_evidence, receive_evidence
from requests_app.services.identity import ask_identity, fail_identity, settle_identity
from requests_app.services.proof_came import proof_came_on
from requests_app.services.propose_closing import propose_closing
from requests_app.services.remind_persons import remind_persons
from requests_app.services.sign_in import begin_sign_in, complete_sign_in
from tests.cases import acting
from tests.clock import Clock
from tests.eight import submitted
from tests.factories import make_controller
from tests.raw_sql import run
from tests.requests_app.services.proof import PROOF, send_proof

pytestmark = pytest.mark.django_db


def asked(*rights: Right, scope: ObjectionScope = ObjectionScope.OTHER) -> Submission:
    submission = submitted(*(rights or (Right.ACCESS,)), scope=scope)
    ask_identity(
        submission.identity_check.pk,
        doubt="The address is not the one we hold.",
        what_is_asked="Your customer number.",
        actor=acting(submission.controller),
    )
    return Submission.objects.get(pk=submission.pk)


def settle(submission: Submission) -> None:
    settle_identity(
        submission.identity_check.pk,
        method=IdentityMethod.EVIDENCE,
        reason="The name and the date agree.",
        actor=acting(submission.controller),
    )


def test_proof_is_kept_encrypted_and_staff_are_told_that_it_came() -> None:
    submission = asked()
    (row,) = send_proof(submission, PROOF)

    with row.sealed.open("rb") as kept:
        assert PROOF not in kept.read()
    assert b"".join(read_evidence(row)) == PROOF
    assert Notice.objects.filter(kind="staff_person_acted").count() == 1
    assert AuditEntry.objects.filter(event="identity.evidence_received").count() == 1


@pytest.mark.parametrize("decide", ["settle", "fail"])
def test_proof_is_destroyed_when_identity_is_decided(
    decide: str, django_capture_on_commit_callbacks: DjangoCaptureOnCommitCallbacks
) -> None:
    submission = asked()
    (row,) = send_proof(submission, PROOF)
    storage, name = row.sealed.storage, row.sealed.name
    assert name
    assert storage.exists(name)
    with django_capture_on_commit_callbacks(execute=True):
        if decide == "settle":
            settle(submission)
        else:
            fail_identity(
                submission.identity_check.pk,
                reason="Another name.",
                actor=acting(submission.controller),
            )

    assert not storage.exists(name)
    row = IdentityEvidence.objects.get()
    assert (row.name, row.content_type, bool(row.sealed)) == ("", "", False)
    assert row.destroyed_at is not None
    assert AuditEntry.objects.filter(event="identity.evidence_destroyed").count() == 1
    with pytest.raises(NotPossible, match="destroyed"):
        open_evidence(row.pk, actor=acting(submission.controller))


def test_proof_goes_with_the_last_request_of_the_case_though_identity_was_never_decided() -> None:
    submission = asked(Right.ACCESS, Right.ERASURE)
    send_proof(submission, PROOF)
    first, last = submission.requests.order_by("pk")
    withdraw(first.pk, statement="Never mind.", actor=subject_actor(submission.pk))
    assert IdentityEvidence.objects.get().destroyed_at is None

    withdraw(last.pk, statement="Never mind.", actor=subject_actor(submission.pk))
    assert IdentityEvidence.objects.get().destroyed_at is not None
    assert AuditEntry.objects.latest("pk").event == "identity.evidence_destroyed"
    run("SET CONSTRAINTS ALL IMMEDIATE")


def test_no_proof_is_taken_for_a_case_that_is_closed() -> None:
    submission = asked()
    withdraw(
        submission.requests.get().pk, statement="Never mind.", actor=subject_actor(submission.pk)
    )

    with pytest.raises(NotPossible, match="do not send any"):
        send_proof(submission, PROOF)


def test_proof_that_nobody_asked_for_is_not_taken() -> None:
    with pytest.raises(NotPossible, match="No proof"):
        send_proof(submitted(Right.ACCESS), PROOF)
    assert not IdentityEvidence.objects.exists()


def test_proof_is_sent_by_the_person_of_the_case_only() -> None:
    submission, other = asked(), asked()
    with pytest.raises(NotPermitted):
        receive_evidence(
            submission.identity_check.pk,
            files=[SimpleUploadedFile("proof.png", PROOF)],
            actor=subject_actor(other.pk),
        )


@pytest.mark.parametrize("files", [(), (b"",), (PROOF,) * 6])
def test_no_file_an_empty_one_or_too_many_are_refused(files: tuple[bytes, ...]) -> None:
    with pytest.raises(NotPossible):
        send_proof(asked(), *files)
    assert not IdentityEvidence.objects.exists()


def test_staff_of_another_organisation_never_see_a_proof() -> None:
    (row,) = send_proof(asked(), PROOF)
    with pytest.raises(NotPermitted):
        open_evidence(row.pk, actor=acting(make_controller()))


def test_several_rights_wait_for_one_question_told_once(clock: Clock) -> None:
    submission = asked(Right.ACCESS, Right.ERASURE, Right.CONSENT_WITHDRAWAL)

    assert CaseLetter.objects.filter(kind="identity_asked").count() == 1
    assert Notice.objects.filter(kind="identity_asked").count() == 1
    due = {row.right: row.due_on for row in submission.requests.all()}
    assert due["access"] is None
    assert due["erasure"] is None
    assert due["consent_withdrawal"] == date(2026, 4, 2)
    assert Suspension.objects.count() == 2


def test_several_rights_are_reminded_once(clock: Clock) -> None:
    asked(Right.ACCESS, Right.ERASURE)
    clock.advance(days=14)
    remind_persons()
    remind_persons()

    assert Notice.objects.filter(kind="identity_reminder").count() == 1
    assert Notice.objects.filter(kind="confirm_reminder").count() == 1


def test_silence_proposes_closing_and_closes_nothing_by_itself(clock: Clock) -> None:
    submission = asked(Right.ACCESS, Right.ERASURE)
    clock.advance(days=29)
    assert propose_closing() == 0
    assert not closing_is_proposed(submission)
    clock.advance(days=1)

    assert propose_closing() == 1
    assert propose_closing() == 0
    assert closing_is_proposed(submission)
    assert Reminder.objects.filter(kind="closing_proposed").count() == 1
    assert {row.state for row in submission.requests.all()} == {"received"}
    assert Notice.objects.filter(kind="staff_closing_proposed").count() == 1


def test_proof_that_came_is_no_silence(clock: Clock) -> None:
    submission = asked()
    send_proof(submission, PROOF)
    clock.advance(days=31)

    assert propose_closing() == 0
    assert not closing_is_proposed(submission)


def test_who_signed_in_is_neither_silent_nor_asked_again(clock: Clock) -> None:
    submission = asked()
    provider = SignInProvider(
        controller=submission.controller,
        labels={"en": "Bank ID"},
        kind="account",
        issuer="https://id.example",
        client_id="desk",
    )
    provider.save()
    check, actor = submission.identity_check, subject_actor(submission.pk)
    clock.advance(days=2)
    row = begin_sign_in(check.pk, provider=provider, actor=actor)
    complete_sign_in(row.pk, acr="", claims={"name": "Maija"}, actor=actor)
    clock.advance(days=31)

    assert propose_closing() == 0
    assert not closing_is_proposed(submission)
    remind_persons()
    assert not Reminder.objects.filter(kind="person_identity").exists()
    assert RightsRequest.objects.filter(HAS_PROOF_TO_SEE).count() == 1
    assert proof_came_on(check) == date(2026, 3, 4)


def test_a_person_confirms_and_what_waited_for_proof_is_closed_with_reasons(clock: Clock) -> None:
    submission = asked(Right.ACCESS, Right.ERASURE, Right.CONSENT_WITHDRAWAL)
    first = submission.requests.order_by("pk")[0]
    actor = acting(submission.controller)
    with pytest.raises(NotPossible, match="not proposed"):
        close_silent(first.pk, reason="Nothing came.", actor=actor)
    clock.advance(days=30)
    close_silent(first.pk, reason="Nobody of this name is in our records.", actor=actor)

    states = {row.right: row.state for row in submission.requests.all()}
    assert states == {
        "access": "unidentified",
        "erasure": "unidentified",
        "consent_withdrawal": "ceasing",
    }
    letter = CaseLetter.objects.filter(kind="unidentified")[0]
    for said in ("Nobody of this name", "tietosuoja.fi", "court"):
        assert said in letter.text
    assert IdentityCheck.objects.get().state == "failed"


def test_a_second_question_may_follow_a_proof_that_was_not_enough() -> None:
    submission = asked()
    actor = acting(submission.controller)
    fail_identity(submission.identity_check.pk, reason="Unreadable.", actor=actor)
    ask_identity(
        submission.identity_check.pk,
        doubt="The picture could not be read.",
        what_is_asked="A clearer picture.",
        actor=actor,
    )

    assert IdentityCheck.objects.get().state == "asked"
    assert Suspension.objects.filter(ended_at=None).count() == 1


def test_no_proof_is_asked_to_stop_marketing() -> None:
    submission = submitted(Right.OBJECTION, scope=ObjectionScope.MARKETING)
    with pytest.raises(NotPossible, match="no further proof"):
        ask_identity(
            submission.identity_check.pk,
            doubt="Who is it?",
            what_is_asked="A passport.",
            actor=acting(submission.controller),
        )


def test_files_are_bounded_since_proof_was_asked_and_asking_anew_gives_more() -> None:
    submission = asked()
    for _number in range(5):
        send_proof(submission, PROOF)
    with pytest.raises(NotPossible, match="at most 5 in all"):
        send_proof(submission, PROOF)
    actor = acting(submission.controller)
    fail_identity(submission.identity_check.pk, reason="Another name.", actor=actor)
    ask_identity(
        submission.identity_check.pk,
        doubt="The name differs.",
        what_is_asked="Your customer number.",
        actor=actor,
    )
    send_proof(submission, PROOF)


def test_what_was_destroyed_counts_among_the_files_that_were_sent() -> None:
    submission = asked()
    for _number in range(5):
        send_proof(submission, PROOF)
    IdentityEvidence.objects.update(
        sealed="", name="", content_type="", destroyed_at=submission.created_at
    )
    with pytest.raises(NotPossible):
        send_proof(submission, PROOF)
