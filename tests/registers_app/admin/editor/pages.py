"""The editor's addresses, and sending its forms as a browser does."""

from typing import Any

from django.http import HttpResponse
from django.test import Client
from django.urls import reverse

from registers_app.domain.roles import Role
from registers_app.models import Controller, RegisterVersion
from tests.factories import PASSWORD, make_user
from tests.web_forms import fields_of

VERSION = "admin:registers_app_registerversion_"


def browser_of(controller: Controller, role: Role = Role.REGISTER_EDITOR) -> Client:
    """A browser of somebody with that role there."""
    client = Client()
    user = make_user(controller, role=role)
    assert client.login(username=user.username, password=PASSWORD)
    return client


def overview(version: RegisterVersion) -> str:
    return reverse(f"{VERSION}change", args=[version.pk])


def section(version: RegisterVersion, key: str) -> str:
    return reverse(f"{VERSION}section", args=[version.pk, key])


def adding(version: RegisterVersion, part: str) -> str:
    return reverse(f"{VERSION}line_add", args=[version.pk, part])


def line(row: Any, part: str, step: str = "") -> str:
    name = f"line_{step}" if step else "line"
    return reverse(f"{VERSION}{name}", args=[row.version_id, part, row.pk])


def shown(client: Client, address: str) -> dict[str, Any]:
    """The fields of the page's form, as the page fills them."""
    form = "words_form" if "/sections/" in address else "line_form"
    return dict(fields_of(client.get(address).text, form=form))


def send(client: Client, address: str, **given: Any) -> HttpResponse:
    """Open the page, change what is *given*, and save."""
    return client.post(address, {**shown(client, address), **given})  # type: ignore[return-value]
