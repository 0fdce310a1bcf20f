"""An administrator names where people can sign in; the secret is written once and never shown."""

import pytest
from django.test import Client

from registers_app.domain.roles import Role
from registers_app.models import Controller, SignInProvider
from tests.factories import make_controller, make_user
from tests.web_forms import fields_of

pytestmark = pytest.mark.django_db

PREFIX = "sign_in_providers-"
SECRET = "never-shown-again"


def address(controller: Controller) -> str:
    return f"/admin/registers_app/controller/{controller.pk}/change/"


def administrator(controller: Controller) -> Client:
    client = Client()
    client.force_login(make_user(controller, role=Role.ADMINISTRATOR))
    return client


def given(**changes: str) -> dict[str, str]:
    row = {
        "labels_fi": "Pankkitunnus",
        "labels_sv": "Bankkod",
        "labels_en": "Bank ID",
        "kind": "strong",
        "issuer": "https://id.example",
        "client_id": "rightsdesk",
        "client_secret": SECRET,
        "acr_values": "loa3",
        "is_active": "on",
        **changes,
    }
    return {f"{PREFIX}0-{name}": value for name, value in row.items()} | {
        f"{PREFIX}TOTAL_FORMS": "1",
        f"{PREFIX}INITIAL_FORMS": "0",
    }


def send(controller: Controller, **changes: str) -> str:
    client = administrator(controller)
    page = client.get(address(controller))
    values = {**fields_of(page.content.decode(), form="controller_form"), **given(**changes)}
    answer = client.post(address(controller), values, follow=True)
    return str(answer.content.decode())


def test_a_service_is_kept_with_its_secret_sealed_and_not_shown() -> None:
    controller = make_controller()
    page = send(controller)
    row = SignInProvider.objects.get()
    assert row.client_secret == SECRET
    assert SECRET.encode() not in bytes(row.sealed_secret)
    assert SECRET not in page
    assert SECRET not in administrator(controller).get(address(controller)).content.decode()


@pytest.mark.parametrize(
    ("changes", "says"),
    [
        ({"issuer": "http://id.example"}, "has to begin with https"),
        ({"acr_values": ""}, "Name the level"),
        ({"client_id": ""}, "This field is required"),
    ],
)
def test_a_service_that_proves_too_little_is_not_kept(changes: dict[str, str], says: str) -> None:
    assert says in send(make_controller(), **changes)
    assert not SignInProvider.objects.exists()


@pytest.mark.parametrize("role", [Role.HANDLER, Role.SUPERVISOR, Role.REGISTER_EDITOR, Role.DPO])
def test_nobody_but_an_administrator_names_a_service(role: Role) -> None:
    controller = make_controller()
    client = Client()
    client.force_login(make_user(controller, role=role))
    answer = client.post(address(controller), given())
    assert answer.status_code in (302, 403)
    assert not SignInProvider.objects.exists()
