"""Jalonom: one register of two companies in two countries, in the running desk.

Each test is a clause of the policy’s row: who answers, the clock, the forms of a request, the
proof of identity, and what the law against money laundering keeps secret.
"""

from collections.abc import Iterator
from datetime import UTC, date, datetime

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import translation
from pytest_django import DjangoDbBlocker

from registers_app.domain.lawful_basis import LawfulBasis
from registers_app.models import Controller, Purpose, Register, RegisterVersion
from requests_app.domain.grounds import RefusalGround
from requests_app.domain.purposes import ItemResult
from requests_app.domain.rights import ObjectionScope, Right
from requests_app.fulfilment.package_content import open_content
from requests_app.models import (
    CaseLetter,
    Channel,
    DisclosurePackage,
    IdentityMethod,
    Outcome,
    RightsRequest,
    bases_of,
)
from requests_app.services.answer import answer
from requests_app.services.errors import NotPermitted, NotPossible
from requests_app.services.extend import extend
from requests_app.services.identity import ask_identity, settle_identity
from requests_app.services.prepare_answer import prepare_answer
from requests_app.services.redate import dates_of
from requests_app.services.release import release
from requests_app.services.submit import NewSubmission, submit
from tests.cases import acting, look_all_through
from tests.clock import Clock
from tests.eight import again, answered, items_for, received, refused, submitted
from tests.registers_app.demo.loaded import load
from tests.requests_app.portal.person import Person, answers_to
from tests.requests_app.services.steps import supervisor_of
from tests.standing import standing

pytestmark = pytest.mark.django_db

AUTHORITIES = ("Dataombudsmannens byrå", "Integritetsskyddsmyndigheten (IMY)")
DUE_DILIGENCE = "Customer due diligence to prevent money laundering and terrorist financing"


