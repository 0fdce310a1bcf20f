"""Proof of identity on the case page: opened by handlers, noted, and gone once it is decided."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from registers_app.domain.actors import subject_actor
from registers_app.domain.roles import Role
from requests_app.models import AuditEntry, IdentityEvidence, RightsRequest
from requests_app.services.evidence import receive_evidence
from tests.cases import ask_for_identity, begin, handler_of, make_received
from tests.clock import Clock
from tests.factories import make_user
from tests.requests_app.admin.staff import (
    case_url,
    send,
    signed_in,
    state_of,
    step_url,
    take,
    text_of,
)

pytestmark = pytest.mark.django_db

CONTENT = b"alert(1) // <script>"


@pytest.fixture
def case(clock: Clock) -> RightsRequest:
    return ask_for_identity(begin(make_received()))


def send_proof(case: RightsRequest) -> IdentityEvidence:
    check = case.submission.identity_check
    file = SimpleUploadedFile("id;\r\n.html", CONTENT)
    return receive_evidence(check.pk, files=[file], actor=subject_actor(case.submission_id))[0]


def address(case: RightsRequest, row: IdentityEvidence) -> str:
    return f"{case_url(case).removesuffix('change/')}evidence/{row.pk}/"


def test_a_proof_is_downloaded_never_shown_and_its_opening_is_noted(case: RightsRequest) -> None:
    row = send_proof(case)
    client = signed_in(handler_of(case.controller))
    assert address(case, row) in text_of(client.get(case_url(case)))
    response = client.get(address(case, row))
    assert b"".join(response.streaming_content) == CONTENT  # type: ignore[attr-defined]
    assert response["Content-Disposition"].startswith("attachment")
    assert "\n" not in response["Content-Disposition"]
    assert response["Content-Security-Policy"].startswith("sandbox")
    assert "no-store" in response["Cache-Control"]
    assert AuditEntry.objects.filter(event="identity.evidence_opened").count() == 1


def test_a_proof_is_gone_once_identity_is_settled(case: RightsRequest) -> None:
    row = send_proof(case)
    client = signed_in(handler_of(case.controller))
    take(client, case, "settle-identity", method="evidence", reason="The photo is hers.")
    page = text_of(client.get(case_url(case)))
    assert address(case, row) not in page
    assert "destroyed on" in page
    followed = client.get(address(case, row), follow=True)
    assert "This proof was destroyed when identity was decided." in text_of(followed)


def test_nobody_else_gets_a_proof(case: RightsRequest) -> None:
    row = send_proof(case)
    officer = signed_in(make_user(case.controller, role=Role.DPO))
    assert address(case, row) not in text_of(officer.get(case_url(case)))
    assert officer.get(address(case, row)).status_code == 404
    other = make_received()
    stranger = signed_in(handler_of(other.controller))
    assert stranger.get(address(case, row)).status_code in (302, 404)
    assert stranger.get(address(other, row)).status_code == 404
    assert signed_in(handler_of(case.controller)).post(address(case, row)).status_code == 405
    assert not AuditEntry.objects.filter(event="identity.evidence_opened").exists()


def test_closing_is_proposed_after_silence_and_a_person_confirms_it(
    case: RightsRequest, clock: Clock
) -> None:
    handler = handler_of(case.controller)
    assert step_url(case, "close-silent") not in text_of(signed_in(handler).get(case_url(case)))
    clock.advance(days=31)
    client = signed_in(handler)
    page = text_of(client.get(case_url(case)))
    assert "30 days without an answer" in page
    assert "Nothing closes by itself" in page
    fields = {"reason": "There are two of that name."}
    preview = client.post(step_url(case, "close-silent"), {**fields, "_preview": "1"})
    assert text_of(preview).count("There are two of that name.") >= 2
    assert state_of(case) == "assessing"
    send(client, case, "close-silent", fields)
    assert state_of(case) == "unidentified"
    assert "30 days without an answer" not in text_of(client.get(case_url(case)))


def test_closing_is_not_proposed_once_a_proof_has_come(case: RightsRequest, clock: Clock) -> None:
    send_proof(case)
    clock.advance(days=31)
    client = signed_in(handler_of(case.controller))
    assert "30 days without an answer" not in text_of(client.get(case_url(case)))
    sent = client.post(step_url(case, "close-silent"), {"reason": "Silence."})
    assert "Closing is not proposed yet" in text_of(sent)
