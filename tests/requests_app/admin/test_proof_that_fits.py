"""Proof of identity fits the right and the data: what staff read, and what they are refused."""

from typing import Any

import pytest
from django.test import Client
from django.utils import translation

from registers_app.domain.roles import Role
from registers_app.models import DataCategory, Register
from requests_app.domain.rights import Right
from requests_app.models import CaseLetter, IdentityCheck, RightsRequest
from tests.cases import handler_of
from tests.eight import received, submitted
from tests.factories import make_controller, make_register, make_user
from tests.requests_app.admin.staff import case_url, signed_in, step_url, take, text_of
from tests.requests_app.portal.person import Person

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("published_may_change")]

DOUBT: dict[str, Any] = {"doubt": "Another address.", "what_is_asked": "Your passport, covered."}


@pytest.fixture
def register() -> Register:
    return make_register(make_controller())


def make_sensitive(register: Register) -> None:
    """Its version in force says so; what is published may not be changed through the pages."""
    version = register.versions.get(state="published")
    DataCategory.objects.create(
        version=version, names={"en": "Salaries"}, sensitivity="finance", position=9
    )


def case_of(register: Register, right: Right = Right.ACCESS) -> RightsRequest:
    return received(right, controller=register.controller, register=register)


def staff_of(register: Register, role: Role = Role.HANDLER) -> Client:
    if role is Role.HANDLER:
        return signed_in(handler_of(register.controller))
    return signed_in(make_user(register.controller, role=role))


def check_of(case: RightsRequest) -> IdentityCheck:
    return IdentityCheck.objects.get(submission=case.submission_id)


@pytest.mark.parametrize("proof", ["document", "in_person"])
def test_an_identity_document_is_refused_unless_facts_say_why_less_would_not_do(
    register: Register, proof: str
) -> None:
    case = case_of(register)
    client = staff_of(register)
    fields: dict[str, Any] = {**DOUBT, "proof": proof}

    refused = client.post(step_url(case, "ask-identity"), fields)

    assert refused.status_code == 200
    assert "That is more proof than fits this request" in text_of(refused)
    assert "Your passport, covered." in text_of(refused)
    assert check_of(case).state == "open"
    assert not CaseLetter.objects.filter(request=case, kind="identity_asked").exists()

    take(client, case, "ask-identity", **fields, why_heavier="Two people share name and address.")

    check = check_of(case)
    assert (check.asked_level, check.most_level) == (4, 2)
    assert "Two people share name and address." in text_of(client.get(case_url(case)))


def test_what_fits_is_asked_without_more_ado(register: Register) -> None:
    case = case_of(register)
    take(staff_of(register), case, "ask-identity", **DOUBT, proof="facts")
    assert check_of(case).state == "asked"


def test_for_a_correction_of_an_address_more_may_be_asked(register: Register) -> None:
    case = case_of(register, Right.RECTIFICATION)
    client = staff_of(register)
    refused = client.post(step_url(case, "ask-identity"), {**DOUBT, "proof": "facts"})
    assert "That is more proof than fits" in text_of(refused)

    take(client, case, "ask-identity", **DOUBT, proof="facts", touches_payment="on")

    assert check_of(case).most_level == 3


def test_the_question_about_an_address_is_put_to_corrections_only(register: Register) -> None:
    case = case_of(register)
    page = text_of(staff_of(register).get(step_url(case, "ask-identity")))
    assert "A bank account or an address is to be corrected" not in page


def test_staff_read_what_is_enough_what_is_the_most_and_what_to_compare_with(
    register: Register,
) -> None:
    register.identity_facts = {"en": "Customer number and latest invoice."}
    register.save()
    page = text_of(staff_of(register).get(step_url(case_of(register), "ask-identity")))
    assert "Proof that is enough" in page
    assert "an address or number that we hold" in page
    assert "The most to ask for" in page
    assert "Customer number and latest invoice." in page


@pytest.mark.parametrize("language", ["fi", "sv", "en"])
def test_the_person_reads_the_registers_own_reason_and_what_to_cover(
    register: Register, language: str
) -> None:
    register.identity_reasons = {"fi": "Syy.", "sv": "Skäl.", "en": "Reason."}
    register.identity_masks = {"fi": "Peitä summat.", "sv": "Täck summor.", "en": "Cover sums."}
    register.save()
    submission = submitted(
        Right.ACCESS, controller=register.controller, register=register, language=language
    )
    case = submission.requests.get()
    take(staff_of(register), case, "ask-identity", **DOUBT)

    letter = case.letters.get(kind="identity_asked").text
    person = Person(language=language)
    person.open_request(submission)
    with translation.override(language):
        page = text_of(person.get("proof"))
    for words in (register.identity_reasons[language], register.identity_masks[language]):
        assert words in letter
        assert words in page


def test_less_than_what_is_enough_needs_its_reason_and_is_shown(register: Register) -> None:
    register.identity_level, register.identity_level_reason = 2, "Shared addresses are common."
    register.save()
    case = case_of(register)
    client = staff_of(register)
    fields: dict[str, Any] = {"method": "known_channel", "reason": "Her address."}

    refused = client.post(step_url(case, "settle-identity"), fields)

    assert "Say why less is enough here." in text_of(refused)
    assert check_of(case).state == "open"
    take(client, case, "settle-identity", **fields, why_less="She lives alone.")
    assert "She lives alone." in text_of(client.get(case_url(case)))
    check = check_of(case)
    assert (check.reached_level, check.fitting_level) == (1, 2)


@pytest.mark.parametrize("method", ["known_channel", "not_in_doubt", "known_facts"])
@pytest.mark.parametrize("right", [Right.ACCESS, Right.PORTABILITY])
def test_sensitive_data_are_given_out_on_less_proof_only_by_a_supervisor(
    register: Register, method: str, right: Right
) -> None:
    make_sensitive(register)
    case = case_of(register, right)
    fields: dict[str, Any] = {
        "method": method,
        "reason": "Her address.",
        "why_less": "Known for years.",
    }

    refused = staff_of(register).post(step_url(case, "settle-identity"), fields)

    assert "Only a supervisor may settle identity so." in text_of(refused)
    assert check_of(case).state == "open"
    take(staff_of(register, Role.SUPERVISOR), case, "settle-identity", **fields)
    assert check_of(case).state == "settled"


@pytest.mark.parametrize("method", ["document", "seen_in_person"])
def test_proof_that_is_strong_enough_is_settled_by_any_handler(
    register: Register, method: str
) -> None:
    make_sensitive(register)
    case = case_of(register)
    take(staff_of(register), case, "settle-identity", method=method, reason="Name and issuer.")
    assert check_of(case).state == "settled"


def test_erasure_of_sensitive_data_needs_the_reason_but_no_supervisor(register: Register) -> None:
    make_sensitive(register)
    case = case_of(register, Right.ERASURE)
    fields: dict[str, Any] = {"method": "known_channel", "reason": "Her address."}
    refused = staff_of(register).post(step_url(case, "settle-identity"), fields)
    assert "Say why less is enough here." in text_of(refused)
    take(staff_of(register), case, "settle-identity", **fields, why_less="She called back.")


def test_a_level_of_its_own_is_not_kept_without_its_reason(register: Register) -> None:
    editor = signed_in(make_user(register.controller, role=Role.REGISTER_EDITOR))
    address = f"/admin/registers_app/register/{register.pk}/change/"
    page = editor.get(address)
    assert page.status_code == 200
    form = page.context["adminform"].form
    assert "identity_level" in form.fields
    register.identity_level = 3
    with pytest.raises(Exception, match="Say why that much proof is enough here"):
        register.full_clean()
