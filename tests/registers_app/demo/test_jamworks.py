"""Jamworks: a controller in the UK that also keeps contact databases for its clients.

Each test is a clause of the policy’s row: the kinds of people, the table of purposes, PECR, the
removal of who no longer engages, the clock of the UK, and whose the clients’ databases are.
"""

from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import translation
from pytest_django import DjangoDbBlocker

from notices_app.models import Notice
from registers_app.models import Controller, ProcessorClient, Register, RegisterVersion
from requests_app.domain.explanation import explain
from requests_app.domain.grounds import RefusalGround
from requests_app.domain.purposes import ItemResult
from requests_app.domain.rights import ObjectionScope, Right
from requests_app.fulfilment.package_content import open_content
from requests_app.models import (
    CaseLetter,
    Channel,
    IdentityMethod,
    RightsRequest,
    SuspensionGround,
)
from requests_app.services.assess import assess
from requests_app.services.close import forward
from requests_app.services.collect import collect
from requests_app.services.decide import Ground
from requests_app.services.errors import NotPossible
from requests_app.services.extend import extend
from requests_app.services.hand_over import answerer_of
from requests_app.services.identity import ask_identity, settle_identity
from requests_app.services.pass_on_part import pass_on_part
from requests_app.services.redate import dates_of
from requests_app.services.refuse import refuse
from requests_app.services.resume import resume
from requests_app.services.suspend import ask_clarification
from tests.cases import acting
from tests.clock import Clock
from tests.eight import again, answered, begun, items_for, received, refused
from tests.registers_app.demo.loaded import load
from tests.requests_app.portal.person import Answers, Person, answers_to
from tests.standing import standing

pytestmark = pytest.mark.django_db

CLIENTS = ("Sample Sports Club", "Sample Choir Association", "Sample Training Ltd")
ASKING = "Getting in touch to ask whether somebody would like to hear about products and services"


