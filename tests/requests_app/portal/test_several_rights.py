"""Several rights in one go: one reference, one identity check, and a date for each."""

from datetime import timedelta

import pytest
import time_machine
from django.db import connection
from django.test.utils import CaptureQueriesContext

from config.clock import now
from requests_app.domain.rights import ObjectionScope, Right
from requests_app.models import CaseLetter, RequestState, Submission, TaskKind
from requests_app.portal.stages import STAGES
from requests_app.portal.steps import DETAILS, detailed_right
from requests_app.services.identity import ask_identity
from requests_app.services.suspend import ask_clarification
from tests.cases import acting
from tests.eight import answered, begun, decided, finish_all, received, refused, submitted
from tests.factories import make_controller, make_register
from tests.looped import crossed
from tests.requests_app.portal.person import Answers, Person, answers_to

pytestmark = pytest.mark.django_db

LANGUAGES = ("fi", "sv", "en")
FIVE = (
    Right.ACCESS,
    Right.RECTIFICATION,
    Right.ERASURE,
    Right.OBJECTION,
    Right.CONSENT_WITHDRAWAL,
)


@pytest.fixture
def answers() -> Answers:
    controller = make_controller()
    make_register(controller)
    return answers_to(controller, register="customers")


# The page on which each right is described.
PAGES = {right: step.name for step in DETAILS if (right := detailed_right(step))}


def with_rights(answers: Answers, *rights: Right, scope: str = "") -> Answers:
    """The answers, asking for these rights, each step in its place."""
    chosen: Answers = {}
    for step, values in answers.items():
        chosen[step] = {"rights": [right.value for right in rights]} if step == "right" else values
        if step == "right" and Right.OBJECTION in rights:
            chosen["objection"] = {"objection_scope": scope}
    return chosen


def own_page(submission: Submission, *, language: str = "en") -> str:
    person = Person(language=language)
    person.open_request(submission)
    return str(person.get("request").content.decode())


def ask_proof(submission: Submission) -> None:
    ask_identity(
        submission.identity_check.pk,
        doubt="The address is not the one we hold.",
        what_is_asked="Tell us your customer number.",
        actor=acting(submission.controller),
    )


def test_all_eight_rights_are_offered_with_what_to_expect(answers: Answers) -> None:
    person = Person()
    person.answer("organisation", answers["organisation"])

    page = person.get("step", name="right").content.decode()

    assert page.count('type="checkbox"') == len(Right)
    assert all(f'value="{right}"' in page for right in Right)
    assert page.count("stops at once, and no reasons are needed.") == 2
    assert "Your other rights" not in page


@pytest.mark.parametrize("page", ["check", "sent", "request"])
def test_a_page_takes_no_more_queries_for_eight_rights_than_for_two(
    answers: Answers, page: str
) -> None:
    two = (Right.ACCESS, Right.OBJECTION)

    assert queries_of(page, with_rights(answers, *Right, scope="all")) == queries_of(
        page, with_rights(answers, *two, scope="all")
    )


def queries_of(page: str, answers: Answers) -> int:
    """How many queries a page takes that shows these answers."""
    person = Person()
    if page == "check":
        person.fill_in(answers)
    else:
        person.submit(answers)
        person.open_request(Submission.objects.latest("pk"))
    with CaptureQueriesContext(connection) as queries:
        assert person.get(page).status_code == 200
    return len(queries)


def test_no_right_is_chosen_beforehand(answers: Answers) -> None:
    person = Person()
    person.answer("organisation", answers["organisation"])

    assert " checked" not in person.get("step", name="right").content.decode()


@pytest.mark.parametrize(("right", "language"), crossed(Right, LANGUAGES))
def test_each_right_can_be_asked_for_alone(answers: Answers, right: Right, language: str) -> None:
    person = Person(language=language)

    submission = person.submit(with_rights(answers, right, scope="other"))

    assert [request.right for request in submission.requests.all()] == [right.value]
    assert submission.reference in person.get("sent").content.decode()


@pytest.mark.parametrize("language", LANGUAGES)
def test_eight_rights_make_one_submission_with_one_reference(
    answers: Answers, language: str
) -> None:
    person = Person(language=language)

    submission = person.submit(with_rights(answers, *Right, scope="all"))

    assert Submission.objects.count() == 1
    assert {request.right for request in submission.requests.all()} == set(Right)
    assert person.get("sent").content.decode().count(submission.reference) == 1
    assert CaseLetter.objects.filter(kind="received").count() == 1


