"""A person's own request: what it shows, and to whom."""

import html
from datetime import timedelta
from typing import Any

import pytest
import time_machine

from config.clock import now
from notices_app.models import Notice
from registers_app.domain.actors import SYSTEM
from requests_app.models import (
    AccessRequest,
    CaseLetter,
    Channel,
    DisclosurePackage,
    Outcome,
    PackageState,
    RequestState,
)
from requests_app.portal.case_view import case_view
from requests_app.services.perform import perform
from requests_app.services.suspend import ask_clarification
from tests.cases import (
    FILE_CONTENT,
    acting,
    ask_for_identity,
    begin,
    collect_all,
    make_answered,
    make_received,
    make_refused,
    prepare,
    send_answer,
    settle,
)
from tests.factories import make_controller, make_register
from tests.requests_app.portal.person import Person

pytestmark = pytest.mark.django_db


def test_the_authority_of_the_persons_own_country_is_named_beside_the_controllers() -> None:
    at_home, here = make_received(lives_in="EE"), make_received(lives_in="FI")
    letter = at_home.letters.get(kind="received").text
    assert "you live (Estonia):" in letter
    assert "Andmekaitse Inspektsioon\nhttps://www.aki.ee" in letter
    assert "you live" not in here.letters.get(kind="received").text.replace("habitually live", "")
    view = case_view(at_home.submission)
    assert view.at_home
    assert view.at_home.site == "https://www.aki.ee"
    assert case_view(here.submission).at_home is None


def opened(request: AccessRequest, *, language: str = "en") -> Person:
    person = Person(language=language)
    person.open_request(request.submission)
    return person


def page_of(request: AccessRequest, *, language: str = "en") -> str:
    return str(opened(request, language=language).get("request").content.decode())


def test_the_page_names_the_reference_the_due_date_and_the_reasons() -> None:
    with time_machine.travel("2027-02-10 10:00Z", tick=False):
        request = make_received()
        page = page_of(request)

    assert request.submission.reference in page
    assert "Wednesday 10 March 2027" in page
    assert "GDPR Art. 12(3)" in page
    assert "We have your request and will begin soon." in page


def test_the_page_tells_what_has_happened_in_plain_words() -> None:
    page = page_of(collect_all(settle(begin(make_received()))))

    for sentence in (
        "We received your request.",
        "We began to work on your request.",
        "We are sure that it is you.",
        "We began to search for your data.",
        "The search was finished",
    ):
        assert sentence in page


def test_the_page_says_nothing_of_what_is_between_colleagues() -> None:
    page = page_of(collect_all(settle(begin(make_received()))))

    assert "Wrote from the address that we hold" not in page
    assert "Käsittelijä" not in page
    assert "Customer database" not in page


def test_a_request_by_letter_shows_its_true_day_of_receipt() -> None:
    with time_machine.travel("2027-02-10 10:00Z", tick=False):
        request = make_received(
            channel=Channel.LETTER, received_at=now() - timedelta(days=3), language="en"
        )
        page = page_of(request)

    assert "7 February 2027" in page
    assert "Confirm your e-mail address" not in page


def test_an_unconfirmed_address_is_asked_for_without_holding_the_work_back() -> None:
    page = page_of(make_received())

    assert "Confirm your e-mail address" in page
    assert "We work on your request all the same" in page


def test_a_question_of_identity_is_shown_with_its_letter_and_the_clock_stands() -> None:
    request = ask_for_identity(begin(make_received()))
    letter = CaseLetter.objects.get(kind="identity_asked")
    page = page_of(request)

    assert "Help us make sure that it is you" in page
    assert f"/en/request/letter/{letter.pk}/" in page
    assert "The time limit stands still" in page
    assert "Without this wait we would answer by" in page


def test_a_question_for_clarification_is_shown_with_its_letter() -> None:
    request = begin(make_received())
    ask_clarification(
        request.pk,
        question="Which of your four contracts do you mean?",
        facts="We hold forty years of four contracts.",
        actor=acting(request.controller),
    )

    page = page_of(request)

    assert "Tell us which data you mean" in page
    assert "We asked you which data you mean." in page


def test_a_letter_is_read_as_it_was_written() -> None:
    request = make_refused()
    letter = CaseLetter.objects.get(kind="access_refused")

    page = opened(request).get("letter", pk=letter.pk).content.decode()

    assert letter.subject in page
    assert "Fifth request this month." in page
    heading, under = '<h2 class="within">', letter.text.split("\n\n")
    titles = [part.split("</h2>")[0] for part in page.split(heading)[1:]]
    assert titles
    assert set(map(html.unescape, titles)) <= set(under)