@pytest.fixture(scope="module")
def loaded(django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> Iterator[None]:
    yield from standing(django_db_blocker, lambda: load("jamworks"))


@pytest.fixture(autouse=True)
def jamworks(loaded: None, clock: Clock) -> Iterator[Controller]:
    """The organisation as the demo loads it; eight o’clock on Monday 2 March 2026 in London."""
    with translation.override("en"):
        yield Controller.objects.get(slug="jamworks")


def register(slug: str) -> Register:
    return Register.objects.get(controller__slug="jamworks", slug=slug)


def version(slug: str, number: int) -> RegisterVersion:
    return register(slug).versions.get(number=number)


def asked(right: Right = Right.ACCESS, *, slug: str = "contacts", **more: object) -> RightsRequest:
    """A request about one register, or with an empty *slug* about none in particular."""
    about = register(slug) if slug else None
    return received(
        right, **{"controller": Controller.objects.get(slug="jamworks"), "register": about, **more}
    )


# --- The register of its own ------------------------------------------------------------------


def test_it_is_a_controller_in_the_uk(jamworks: Controller) -> None:
    assert (jamworks.regime, jamworks.country, jamworks.calendar, jamworks.time_zone) == (
        "UK",
        "GB",
        "GB-ENG",
        "Europe/London",
    )


@pytest.mark.parametrize("number", [1, 2])
def test_it_knows_four_kinds_of_people_and_prospects(number: int) -> None:
    kinds = [str(row).split(":")[0] for row in version("contacts", number).subject_categories.all()]
    assert kinds[:5] == ["Visitors", "Clients", "Participants", "Users", "Prospects"]


@pytest.mark.parametrize("number", [1, 2])
def test_the_fifteen_rows_of_purpose_and_lawful_basis_are_all_there(number: int) -> None:
    purposes = version("contacts", number).purposes.all()
    first = [purpose.bases.order_by("pk")[0].basis for purpose in purposes]
    contract, interest, law = "contract", "legitimate_interest", "legal_obligation"
    assert first == [
        *(contract, contract, contract, interest, contract),
        *(interest, contract, interest, interest, interest),
        *(law, contract, contract, contract, interest),
    ]


def test_the_policy_names_one_basis_in_each_row_and_never_consent() -> None:
    for purpose in version("contacts", 1).purposes.all():
        assert purpose.bases.count() == 1
        assert not purpose.legitimate_interests
    assert not version("contacts", 1).purposes.filter(bases__basis="consent").exists()


def test_marketing_and_tracking_rest_on_the_consent_that_pecr_demands() -> None:
    consented = version("contacts", 2).purposes.filter(bases__basis="consent")
    acts = [purpose.bases.get(basis="consent").legal_acts["en"] for purpose in consented]
    assert [act.rpartition(" ")[2] for act in acts] == ["22", "6"]
    assert all("PECR" in act for act in acts)
    assert str(consented[0]) == ASKING


@pytest.mark.parametrize("number", [1, 2])
def test_who_no_longer_uses_the_services_or_engages_is_routinely_removed(number: int) -> None:
    rules = [str(row) for row in version("contacts", number).retention_rules.all()]
    assert rules[0].endswith(
        "Those who no longer use the services or engage with communications are routinely removed."
    )
    # The policy leaves it at that; the mended version says after how long.
    assert len(rules) == (1 if number == 1 else 7)


def test_the_policy_does_not_say_whether_data_leave_the_uk() -> None:
    assert not version("contacts", 1).transfers.exists()
    (transfer,) = version("contacts", 2).transfers.all()
    assert (transfer.country, transfer.safeguard) == ("IE", "adequacy")


def test_its_clients_databases_are_a_register_in_which_it_is_the_processor() -> None:
    databases = register("client-databases")
    assert databases.our_role == "processor"
    assert {client.name for client in databases.clients.all()} == set(CLIENTS)
    said = version("client-databases", 1).descriptions["en"]
    assert "The client decides what goes in and is the controller" in said


# --- The clock of the UK ----------------------------------------------------------------------


@pytest.mark.parametrize("channel", Channel)
def test_a_request_comes_by_mail_by_the_forms_or_otherwise(channel: Channel) -> None:
    request = asked(channel=channel)
    assert (request.received_on, request.due_on) == (date(2026, 3, 2), date(2026, 4, 2))
    # "One month beginning with" the day of receipt may be read as ending the day before.
    assert request.safe_on == request.target_on == date(2026, 4, 1)


def test_a_bank_holiday_of_england_moves_the_last_day(clock: Clock) -> None:
    clock.set(datetime(2026, 4, 4, 8, tzinfo=UTC))
    # 4 May 2026 is the early May bank holiday, and an ordinary Monday in Finland.
    assert asked().due_on == date(2026, 5, 5)


def test_information_on_identity_starts_the_month_anew(clock: Clock) -> None:
    request = asked()
    check, actor = request.submission.identity_check, acting(request.controller)
    clock.set(datetime(2026, 3, 3, 8, tzinfo=UTC))
    ask_identity(
        check.pk, doubt="Another address.", what_is_asked="The number you call from.", actor=actor
    )
    assert again(request).due_on is None
    clock.set(datetime(2026, 3, 10, 8, tzinfo=UTC))
    settle_identity(
        check.pk, method=IdentityMethod.KNOWN_CHANNEL, reason="Called from it.", actor=actor
    )
    # Law sheet U01; where the clock only stood still it would be 9 April.
    assert again(request).due_on == date(2026, 4, 10)
    assert "UK GDPR Art. 12A" in " ".join(explain(dates_of(again(request)), "en"))


def test_a_question_which_data_are_meant_pauses_the_month_both_days_included(clock: Clock) -> None:
    request = begun(asked())
    actor = acting(request.controller)
    clock.set(datetime(2026, 3, 5, 8, tzinfo=UTC))
    ask_clarification(
        request.pk, question="Which calls?", facts="Four thousand calls are held.", actor=actor
    )
    clock.set(datetime(2026, 3, 9, 8, tzinfo=UTC))
    waiting = request.suspensions.get(ground=SuspensionGround.CLARIFICATION)
    resume(waiting.pk, actor=actor)
    # Law sheet U02: five days after 2 April is the Tuesday after Easter.
    assert again(request).due_on == date(2026, 4, 7)


def test_an_extension_ends_three_months_after_receipt() -> None:
    request = asked()
    extend(request.pk, reason="Several systems.", actor=acting(request.controller))
    assert again(request).due_on == date(2026, 6, 2)


# --- The letters ------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("language", "law", "court"),
    [
        ("en", "the UK General Data Protection Regulation", "the county court or the High Court"),
        ("fi", "Yhdistyneen kuningaskunnan yleistä tietosuoja-asetusta", "county court tai High"),
        ("sv", "Storbritanniens allmänna dataskyddsförordning", "county court eller High Court"),
    ],
)
def test_the_letters_name_the_ico_and_the_law_of_the_uk(
    language: str, law: str, court: str
) -> None:
    request = refused(asked(Right.ERASURE, language=language))
    for kind in ("received", "erasure_refused"):
        letter = request.letters.get(kind=kind).text
        for said in ("Information Commissioner’s Office (ICO)", "ico.org.uk", law, court, "164A"):
            assert said in letter


