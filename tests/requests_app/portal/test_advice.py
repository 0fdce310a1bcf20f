"""A person is told what to expect of each right in the register chosen, and may ask for any."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import translation

from registers_app.domain.advice import Sum
from registers_app.domain.lawful_basis import LawfulBasis
from registers_app.models import Controller, Purpose, PurposeBasis, Register
from registers_app.pages.advice import SUM_WORDS
from registers_app.pages.matrix_words import SENTENCES
from requests_app.domain.rights import Right
from tests.factories import make_controller, make_register, texts
from tests.registers_app.pages.notices import add_purpose
from tests.requests_app.admin.registers import make_processor_register, make_rich_register
from tests.requests_app.portal.person import Person, answers_to

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("published_may_change")]

MAY_STILL_ASK = "You may still ask."


def said(code: str, language: str = "en") -> str:
    with translation.override(language):
        return str(SENTENCES[code].person)


@pytest.fixture
def controller() -> Controller:
    return make_controller()


@pytest.fixture
def register(controller: Controller) -> Register:
    """Everything in it rests on a legal obligation; of decisions by machines nobody has said."""
    register = make_register(controller)
    register.versions.update(decides_by_machine=None)
    register.versions.get().purposes.all().delete()
    add_purpose(register.versions.get(), "Bookkeeping", LawfulBasis.LEGAL_OBLIGATION)
    return register


def page(controller: Controller, register: str, *, language: str = "en") -> str:
    person = Person(language=language)
    answers = answers_to(controller, register=register)
    for step in ("organisation", "register"):
        person.answer(step, answers[step])
    return str(person.get("step", name="right").content.decode())


@pytest.mark.parametrize("language", ["fi", "sv", "en"])
def test_each_right_says_what_to_expect_in_the_register_chosen(
    controller: Controller, register: Register, language: str
) -> None:
    text = page(controller, register.slug, language=language)

    for code in ("erasure_law", "portability_no_basis", "objection_no_basis", "automated_law",
                 "withdrawal_no_basis"):  # fmt: skip
        assert said(code, language) in text, code
    with translation.override(language):
        assert text.count(str(SUM_WORDS[Sum.ALL].person)) == 3  # access, rectification, restriction


def test_what_does_not_apply_says_that_one_may_still_ask(
    controller: Controller, register: Register
) -> None:
    assert page(controller, register.slug).count(MAY_STILL_ASK) == 3


def test_the_advice_changes_with_the_basis(controller: Controller, register: Register) -> None:
    PurposeBasis.objects.filter(purpose__version__register=register).update(
        basis=LawfulBasis.CONSENT.value
    )
    text = page(controller, register.slug)

    assert text.count(str(SUM_WORDS[Sum.ALL].person)) == 5  # portability and withdrawal too
    assert said("portability_no_basis") not in text
    assert text.count(MAY_STILL_ASK) == 1  # nothing rests on what one may object to


@pytest.mark.parametrize("right", Right)
def test_no_advice_bars_a_right_from_being_sent(
    controller: Controller, register: Register, right: Right
) -> None:
    text = page(controller, register.slug)
    assert f'value="{right.value}"' in text
    assert "disabled" not in text

    answers = answers_to(controller, register=register.slug)
    answers["right"] = {"rights": [right.value]}
    if right is Right.OBJECTION:
        answers["objection"] = {"objection_scope": "all"}
    submission = Person().submit(answers)

    assert [request.right for request in submission.requests.all()] == [right.value]


def test_where_uses_differ_they_are_told_apart(controller: Controller) -> None:
    make_rich_register(controller)
    text = page(controller, "rich")

    assert "You have this right for some uses of your data." in text
    assert "<summary>For each use of the data" in text
    for name in ("Delivering what was ordered", "Invoices", "Newsletter", "Analytics"):
        assert name in text


def test_who_does_not_know_the_register_is_advised_on_all_of_them(
    controller: Controller, register: Register
) -> None:
    make_rich_register(controller)
    text = page(controller, "unknown")

    assert "Bookkeeping" in text
    assert "Analytics" in text
    assert "You have this right for some uses of your data." in text


def test_where_another_organisation_decides_there_is_no_advice(controller: Controller) -> None:
    kept = make_processor_register(controller)
    text = page(controller, kept.slug)

    assert 'class="advice"' not in text
    assert f'value="{Right.PORTABILITY.value}"' in text


def test_a_joint_controllers_page_advises_on_the_register_it_shares(
    controller: Controller, register: Register
) -> None:
    other = make_controller()
    register.joint_controllers.add(other)
    text = page(other, f"{controller.slug}.{register.slug}")

    assert said("portability_no_basis") in text


def test_an_error_on_the_page_keeps_the_advice(controller: Controller, register: Register) -> None:
    person = Person()
    answers = answers_to(controller, register=register.slug)
    for step in ("organisation", "register"):
        person.answer(step, answers[step])

    response = person.answer("right", {"rights": []})

    assert response.status_code == 200
    assert said("erasure_law") in response.content.decode()


def test_many_purposes_ask_no_more_queries_than_one(
    controller: Controller, register: Register
) -> None:
    few = queries(controller, register)
    version = register.versions.get()
    for number in range(20):
        purpose = Purpose.objects.create(version=version, names=texts(f"Purpose {number}"))
        PurposeBasis.objects.create(purpose=purpose, basis=LawfulBasis.CONSENT.value)

    assert queries(controller, register) == few


def queries(controller: Controller, register: Register) -> int:
    with CaptureQueriesContext(connection) as captured:
        page(controller, register.slug)
    return len(captured)