def test_a_right_ticked_twice_is_asked_for_once(answers: Answers) -> None:
    submission = Person().submit(with_rights(answers, Right.ERASURE, Right.ERASURE))

    assert submission.requests.count() == 1


def test_the_dates_are_named_before_anything_is_sent(answers: Answers) -> None:
    person = Person()
    with time_machine.travel("2027-02-10 10:00Z", tick=False):
        person.fill_in(with_rights(answers, *FIVE, scope="marketing"))
        page = person.get("check").content.decode()

    assert page.count("Wednesday 10 March 2027") == len(FIVE)
    assert page.count("Thursday 11 February 2027 at 12:00") == 2
    assert not Submission.objects.exists()


def test_of_several_rights_each_answer_names_its_own_before_it_is_sent_and_after(
    answers: Answers,
) -> None:
    person = Person()
    person.fill_in(with_rights(answers, Right.ACCESS, Right.ERASURE))
    page = person.get("check").content.decode()
    access, erasure = "See the data about me", "Have data erased"

    assert page.count(f'<dt><span class="about">{access}</span> ') == 1
    assert f'<span class="unseen"> {access}: ' in page
    assert f'<span class="about">{erasure}</span>' not in page  # nothing was said of it yet

    person.submit(with_rights(answers, Right.ACCESS, Right.ERASURE))
    assert f'<span class="about">{access}</span>' in own_page(Submission.objects.latest("pk"))


def test_of_one_right_no_answer_names_it_again(answers: Answers) -> None:
    person = Person()
    person.fill_in(answers)

    assert '<span class="about">' not in person.get("check").content.decode()


def test_the_receipt_names_each_right_with_its_own_date(answers: Answers) -> None:
    person = Person()
    with time_machine.travel("2027-02-10 10:00Z", tick=False):
        person.submit(with_rights(answers, Right.ERASURE, Right.OBJECTION, scope="marketing"))
        page = person.get("sent").content.decode()

    assert ">Have data erased</h3>" in page
    assert ">Object to the use of data</h3>" in page
    assert page.count("Wednesday 10 March 2027") == 2
    assert "Thursday 11 February 2027 at 12:00" in page


def test_who_objects_is_asked_to_what_and_nothing_is_chosen_beforehand(answers: Answers) -> None:
    person = Person()
    person.answer("organisation", answers["organisation"])
    person.answer("register", answers["register"])

    response = person.answer("right", {"rights": ["objection"]})

    assert response.url == person.step("objection")
    page = person.client.get(response.url).content.decode()
    assert page.count('type="radio"') == 3
    assert " checked" not in page


def test_an_objection_without_its_scope_is_asked_again_in_a_sentence(answers: Answers) -> None:
    person = Person()
    person.answer("organisation", answers["organisation"])
    person.answer("right", {"rights": ["objection"]})

    page = person.answer("objection", {}).content.decode()

    assert page.count("Choose what you object to.") == 2


@pytest.mark.parametrize("scope", ObjectionScope)
def test_what_is_objected_to_is_kept(answers: Answers, scope: ObjectionScope) -> None:
    submission = Person().submit(with_rights(answers, Right.OBJECTION, scope=scope.value))

    assert submission.requests.get().objection_scope == scope


def test_a_scope_of_an_objection_that_was_taken_back_is_not_sent(answers: Answers) -> None:
    person = Person()
    person.fill_in(with_rights(answers, Right.OBJECTION, Right.ACCESS, scope="marketing"))

    person.answer("right", {"rights": ["access"]}, change=True)
    listed = person.get("check").content.decode()
    person.send()

    assert "What you object to" not in listed
    assert Submission.objects.get().requests.get().objection_scope == ""


def test_an_objection_added_from_the_list_asks_only_what_is_missing(answers: Answers) -> None:
    person = Person()
    person.fill_in(answers)

    person.answer("right", {"rights": ["access", "objection"]}, change=True)
    missing = person.get("check").url
    person.client.post(missing, {"objection_scope": "all"})
    details = person.get("check").url
    response = person.client.post(details, {"view": "They know my address."})

    assert missing == f"{person.step('objection')}?change=1"
    assert details == f"{person.step('objection-details')}?change=1"
    assert response.headers["Location"] == person.address("check")
    assert person.get("check").status_code == 200


