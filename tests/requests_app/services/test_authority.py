"""May who wrote act for the person, and who is answered."""

from typing import Any

import pytest
from django.core.files.storage import default_storage
from django.core.files.uploadedfile import SimpleUploadedFile

from config.clock import now
from notices_app.models import Notice
from registers_app.domain.actors import subject_actor, user_actor
from registers_app.domain.roles import Role as StaffRole
from requests_app.domain.grounds import RefusalGround
from requests_app.domain.representation import AnswerTo, Role
from requests_app.domain.rights import ObjectionScope, Right
from requests_app.models import (
    AuditEntry,
    AuthorityMethod,
    AuthorityPaper,
    Channel,
    RequestState,
    RightsRequest,
    Submission,
)
from requests_app.services.assess import assess
from requests_app.services.authority import (
    ask_authority,
    fail_authority,
    settle_authority,
    treat_as_own,
)
from requests_app.services.authority_papers import open_paper, read_paper, receive_papers
from requests_app.services.close import withdraw
from requests_app.services.decide import Ground
from requests_app.services.destroy_strays import destroy_strays
from requests_app.services.errors import NotPermitted, NotPossible
from requests_app.services.fetch import fetchable_packages
from requests_app.services.note_writer import WrittenFor
from requests_app.services.perform import perform
from requests_app.services.refuse import refuse
from requests_app.services.submit import NewSubmission, submit
from tests.cases import acting, begin, collect_all, make_received, prepare, send_answer, settle
from tests.factories import make_controller, make_register, make_user
from tests.files import a_pdf
from tests.represented import (
    FOR_ANOTHER,
    PERSON,
    PERSONS_ADDRESS,
    WRITER,
    answer_to,
    fail_role,
    make_represented,
    row_of,
    settle_role,
)

pytestmark = pytest.mark.django_db

REFUSED = "It is not settled that who wrote to us may act"


def prepared(case: Any) -> Any:
    """All is done but for the question who may act."""
    return prepare(collect_all(settle(begin(case))))


def mandate() -> SimpleUploadedFile:
    return SimpleUploadedFile("valtakirja.pdf", a_pdf())


@pytest.mark.parametrize("role", FOR_ANOTHER)
def test_nobody_is_answered_before_their_authority_is_settled(role: Role) -> None:
    case = prepared(make_represented(role))

    with pytest.raises(NotPossible, match=REFUSED):
        send_answer(case)

    answered = send_answer(settle_role(case))
    assert answered.state == RequestState.ANSWERED
    assert fetchable_packages(answered.submission)


def test_a_child_who_asks_alone_is_answered_like_anybody() -> None:
    case = send_answer(prepared(make_represented(Role.MINOR)))

    assert case.state == RequestState.ANSWERED
    letter = case.letters.get(kind="access_granted")
    assert letter.addressed_to == AnswerTo.WRITER
    assert f"Hello {PERSON}" in letter.text


def test_the_letters_to_a_child_begin_in_plain_words_and_those_to_a_parent_do_not() -> None:
    case = make_represented(Role.MINOR)
    assert "You are young" in case.letters.get(kind="received").text
    case = make_represented(Role.PARENT)
    assert "You are young" not in case.letters.get(kind="received").text


def test_nothing_is_erased_at_the_word_of_who_may_not_act() -> None:
    controller = make_controller()
    make_register(controller)
    submission = submit(
        NewSubmission(
            controller=controller,
            register=None,
            rights=(Right.ERASURE,),
            channel=Channel.EMAIL,
            received_at=now(),
            language="fi",
            person_name=PERSON,
            written_for=WrittenFor(role=Role.AGENT, writer_name=WRITER),
        )
    )
    case = submission.requests.get()
    actor = acting(controller)
    assess(case.pk, actor=actor)

    with pytest.raises(NotPossible, match=REFUSED):
        perform(type(case), case.pk, "erase", actor=actor)


def test_direct_marketing_stops_at_anybodys_word() -> None:
    controller = make_controller()
    make_register(controller)
    submission = submit(
        NewSubmission(
            controller=controller,
            register=None,
            rights=(Right.OBJECTION,),
            objection_scope=ObjectionScope.MARKETING,
            channel=Channel.LETTER,
            received_at=now(),
            language="en",
            person_name=PERSON,
            written_for=WrittenFor(role=Role.RELATIVE, writer_name=WRITER),
        )
    )

    assert submission.requests.get().state == RequestState.CEASING


def test_the_clock_runs_on_while_a_mandate_is_waited_for() -> None:
    case = begin(make_represented())
    due_on = case.due_on

    ask_authority(row_of(case).pk, asked_for="The mandate.", actor=acting(case.controller))

    case.refresh_from_db(fields=["due_on"])
    assert case.due_on == due_on
    assert not case.suspensions.exists()


