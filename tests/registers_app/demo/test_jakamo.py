"""Jakamo: a controller for its own purposes, a processor for its customers, in the running desk.

Each test is a clause of the policy’s row. The person comes through the public form, the handler
works on the case page, and the customer opens what was mailed to it: all by HTTP.
"""

import re
from collections.abc import Iterator
from datetime import UTC, date, datetime

import pytest
from django.urls import reverse
from django.utils import translation
from pytest_django import DjangoDbBlocker

from notices_app.models import Notice
from registers_app.models import Controller, OurRole
from requests_app.domain.rights import ObjectionScope, Right
from requests_app.fulfilment.article_15 import information
from requests_app.models import (
    AuditEntry,
    CaseLetter,
    LinkPurpose,
    RequestState,
    Submission,
    TaskKind,
)
from requests_app.services.errors import NotPossible
from requests_app.services.identity import ask_identity
from requests_app.services.remind_staff import remind_staff
from requests_app.services.verify_audit import broken_chains
from tests.cases import acting, handler_of
from tests.clock import Clock
from tests.eight import again, answered, finish_all, settled
from tests.raw_sql import refusal_of
from tests.registers_app.demo.added_facts import document
from tests.registers_app.demo.jakamo import (
    CLIENT,
    CLIENTS,
    CUSTOMERS,
    MINE,
    OWN,
    UNKNOWN,
    asked,
    forwarded,
    handed_over,
    handler,
    opened,
    pk_of,
    register,
    sent,
    typed,
)
from tests.registers_app.demo.loaded import load
from tests.requests_app.admin.staff import case_url, send, step_url, text_of
from tests.requests_app.portal.person import Person, link_path
from tests.standing import standing

pytestmark = pytest.mark.django_db

LANGUAGES = ("fi", "sv", "en")