def test_back_leads_out_of_a_missing_answer(answers: Answers) -> None:
    person = Person()
    person.fill_in(answers)
    person.answer("right", {"rights": ["access", "objection"]}, change=True)

    response = person.answer("objection", {"back": "1"}, change=True)

    assert response["Location"] == f"{person.step('right')}?change=1"


def test_back_from_the_objection_leads_to_the_rights_and_keeps_the_choice(
    answers: Answers,
) -> None:
    person = Person()
    person.fill_in(with_rights(answers, Right.OBJECTION, scope="other"))

    response = person.answer("objection", {"objection_scope": "all", "back": "1"})

    assert response["Location"] == person.step("right")
    assert 'value="all" id="id_objection_scope_2" checked' in (
        person.get("step", name="objection").content.decode()
    )
    assert person.answer("whom", {"whom": "self", "back": "1"})["Location"] == person.step(
        "objection"
    )


def test_the_question_of_an_objection_is_for_who_objects(answers: Answers) -> None:
    person = Person()
    person.fill_in(answers)

    assert person.get("step", name="objection").url == person.address("check")


@pytest.mark.parametrize(
    ("right", "words"),
    [
        (Right.RECTIFICATION, "what is wrong and what would be right"),
        (Right.ERASURE, "which data you mean"),
        (Right.RESTRICTION, "Say why"),
        (Right.PORTABILITY, "to which service"),
        (Right.OBJECTION, "what in your own situation"),
        (Right.AUTOMATED_DECISION, "which decision you mean"),
        (Right.CONSENT_WITHDRAWAL, "which consent you mean"),
        (Right.ACCESS, "You never have to say why"),
    ],
)
def test_the_page_of_a_right_names_what_helps(answers: Answers, right: Right, words: str) -> None:
    person = Person()
    person.fill_in(with_rights(answers, right, scope="other"))

    assert words in person.get("step", name=PAGES[right]).content.decode()


def test_for_direct_marketing_no_situation_is_asked_for(answers: Answers) -> None:
    person = Person()
    person.fill_in(with_rights(answers, Right.OBJECTION, scope="marketing"))

    page = person.get("step", name="objection-details").content.decode()
    assert "own situation" not in page


@pytest.mark.parametrize("language", LANGUAGES)
def test_each_right_stands_on_the_page_with_its_stage_and_date(language: str) -> None:
    with time_machine.travel("2027-02-10 10:00Z", tick=False):
        page = own_page(submitted(*FIVE, scope=ObjectionScope.ALL), language=language)

    assert page.count('class="panel one"') == len(FIVE)
    assert page.count("<details>") == len(FIVE)


def test_processing_that_stops_at_once_is_named_with_its_hour() -> None:
    with time_machine.travel("2027-02-10 10:00Z", tick=False):
        page = own_page(received(Right.CONSENT_WITHDRAWAL).submission)

    assert "What rests on your consent stops by" in page
    assert "Thursday 11 February 2027 at 12:00" in page
    assert "We are stopping the use of the data." in page


def test_what_has_stopped_is_no_longer_announced() -> None:
    request = received(Right.CONSENT_WITHDRAWAL)
    finish_all(request, TaskKind.CEASE)

    assert "stops by" not in own_page(request.submission)


def test_proof_is_asked_for_once_however_many_rights_wait_for_it() -> None:
    submission = submitted(Right.CONSENT_WITHDRAWAL, Right.ACCESS, Right.ERASURE)
    ask_proof(submission)

    page = own_page(submission)

    letter = CaseLetter.objects.get(kind="identity_asked")
    assert page.count("Help us make sure that it is you") == 1
    assert f'href="/en/request/letter/{letter.pk}/">Read the letter' in page
    assert page.count("We are waiting for your reply.") == 2
    assert page.count("We are stopping the use of the data.") == 1


def test_a_question_for_one_right_leaves_the_others_running() -> None:
    submission = submitted(Right.ACCESS, Right.ERASURE)
    access = begun(submission.requests.get(right=Right.ACCESS))
    ask_clarification(
        access.pk, question="Which?", facts="Forty years.", actor=acting(access.controller)
    )

    page = own_page(submission)

    assert page.count("We are waiting for your reply.") == 1
    assert page.count("The time limit stands still") == 1
    assert "We have your request and will begin soon." in page