def test_who_wrote_is_asked_by_letter_and_by_a_mail_that_names_nobody_but_them() -> None:
    case = begin(make_represented())

    ask_authority(row_of(case).pk, asked_for="The mandate of 2026.", actor=acting(case.controller))

    letter = case.letters.get(kind="authority_asked")
    assert f"Hello {WRITER}" in letter.text
    assert f"on behalf of {PERSON}" in letter.text
    assert "The mandate of 2026." in letter.text
    mail = Notice.objects.get(kind="authority_asked")
    assert WRITER in mail.text
    assert PERSON not in mail.text + mail.subject


def test_every_letter_of_such_a_case_says_for_whom_it_was_asked() -> None:
    case = send_answer(prepared(settle_role(make_represented())))

    for letter in case.letters.all():
        assert f"You asked for this on behalf of {PERSON}." in letter.text


def test_no_mail_of_such_a_case_names_the_person_concerned() -> None:
    send_answer(prepared(settle_role(make_represented())))

    assert Notice.objects.filter(to_address="maija@example.org").count() > 1
    for mail in Notice.objects.all():
        assert PERSON not in mail.text + mail.subject


@pytest.mark.django_db(transaction=True)
def test_papers_are_sealed_and_destroyed_on_the_decision() -> None:
    case = begin(make_represented())
    papers = receive_papers(
        row_of(case).pk, files=[mandate()], actor=subject_actor(case.submission_id)
    )
    name = str(papers[0].sealed.name)
    with default_storage.open(name) as stored:
        assert b"mandate" not in stored.read()
    opened = open_paper(papers[0].pk, actor=acting(case.controller))
    assert b"".join(read_paper(opened)) == a_pdf()

    settle_role(case)

    paper = AuthorityPaper.objects.get()
    assert (paper.name, paper.content_type, bool(paper.destroyed_at)) == ("", "", True)
    assert not default_storage.exists(name)
    with pytest.raises(NotPossible):
        open_paper(paper.pk, actor=acting(case.controller))


def test_papers_go_with_the_end_of_the_case() -> None:
    case = begin(make_represented())
    receive_papers(row_of(case).pk, files=[mandate()], actor=subject_actor(case.submission_id))

    withdraw(case.pk, statement="", actor=acting(case.controller))

    assert AuthorityPaper.objects.get().destroyed_at is not None


def test_a_paper_that_a_row_names_is_no_stray() -> None:
    case = begin(make_represented())
    receive_papers(row_of(case).pk, files=[mandate()], actor=subject_actor(case.submission_id))

    destroy_strays()

    assert default_storage.exists(str(AuthorityPaper.objects.get().sealed.name))


def test_no_paper_is_taken_once_it_is_decided_or_where_nobody_needs_one() -> None:
    case = settle_role(begin(make_represented()))
    actor = subject_actor(case.submission_id)

    with pytest.raises(NotPossible, match="No proof of authority is needed"):
        receive_papers(row_of(case).pk, files=[mandate()], actor=actor)


def test_no_stranger_sends_or_opens_a_paper() -> None:
    case = begin(make_represented())
    other = make_received()
    stranger = acting(other.controller)
    paper = receive_papers(
        row_of(case).pk, files=[mandate()], actor=subject_actor(case.submission_id)
    )[0]

    for actor in (stranger, subject_actor(other.submission_id)):
        with pytest.raises(NotPermitted):
            receive_papers(row_of(case).pk, files=[mandate()], actor=actor)
    with pytest.raises(NotPermitted):
        open_paper(paper.pk, actor=stranger)


def test_with_the_mandate_in_doubt_the_answer_goes_straight_to_the_person() -> None:
    case = answer_to(fail_role(prepared(make_represented())), AnswerTo.PERSON)

    case = send_answer(case)

    letter = case.letters.get(kind="access_granted")
    assert letter.addressed_to == AnswerTo.PERSON
    assert f"Hello {PERSON}" in letter.text
    assert WRITER not in letter.text
    assert not fetchable_packages(case.submission)
    assert not Notice.objects.filter(kind="answer_ready").exists()


def test_what_went_past_the_writer_is_not_opened_to_them_while_the_doubt_lasts() -> None:
    case = answer_to(fail_role(begin(make_represented())), AnswerTo.PERSON)

    with pytest.raises(NotPossible, match="stay with the person"):
        answer_to(case, AnswerTo.WRITER)

    assert row_of(case).answer_to == AnswerTo.PERSON
    settle_role(case)
    answer_to(case, AnswerTo.BOTH)
    assert row_of(case).answer_to == AnswerTo.BOTH


def test_both_may_be_written_to_once_it_is_settled() -> None:
    case = answer_to(settle_role(prepared(make_represented())), AnswerTo.BOTH)

    case = send_answer(case)

    letter = case.letters.get(kind="access_granted")
    assert f"Hello {PERSON}, {WRITER}" in letter.text
    assert fetchable_packages(case.submission)


