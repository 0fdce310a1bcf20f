"""A change of language on a page with a form brings along what was typed, and does nothing else."""

import re
from html import unescape

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from notices_app.models import Notice
from registers_app.models import Regime
from requests_app.models import CaseMessage, Complaint, RequestState, RightsRequest
from tests.cases import make_received
from tests.factories import make_controller
from tests.files import a_picture
from tests.requests_app.portal.person import Person

pytestmark = pytest.mark.django_db

TYPED = 'Milloin <b>saan</b> vastauksen?\n"Ostokset"'


def switched(person: Person, name: str, values: dict[str, object], **kwargs: int) -> str:
    """Type on a page in the person's language, and press the button of Swedish."""
    page = person.get(name, **kwargs).content.decode()
    there = Person(language="sv").address(name, **kwargs)
    assert f'<button form="write" formaction="{there}" name="language" value="sv"' in page
    response = person.client.post(there, {**values, "language": "sv"})
    assert response.status_code == 200
    other: str = response.content.decode()
    assert '<html lang="sv">' in other
    assert 'role="alert"' not in other
    return other


@pytest.fixture
def request_row() -> RightsRequest:
    return make_received(make_controller(regime=Regime.UK))


@pytest.fixture
def person(request_row: RightsRequest) -> Person:
    person = Person()
    person.open_request(request_row.submission)
    return person


def test_a_message_comes_along_and_is_not_sent(person: Person) -> None:
    page = switched(
        person,
        "messages",
        {
            "kind": "information",
            "text": TYPED,
            "attachments": [SimpleUploadedFile("a.png", a_picture())],
        },
    )

    assert TYPED in unescape(page)
    assert "<b>saan" not in page
    assert re.search('value="information"[^>]* checked', page)
    assert "Välj filerna på nytt" in page
    assert not CaseMessage.objects.exists()


def test_a_reason_to_withdraw_comes_along_and_nothing_is_withdrawn(
    person: Person, request_row: RightsRequest
) -> None:
    page = switched(person, "withdraw", {"statement": TYPED}, pk=request_row.pk)

    assert TYPED in unescape(page)
    request_row = RightsRequest.objects.get(pk=request_row.pk)
    assert request_row.state == RequestState.RECEIVED


def test_a_complaint_comes_along_and_is_not_made(person: Person) -> None:
    assert TYPED in unescape(switched(person, "complaints", {"about": TYPED}))
    assert not Complaint.objects.exists()


@pytest.mark.parametrize("name", ["new_link", "code"])
def test_what_gets_one_back_comes_along_and_opens_nothing(name: str) -> None:
    mails = Notice.objects.count()

    page = switched(
        Person(), name, {"reference": "RD-2345-6789", "email": "m@example.org", "code": "12"}
    )

    assert 'value="RD-2345-6789"' in page
    assert 'value="m@example.org"' in page
    assert Notice.objects.count() == mails
