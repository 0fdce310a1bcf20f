"""Where no script shows it beforehand, the person sees what arrived before it is sent as proof."""

from collections.abc import Callable
from datetime import timedelta
from io import BytesIO

import pytest
import time_machine
from django.core.files.storage import default_storage
from django.core.files.uploadedfile import SimpleUploadedFile
from PIL import Image
from pytest_django import DjangoCaptureOnCommitCallbacks

from config.clock import now
from notices_app.models import Notice
from requests_app.models import AccessRequest, IdentityEvidence, Submission, UnsentProof
from requests_app.services.evidence import read_evidence
from requests_app.services.identity import fail_identity
from requests_app.services.unsent_proof import forget_unsent
from tests.cases import acting, ask_for_identity, begin, make_received
from tests.files import a_pdf, a_picture
from tests.requests_app.portal.person import Person

pytestmark = pytest.mark.django_db


@pytest.fixture
def asked() -> AccessRequest:
    return ask_for_identity(begin(make_received()))


@pytest.fixture
def person(asked: AccessRequest) -> Person:
    person = Person()
    person.open_request(asked.submission)
    return person


def card(name: str = "card.jpg", content: bytes = b"") -> SimpleUploadedFile:
    return SimpleUploadedFile(name, content or a_picture("JPEG"), "image/jpeg")


def look_at(person: Person, *files: SimpleUploadedFile) -> str:
    response = person.post("proof", {"look": "1", "proof": list(files)})
    assert response.status_code == 302, response.content.decode()
    return str(person.get("proof").content.decode())


def told_of(case: Submission) -> int:
    return Notice.objects.filter(kind="staff_person_acted", submission_id=case.pk).count()


def test_what_arrived_is_shown_and_reaches_nobody_before_it_is_sent(
    person: Person, asked: AccessRequest
) -> None:
    before = told_of(asked.submission)

    page = look_at(person, card(), SimpleUploadedFile("bill.pdf", a_pdf()))

    assert "This is what arrived" in page
    assert "card.jpg" in page
    assert "picture (JPEG)" in page
    assert "1 page" in page
    assert page.count('<img src="data:image/jpeg;base64,') == 2
    assert not IdentityEvidence.objects.exists()
    assert told_of(asked.submission) == before
    assert "no-store" in person.get("proof").headers["Cache-Control"]


def test_what_was_looked_at_is_sent_as_it_was_seen(person: Person, asked: AccessRequest) -> None:
    before = told_of(asked.submission)
    look_at(person, card())
    (seen,) = UnsentProof.objects.all()

    with time_machine.travel(now() + timedelta(minutes=5), tick=False):
        person.post("proof", {"send_seen": "1"})
        page = person.get("proof").content.decode()

        (sent,) = IdentityEvidence.objects.all()
        assert sent.received_at == now()  # it came when it was sent, and not before
    assert sent.sealed.name == seen.sealed.name
    assert b"".join(read_evidence(sent)).startswith(b"\xff\xd8")
    assert not UnsentProof.objects.exists()
    assert told_of(asked.submission) == before + 1
    assert "We are looking at what you sent." in page
    assert "This is what arrived" not in page


def test_what_is_taken_away_leaves_nothing_and_only_ones_own_can_be(
    person: Person, django_capture_on_commit_callbacks: DjangoCaptureOnCommitCallbacks
) -> None:
    look_at(person, card(), card("other.jpg"))
    first, second = UnsentProof.objects.all()
    stranger = Person()
    stranger.open_request(ask_for_identity(begin(make_received(email="x@example.org"))).submission)

    stranger.post("proof", {"take_away": str(first.pk)})
    assert UnsentProof.objects.count() == 2
    assert "card.jpg" not in stranger.get("proof").content.decode()
    with django_capture_on_commit_callbacks(execute=True):
        person.post("proof", {"take_away": str(first.pk)})

    assert list(UnsentProof.objects.all()) == [second]
    assert not default_storage.exists(str(first.sealed.name))
    assert default_storage.exists(str(second.sealed.name))


def _decide(request: AccessRequest) -> None:
    check = request.submission.identity_check
    fail_identity(check.pk, reason="Another name.", actor=acting(request.controller))


def _leave_lying(_request: AccessRequest) -> None:
    with time_machine.travel(now() + timedelta(hours=23), tick=False):
        assert forget_unsent() == 0
    with time_machine.travel(now() + timedelta(days=1, minutes=1), tick=False):
        assert forget_unsent() == 1


@pytest.mark.parametrize("end", [_decide, _leave_lying])
def test_what_was_never_sent_does_not_outlive_its_purpose(
    end: Callable[[AccessRequest], None],
    person: Person,
    asked: AccessRequest,
    django_capture_on_commit_callbacks: DjangoCaptureOnCommitCallbacks,
) -> None:
    look_at(person, card())
    (seen,) = UnsentProof.objects.all()

    with django_capture_on_commit_callbacks(execute=True):
        end(asked)

    assert not UnsentProof.objects.exists()
    assert not default_storage.exists(str(seen.sealed.name))


def test_no_more_is_kept_to_look_at_than_can_be_sent(person: Person) -> None:
    look_at(person, *[card(f"{number}.jpg") for number in range(4)])

    response = person.post("proof", {"look": "1", "proof": [card("5.jpg"), card("6.jpg")]})

    page = response.content.decode()
    assert response.status_code == 200
    assert "at most 5 in all" in page
    assert "3.jpg" in page
    assert UnsentProof.objects.count() == 4


def test_sending_with_nothing_to_send_is_told_and_no_fault(person: Person) -> None:
    response = person.post("proof", {"send_seen": "1"})

    assert response.status_code == 200
    assert 'role="alert"' in response.content.decode()


def test_pictures_of_large_photographs_keep_the_page_light(person: Person) -> None:
    kept = BytesIO()
    Image.effect_noise((1600, 1200), 90).convert("RGB").save(kept, "JPEG")  # the worst there is

    page = look_at(person, *[card(f"{number}.jpg", kept.getvalue()) for number in range(5)])

    assert page.count("data:image/jpeg") == 5
    assert len(page) < 120_000