@pytest.mark.parametrize(
    ("language", "starts_anew"),
    [
        ("en", "The whole month then starts anew (Article 12A"),
        ("fi", "Sen jälkeen koko kuukausi alkaa alusta"),
        ("sv", "Därefter börjar hela månaden om från början"),
    ],
)
def test_the_letter_that_asks_for_proof_says_what_the_clock_does(
    language: str, starts_anew: str
) -> None:
    request = asked(language=language)
    ask_identity(
        request.submission.identity_check.pk,
        doubt="Another address.",
        what_is_asked="The number you call from.",
        actor=acting(request.controller),
    )
    assert starts_anew in request.letters.get(kind="identity_asked").text


# --- What it answers itself -------------------------------------------------------------------


@pytest.mark.parametrize("slug", ["contacts", ""])
def test_a_persons_own_data_are_answered_by_itself_from_its_own_systems(slug: str) -> None:
    request = answered(asked(slug=slug))
    assert request.state == "answered"
    systems = {task.data_system.register.slug for task in request.tasks.all()}
    assert systems == {"contacts"}

    (information,) = open_content(request.packages.get()).registers
    assert information["missing"] == []
    assert len(information["purposes"]) == 15
    assert "routinely removed" in information["retention"][0]["text"]
    assert [line["text"].split(":")[0] for line in information["recipients"]][:2] == [
        "Sample Hosting Ltd, Dublin",
        "Sample Telephony Ltd, Leeds",
    ]


@pytest.mark.parametrize("channel", [Channel.PORTAL, Channel.EMAIL, Channel.PHONE])
def test_a_prospect_who_objects_to_marketing_is_left_alone_at_once(channel: Channel) -> None:
    request = asked(Right.OBJECTION, scope=ObjectionScope.MARKETING, channel=channel)
    assert request.state == "ceasing"
    assert request.stop_by == request.submission.received_at + timedelta(hours=24)
    assert {task.kind for task in request.tasks.all()} == {"stop_marketing"}
    assert request.submission.identity_check.state == "open"

    results = {item.purpose_id: item.result for item in items_for(request)[0]}
    asking = version("contacts", 2).purposes.get(names__en=ASKING)
    assert results[asking.pk] == ItemResult.MET
    letter = answered(request).letters.get(kind="objection_marketing_granted").text
    assert "Jamworks" in letter


def test_an_objection_to_marketing_is_never_refused() -> None:
    request = asked(Right.OBJECTION, scope=ObjectionScope.MARKETING)
    with pytest.raises(NotPossible):
        refuse(
            request.pk,
            reasoning="Prospects expect to hear from us.",
            grounds=[Ground(code=RefusalGround.ART21_COMPELLING_GROUNDS, facts="Sales.")],
            actor=acting(request.controller),
        )
    assert again(request).state == "ceasing"