def test_a_letter_in_another_language_than_the_page_is_marked() -> None:
    request = make_received(language="sv")
    letter = CaseLetter.objects.get()

    page = opened(request, language="fi").get("letter", pk=letter.pk).content.decode()

    assert '<html lang="fi">' in page
    assert '<article class="letter" lang="sv">' in page


def test_a_refusal_names_the_authority_and_the_remedy() -> None:
    page = page_of(make_refused())

    assert "We do not do what you asked for." in page
    assert "Office of the Data Protection Ombudsman" in page
    assert "you may go to court" in page


@pytest.mark.parametrize(
    ("country", "zone", "calendar", "name"),
    [
        ("SE", "Europe/Stockholm", "SE", "IMY"),
        ("FI", "Europe/Helsinki", "FI", "tietosuoja.fi"),
    ],
)
def test_the_authority_is_that_of_the_organisation(
    country: str, zone: str, calendar: str, name: str
) -> None:
    controller = make_controller(country=country, time_zone=zone, calendar=calendar)

    assert name in page_of(make_received(controller))


def test_without_a_mailed_link_nothing_is_shown() -> None:
    request = make_answered()
    file = DisclosurePackage.objects.get().files.get()
    person = Person()

    for response in (
        person.get("request"),
        person.get("answer"),
        person.get("file", pk=file.pk),
        person.get("letter", pk=CaseLetter.objects.latest("pk").pk),
        person.get("withdraw", pk=request.pk),
        person.client.post(person.address("withdraw", pk=request.pk)),
    ):
        assert response.status_code == 403
        assert request.submission.reference not in response.content.decode()


def test_another_persons_letters_files_and_requests_are_not_found() -> None:
    other = make_answered()
    file = DisclosurePackage.objects.get().files.get()
    letter = CaseLetter.objects.filter(request=other).latest("pk")
    person = opened(make_answered())

    for response in (
        person.get("letter", pk=letter.pk),
        person.get("file", pk=file.pk),
        person.get("withdraw", pk=other.pk),
        person.client.post(person.address("withdraw", pk=other.pk)),
    ):
        assert response.status_code == 404


def test_opening_another_request_closes_the_first() -> None:
    first, second = make_received(), make_received()
    person = opened(first)

    person.open_request(second.submission)

    page = person.get("request").content.decode()
    assert second.submission.reference in page
    assert first.submission.reference not in page


def test_the_answer_shows_the_data_and_what_article_15_demands() -> None:
    page = opened(make_answered()).get("answer").content.decode()

    assert "Found in Customer database: Maija Meikäläinen" in page
    assert "Found in Mailing list" in page
    for part in (
        "Delivering what was ordered",
        "6(1)(b)",
        "Name and contact details",
        "Posti Oy",
        "Two years after the last order",
        "No automated decisions are made.",
    ):
        assert part in page


@pytest.mark.parametrize("language", ["fi", "sv"])
def test_the_answer_comes_in_the_language_of_the_request(language: str) -> None:
    page = opened(make_answered(language=language), language=language).get("answer")

    assert f"Posti Oy ({language})" in page.content.decode()


def test_a_file_of_the_answer_is_downloaded_never_shown() -> None:
    person = opened(make_answered())
    file = DisclosurePackage.objects.get().files.get()

    response = person.get("file", pk=file.pk)

    assert b"".join(response.streaming_content) == FILE_CONTENT
    assert response["Content-Disposition"] == 'attachment; filename="orders.csv"'
    assert response["Content-Length"] == str(len(FILE_CONTENT))
    assert response["X-Content-Type-Options"] == "nosniff"
    assert "sandbox" in response["Content-Security-Policy"]
    assert "no-store" in response["Cache-Control"]


def test_opening_and_downloading_are_noted_once_and_each_time() -> None:
    request = make_answered()
    person = opened(request)
    file = DisclosurePackage.objects.get().files.get()

    for _ in range(2):
        person.get("answer")
        person.get("file", pk=file.pk)

    events = list(request.submission.audit_entries.values_list("event", flat=True))
    assert events.count("package.fetch") == 1
    assert events.count("package.downloaded") == 2
    assert DisclosurePackage.objects.get().state == PackageState.FETCHED


def test_a_look_at_the_headers_opens_nothing() -> None:
    person = opened(make_answered())
    file = DisclosurePackage.objects.get().files.get()

    person.client.head(person.address("answer"))
    person.client.head(person.address("file", pk=file.pk))

    assert DisclosurePackage.objects.get().state == PackageState.RELEASED


def test_before_identity_is_settled_no_answer_is_shown() -> None:
    request = ask_for_identity(begin(make_received()))
    person = opened(request)

    assert "Open the answer" not in person.get("request").content.decode()
    assert person.get("answer").status_code == 410