@pytest.fixture(scope="module")
def loaded(django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> Iterator[None]:
    yield from standing(django_db_blocker, lambda: load("jakamo"))


@pytest.fixture(autouse=True)
def jakamo(loaded: None, clock: Clock) -> Iterator[Controller]:
    """As the demo loads it; ten o’clock on Monday 2 March 2026 in Helsinki."""
    with translation.override("en"):
        yield Controller.objects.get(slug="jakamo")


# The registers


def test_the_page_is_two_registers_one_for_each_role() -> None:
    assert register(OWN).our_role == OurRole.CONTROLLER
    assert register(CUSTOMERS).our_role == OurRole.PROCESSOR
    assert not register(OWN).clients.exists()
    clients = register(CUSTOMERS).clients.all()
    assert clients.count() == 3
    assert all("Service agreement" in row.agreement for row in clients)
    assert all(row.email.endswith(".example") for row in clients)


def test_its_own_purposes_have_no_basis_at_first_and_each_has_one_afterwards() -> None:
    first, second = register(OWN).versions.order_by("number")
    for version in (first, second):
        named = [str(row) for row in version.purposes.all()]
        assert {"Billing", "Marketing", "Developing the service"} <= set(named)
        (marketing,) = version.purposes.filter(is_direct_marketing=True)
        assert str(marketing) == "Marketing"
    assert not first.purposes.filter(bases__isnull=False).exists()
    assert not second.purposes.filter(bases__isnull=True).exists()
    assert all(row.legitimate_interests for row in second.purposes.all())


def test_the_purpose_of_customers_data_is_the_customers_and_so_is_its_basis() -> None:
    for version in register(CUSTOMERS).versions.all():
        (purpose,) = version.purposes.all()
        assert "the customer, who determines the purpose" in str(purpose)
        assert not purpose.bases.exists()


def test_the_names_of_the_two_registers_are_ours_and_say_so() -> None:
    assert all(row["added"][0] == "names" for row in document("jakamo")["registers"])


# The person


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("where", [CUSTOMERS, UNKNOWN])
def test_the_person_is_asked_which_customer_in_words_of_their_own(
    where: str, language: str
) -> None:
    person = Person(language=language)
    answers = typed(where)
    person.answer("organisation", answers["organisation"])
    response = person.answer("register", answers["register"])
    assert response.url == person.step("client")
    page = person.client.get(response.url).content.decode()
    assert '<input type="text" name="client_named"' in page
    assert not re.search(r"<select|<datalist|<option|type=\"(radio|checkbox)\"", page)


def test_who_asks_for_jakamos_own_data_is_not_asked_for_a_customer() -> None:
    person = Person()
    answers = typed(OWN)
    person.answer("organisation", answers["organisation"])
    assert person.answer("register", answers["register"]).url == person.step("right")


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("where", [OWN, CUSTOMERS, UNKNOWN])
def test_no_page_lists_a_customer(where: str, language: str) -> None:
    """Walked from the first page to the person’s own, with both registers’ notices."""
    person = Person(language=language)
    answers = typed(where, Right.ERASURE, Right.OBJECTION, scope="all")
    pages = [person.get("start"), person.get("organisation", slug="jakamo")]
    for step, values in answers.items():
        person.answer(step, values)
        pages.append(person.client.get(person.step(step)))
    person.fill_in({})  # what is asked besides, of each right
    pages.append(person.get("check"))
    assert person.send().url == person.address("sent")
    pages.append(person.get("sent"))
    submission = Submission.objects.latest("pk")
    pages.append(person.client.get(link_path(submission, LinkPurpose.CONFIRM)))
    person.open_request(submission)
    pages.append(person.get("request"))
    pages += [
        person.get("letter", pk=letter.pk)
        for letter in CaseLetter.objects.filter(request__submission=submission)
    ]
    with translation.override(language):
        notices = [reverse("notices:controller", args=["jakamo"])]
        notices += [reverse("notices:register", args=["jakamo", slug]) for slug in (OWN, CUSTOMERS)]
    pages += [person.client.get(address) for address in notices]
    assert len(pages) > 14
    for page in pages:
        assert page.status_code == 200
        text = page.content.decode()
        assert not [client for client in CLIENTS if client in text]


@pytest.mark.parametrize(
    ("received", "by"),
    [
        (datetime(2026, 3, 2, 8, tzinfo=UTC), date(2026, 3, 3)),
        (datetime(2026, 3, 6, 21, tzinfo=UTC), date(2026, 3, 9)),
        (datetime(2026, 4, 2, 8, tzinfo=UTC), date(2026, 4, 7)),
    ],
    ids=["Monday", "Friday night", "before Easter"],
)
def test_it_is_passed_on_within_one_working_day(clock: Clock, received: datetime, by: date) -> None:
    clock.set(received)
    case = asked(CUSTOMERS)
    assert case.forward_by == case.target_on == by
    assert case.stop_by is None


@pytest.mark.parametrize(
    ("language", "day", "answers"),
    [
        ("fi", "3.3.2026", "vastausaikamme"),
        ("sv", "3 mars 2026", "vår svarstid"),
        ("en", "3 March 2026", "our time to answer"),
    ],
)
def test_the_receipt_says_by_when_it_is_passed_on_and_promises_no_answer_of_ours(
    language: str, day: str, answers: str
) -> None:
    person = Person(language=language)
    submission = person.submit(typed(CUSTOMERS, Right.ACCESS, Right.ERASURE))
    letter = CaseLetter.objects.get(request__submission=submission)
    mail = Notice.objects.get(submission_id=submission.pk, kind="received_confirm")
    for text in (person.get("sent").content.decode(), letter.text, mail.text):
        assert day in text
        assert answers not in text.lower()
        assert "2.4.2026" not in text
        assert "2 april 2026" not in text.lower()


# The handler and the customer


@pytest.mark.parametrize("named", [CLIENT, "sample components ab "])
def test_the_client_that_the_person_named_is_chosen_beforehand(named: str) -> None:
    case = asked(CUSTOMERS, whose=named)
    browser = handler()
    assert f'href="{step_url(case, "forward")}"' in text_of(browser.get(case_url(case)))
    form = browser.get(step_url(case, "forward")).context["form"]
    assert form["client"].value() == pk_of(CLIENT)
    assert {row.name for row in form.fields["client"].queryset} == set(
        register(CUSTOMERS).clients.values_list("name", flat=True)
    )


def test_a_client_that_the_person_did_not_name_is_chosen_by_a_human() -> None:
    form = handler().get(step_url(asked(CUSTOMERS), "forward")).context["form"]
    assert form["client"].value() is None


@pytest.mark.parametrize(
    ("language", "day", "controller"),
    [
        ("fi", "2.3.2026", "rekisterinpitäjä:"),
        ("sv", "2 mars 2026", "den personuppgiftsansvarige:"),
        ("en", "2 March 2026", "the controller:"),
    ],
)
def test_the_person_is_told_who_the_controller_is_and_since_when(
    language: str, day: str, controller: str
) -> None:
    case = forwarded(asked(CUSTOMERS, language=language))
    assert case.state == RequestState.FORWARDED
    letter = case.letters.get(kind="forwarded").text
    told = f"{controller}\n\n{CLIENT}, dataskydd@sample-components.example"
    assert told in letter
    assert day in letter.split(told)[1]
    assert not [other for other in CLIENTS if other in letter and other not in CLIENT]
    mail = Notice.objects.get(kind="forwarded")
    assert mail.to_address == "maija@example.org"
    assert "Sample" not in mail.text


def test_the_customer_gets_what_it_needs_and_nothing_else() -> None:
    case = forwarded(asked(CUSTOMERS, Right.OBJECTION, whose="AcmeRival", scope="marketing"))
    mail = handed_over()
    assert mail.to_address == "dataskydd@sample-components.example"
    assert case.submission.reference in mail.text
    assert "Service agreement 2025-041" in mail.text
    page = opened(mail).content.decode()
    for needed in (
        case.submission.reference, "objection (GDPR Art. 21)", "direct marketing", MINE,
        "Maija Meikäläinen", "maija@example.org", "+358 40 1234567", "Kotikatu 1",
        "Customer number 1234", "2 March 2026", "2 April 2026", "the processing stops at once",
        "We have not made sure who the person is", "privacy@jakamo.example",
    ):  # fmt: skip
        assert needed in page, needed
    for text in (mail.text, page):
        assert "AcmeRival" not in text
        assert not [other for other in CLIENTS if other in text and other not in CLIENT]
    for personal in ("Maija", "example.org", "1234", "photo"):
        assert personal not in mail.subject + mail.text + mail.html


def test_each_right_goes_to_the_client_it_concerns() -> None:
    submission = sent(CUSTOMERS, Right.ACCESS, Right.ERASURE)
    access, erasure = submission.requests.order_by("pk")
    forwarded(access, client="Malliteräs Oy")
    forwarded(erasure, client="Esimerkkipaja Oy")
    mails = Notice.objects.filter(kind="handed_over").order_by("pk")
    assert [mail.to_address for mail in mails] == [
        "tietosuoja@malliteras.example",
        "tietosuoja@esimerkkipaja.example",
    ]
    assert "access to one’s data" in opened(mails[0]).content.decode()
    assert "erasure (GDPR Art. 17)" in opened(mails[1]).content.decode()


def test_how_and_when_it_was_passed_on_is_proved() -> None:
    case = asked(CUSTOMERS)
    browser = handler()
    send(browser, case, "forward", {"client": pk_of(CLIENT)})
    opened(handed_over())
    entry = AuditEntry.objects.get(event="request.forward")
    assert entry.at.date() == date(2026, 3, 2)
    assert entry.actor_kind == "user"
    assert entry.facts["client"] == pk_of(CLIENT)
    assert entry.payload.content["mailbox"] == "dataskydd@sample-components.example"
    page = text_of(browser.get(case_url(case)))
    assert "forwarded the request to the controller that answers." in page
    assert "Mailed by the desk to" in page
    assert "The request was opened by the link that was mailed to the controller." in page
    assert not list(broken_chains())


@pytest.mark.parametrize("right", list(Right))
def test_what_is_a_customers_is_never_answered_or_refused_by_us(right: Right) -> None:
    case = asked(CUSTOMERS, right, scope="all" if right is Right.OBJECTION else "")
    browser = handler()
    browser.post(step_url(case, "assess"))
    page = text_of(browser.get(case_url(case)))
    for step in ("answer", "refuse", "decide", "collect", "cease", "close-unidentified", "extend"):
        assert step_url(case, step) not in page
        browser.post(step_url(case, step), {"reasoning": "x", "reason": "x", "outcome": "granted"})
    assert again(case).state == RequestState.ASSESSING


@pytest.mark.parametrize("state", [RequestState.ANSWERED, RequestState.REFUSED])
def test_nor_by_whoever_writes_past_the_desk(state: RequestState) -> None:
    case = asked(CUSTOMERS, Right.ERASURE)
    handler().post(step_url(case, "assess"))
    settled(case)
    sql = "UPDATE requests_app_rightsrequest SET state = %(state)s, closed_at = changed_at"
    closed = f"{sql}, closed_on = received_on WHERE id = %(pk)s"
    refusal = refusal_of(closed, {"state": state.value, "pk": case.pk})
    assert refusal == "request_as_processor_only_forwards"


def test_as_a_processor_we_ask_nobody_who_they_are() -> None:
    case = asked(CUSTOMERS)
    assert step_url(case, "ask-identity") not in text_of(handler().get(case_url(case)))
    with pytest.raises(NotPossible, match="the controller makes sure who the person is"):
        ask_identity(
            case.submission.identity_check.pk,
            doubt="Unknown address.",
            what_is_asked="A number.",
            actor=acting(case.controller),
        )
    assert forwarded(case).state == RequestState.FORWARDED


def test_staff_are_reminded_every_day_until_it_is_passed_on(clock: Clock) -> None:
    case = asked(CUSTOMERS)
    told = [_reminded(clock, day) for day in (3, 4, 5)]
    assert told == ["staff_today", "staff_late", "staff_late"]
    mail = Notice.objects.filter(kind="staff_late").latest("pk")
    assert mail.subject.startswith("2 days late")
    assert "has not been passed on to the controller" in mail.text
    forwarded(case)
    assert _reminded(clock, 6) == ""


def _reminded(clock: Clock, day: int) -> str:
    handler_of(Controller.objects.get(slug="jakamo"))
    clock.set(datetime(2026, 3, day, 7, tzinfo=UTC))
    remind_staff()
    kinds = Notice.objects.filter(kind__startswith="staff_", created_at__day=day)
    return str(kinds.values_list("kind", flat=True).first() or "")


# Its own data, and both


@pytest.mark.parametrize("right", list(Right))
def test_what_is_its_own_it_answers_itself(right: Right) -> None:
    case = asked(OWN, right, scope=ObjectionScope.ALL if right is Right.OBJECTION else "")
    assert case.forward_by is None
    assert case.due_on == date(2026, 4, 2)
    assert step_url(case, "forward") not in text_of(handler().get(case_url(case)))
    assert all(not row.missing for row in information(case))
    assert answered(case).state == RequestState.ANSWERED


def test_who_does_not_know_is_answered_by_us_and_the_customers_part_is_passed_on() -> None:
    about = f"{MINE} And stop writing to me about your webinars."
    case = asked(UNKNOWN, Right.ACCESS, whose=CLIENT, about=about)
    browser = handler()
    for step in (None, "assess"):
        if step:
            browser.post(step_url(case, step))
        page = text_of(browser.get(case_url(case)))
        assert "A part of this may be a client’s to answer" in page
        assert CLIENT in page
        assert f'href="{step_url(case, "pass-on-part")}"' in page
    form = browser.get(step_url(case, "pass-on-part")).context["form"]
    assert (form["client"].value(), form["passed_on"].value()) == (pk_of(CLIENT), about)

    send(browser, case, "pass-on-part", {"client": pk_of(CLIENT), "passed_on": MINE})

    letter = case.parts.get().letters.get(kind="part_passed_on").text
    for told in (f"{CLIENT}, dataskydd@", "2 March 2026", MINE, "2 April 2026"):
        assert told in letter
    page = opened(handed_over()).content.decode()
    assert MINE in page
    assert "webinars" not in page + letter
    assert again(case).state == RequestState.ASSESSING
    assert again(case).due_on == date(2026, 4, 2)


def test_our_part_of_it_is_searched_for_in_our_own_registers_and_answered() -> None:
    case = asked(UNKNOWN, Right.ERASURE, whose=CLIENT)
    send(handler(), case, "pass-on-part", {"client": pk_of(CLIENT), "passed_on": MINE})
    assert answered(again(case)).state == RequestState.ANSWERED
    finish_all(case, TaskKind.SEARCH)
    systems = {task.data_system.name for task in case.tasks.all()}
    assert systems == set(register(OWN).data_systems.values_list("name", flat=True))