@pytest.fixture(scope="module")
def loaded(django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> Iterator[None]:
    yield from standing(django_db_blocker, lambda: load("jalonom"))


@pytest.fixture(autouse=True)
def register(loaded: None, clock: Clock) -> Iterator[Register]:
    """The register as the demo loads it; ten o’clock on Monday 2 March 2026 in Helsinki."""
    with translation.override("en"):
        yield Register.objects.get(controller__slug="jalonom")


def finnish() -> Controller:
    return Controller.objects.get(slug="jalonom")


def swedish() -> Controller:
    return Controller.objects.get(slug="jalonom-sweden")


def version(number: int) -> RegisterVersion:
    return RegisterVersion.objects.get(register__controller=finnish(), number=number)


def purpose(english: str) -> Purpose:
    return version(2).purposes.get(names__en=english)


def asked_of(controller: Controller, right: Right = Right.ACCESS, **more: object) -> RightsRequest:
    register = Register.objects.get(controller=finnish())
    return received(right, **{"controller": controller, "register": register, **more})


# --- The register -----------------------------------------------------------------------------


def test_a_finnish_and_a_swedish_company_decide_on_one_register(register: Register) -> None:
    assert register.controller == finnish()
    assert list(register.joint_controllers.all()) == [swedish()]
    assert [(each.country, each.calendar) for each in (finnish(), swedish())] == [
        ("FI", "FI"),
        ("SE", "SE"),
    ]
    assert {finnish().language, swedish().language} == {"sv"}


def test_the_policy_names_its_bases_for_the_register_and_ties_them_to_no_purpose() -> None:
    whole, *listed = version(1).purposes.all()
    bases = {row.basis: row for row in whole.bases.all()}
    assert set(bases) == {"consent", "contract", "legal_obligation", "legitimate_interest"}
    acts = bases["legal_obligation"].legal_acts["sv"]
    assert "Bokföringslagen" in acts
    assert "penningtvätt" in acts
    # Only on cookies does it say more: one may choose which groups to accept.
    tied = [str(each) for each in listed if each.bases.exists()]
    assert all(name.startswith("Cookies") for name in tied)
    assert len(tied) == 2
    assert len(listed) == 13


def test_the_mended_register_cites_the_acts_of_both_countries() -> None:
    for english, numbers in {
        "Bookkeeping of purchases and payments": ("1336/1997", "1999:1078"),
        DUE_DILIGENCE: ("444/2017", "2017:630"),
    }.items():
        (basis,) = purpose(english).bases.all()
        assert basis.basis == "legal_obligation"
        for text in basis.legal_acts.values():
            assert all(number in text for number in numbers)


def test_personal_identity_codes_are_marked_and_kept_for_two_needs_only() -> None:
    first = version(1).data_categories.get(is_identity_code=True)
    second = version(2).data_categories.get(is_identity_code=True)
    assert first.names["sv"] == "Personbeteckning (Finland) eller personnummer (Sverige)"
    assert "bara när lag kräver kundkontroll eller vid köp på kredit" in second.names["sv"]
    assert not first.legal_acts
    assert all("1050/2018" in text and "2018:218" in text for text in second.legal_acts.values())


def test_profiling_rests_on_consent_and_says_what_it_does() -> None:
    profiling = purpose("Profiling of customers to market and develop the service")
    assert bases_of(profiling) == {LawfulBasis.CONSENT}
    assert profiling.is_direct_marketing
    assert version(2).data_categories.filter(origin="derived").count() == 1
    assert not version(1).automated_decisions
    assert "Profilen avgör vilka erbjudanden som visas" in version(2).automated_decisions["sv"]


def test_the_cookies_of_others_are_named_with_who_sets_them() -> None:
    for number in (1, 2):
        said = " ".join(str(row) for row in version(number).recipients.all())
        for name in ("tawk.to", "Google Analytics", "Google Adwords", "Facebook", "LinkedIn"):
            assert name in said
    consented = purpose("Cookies for following the traffic and for chat")
    assert bases_of(consented) == {LawfulBasis.CONSENT}


def test_a_transfer_without_a_safeguard_and_a_silence_on_retention_are_mended() -> None:
    assert [row.safeguard for row in version(1).transfers.all()] == ["not_named"]
    assert not version(1).retention_rules.exists()
    assert [row.safeguard for row in version(2).transfers.all()] == ["standard_clauses"]
    vouchers = version(2).retention_rules.filter(purposes=["bookkeeping"])
    assert [(row.key, row.period_months) for row in vouchers] == [
        ("vouchers-finland", 72),
        ("vouchers-sweden", 84),
    ]
    assert all(row.is_statutory and row.starts == "calendar_year_end" for row in vouchers)


# --- Who answers, and by which clock ----------------------------------------------------------


@pytest.mark.parametrize("names_the_register", [True, False])
def test_a_request_to_the_swedish_company_is_answered_by_the_finnish_one(
    register: Register, names_the_register: bool
) -> None:
    case = submitted(
        Right.ACCESS,
        controller=swedish(),
        register=register if names_the_register else None,
        language="sv",
    )
    assert (case.controller, case.addressed_to, case.register) == (finnish(), swedish(), register)
    letter = CaseLetter.objects.get(kind="received").text
    assert "Personuppgiftsansvarig: Jalonom Oy" in letter
    assert all(authority in letter for authority in AUTHORITIES)


def test_on_the_public_pages_either_company_can_be_chosen_and_both_are_named() -> None:
    person = Person(language="sv")
    person.answer("organisation", {"organisation": "jalonom-sweden"})
    page = person.get("step", name="register").content.decode()
    assert "Jalonoms kundregister" in page
    assert "Jalonom Oy, Jalonom Sweden Ab" in page

    case = person.submit(answers_to(swedish(), register="jalonom.customers"))
    assert (case.controller, case.addressed_to) == (finnish(), swedish())
    person.open_request(case)
    page = person.get("request").content.decode()
    assert all(authority in page for authority in AUTHORITIES)


@pytest.mark.parametrize("slug", ["jalonom", "jalonom-sweden"])
def test_the_public_notice_names_both_companies_and_both_authorities(
    slug: str, client: Client
) -> None:
    with translation.override("sv"):
        address = reverse("notices:controller", args=[slug])
        listed = client.get(address).content.decode()
        page = client.get(reverse("notices:register", args=["jalonom", "customers"]))
    assert "Jalonoms kundregister" in listed
    for said in ("Jalonom Oy", "Jalonom Sweden Ab", *AUTHORITIES):
        assert said in page.content.decode()


@pytest.mark.parametrize("names_the_register", [True, False])
@pytest.mark.parametrize("slug", ["jalonom", "jalonom-sweden"])
@pytest.mark.parametrize(
    ("received_at", "due_on"),
    [
        # 6 June, the national day of Sweden, is an ordinary Friday in Finland.
        (datetime(2025, 5, 6, 8, tzinfo=UTC), date(2025, 6, 6)),
        # 6 December, the independence day of Finland, is an ordinary Monday in Sweden.
        (datetime(2027, 11, 6, 8, tzinfo=UTC), date(2027, 12, 6)),
        # Half past eleven in the evening in Stockholm is the next day in Helsinki.
        (datetime(2026, 3, 3, 22, 30, tzinfo=UTC), date(2026, 4, 7)),
        (datetime(2026, 3, 1, 22, 30, tzinfo=UTC), date(2026, 4, 1)),
    ],
)
def test_whoever_was_asked_the_earliest_due_date_of_the_two_counts(
    received_at: datetime,
    due_on: date,
    slug: str,
    names_the_register: bool,
    register: Register,
    clock: Clock,
) -> None:
    clock.set(received_at)
    request = received(
        Right.ACCESS,
        controller=Controller.objects.get(slug=slug),
        register=register if names_the_register else None,
    )
    assert request.due_on == due_on
    assert {name.split()[0] for name in request.holiday_version.split(", ")} == {"FI", "SE"}


def test_the_clock_says_that_the_other_country_would_have_given_more_time(clock: Clock) -> None:
    clock.set(datetime(2027, 11, 6, 8, tzinfo=UTC))
    last = dates_of(asked_of(finnish())).steps[-1]
    assert (last.rule, last.from_date, last.to_date) == (
        "joint_earliest",
        date(2027, 12, 7),
        date(2027, 12, 6),
    )


def test_a_refusal_names_the_authorities_of_both_countries() -> None:
    request = refused(asked_of(swedish(), Right.ERASURE, language="sv"))
    letter = request.letters.get(kind="erasure_refused").text
    assert all(authority in letter for authority in AUTHORITIES)


# --- How a request comes, and by when it is answered ------------------------------------------


@pytest.mark.parametrize(
    ("right", "channel"),
    [
        *((Right.ACCESS, channel) for channel in Channel),
        (Right.RECTIFICATION, Channel.PHONE),
        (Right.ERASURE, Channel.PHONE),
    ],
)
def test_in_writing_or_in_person_stops_no_request_that_comes_otherwise(
    right: Right, channel: Channel
) -> None:
    request = asked_of(finnish(), right, channel=channel)
    assert (request.state, request.received_on) == ("received", date(2026, 3, 2))
    assert request.due_on == date(2026, 4, 2)


def test_what_was_said_on_the_telephone_is_entered_by_staff_and_answered(
    register: Register,
) -> None:
    case = submit(
        NewSubmission(
            controller=swedish(),
            register=register,
            rights=(Right.ACCESS,),
            channel=Channel.PHONE,
            received_at=datetime(2026, 3, 2, 7, 15, tzinfo=UTC),
            language="sv",
            person_name="Tove Telefonsson",
            phone="+46 8 123 456",
            about="Ringde kundtjänst och bad om sina uppgifter.",
        ),
        actor=acting(swedish()),
    )
    request = case.requests.get()
    assert (request.controller, request.due_on) == (finnish(), date(2026, 4, 2))
    let_out(request)
    assert answered(request).state == "answered"


def test_the_month_may_be_extended_once_by_two_and_the_reason_is_told() -> None:
    request = asked_of(finnish(), language="sv")
    extend(request.pk, reason="Uppgifterna finns i många system.", actor=acting(finnish()))
    assert again(request).due_on == date(2026, 6, 2)
    assert "Uppgifterna finns i många system." in request.letters.get(kind="extended").text
    with pytest.raises(NotPossible):
        extend(request.pk, reason="Igen.", actor=acting(finnish()))


def test_proof_is_asked_only_on_a_doubt_with_facts_and_the_clock_waits_for_it(
    clock: Clock,
) -> None:
    request = asked_of(finnish())
    check, actor = request.submission.identity_check, acting(finnish())
    assert (check.state, request.due_on) == ("open", date(2026, 4, 2))
    with pytest.raises(NotPossible):
        ask_identity(check.pk, doubt=" ", what_is_asked="Kundnummer.", actor=actor)
    assert again(request).due_on == date(2026, 4, 2)

    ask_identity(check.pk, doubt="Okänd adress.", what_is_asked="Kundnummer.", actor=actor)
    clock.advance(days=7)
    settle_identity(
        check.pk,
        method=IdentityMethod.SEEN_IN_PERSON,
        reason="Kom till servicestället med sitt körkort.",
        actor=actor,
    )
    assert again(request).due_on == date(2026, 4, 9)


# --- What the law against money laundering keeps secret ---------------------------------------


def let_out(request: RightsRequest) -> None:
    release(
        request.pk,
        lawyer="Lagman, jurist",
        opinion="Kundkontrolluppgifterna får lämnas, inte granskningen av dem (444/2017, 4:3).",
        actor=supervisor_of(finnish()),
    )


def test_due_diligence_is_the_one_purpose_that_may_be_secret_by_law() -> None:
    secret = version(2).purposes.filter(needs_legal_release=True)
    assert [str(each) for each in secret] == [DUE_DILIGENCE]


@pytest.mark.parametrize("right", [Right.ACCESS, Right.PORTABILITY])
def test_no_data_leave_the_house_without_a_lawyers_release(right: Right) -> None:
    request = asked_of(swedish(), right)
    with pytest.raises(NotPossible, match="lawyer"):
        answered(request)
    assert not CaseLetter.objects.filter(kind=f"{right}_granted").exists()
    assert not DisclosurePackage.objects.filter(state="released").exists()


def test_access_is_given_with_the_release_of_a_named_lawyer() -> None:
    request = asked_of(swedish(), language="sv")
    with pytest.raises(NotPermitted):
        release(request.pk, lawyer="L. Lag", opinion="Allt.", actor=acting(finnish()))
    let_out(request)
    request = answered(request)
    assert (request.state, request.releases.get().lawyer) == ("answered", "Lagman, jurist")

    (information,) = open_content(request.packages.get()).registers
    assert information["missing"] == []
    assert any("tawk.to" in line["text"] for line in information["recipients"])
    assert {line["language"] for line in information["retention"]} == {"sv"}


def test_a_release_that_comes_late_lets_the_same_answer_go() -> None:
    request = asked_of(finnish())
    with pytest.raises(NotPossible, match="lawyer"):
        answered(request)
    let_out(request)
    look_all_through(request)
    prepare_answer(
        request.pk,
        outcome=Outcome.GRANTED,
        reasoning="",
        grounds=(),
        actor=acting(finnish()),
    )
    assert answer(request.pk, actor=acting(finnish())).state == "answered"


def test_erasure_keeps_what_bookkeeping_and_due_diligence_demand_and_names_it() -> None:
    request = asked_of(finnish(), Right.ERASURE)
    results = {item.purpose_id: item.result for item in items_for(request)[0]}
    kept = {str(each) for each in version(2).purposes.all() if results[each.pk] == ItemResult.KEPT}
    assert {"Bookkeeping of purchases and payments", DUE_DILIGENCE} <= kept
    assert all(LawfulBasis.LEGAL_OBLIGATION in bases_of(purpose(english)) for english in kept)
    grounds = {ground.code for ground in items_for(request)[1]}
    assert grounds == {RefusalGround.ART17_3B_LEGAL_OBLIGATION}


def test_consent_to_profiling_is_withdrawn_at_once_and_asks_for_no_proof() -> None:
    request = asked_of(swedish(), Right.CONSENT_WITHDRAWAL, language="sv")
    assert request.state == "ceasing"
    assert request.tasks.count() == 4
    letter = answered(request).letters.get(kind="consent_withdrawal_granted").text
    assert "Profilering av kunder för att marknadsföra och utveckla tjänsten" in letter
    assert "Bokföring av köp och betalningar" in letter


def test_everybody_may_object_to_marketing_and_to_the_profiling_for_it() -> None:
    request = asked_of(finnish(), Right.OBJECTION, scope=ObjectionScope.MARKETING)
    assert request.state == "ceasing"
    results = {item.purpose_id: item.result for item in items_for(request)[0]}
    for each in version(2).purposes.filter(is_direct_marketing=True):
        assert results[each.pk] == ItemResult.MET