def test_when_identity_is_doubted_again_a_released_answer_is_shown_no_more() -> None:
    request = make_answered()
    person = opened(request)
    file = DisclosurePackage.objects.get().files.get()
    check = request.submission.identity_check
    perform(type(check), check.pk, "doubt_again", actor=acting(request.controller))

    assert person.get("answer").status_code == 410
    assert person.get("file", pk=file.pk).url == person.address("answer")


def test_a_prepared_answer_is_not_shown_before_it_is_sent() -> None:
    request = prepare(collect_all(settle(begin(make_received()))))

    assert opened(request).get("answer").status_code == 410


def test_after_its_time_the_answer_is_gone_and_the_page_says_so() -> None:
    person_request = make_answered()
    file = DisclosurePackage.objects.get().files.get()
    with time_machine.travel(now() + timedelta(days=60, minutes=1)):
        person = opened(person_request)
        page = person.get("request").content.decode()
        answer = person.get("answer")
        download = person.get("file", pk=file.pk)

    assert "It could be fetched until" in page
    assert answer.status_code == 410
    assert download.url == "/en/request/answer/"


def test_an_expired_answer_whose_copy_is_destroyed_is_gone() -> None:
    request = make_answered()
    package = DisclosurePackage.objects.get()
    perform(DisclosurePackage, package.pk, "expire", actor=SYSTEM)

    assert opened(request).get("answer").status_code == 410


def test_where_nothing_is_held_the_letter_says_so_and_no_answer_waits() -> None:
    collected = collect_all(settle(begin(make_received())), files=())

    page = page_of(send_answer(prepare(collected, outcome=Outcome.NO_DATA)))

    assert "We have answered your request." in page
    assert "Open the answer" not in page


def test_a_person_withdraws_after_a_page_that_says_what_it_means() -> None:
    request = begin(make_received())
    person = opened(request)
    assert "you get no answer" in person.get("withdraw", pk=request.pk).content.decode()
    assert AccessRequest.objects.get().state == RequestState.ASSESSING

    response = person.post("withdraw", {"statement": "I found it myself."}, pk=request.pk)

    assert response["Location"] == person.address("request")
    assert AccessRequest.objects.get().state == RequestState.WITHDRAWN
    assert "You withdrew your request." in person.get("request").content.decode()
    assert Notice.objects.filter(kind="withdrawn").exists()


def test_withdrawing_twice_is_no_error() -> None:
    request = make_received()
    person = opened(request)

    first, second = person.post("withdraw", pk=request.pk), person.post("withdraw", pk=request.pk)

    assert first["Location"] == second["Location"] == person.address("request")
    assert "closed already" in person.get("withdraw", pk=request.pk).content.decode()


@pytest.mark.parametrize("text", ["x" * 1001, "a\x00b"])
def test_what_is_wrong_in_the_reason_to_withdraw_is_said_and_nothing_happens(text: str) -> None:
    request = make_received()
    person = opened(request)

    response = person.client.post(person.address("withdraw", pk=request.pk), {"statement": text})

    assert 'role="alert"' in response.content.decode()
    assert AccessRequest.objects.get().state == RequestState.RECEIVED


def test_signing_out_closes_the_request_in_this_browser() -> None:
    person = opened(make_received())

    response = person.client.post(person.address("sign_out"), follow=True)

    assert "closed in this browser" in response.content.decode()
    assert person.get("request").status_code == 403


def test_signing_out_of_a_request_leaves_staff_signed_in(django_user_model: Any) -> None:
    person = Person()
    person.client.force_login(django_user_model.objects.create_user("kaisa", is_staff=True))
    person.open_request(make_received().submission)

    person.client.post(person.address("sign_out"))

    assert "_auth_user_id" in person.client.session
    assert person.get("request").status_code == 403


def test_no_page_of_a_request_is_kept_by_a_cache_or_named_after_the_person() -> None:
    request = make_answered()
    person = opened(request)

    for response in (
        person.get("request"),
        person.get("answer"),
        person.get("letter", pk=CaseLetter.objects.latest("pk").pk),
        person.get("withdraw", pk=request.pk),
    ):
        assert "no-store" in response["Cache-Control"]
        title = response.content.decode().split("</title>")[0]
        assert "Maija" not in title
        assert request.submission.reference not in title


def test_what_the_person_typed_is_shown_escaped() -> None:
    page = page_of(make_received(about="<script>alert(1)</script>", person_name="<b>Maija"))

    assert "<script>" not in page
    assert "&lt;script&gt;alert(1)&lt;/script&gt;" in page


def test_the_register_is_named_in_the_language_of_the_page() -> None:
    controller = make_controller()
    register = make_register(controller)

    page = page_of(make_received(controller, register=register), language="sv")

    assert "Customer register (sv)" in page
