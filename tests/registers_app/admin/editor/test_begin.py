"""A new register is begun in one form, and goes on in its editor."""

from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from registers_app.models import Controller, Register
from tests.factories import make_controller
from tests.registers_app.admin.editor.pages import browser_of, overview
from tests.web_forms import fields_of

pytestmark = pytest.mark.django_db

ADD = "admin:registers_app_register_add"


@pytest.fixture
def controller() -> Controller:
    return make_controller()


@pytest.fixture
def editor(controller: Controller) -> Client:
    return browser_of(controller)


def begin(editor: Client, **given: Any) -> Any:
    sent = fields_of(editor.get(reverse(ADD)).text, form="register_form")
    return editor.post(reverse(ADD), {**sent, **given})


def test_name_role_owner_and_contact_are_asked_and_the_editor_opens(
    editor: Client, controller: Controller
) -> None:
    answer = begin(
        editor,
        names_en="Customer register",
        names_fi="Asiakasrekisteri",
        owner="Sales",
        owner_email="sales@northwind.example",
        contact_names_en="Sales manager",
        contact_phone="+358 9 1",
    )
    register = Register.objects.get(controller=controller)
    version = register.versions.get()
    assert answer.headers["Location"] == overview(version)
    assert (version.number, version.state) == (1, "draft")
    assert (register.slug, register.our_role) == ("customer-register", "controller")
    assert register.owner == "Sales"
    assert version.contacts.get().names == {"en": "Sales manager"}


def test_a_second_register_of_that_name_gets_an_address_of_its_own(
    editor: Client, controller: Controller
) -> None:
    for _ in range(2):
        begin(editor, names_en="Customers")
    begin(editor, names_en="Customers", slug="customers")
    slugs = Register.objects.filter(controller=controller).values_list("slug", flat=True)
    assert sorted(slugs) == ["customers", "customers-2"]


def test_a_contact_without_a_role_and_a_register_without_a_name_are_asked_for(
    editor: Client,
) -> None:
    answer = begin(editor, contact_email="sales@northwind.example")
    assert "Say who answers there, by role." in answer.text
    assert '<a href="#id_names">' in answer.text
    assert "sales@northwind.example" in answer.text
    assert not Register.objects.exists()
