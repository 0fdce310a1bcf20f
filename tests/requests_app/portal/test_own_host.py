"""An organisation's own host: its pages alone, its links, and nothing of another's."""

from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
import time_machine
from django.core.exceptions import ValidationError
from django.test import Client
from django.urls import reverse

from notices_app.models import Notice
from notices_app.services.message import build_message
from registers_app.models import Controller
from requests_app.models import Submission
from tests.cases import make_received
from tests.factories import make_controller, make_register
from tests.requests_app.portal.person import Person, answers_to

pytestmark = pytest.mark.django_db

HOST = "privacy.northwind.example"


@pytest.fixture
def controller(settings: Any) -> Controller:
    settings.SITE_URL = "https://desk.example:8443"
    settings.ALLOWED_HOSTS = ["desk.example", HOST, "stranger.example"]
    controller = make_controller(slug="northwind", name="Northwind Oy", host_name=HOST)
    make_register(controller)
    make_register(make_controller(slug="other", name="Somebody Else Oy"), slug="theirs")
    return controller


def test_a_host_is_its_organisations_alone(controller: Controller) -> None:
    there = Client(SERVER_NAME=HOST)
    page = there.get("/en/").content.decode()

    assert "Customer register" in page
    assert "Somebody Else" not in page
    assert "<title>Northwind Oy" in page or "– Northwind Oy</title>" in page
    assert "– Northwind Oy</title>" in there.get("/en/accessibility/").content.decode()
    for path in ("/en/to/other/", "/en/notices/other/", "/notices/other/theirs/notice.json"):
        assert there.get(path).status_code == 404, path
        assert Client(SERVER_NAME="desk.example").get(path).status_code == 200, path
    assert there.get("/en/to/northwind/").status_code == 200
    assert there.get("/en/notices/northwind/").status_code == 200


def test_the_desks_own_host_and_a_host_of_nobody_show_all(controller: Controller) -> None:
    for host in ("desk.example", "stranger.example"):
        page = Client(SERVER_NAME=host).get("/en/").content.decode()
        assert "Northwind Oy" in page
        assert "Somebody Else" in page


def test_a_request_is_made_there_and_its_links_lead_there(controller: Controller) -> None:
    person = Person(SERVER_NAME=HOST, enforce_csrf_checks=True)
    ours, evil = ({"Origin": f"http://{host}"} for host in (HOST, "evil.example"))
    page = person.get("start")
    token = page.context["csrf_token"]
    path, values = person.address("start"), {"csrfmiddlewaretoken": str(token)}

    begun = person.client.post(path, values, headers=ours)
    assert begun["Location"] == person.step("register")
    assert person.client.post(path, values, headers=evil).status_code == 403

    person = Person(SERVER_NAME=HOST)
    person.post("start")
    answers = answers_to(controller, register="customers")
    del answers["organisation"]
    person.fill_in(answers)
    person.send()

    mail = Notice.objects.get(submission_id=Submission.objects.get().pk, kind="received_confirm")
    assert f"https://{HOST}:8443/en/confirm/" in mail.text
    assert "desk.example" not in mail.text


def test_the_links_of_other_organisations_lead_to_the_desk(controller: Controller) -> None:
    make_received(Controller.objects.get(slug="other"))
    assert "https://desk.example:8443/" in Notice.objects.latest("pk").text


def test_a_closed_organisations_host_leads_to_its_notices(controller: Controller) -> None:
    controller.is_open = False
    controller.save()

    answer = Client(SERVER_NAME=HOST).get("/en/")

    assert answer["Location"] == reverse("notices:controller", kwargs={"controller": "northwind"})


@pytest.mark.parametrize(
    ("host", "said"),
    [
        ("unknown.example", "ALLOWED_HOSTS"),
        ("desk.example", "which all organisations share"),
        (HOST, "Another organisation has this host name"),
        ("https://stranger.example", "Give a host name alone"),
        ("stranger.example:8000", "Give a host name alone"),
        ("Stranger.example", "in small letters"),
    ],
)
def test_a_host_that_cannot_be_is_refused_with_the_reason(
    controller: Controller, host: str, said: str
) -> None:
    other = Controller.objects.get(slug="other")
    other.host_name = host

    with pytest.raises(ValidationError) as refused:
        other.full_clean()

    assert said in str(refused.value)


def test_mail_is_sent_from_the_organisations_address_where_it_has_one(
    controller: Controller,
) -> None:
    make_received(controller)
    notice = Notice.objects.latest("pk")
    assert build_message(notice).from_email == "Northwind Oy <rightsdesk@localhost>"

    notice.controller.sender_email = "privacy@northwind.example"

    message = build_message(notice)
    assert message.from_email == "Northwind Oy <privacy@northwind.example>"
    assert message.reply_to == [controller.email]


def test_who_finds_a_weakness_reads_whom_to_tell(controller: Controller, settings: Any) -> None:
    path = "/.well-known/security.txt"
    assert Client(SERVER_NAME=HOST).get(path).status_code == 404
    settings.SECURITY_CONTACT = ["mailto:security@desk.example", "https://desk.example/report"]
    settings.SECURITY_POLICY = "https://desk.example/policy"

    with time_machine.travel(datetime(2026, 3, 2, 8, tzinfo=UTC), tick=False):
        answer = Client(SERVER_NAME=HOST).get(path)

    assert answer["Content-Type"] == "text/plain; charset=utf-8"
    assert answer.content.decode().splitlines() == [
        "Contact: mailto:security@desk.example",
        "Contact: https://desk.example/report",
        f"Expires: {datetime(2026, 3, 2) + timedelta(days=180):%Y-%m-%d}T00:00:00Z",
        "Preferred-Languages: en, fi, sv",
        f"Canonical: https://{HOST}:8443{path}",
        "Policy: https://desk.example/policy",
    ]


def test_the_icon_is_where_browsers_look_for_it() -> None:
    assert Client().get("/favicon.ico")["Location"].endswith("/portal/icon.ico")
