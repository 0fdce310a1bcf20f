"""The person is asked which organisation they have dealt with; nothing waits for the answer."""

from collections.abc import Callable

import pytest

from notices_app.models import Notice
from registers_app.domain.actors import SYSTEM, subject_actor
from registers_app.models import Controller
from requests_app.domain.rights import Right
from requests_app.models import AuditEntry, CaseLetter, RightsRequest, Suspension
from requests_app.services.ask_client import ask_which_client, note_client
from requests_app.services.close import withdraw
from requests_app.services.errors import NotPermitted, NotPossible
from tests.cases import acting, handler_of
from tests.eight import again, received
from tests.factories import make_controller, make_register
from tests.requests_app.admin.registers import make_processor_register
from tests.requests_app.admin.staff import case_url, signed_in, step_url, take, text_of
from tests.requests_app.portal.person import Person

pytestmark = pytest.mark.django_db

QUESTION = "Which school gave you the account?"


@pytest.fixture
def both() -> Controller:
    """It keeps a register of its own and one for its clients."""
    controller = make_controller()
    make_register(controller)
    make_processor_register(controller)
    return controller


def unnamed(controller: Controller) -> RightsRequest:
    return received(Right.ERASURE, controller=controller, register=None)


def kept_for_others(controller: Controller) -> RightsRequest:
    register = controller.registers.get(slug="payroll")
    return received(Right.ERASURE, controller=controller, register=register)


@pytest.mark.parametrize("make", [unnamed, kept_for_others])
def test_a_letter_asks_and_the_clock_runs_on(
    both: Controller, make: Callable[[Controller], RightsRequest]
) -> None:
    case = make(both)
    client = signed_in(handler_of(both))
    before = (case.due_on, case.target_on, case.forward_by)

    take(client, case, "ask-client", question=QUESTION)

    assert QUESTION in case.letters.get(kind="client_asked").text
    assert Notice.objects.get(kind="message_waiting").to_address == case.submission.email
    later = again(case)
    assert (later.due_on, later.target_on, later.forward_by) == before
    assert not Suspension.objects.exists()
    assert AuditEntry.objects.get(event="request.client_asked").payload.content == {
        "question": QUESTION
    }


@pytest.mark.parametrize("language", ["fi", "sv", "en"])
def test_it_is_previewed_and_never_names_a_client_of_ours(both: Controller, language: str) -> None:
    case = received(Right.ERASURE, controller=both, register=None, language=language)
    client = signed_in(handler_of(both))
    page = text_of(
        client.post(step_url(case, "ask-client"), {"question": QUESTION, "_preview": "1"})
    )
    assert QUESTION in page
    assert not CaseLetter.objects.filter(kind="client_asked").exists()
    ask_which_client(case.pk, question=QUESTION, actor=acting(both))
    assert "Acme" not in CaseLetter.objects.get(kind="client_asked").text


def test_the_answer_is_noted_and_proposed_where_the_part_is_passed_on(both: Controller) -> None:
    case = unnamed(both)
    client = signed_in(handler_of(both))
    take(client, case, "note-client", client_named="acme oy")
    assert again(case).submission.client_named == "acme oy"
    form = client.get(step_url(case, "pass-on-part")).context["form"]
    assert form["client"].value() is not None
    assert "acme oy" in text_of(client.get(case_url(case)))


def test_the_person_s_page_says_what_is_asked_until_it_is_known(both: Controller) -> None:
    case = unnamed(both)
    person = Person(language="en")
    person.open_request(case.submission)
    asks = "Tell us which organisation you have dealt with."
    assert asks not in text_of(person.get("request"))
    ask_which_client(case.pk, question=QUESTION, actor=acting(both))
    assert asks in text_of(person.get("request"))
    note_client(case.pk, client="Acme", actor=acting(both))
    assert asks not in text_of(person.get("request"))


def test_of_data_that_are_our_own_or_of_a_closed_request_nobody_is_asked(both: Controller) -> None:
    own = received(Right.ERASURE, controller=both, register=both.registers.get(slug="customers"))
    closed = unnamed(both)
    withdraw(closed.pk, statement="", actor=subject_actor(closed.submission_id))
    page = text_of(signed_in(handler_of(both)).get(case_url(own)))
    assert step_url(own, "ask-client") not in page
    for case in (own, closed):
        for step in (
            lambda pk: ask_which_client(pk, question=QUESTION, actor=acting(both)),
            lambda pk: note_client(pk, client="Acme", actor=acting(both)),
        ):
            with pytest.raises(NotPossible, match="no client’s data"):
                step(case.pk)


def test_only_who_handles_requests_asks_and_an_empty_question_is_none(both: Controller) -> None:
    case = unnamed(both)
    for actor in (SYSTEM, subject_actor(case.submission_id), acting(make_controller())):
        with pytest.raises(NotPermitted):
            ask_which_client(case.pk, question=QUESTION, actor=actor)
        with pytest.raises(NotPermitted):
            note_client(case.pk, client="Acme", actor=actor)
    with pytest.raises(NotPossible):
        ask_which_client(case.pk, question=" ", actor=acting(both))
    assert not CaseLetter.objects.filter(kind="client_asked").exists()
