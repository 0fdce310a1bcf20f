"""Jakamo’s people: somebody at the public form, a handler, and a customer with its mail."""

import re
from typing import Any

from django.test import Client

from notices_app.models import Notice
from registers_app.models import Controller, ProcessorClient, Register
from requests_app.domain.rights import Right
from requests_app.models import RightsRequest, Submission
from tests.cases import handler_of
from tests.eight import again
from tests.requests_app.admin.staff import send, signed_in
from tests.requests_app.portal.person import Answers, Person, answers_to

OWN, CUSTOMERS, UNKNOWN = "own", "customers-data", "unknown"
CLIENT = "Sample Components AB"
CLIENTS = ("Esimerkkipaja", "Malliteräs", "Sample Components")
MINE = "My employer put my photo there. Take it down."


def register(slug: str) -> Register:
    return Register.objects.get(controller__slug="jakamo", slug=slug)


def typed(
    where: str, *rights: Right, whose: str = "", scope: str = "", about: str = MINE
) -> Answers:
    """What a person answers at each step that the form asks, in its order."""
    plain = answers_to(Controller.objects.get(slug="jakamo"), register=where)
    answers: Answers = {name: plain[name] for name in ("organisation", "register")}
    if where != OWN:
        answers["client"] = {"client_named": whose}
    answers["right"] = {"rights": [right.value for right in rights or (Right.ERASURE,)]}
    if scope:
        answers["objection"] = {"objection_scope": scope}
    rest: Answers = {name: plain[name] for name in ("whom", "you", "find")}
    return answers | rest | {"about": {"about": about}, "reply": plain["reply"]}


def sent(where: str, *rights: Right, language: str = "en", **more: str) -> Submission:
    return Person(language=language).submit(typed(where, *rights, **more))


def asked(where: str, *rights: Right, **more: str) -> RightsRequest:
    return sent(where, *rights, **more).requests.get()


def handler() -> Client:
    return signed_in(handler_of(Controller.objects.get(slug="jakamo")))


def pk_of(client: str) -> int:
    return ProcessorClient.objects.get(name=client).pk


def forwarded(case: RightsRequest, *, client: str = CLIENT) -> RightsRequest:
    """The handler chose the client among those of the register."""
    send(handler(), case, "forward", {"client": pk_of(client)})
    return again(case)


def handed_over() -> Notice:
    """What was mailed to the client, the last time."""
    return Notice.objects.filter(kind="handed_over").latest("pk")


def link_in(mail: Notice) -> str:
    found = re.search(r"https?://[^/]+(/\S+/handed-over/\S+/)", mail.text)
    assert found
    return found[1]


def opened(mail: Notice) -> Any:
    """The client presses the button behind the link."""
    return Client().post(link_in(mail))
