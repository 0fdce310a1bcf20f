"""Public pages are the organisation's own: its name, its logo, its colour."""

from io import BytesIO
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse
from PIL import Image

from registers_app.domain.roles import Role
from registers_app.models import Controller, ControllerLogo, Register
from registers_app.services.set_logo import LARGEST, set_logo
from tests.factories import make_controller, make_register, make_user
from tests.files import a_picture
from tests.registers_app.pages.notices import address_of
from tests.requests_app.admin.staff import signed_in, text_of
from tests.requests_app.portal.person import Person, answers_to
from tests.web_forms import fields_of

pytestmark = pytest.mark.django_db


@pytest.fixture
def controller() -> Controller:
    found = make_controller(name="Northwind Oy", slug="northwind", brand_colour="#ffd500")
    set_logo(found, a_picture("PNG", size=900))
    return found


@pytest.fixture
def register(controller: Controller) -> Register:
    return make_register(controller)


def test_the_form_is_the_desks_until_an_organisation_is_chosen_and_then_its_own(
    client: Client, register: Register
) -> None:
    person = Person()
    assert "northwind" not in text_of(person.get("start")).partition("<main")[0]

    person.answer("organisation", answers_to(register.controller)["organisation"])
    head = text_of(person.client.get(person.step("register"))).partition("<main")[0]
    assert 'href="/brand/colours/ffd500.css"' in head
    assert f'src="/brand/logo/northwind/{register.controller.logo_digest}.png"' in head
    assert 'alt="Northwind Oy"' in head
    assert "Northwind Oy</title>" in head


def test_ones_own_request_and_the_notices_are_the_organisations_too(
    client: Client, register: Register
) -> None:
    person = Person()
    submission = person.submit(answers_to(register.controller))
    person.open_request(submission)
    pages: list[Any] = [
        person.get("request"),
        person.get("messages"),
        client.get(address_of(register)),
        client.get(address_of(register.controller)),
    ]
    for page in pages:
        assert "/brand/colours/ffd500.css" in text_of(page)


def test_without_a_brand_the_name_stands_there_alone(client: Client) -> None:
    register = make_register(make_controller(name="Plain Oy"))
    head = text_of(client.get(address_of(register))).partition("<main")[0]

    assert "/brand/" not in head
    assert "<bdi>Plain Oy</bdi>" in head


def test_the_style_sheet_holds_colours_that_can_be_read_and_nothing_else(client: Client) -> None:
    sheet = client.get("/brand/colours/ffd500.css")

    assert sheet["Content-Type"] == "text/css; charset=utf-8"
    assert "immutable" in sheet["Cache-Control"]
    assert "prefers-color-scheme: dark" in text_of(sheet)
    assert "#ffd500" not in text_of(sheet).partition("@media")[0]  # no yellow text on white
    assert client.get("/brand/colours/teal.css").status_code == 404
    assert client.get("/brand/colours/FFD500.css").status_code == 404


def test_the_logo_is_drawn_anew_and_no_larger_than_it_is_shown(
    client: Client, controller: Controller
) -> None:
    address = reverse("brand:logo", args=[controller.slug, controller.logo_digest])
    answer = client.get(address)

    picture = Image.open(BytesIO(answer.content))
    assert picture.format == "PNG"
    assert picture.height <= LARGEST[1]
    assert "immutable" in answer["Cache-Control"]
    old = reverse("brand:logo", args=[controller.slug, "0" * 16])
    assert client.get(old).status_code == 404


def test_who_manages_the_organisation_sets_and_takes_away_its_brand() -> None:
    controller = make_controller()
    client = signed_in(make_user(controller, role=Role.ADMINISTRATOR))
    address = reverse("admin:registers_app_controller_change", args=[controller.pk])
    values = fields_of(client.get(address).content.decode(), form="controller_form")
    logo = SimpleUploadedFile("logo.png", a_picture("PNG"))
    sent = client.post(address, {**values, "brand_colour": "#0B5D57", "new_logo": logo})
    assert sent.status_code == 302, text_of(sent)
    controller.refresh_from_db()
    assert controller.brand_colour == "#0b5d57"
    assert controller.logo_digest
    assert ControllerLogo.objects.get().controller == controller

    broken = SimpleUploadedFile("logo.png", b"no picture")
    assert "This is no picture" in text_of(client.post(address, {**values, "new_logo": broken}))
    teal = client.post(address, {**values, "brand_colour": "teal"})
    assert "Give a colour such as #0b5d57." in text_of(teal)

    client.post(address, {**values, "no_logo": "on"})
    controller.refresh_from_db()
    assert not controller.logo_digest
    assert not ControllerLogo.objects.exists()
