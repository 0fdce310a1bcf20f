"""Who assesses a case sees which purposes the right reaches, by article, in their language."""

from datetime import date

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import translation

from registers_app.domain.lawful_basis import LawfulBasis
from registers_app.models import (
    Automation,
    Controller,
    PurposeBasis,
    Register,
    RegisterVersion,
)
from registers_app.pages.matrix_words import SENTENCES
from registers_app.services.publish import publish
from requests_app.domain.rights import ObjectionScope, Right
from requests_app.models import RightsRequest
from tests.cases import handler_of, make_answered
from tests.eight import begun, received
from tests.factories import make_controller, make_register, make_version, texts
from tests.registers_app.pages.notices import add_purpose
from tests.requests_app.admin.registers import make_processor_register, make_rich_register
from tests.requests_app.admin.staff import case_url, signed_in, text_of
from tests.requests_app.portal.person import Person, answers_to

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("published_may_change")]

HEADING = "Which purposes the right reaches"


def said(code: str, language: str = "en") -> str:
    with translation.override(language):
        return str(SENTENCES[code].staff)


def panel(case: RightsRequest, *, language: str = "en") -> str:
    """The panel's part of the case page; empty without one."""
    client = signed_in(handler_of(case.controller), language=language)
    _before, _mark, after = text_of(client.get(case_url(case))).partition("matrix-heading")
    return after.partition("</section>")[0]


@pytest.fixture
def controller() -> Controller:
    return make_controller()


@pytest.fixture
def register(controller: Controller) -> Register:
    return make_rich_register(controller)


def case_of(register: Register, right: Right, *, scope: str = "") -> RightsRequest:
    more = {"scope": scope} if scope else {}
    return received(right, controller=register.controller, register=register, **more)


def test_erasure_is_told_purpose_by_purpose_with_basis_article_and_retention(
    register: Register,
) -> None:
    text = panel(case_of(register, Right.ERASURE))

    for code in ("erasure_not_needed", "erasure_law", "erasure_marketing", "erasure_interest"):
        assert said(code) in text, code
    for article in ("17(1)(a), (d), (e)", "17(3)(b)", "17(1)(c)", "19"):
        assert f"GDPR Art. {article}" in text
    for words in ("Invoices", "legal obligation", "Two years after the last order"):
        assert words in text
    assert "Telling the recipients" in text
    assert said("recipient_notice") in text


def test_without_a_legal_obligation_erasure_tells_of_no_retention_by_law(
    register: Register,
) -> None:
    PurposeBasis.objects.filter(basis=LawfulBasis.LEGAL_OBLIGATION.value).update(
        basis=LawfulBasis.CONSENT.value
    )
    text = panel(case_of(register, Right.ERASURE))

    assert said("erasure_law") not in text
    assert "Two years after the last order" not in text


@pytest.mark.parametrize("language", ["fi", "sv", "en"])
def test_the_panel_speaks_the_handlers_language(register: Register, language: str) -> None:
    text = panel(case_of(register, Right.PORTABILITY), language=language)

    assert said("portability", language) in text
    assert said("portability_no_basis", language) in text


def test_of_several_bases_the_one_that_decides_is_named(register: Register) -> None:
    version = register.versions.get()
    add_purpose(version, "Orders", LawfulBasis.LEGAL_OBLIGATION, LawfulBasis.CONTRACT)
    text = panel(case_of(register, Right.PORTABILITY))

    assert "what decides: contract" in text
    assert "what decides" not in panel(case_of(register, Right.RECTIFICATION))
    assert "what decides: legal obligation" in panel(case_of(register, Right.ERASURE))


def test_where_no_basis_is_named_the_right_is_taken_to_reach_it(register: Register) -> None:
    add_purpose(register.versions.get(), "Mystery")

    assert said("basis_unsaid") in panel(case_of(register, Right.CONSENT_WITHDRAWAL))


@pytest.mark.parametrize(
    ("scope", "shown", "hidden"),
    [
        (ObjectionScope.MARKETING, "marketing_consent", "objection"),
        (ObjectionScope.OTHER, "objection", "marketing_consent"),
    ],
)
def test_an_objection_is_told_about_what_is_objected_to(
    register: Register, scope: ObjectionScope, shown: str, hidden: str
) -> None:
    text = panel(case_of(register, Right.OBJECTION, scope=scope))

    assert said(shown) in text
    assert said(hidden) not in text


def test_an_objection_to_everything_is_told_about_both_and_research(register: Register) -> None:
    text = panel(case_of(register, Right.OBJECTION, scope=ObjectionScope.ALL))

    for code in ("marketing_consent", "objection", "research_none"):
        assert said(code) in text


def test_a_purpose_of_research_is_told_so(register: Register) -> None:
    register.versions.get().purposes.filter(names__en="Analytics").update(is_research=True)

    assert said("research") in panel(case_of(register, Right.OBJECTION, scope=ObjectionScope.ALL))


