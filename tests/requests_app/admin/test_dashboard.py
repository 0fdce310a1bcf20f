"""The first page of staff: what waits, in numbers that lead to the queue."""

import re
from datetime import timedelta

import pytest
from django.test import Client
from django.urls import reverse

from config.clock import now
from registers_app.domain.roles import Role
from tests.cases import ask_for_identity, begin, handler_of, make_received
from tests.factories import make_controller, make_register, make_user
from tests.requests_app.admin.staff import signed_in, text_of

pytestmark = pytest.mark.django_db


def test_each_number_is_the_length_of_the_list_it_leads_to() -> None:
    controller = make_controller()
    register = make_register(controller)
    client = signed_in(handler_of(controller))
    make_received(controller, register=register)
    make_received(controller, register=register, received_at=now() - timedelta(days=60))
    make_received(controller, register=register, received_at=now() - timedelta(days=27))
    ask_for_identity(begin(make_received(controller, register=register)))
    make_received()
    numbers = _numbers(client)
    assert [count for _url, count in numbers] == [1, 1, 3, 1, 1]
    for url, count in numbers:
        page = text_of(client.get(url))
        assert len(re.findall(r">RD-[0-9A-Z]{4}-[0-9A-Z]{4}<", page)) == count, url


def test_links_lead_only_where_the_reader_may_go() -> None:
    controller = make_controller()
    handler = text_of(signed_in(make_user(controller)).get(reverse("admin:index")))
    supervisor = make_user(controller, role=Role.SUPERVISOR)
    supervised = text_of(signed_in(supervisor).get(reverse("admin:index")))
    assert reverse("deadline_report") not in handler
    assert reverse("deadline_report") in supervised


def test_the_language_is_switched_from_the_header() -> None:
    client = signed_in(make_user(make_controller()))
    client.post(reverse("set_language"), {"language": "fi", "next": reverse("admin:index")})
    assert 'lang="fi"' in text_of(client.get(reverse("admin:index")))[:400]


def _numbers(client: Client) -> list[tuple[str, int]]:
    page = text_of(client.get(reverse("admin:index")))
    pairs = re.findall(r'<a href="([^"]+)"><span class="desk-number">(\d+)</span>', page)
    return [(url.replace("&amp;", "&"), int(count)) for url, count in pairs]
