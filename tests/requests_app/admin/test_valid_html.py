"""The pages of the queue are HTML as the standard has it."""

import html5lib
import pytest
from django.urls import reverse

from registers_app.domain.roles import Role
from tests.cases import ask_for_identity, begin, make_received
from tests.factories import make_user
from tests.requests_app.admin.staff import INTAKE, QUEUE, case_url, signed_in, step_url

pytestmark = pytest.mark.django_db


def test_the_pages_of_a_case_are_valid() -> None:
    case = ask_for_identity(begin(make_received()))
    client = signed_in(make_user(case.submission.controller, role=Role.SUPERVISOR))
    faults = {}
    for address in (
        reverse(QUEUE),
        reverse(INTAKE),
        case_url(case),
        step_url(case, "refuse"),
        reverse("deadline_report"),
    ):
        answer = client.get(address)
        assert answer.status_code == 200, address
        parser = html5lib.HTMLParser()
        parser.parse(answer.content.decode())
        faults[address] = parser.errors
    assert {address: found for address, found in faults.items() if found} == {}
