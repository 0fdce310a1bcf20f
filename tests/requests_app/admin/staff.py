"""A member of staff in a browser, as the tests see one."""

from collections.abc import Mapping
from typing import Any

from django.http import HttpResponse
from django.test import Client
from django.urls import reverse

from registers_app.models import User
from requests_app.models import RightsRequest

QUEUE = "admin:requests_app_rightsrequest_changelist"
INTAKE = "admin:requests_app_rightsrequest_add"


def signed_in(user: User, *, language: str = "en") -> Client:
    """A browser in which *user* has signed in."""
    client = Client(headers={"accept-language": language})
    client.force_login(user)
    return client


def case_url(case: RightsRequest) -> str:
    """The case page."""
    return reverse("admin:requests_app_rightsrequest_change", args=[case.pk])


def step_url(case: RightsRequest, step: str, about: int | None = None) -> str:
    """The page of a step."""
    if about is None:
        return reverse("admin:case_step", args=[case.pk, step])
    return reverse("admin:case_step_about", args=[case.pk, step, about])


def text_of(response: Any) -> str:
    """The page as text."""
    return response.content.decode()  # type: ignore[no-any-return]


def take(
    client: Client, case: RightsRequest, step: str, *, about: int | None = None, **fields: Any
) -> None:
    """Open a step's page, and send its form: the step is taken."""
    send(client, case, step, fields, about=about)


def take_and_look(
    client: Client, case: RightsRequest, step: str, *, about: int | None = None, **fields: Any
) -> HttpResponse:
    """The same, and the page to which it leads."""
    followed = client.get(send(client, case, step, fields, about=about))
    assert followed.status_code == 200
    return followed  # type: ignore[return-value]


def send(
    client: Client,
    case: RightsRequest,
    step: str,
    fields: Mapping[str, Any],
    *,
    about: int | None = None,
) -> str:
    """A step with fields whose names are made by the form; where it leads."""
    opened = client.get(step_url(case, step, about))
    assert opened.status_code == 200, (step, opened.status_code)
    ticked = {"looked_through": "on"} if step == "prepare-answer" else {}
    sent = client.post(step_url(case, step, about), {**ticked, **fields})
    assert sent.status_code == 302, (step, text_of(sent))
    return str(sent["Location"])


def state_of(case: RightsRequest) -> str:
    """The state as the database has it."""
    return str(RightsRequest.objects.get(pk=case.pk).state)