def test_letters_stand_under_the_right_they_are_about_and_the_rest_above() -> None:
    submission = submitted(Right.RESTRICTION, Right.ERASURE)
    for request in submission.requests.all():
        refused(request)

    page = own_page(submission)

    letters = page.split('id="letters"')[1].split("</section>")[0]
    common, restriction, erasure = letters.split("<h3>")
    assert common.count("<li>") == restriction.count("<li>") == erasure.count("<li>") == 1
    assert restriction.startswith("Have the use of data limited")
    assert erasure.startswith("Have data erased")


def test_the_timeline_says_which_right_a_step_was_about() -> None:
    submission = submitted(Right.RECTIFICATION, Right.ERASURE)
    answered(submission.requests.get(right=Right.ERASURE))

    happened = own_page(submission).split('id="happened"')[1].split("</section>")[0]

    assert happened.count("Have data erased") == happened.count("<li>") - 2
    assert "We began to erase the data." in happened
    assert "We began to tell those who had received the data." in happened


def test_with_one_right_the_page_names_it_nowhere_but_in_what_was_sent() -> None:
    page = own_page(answered(received(Right.ERASURE)).submission)

    assert page.count("Have data erased") == 1


@pytest.mark.parametrize(
    ("right", "sentences"),
    {
        Right.RECTIFICATION: ["We began to correct the data."],
        Right.RESTRICTION: ["We began to limit the use of the data."],
        Right.OBJECTION: ["We began to weigh your objection", "We began to stop the use"],
        Right.AUTOMATED_DECISION: ["We asked a human", "A human has looked at the decision"],
        Right.CONSENT_WITHDRAWAL: ["We asked everybody concerned to stop at once."],
        Right.PORTABILITY: ["We began to search for your data."],
    }.items(),
)
def test_what_was_done_for_a_right_is_told_in_plain_words(
    right: Right, sentences: list[str]
) -> None:
    page = own_page(answered(received(right)).submission)

    assert all(sentence in page for sentence in sentences)
    assert "We have answered your request." in page


def test_every_state_of_a_request_has_its_sentence() -> None:
    assert set(STAGES) == set(RequestState)


def test_one_of_several_rights_is_withdrawn_and_the_others_go_on() -> None:
    submission = submitted(Right.ACCESS, Right.ERASURE)
    access = submission.requests.get(right=Right.ACCESS)
    person = Person()
    person.open_request(submission)
    asked = person.get("withdraw", pk=access.pk).content.decode()

    person.post("withdraw", pk=access.pk)

    assert "You withdraw only this: See the data about me." in asked
    assert [row.state for row in submission.requests.order_by("pk")] == ["withdrawn", "received"]


def test_a_page_with_several_open_rights_names_which_one_may_be_withdrawn() -> None:
    submission = submitted(Right.ACCESS, Right.ERASURE, Right.RESTRICTION)
    refused(submission.requests.get(right=Right.ERASURE))

    page = own_page(submission)

    assert "Withdraw: See the data about me" in page
    assert "Withdraw: Have the use of data limited" in page
    assert "Withdraw: Have data erased" not in page


def test_an_objection_is_shown_with_what_it_is_against() -> None:
    page = own_page(received(Right.OBJECTION, scope=ObjectionScope.MARKETING).submission)

    assert "<dt>What you object to</dt><dd>Direct marketing</dd>" in page


def test_an_objection_to_marketing_shows_the_stop_and_then_the_answer() -> None:
    request = received(Right.OBJECTION, scope=ObjectionScope.MARKETING)
    before = own_page(request.submission)
    finish_all(request, TaskKind.STOP_MARKETING)
    decided(request)

    assert "The processing stops by" in before
    assert "The processing stops by" not in own_page(request.submission)


def test_a_date_follows_its_own_right_when_only_some_wait() -> None:
    submission = submitted(Right.ACCESS, Right.AUTOMATED_DECISION)
    with time_machine.travel(now() + timedelta(days=3)):
        ask_proof(submission)
        page = own_page(submission)

    # Art. 12(6) covers Articles 15 to 21 only.
    assert page.count("The time limit stands still") == 1
    assert page.count("We answer at the latest on") == 1