# --- What its clients answer ------------------------------------------------------------------


def test_a_request_about_a_clients_database_is_passed_on_to_that_client() -> None:
    request = asked(slug="client-databases")
    assert request.forward_by == request.target_on == date(2026, 3, 3)
    club = ProcessorClient.objects.get(name="Sample Sports Club")
    forward(request.pk, to=answerer_of(club), how="", actor=acting(request.controller))

    request = again(request)
    assert request.state == "forwarded"
    mail = Notice.objects.get(kind="handed_over")
    assert mail.to_address == "privacy@sportsclub.example"
    letter = request.letters.get(kind="forwarded").text
    assert "Sample Sports Club" in letter
    assert not any(name in letter for name in CLIENTS[1:])


def test_it_decides_nothing_and_discloses_nothing_of_a_clients_data() -> None:
    request = asked(slug="client-databases")
    actor = acting(request.controller)
    assess(request.pk, actor=actor)
    with pytest.raises(NotPossible, match="only the processor"):
        collect(request.pk, actor=actor)
    with pytest.raises(NotPossible):
        ask_identity(
            request.submission.identity_check.pk, doubt="Who?", what_is_asked="ID.", actor=actor
        )
    assert not request.tasks.exists()


def test_what_concerns_a_client_in_a_request_about_everything_is_passed_on_beside_the_answer() -> (
    None
):
    request = asked(slug="")
    actor = acting(request.controller)
    with pytest.raises(NotPossible):
        forward(
            request.pk,
            to=answerer_of(ProcessorClient.objects.get(name="Sample Training Ltd")),
            how="",
            actor=actor,
        )
    pass_on_part(
        request.pk,
        to=answerer_of(ProcessorClient.objects.get(name="Sample Training Ltd")),
        passed_on="My entry in the course’s list of contacts.",
        how="",
        actor=actor,
    )
    assert Notice.objects.get(kind="handed_over").to_address == "dpo@training.example"
    assert answered(again(request)).state == "answered"


def client_answers(jamworks: Controller, *, named: str) -> Answers:
    """The answers of somebody who asks about a client’s database."""
    answers = answers_to(jamworks, register="client-databases")
    with_client: Answers = {}
    for step, typed in answers.items():
        with_client[step] = typed
        if step == "register":
            with_client["client"] = {"client_named": named}
    return with_client


@pytest.mark.parametrize("language", ["en", "fi", "sv"])
def test_the_person_is_asked_which_client_and_never_shown_a_list(
    jamworks: Controller, language: str
) -> None:
    person = Person(language=language)
    answers = client_answers(jamworks, named="the choir in my village")
    shown = []
    for step, typed in answers.items():
        shown.append(person.client.get(person.step(step)).content.decode())
        assert person.answer(step, typed).status_code == 302
    shown.append(person.get("check").content.decode())
    person.send()
    shown.append(person.get("sent").content.decode())
    case = RightsRequest.objects.get().submission
    person.open_request(case)
    shown.append(person.get("request").content.decode())
    shown += [letter.text for letter in CaseLetter.objects.all()]

    assert case.client_named == "the choir in my village"
    assert len(shown) >= 11
    for page in shown:
        assert not any(name in page for name in CLIENTS)


def test_the_public_notice_names_no_client(client: Client) -> None:
    address = reverse("notices:register", args=["jamworks", "client-databases"])
    page = client.get(address).content.decode()
    assert "Clients’ contact databases" in page
    assert not any(name in page for name in CLIENTS)


def test_marketing_in_a_clients_list_is_the_clients_to_stop() -> None:
    request = asked(Right.OBJECTION, slug="client-databases", scope=ObjectionScope.MARKETING)
    assert (request.state, request.stop_by) == ("received", None)
    assert request.forward_by == date(2026, 3, 3)
    assert not request.tasks.exists()