def test_what_the_register_says_of_machines_that_decide_makes_the_verdict_sure(
    register: Register,
) -> None:
    version = register.versions.get()
    analytics = version.purposes.get(names__en="Analytics")
    RegisterVersion.objects.filter(pk=version.pk).update(decides_by_machine=False)
    assert "Does not apply" in panel(case_of(register, Right.AUTOMATED_DECISION))

    RegisterVersion.objects.filter(pk=version.pk).update(decides_by_machine=True)
    Automation.objects.create(
        version=version, names=texts("Scores"), decides_alone=True, purposes=[analytics.key]
    )
    text = panel(case_of(register, Right.AUTOMATED_DECISION))
    assert said("automated_prohibited") in text
    assert said("automated_none") in text


def test_what_the_register_says_of_automated_decisions_stands_beside_the_verdict(
    register: Register,
) -> None:
    register.versions.update(decides_by_machine=None)
    text = panel(case_of(register, Right.AUTOMATED_DECISION))

    assert said("automated_law") in text
    assert "No automated decisions are made." in text


def test_a_right_that_applies_to_nothing_is_sent_by_the_form_and_shown_to_the_handler(
    controller: Controller,
) -> None:
    register = make_register(controller)
    register.versions.get().purposes.all().delete()
    add_purpose(register.versions.get(), "Bookkeeping", LawfulBasis.LEGAL_OBLIGATION)
    answers = answers_to(controller, register=register.slug)
    answers["right"] = {"rights": ["portability"]}

    case = Person().submit(answers).requests.get()
    text = panel(case)

    assert "By what the register says, applies to no purpose." in text
    assert "Does not apply" in text
    assert said("portability_no_basis") in text


def test_special_categories_stand_on_a_line_of_their_own(register: Register) -> None:
    category = register.versions.get().data_categories.get()
    category.is_special = True
    category.save()
    text = panel(case_of(register, Right.CONSENT_WITHDRAWAL))

    assert said("withdrawal_explicit_consent") in text
    assert category.names["en"] in text


@pytest.mark.parametrize(
    ("condition", "code"),
    [("explicit_consent", "withdrawal"), ("health_care", "withdrawal_no_basis")],
)
def test_what_allows_a_special_category_decides_over_withdrawal(
    register: Register, condition: str, code: str
) -> None:
    PurposeBasis.objects.all().update(basis=LawfulBasis.VITAL_INTERESTS.value)
    category = register.versions.get().data_categories.get()
    category.is_special, category.special_condition = True, condition
    category.save()

    assert said(code) in panel(case_of(register, Right.CONSENT_WITHDRAWAL))


def test_data_on_convictions_stand_on_a_line_of_their_own(register: Register) -> None:
    category = register.versions.get().data_categories.get()
    category.is_criminal = True
    category.save()
    text = panel(case_of(register, Right.PORTABILITY))

    assert said("follows_basis") in text
    assert category.names["en"] in text


def test_who_names_no_register_means_each_of_the_organisation(
    controller: Controller, register: Register
) -> None:
    make_register(controller, slug="other", name="Other register")
    answers = answers_to(controller)
    text = panel(Person().submit(answers).requests.get())

    assert "Rich register" in text
    assert "Other register" in text


def test_the_request_keeps_the_version_in_force_at_its_receipt(register: Register) -> None:
    case = case_of(register, Right.ERASURE)
    publish(version_id=make_version(register).pk, effective_on=date(2020, 2, 1))
    text = panel(case)

    assert "version 1" in text
    assert "Invoices" in text


def test_it_is_shown_while_the_case_is_assessed_and_not_later(register: Register) -> None:
    case = case_of(register, Right.ACCESS)

    assert panel(case)
    assert panel(begun(case))
    assert not panel(make_answered())


def test_a_processor_decides_nothing_and_is_not_advised(controller: Controller) -> None:
    kept = make_processor_register(controller)

    assert not panel(case_of(kept, Right.ERASURE))


def test_many_purposes_are_folded_away_and_ask_no_more_queries(register: Register) -> None:
    case = case_of(register, Right.ERASURE)
    client = signed_in(handler_of(case.controller))
    few = queries(client, case)
    assert '<details class="desk-details" open><summary>Purpose by purpose' in panel(case)
    for number in range(20):
        add_purpose(register.versions.get(), f"Purpose {number}", LawfulBasis.CONSENT)

    assert queries(client, case) == few
    assert '<details class="desk-details"><summary>Purpose by purpose' in panel(case)


def queries(client: object, case: RightsRequest) -> int:
    with CaptureQueriesContext(connection) as captured:
        assert HEADING in text_of(client.get(case_url(case)))  # type: ignore[attr-defined]
    return len(captured)
