"""Identity codes that persons type are covered where staff read, and shown on record only."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse

from notices_app.models import Notice
from registers_app.domain.actors import subject_actor
from registers_app.domain.roles import Role
from requests_app.domain.details import Details
from requests_app.domain.rights import Right
from requests_app.models import AccessRequest, AuditEntry, MessageFile, Submission
from requests_app.services.write_message import write_message
from tests.cases import handler_of, make_received
from tests.factories import make_controller, make_user
from tests.files import a_pdf
from tests.requests_app.admin.staff import case_url, signed_in, step_url, take, text_of

pytestmark = pytest.mark.django_db
QUEUE = "admin:requests_app_rightsrequest_changelist"
CODE, SWEDISH = "131052-308T", "811218-9876"


@pytest.fixture
def case() -> AccessRequest:
    controller = make_controller(language="en")
    handler_of(controller)
    case = make_received(
        controller,
        person_name=f"Aino Aalto {CODE}",
        identifiers=f"Customer 4711, {CODE}",
        details={Right.ACCESS: Details(what=f"Invoices of {CODE}")},
        about=f"My personnummer is {SWEDISH}.",
    )
    write_message(
        case.submission_id,
        text=f"As I said: {CODE}",
        files=[SimpleUploadedFile(f"Passi {CODE}.pdf", a_pdf())],
        actor=subject_actor(case.submission_id),
    )
    return case


@pytest.fixture
def client(case: AccessRequest) -> Client:
    return signed_in(handler_of(case.controller))


def typed_url(case: AccessRequest) -> str:
    return f"{case_url(case).removesuffix('change/')}typed/"


def tells(text: str) -> bool:
    return any(code[-5:] in text for code in (CODE, SWEDISH))


def test_a_code_that_was_typed_is_covered_wherever_staff_read_it(
    client: Client, case: AccessRequest
) -> None:
    take(client, case, "assess")
    take(client, case, "ask-identity", doubt=f"Wrote {CODE}.", what_is_asked="Come by.")
    pages = [
        reverse(QUEUE),
        case_url(case),
        step_url(case, "write-message"),
        step_url(case, "settle-identity"),
        typed_url(case),
    ]

    for page in pages:
        assert not tells(text_of(client.get(page, follow=True))), page

    shown = text_of(client.get(case_url(case)))
    assert "131052-****" in shown
    assert "811218-****" in shown
    assert "Customer 4711" in shown
    assert "Invoices of 131052-****" in shown
    mails = list(Notice.objects.all())
    to_staff = [mail for mail in mails if mail.to_address != case.submission.email]
    assert to_staff
    assert not any(tells(mail.text + mail.html) for mail in to_staff)
    assert not any(tells(mail.subject) for mail in mails)


def test_the_codes_stand_behind_a_button_that_is_noted(client: Client, case: AccessRequest) -> None:
    assert typed_url(case) in client.get(case_url(case)).content.decode()

    shown = client.post(typed_url(case))

    assert CODE in text_of(shown)
    assert SWEDISH in text_of(shown)
    assert f"As I said: {CODE}" in text_of(shown)
    assert f"Invoices of {CODE}" in text_of(shown)
    assert "no-store" in shown["Cache-Control"]
    assert "looked at the identity codes" in text_of(client.get(case_url(case)))


def test_where_nothing_is_covered_nothing_is_offered() -> None:
    case = make_received(identifiers="Customer 4711")
    client = signed_in(handler_of(case.controller))

    assert typed_url(case) not in client.get(case_url(case)).content.decode()


@pytest.mark.parametrize("role", [Role.DPO, Role.REGISTER_EDITOR])
def test_who_does_not_handle_requests_never_sees_the_codes(case: AccessRequest, role: Role) -> None:
    reader = signed_in(make_user(case.controller, role=role))

    assert reader.get(typed_url(case)).status_code == 404
    assert reader.post(typed_url(case)).status_code == 404
    assert not AuditEntry.objects.filter(event="submission.codes_opened").exists()


def test_the_text_stays_as_typed_and_is_found_by_its_code(
    client: Client, case: AccessRequest
) -> None:
    assert CODE in Submission.objects.get(pk=case.submission_id).identifiers

    found = text_of(client.get(reverse(QUEUE), {"q": CODE}, follow=True))

    assert case.submission.reference in found


@pytest.mark.parametrize("way", ["sent", "in the address"])
def test_a_search_by_a_code_leaves_it_in_no_address(
    client: Client, case: AccessRequest, way: str
) -> None:
    make_received(case.controller, identifiers="131052-3090")
    if way == "sent":
        led_on = client.post(reverse("admin:queue_search"), {"q": CODE, "state": "received"})
        assert "state=received" in led_on["Location"]
    else:
        led_on = client.get(reverse(QUEUE), {"q": CODE})

    assert led_on.status_code == 302
    assert not tells(led_on["Location"])
    page = client.get(led_on["Location"])
    assert text_of(page).count(case.submission.reference) >= 1
    assert "Searched for 131052-****" in text_of(page)
    assert not tells(page.content.decode())
    assert page.context["cl"].result_count == 1


def test_any_other_search_stays_readable_in_its_address(client: Client) -> None:
    led_on = client.post(reverse("admin:queue_search"), {"q": " Aalto 4711 ", "evil": "1"})
    assert led_on["Location"] == f"{reverse(QUEUE)}?q=Aalto+4711"


def test_a_seal_of_somebody_else_finds_nobody(client: Client) -> None:
    page = client.get(reverse(QUEUE), {"q": "~AAAA"})
    assert page.status_code == 200


def test_the_name_of_a_file_is_kept_without_the_code(case: AccessRequest) -> None:
    assert MessageFile.objects.get().name == "Passi 131052-xxxx.pdf"
