"""The page behind the link that was mailed to the controller that answers."""

import re
from datetime import timedelta
from typing import Any

import pytest
import time_machine
from django.test import Client

from config.clock import now
from notices_app.models import Notice
from registers_app.models import Controller, ProcessorClient
from requests_app.domain.rights import Right
from requests_app.models import AuditEntry, AuditPayload, RightsRequest, Submission
from requests_app.services.close import forward, reopen
from requests_app.services.hand_over import OPENED, answerer_of
from requests_app.services.pass_on_part import pass_on_part
from tests.cases import acting
from tests.eight import received
from tests.factories import make_controller, make_register
from tests.requests_app.admin.registers import make_processor_register
from tests.requests_app.services.steps import supervisor_of

pytestmark = pytest.mark.django_db

GONE = 410


def both() -> Controller:
    """It keeps a register of its own and one for its clients."""
    controller = make_controller(language="en")
    make_register(controller)
    make_processor_register(controller)
    return controller


def acme() -> ProcessorClient:
    return ProcessorClient.objects.get(name="Acme Oy")


def forwarded() -> RightsRequest:
    controller = both()
    register = controller.registers.get(slug="payroll")
    case = received(Right.ACCESS, controller=controller, register=register)
    forward(case.pk, to=answerer_of(acme()), how="", actor=acting(controller))
    return case


def a_part(text: str = "Only this.") -> RightsRequest:
    controller = both()
    case = received(Right.ACCESS, controller=controller, register=None)
    to = answerer_of(acme())
    pass_on_part(case.pk, to=to, passed_on=text, how="", actor=acting(controller))
    return case


def link(number: int = -1) -> str:
    mails = list(Notice.objects.filter(kind="handed_over").order_by("pk"))
    found = re.search(r"https?://[^/]+(/\S+/handed-over/\S+/)", mails[number].text)
    assert found
    return found[1]


def text_of(response: Any) -> str:
    return str(response.content.decode())


@pytest.mark.parametrize("method", ["get", "head"])
def test_a_mail_scanner_that_opens_the_link_sees_nobody_and_is_not_noted(method: str) -> None:
    forwarded()
    entries = AuditEntry.objects.count()

    response = getattr(Client(), method)(link())

    assert response.status_code == 200
    assert "Maija" not in text_of(response)
    assert AuditEntry.objects.count() == entries


def test_the_button_shows_the_person_and_the_first_time_is_noted() -> None:
    case = forwarded()

    for _ in range(2):
        page = text_of(Client().post(link()))
        assert "Maija Meikäläinen" in page
        assert "maija@example.org" in page

    entry = AuditEntry.objects.get(event=OPENED)
    assert (entry.actor_kind, entry.request_id) == ("system", case.pk)


def test_a_confirmed_address_is_told_as_no_more_than_that() -> None:
    case = forwarded()
    Submission.objects.filter(pk=case.submission_id).update(email_confirmed_at=now())

    page = text_of(Client().post(link()))

    assert "has confirmed the e-mail address by a link" in page
    assert "that is for you to judge" in page


@pytest.mark.parametrize("language", ["fi", "sv", "en"])
def test_it_can_be_read_in_each_language(language: str) -> None:
    forwarded()
    address = link().replace("/en/", f"/{language}/", 1)

    shown, read = Client().get(address), Client().post(address)

    for response in (shown, read):
        assert f'<html lang="{language}">' in text_of(response)
    assert "Maija Meikäläinen" in text_of(read)


def test_no_cache_keeps_it_and_no_search_engine_finds_it() -> None:
    forwarded()
    response = Client().post(link())

    assert "no-store" in response["Cache-Control"]
    assert response["X-Robots-Tag"] == "noindex"


def test_the_link_opens_no_more_than_this_page() -> None:
    forwarded()
    browser = Client()
    browser.post(link())

    assert browser.get("/en/request/").status_code == 403


@pytest.mark.parametrize("secret", ["MQ", "MQ:1tH3xx:forged", "1"])
def test_a_link_that_we_did_not_write_opens_nothing(secret: str) -> None:
    forwarded()
    for method in ("get", "post"):
        response = getattr(Client(), method)(f"/en/handed-over/{secret}/")
        assert response.status_code == GONE
        assert "Maija" not in text_of(response)


def test_its_time_ends() -> None:
    forwarded()
    address = link()
    with time_machine.travel(now() + timedelta(days=59), tick=False):
        assert Client().post(address).status_code == 200
    with time_machine.travel(now() + timedelta(days=60), tick=False):
        assert Client().post(address).status_code == GONE


def test_who_got_it_wrongly_can_read_it_no_more_once_it_is_taken_back() -> None:
    case = forwarded()
    wrong = link()
    reopen(case.pk, reason="Another client’s.", actor=supervisor_of(case.controller))
    assert Client().post(wrong).status_code == GONE

    right = ProcessorClient.objects.get(name="Former Oy")
    forward(case.pk, to=answerer_of(right), how="", actor=acting(case.controller))

    assert Client().post(wrong).status_code == GONE
    assert "Former Oy" in text_of(Client().post(link()))


def test_after_a_purge_there_is_nothing_to_read() -> None:
    forwarded()
    AuditPayload.objects.filter(entry__event="request.forward").delete()

    assert Client().post(link()).status_code == GONE


def test_of_a_part_the_controller_reads_that_part_and_not_the_rest() -> None:
    case = a_part("Only this.")
    Submission.objects.filter(pk=case.submission_id).update(about="Only this. And my invoices.")

    page = text_of(Client().post(link()))

    assert "Only this." in page
    assert "my invoices" not in page


def test_parts_may_go_to_several_controllers() -> None:
    case = a_part("First.")
    other = answerer_of(ProcessorClient.objects.get(name="Former Oy"))
    pass_on_part(case.pk, to=other, passed_on="Second.", how="", actor=acting(case.controller))

    first, second = (text_of(Client().post(link(number))) for number in (0, 1))

    assert ("First." in first, "Second." in first) == (True, False)
    assert ("First." in second, "Second." in second) == (False, True)
    assert AuditEntry.objects.filter(event=OPENED).count() == 2


def test_identity_codes_are_covered_until_the_controller_looks_on_record(client: Client) -> None:
    a_part("Only this, of 131052-308T.")
    shown = text_of(client.post(link()))
    assert "131052-****" in shown
    assert "308T" not in shown
    assert not AuditEntry.objects.filter(event="request.handed_over_codes_opened").exists()

    shown = text_of(client.post(link(), {"codes": ""}))

    assert "131052-308T" in shown
    assert AuditEntry.objects.filter(event="request.handed_over_codes_opened").count() == 1


def test_where_no_code_was_typed_none_is_offered(client: Client) -> None:
    a_part()
    assert "Show the identity codes" not in text_of(client.post(link()))