def test_nobody_is_written_to_without_an_address() -> None:
    written_for = WrittenFor(role=Role.AGENT, writer_name=WRITER)
    case = begin(make_received(person_name=PERSON, written_for=written_for))

    with pytest.raises(NotPossible, match="where a letter reaches the person"):
        answer_to(case, AnswerTo.PERSON)

    answer_to(case, AnswerTo.PERSON, contact=PERSONS_ADDRESS)
    assert row_of(case).contact == PERSONS_ADDRESS
    assert b"Oulu" not in bytes(row_of(case).sealed_contact)


def test_a_parent_acts_once_it_is_written_what_the_child_thinks() -> None:
    case = begin(make_represented(Role.PARENT))

    with pytest.raises(NotPossible, match="what the child thinks"):
        settle_authority(
            row_of(case).pk,
            method=AuthorityMethod.PUBLIC_REGISTER,
            reason="Custody stands in the register.",
            actor=acting(case.controller),
        )


@pytest.mark.parametrize(
    ("role", "method"),
    [
        (Role.RELATIVE, AuthorityMethod.DOCUMENT),
        (Role.AGENT, AuthorityMethod.NATIONAL_LAW),
    ],
)
def test_over_data_of_the_dead_only_a_law_gives_rights(role: Role, method: AuthorityMethod) -> None:
    case = begin(make_represented(role))

    with pytest.raises(NotPossible, match="only a law gives rights"):
        settle_authority(
            row_of(case).pk, method=method, reason="So.", actor=acting(case.controller)
        )


def test_what_is_about_the_relative_too_goes_on_as_their_own_request() -> None:
    case = prepared(make_represented(Role.RELATIVE))

    treat_as_own(
        row_of(case).pk, reason="The shared account is hers too.", actor=acting(case.controller)
    )

    case = send_answer(case)
    letter = case.letters.get(kind="access_granted")
    assert f"Hello {WRITER}" in letter.text
    assert "has died" not in letter.text


def test_only_data_of_the_dead_become_somebody_elses_own() -> None:
    case = begin(make_represented(Role.AGENT))

    with pytest.raises(NotPossible, match="somebody who has died"):
        treat_as_own(row_of(case).pk, reason="So.", actor=acting(case.controller))


def test_a_request_about_the_dead_ends_reasoned_with_the_law_that_was_looked_at() -> None:
    case = begin(make_represented(Role.RELATIVE))

    refuse(
        case.pk,
        reasoning="No law gives relatives access to these data. We are sorry for your loss.",
        grounds=[
            Ground(
                code=RefusalGround.NATIONAL_LAW,
                facts="The customer died in May.",
                law="No Finnish statute gives this right.",
            )
        ],
        actor=acting(case.controller),
    )

    letter = case.letters.get(kind="access_refused")
    assert "(Recital 27)" in letter.text
    assert "No Finnish statute gives this right." in letter.text


def test_no_stranger_and_no_reader_decides_on_an_authority() -> None:
    case = begin(make_represented())
    dpo = make_user(case.controller, role=StaffRole.DPO)
    for actor in (acting(make_received().controller), user_actor(dpo.pk)):
        with pytest.raises(NotPermitted):
            ask_authority(row_of(case).pk, asked_for="x", actor=actor)
        with pytest.raises(NotPermitted):
            settle_authority(row_of(case).pk, method=AuthorityMethod.KNOWN, reason="x", actor=actor)


def test_a_mandate_fails_only_after_it_was_asked_for() -> None:
    case = begin(make_represented())

    with pytest.raises(NotPossible):
        fail_authority(row_of(case).pk, reason="x", actor=acting(case.controller))


def test_doubting_again_shuts_the_answer_again() -> None:
    case = settle_role(prepared(make_represented()))
    perform(type(row_of(case)), row_of(case).pk, "doubt_again", actor=acting(case.controller))

    with pytest.raises(NotPossible, match=REFUSED):
        send_answer(case)


def test_the_trail_names_the_role_and_no_name() -> None:
    case = make_represented(Role.GUARDIAN)

    entry = AuditEntry.objects.get(submission=case.submission_id, event="submission.received")
    assert entry.facts["written_by"] == "guardian"
    assert WRITER not in str(entry.facts)


@pytest.mark.parametrize(
    "written_for",
    [
        WrittenFor(role=Role.AGENT),
        WrittenFor(role=Role.SELF, writer_name=WRITER),
        WrittenFor(role=Role.MINOR, writer_name=WRITER),
    ],
)
def test_a_submission_says_who_wrote_or_is_not_taken(written_for: WrittenFor) -> None:
    with pytest.raises(NotPossible):
        make_received(written_for=written_for)

    assert not Submission.objects.exists()
    assert not RightsRequest.objects.exists()
