"""A handler walks a request from its receipt to its answer, in the browser."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from notices_app.models import Notice
from registers_app.domain.roles import Role
from requests_app.models import CaseLetter, StoredFile
from tests.cases import (
    ask_for_identity,
    begin,
    collect_all,
    handler_of,
    make_answered,
    make_received,
    prepare,
    settle,
)
from tests.factories import make_controller, make_register, make_user
from tests.requests_app.admin.registers import make_processor_register
from tests.requests_app.admin.staff import (
    case_url,
    signed_in,
    state_of,
    step_url,
    take_and_look,
    text_of,
)

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("published_may_change")]


def test_a_handler_walks_a_request_from_received_to_answered() -> None:
    case = make_received()
    handler = handler_of(case.controller)
    client = signed_in(handler)
    take_and_look(client, case, "assess")
    take_and_look(
        client,
        case,
        "ask-identity",
        doubt="Another address than the one we hold.",
        what_is_asked="Your customer number.",
    )
    take_and_look(client, case, "settle-identity", method="evidence", reason="The number is right.")
    take_and_look(client, case, "collect")
    first, second = case.tasks.order_by("pk")
    take_and_look(
        client,
        case,
        "finish-task",
        about=first.pk,
        result="Maija, Esimerkkikatu 1",
        uploads=[
            SimpleUploadedFile("a.csv", b"a;b\n"),
            SimpleUploadedFile("b.txt", b"hello"),
        ],
    )
    take_and_look(client, case, "find-nothing", about=second.pk, result="By name and number.")
    take_and_look(client, case, "review")
    take_and_look(client, case, "prepare-answer", outcome="granted", reasoning="")
    page = take_and_look(client, case, "answer")
    assert state_of(case) == "answered"
    assert "The answer was sent." in text_of(page)
    assert StoredFile.objects.filter(request=case).count() == 2
    assert CaseLetter.objects.filter(request=case, kind="access_granted").count() == 1
    assert Notice.objects.filter(kind="answer_ready", submission_id=case.submission_id).exists()


def test_the_case_page_tells_the_clock_and_the_trail_in_the_readers_language() -> None:
    case = ask_for_identity(begin(make_received(person_name="Maija Meikäläinen")))
    handler = handler_of(case.controller)
    page = text_of(signed_in(handler).get(case_url(case)))
    assert "started assessing the request." in page
    assert "The address is not the one we hold." in page
    assert "waits for the person" in page
    assert "Reg. 1182/71" in page
    swedish = text_of(signed_in(handler, language="sv").get(case_url(case)))
    assert "Begäran kom in den" in swedish


def test_a_step_in_the_way_is_shown_with_its_reasons_and_has_no_button() -> None:
    case = prepare(collect_all(begin(make_received())))
    client = signed_in(handler_of(case.controller))
    page = text_of(client.get(case_url(case)))
    assert "identity is not settled yet." in page
    assert step_url(case, "answer") not in page
    opened = text_of(client.get(step_url(case, "answer")))
    assert "identity is not settled yet." in opened
    assert "desk-actions" not in opened


def test_a_refused_step_shows_its_reasons_and_keeps_what_was_typed() -> None:
    case = begin(make_received())
    client = signed_in(handler_of(case.controller))
    sent = client.post(
        step_url(case, "refuse"), {"reasoning": "Fifth time <b>this</b> month.", "ground_X": "x"}
    )
    page = text_of(sent)
    assert "Name at least one ground, with its facts." in page
    assert "Fifth time &lt;b&gt;this&lt;/b&gt; month." in page
    assert state_of(case) == "assessing"


def test_a_service_that_refuses_is_a_sentence_and_not_an_error() -> None:
    case = make_received()
    client = signed_in(handler_of(case.controller))
    sent = client.post(step_url(case, "collect"), {})
    assert sent.status_code == 200
    assert "the case has moved on" in text_of(sent)


def test_sending_a_step_twice_takes_it_once() -> None:
    case = begin(make_received())
    client = signed_in(handler_of(case.controller))
    fields = {"doubt": "Unknown address.", "what_is_asked": "A number."}
    first = client.post(step_url(case, "ask-identity"), fields)
    second = client.post(step_url(case, "ask-identity"), fields)
    assert (first.status_code, second.status_code) == (302, 200)
    assert case.suspensions.count() == 1
    assert CaseLetter.objects.filter(request=case, kind="identity_asked").count() == 1


def test_a_preview_shows_the_letter_and_keeps_nothing() -> None:
    case = begin(make_received(language="fi"))
    client = signed_in(handler_of(case.controller))
    before = list(CaseLetter.objects.values_list("pk", flat=True))
    fields = {"reason": "Asiakirjoja on paljon.", "cause": "amount", "_preview": "1"}
    page = text_of(client.post(step_url(case, "extend"), fields))
    assert page.count("Asiakirjoja on paljon.") >= 2
    assert 'lang="fi"' in page
    assert list(CaseLetter.objects.values_list("pk", flat=True)) == before
    assert not hasattr(type(case).objects.get(pk=case.pk), "extension")
    assert not Notice.objects.filter(kind="extended").exists()


def test_the_page_before_sending_shows_the_whole_answer() -> None:
    case = prepare(collect_all(settle(begin(make_received()))))
    client = signed_in(handler_of(case.controller))
    page = text_of(client.get(step_url(case, "answer")))
    assert "Found in Customer database" in page
    assert "orders.csv" in page
    assert "Two years after the last order" in page
    assert state_of(case) == "ready"


def test_missing_article_15_information_is_named_and_stops_the_answer() -> None:
    case = collect_all(settle(begin(make_received())))
    version = case.register_version
    assert version is not None
    version.sources.all().delete()
    client = signed_in(handler_of(case.controller))
    opened = text_of(client.get(step_url(case, "prepare-answer")))
    assert "The sources are missing (Art. 15(1)(g))." in opened
    assert f"/admin/registers_app/registerversion/{version.pk}/change/" in opened
    sent = client.post(step_url(case, "prepare-answer"), {"outcome": "granted"})
    assert "The sources are missing" in text_of(sent)
    assert state_of(case) == "reviewing"


def test_a_refusal_waits_for_a_second_person_where_the_organisation_asks_for_one() -> None:
    controller = make_controller(second_person_approves=True)
    case = begin(make_received(controller, register=make_register(controller)))
    handler = handler_of(controller)
    supervisor = make_user(controller, role=Role.SUPERVISOR)
    take_and_look(
        signed_in(handler),
        case,
        "refuse",
        reasoning="Nothing has changed.",
        ground_ART12_5_EXCESSIVE="Fifth request this month.",
        proof_ART12_5_EXCESSIVE="The four earlier answers are on file.",
    )
    assert state_of(case) == "awaiting_approval"
    take_and_look(signed_in(supervisor), case, "approve-refusal")
    assert state_of(case) == "refused"
    letter = CaseLetter.objects.get(request=case, kind="access_refused")
    assert "Fifth request this month." in letter.text


def test_nobody_approves_their_own_refusal() -> None:
    controller = make_controller(second_person_approves=True)
    case = make_received(controller, register=make_register(controller))
    client = signed_in(make_user(controller, role=Role.SUPERVISOR))
    take_and_look(client, case, "assess")
    take_and_look(
        client,
        case,
        "refuse",
        reasoning="No.",
        ground_NATIONAL_LAW="A crime is being investigated.",
        law_NATIONAL_LAW="Data Protection Act, section 34.",
    )
    assert "you proposed this decision" in text_of(client.get(case_url(case)))
    sent = client.post(step_url(case, "approve-refusal"))
    assert "you proposed this decision" in text_of(sent)
    assert state_of(case) == "awaiting_approval"


def test_every_other_end_and_the_reopening_work_in_the_browser() -> None:
    controller = make_controller()
    register = make_register(controller)
    client = signed_in(make_user(controller, role=Role.SUPERVISOR))
    case = make_received(controller, register=register)
    take_and_look(client, case, "withdraw", statement="I have changed my mind.")
    assert state_of(case) == "withdrawn"
    take_and_look(client, case, "reopen", reason="Changed their mind again.")
    assert state_of(case) == "assessing"
    kept = make_received(controller, register=make_processor_register(controller))
    take_and_look(client, kept, "forward", forwarded_to="Other Oy", how="By post.")
    assert state_of(kept) == "forwarded"
    unknown = ask_for_identity(begin(make_received(controller, register=register)))
    take_and_look(client, unknown, "fail-identity", reason="The number belongs to somebody else.")
    take_and_look(client, unknown, "close-unidentified")
    assert state_of(unknown) == "unidentified"


def test_pauses_are_opened_ended_and_made_void_in_the_browser() -> None:
    case = begin(make_received())
    client = signed_in(handler_of(case.controller))
    take_and_look(
        client, case, "ask-clarification", question="Which years?", quantity="40 years of data."
    )
    first = case.suspensions.get()
    take_and_look(client, case, "resume", about=first.pk)
    take_and_look(client, case, "void-suspension", about=first.pk, reason="There was little data.")
    first.refresh_from_db()
    assert first.ended_at is not None
    assert first.voided_at is not None
    assert "There was little data." in text_of(client.get(case_url(case)))


def test_going_back_and_searching_again_work_in_the_browser() -> None:
    case = prepare(collect_all(settle(begin(make_received()))))
    client = signed_in(handler_of(case.controller))
    take_and_look(client, case, "collect-more", reason="A system was forgotten.")
    task = case.tasks.order_by("pk")[0]
    take_and_look(client, case, "search-again", about=task.pk)
    take_and_look(client, case, "cancel-task", about=task.pk, result="Holds no persons.")
    take_and_look(client, case, "doubt-identity", reason="The number is somebody else’s.")
    page = text_of(client.get(case_url(case)))
    assert "recorded that nothing is needed of Customer database." in page
    assert "A system was forgotten." in page


def test_a_file_that_is_empty_or_too_large_is_named(settings: object) -> None:
    case = begin(make_received())
    client = signed_in(handler_of(case.controller))
    take_and_look(client, case, "collect")
    task = case.tasks.order_by("pk")[0]
    settings.UPLOAD_MAX_BYTES = 10  # type: ignore[attr-defined]
    sent = client.post(
        step_url(case, "finish-task", task.pk),
        {
            "result": "What I typed",
            "uploads": [
                SimpleUploadedFile("big.bin", b"x" * 11),
                SimpleUploadedFile("void.txt", b""),
            ],
        },
    )
    page = text_of(sent)
    assert "“big.bin” is larger than" in page
    assert "“void.txt” is empty." in page
    assert "What I typed" in page
    assert not StoredFile.objects.filter(request=case).exists()


def test_an_answered_case_offers_its_letters_for_print() -> None:
    case = make_answered()
    client = signed_in(handler_of(case.controller))
    for letter in case.letters.all():
        page = client.get(f"{case_url(case).removesuffix('change/')}letters/{letter.pk}/")
        assert page.status_code == 200
        assert letter.subject.split("–")[0][:20] in text_of(page)
