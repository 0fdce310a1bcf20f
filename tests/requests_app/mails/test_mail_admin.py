"""The handlers' page for mail: what led to the reading, and one click for what it is."""

from datetime import UTC, date, datetime

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from notices_app.inbound.take_in import take_in
from notices_app.models import InboundMail, Notice
from notices_app.services.forget_mail import forget_mail
from registers_app.domain.roles import Role
from registers_app.models import Controller
from requests_app.models import AuditEntry, CaseMessage, Submission
from tests.clock import Clock
from tests.factories import make_controller, make_register, make_user
from tests.requests_app.mails.written import written

pytestmark = pytest.mark.django_db

HELD = "How do you handle privacy? What happens with my data? <script>alert(1)</script>"
LIST = reverse("admin:notices_app_inboundmail_changelist")


@pytest.fixture(autouse=True)
def in_october(clock: Clock) -> None:
    clock.set(datetime(2026, 10, 9, 9, tzinfo=UTC))


@pytest.fixture
def controller() -> Controller:
    controller = make_controller()
    make_register(controller)
    return controller


@pytest.fixture
def handler(client: Client, controller: Controller) -> Client:
    client.force_login(make_user(controller, language="en"))
    return client


def decide(client: Client, row: InboundMail, do: str, **typed: object) -> InboundMail:
    address = reverse("admin:notices_app_inboundmail_decide", args=[row.pk])
    client.post(address, {"do": do, **typed})
    return InboundMail.objects.get(pk=row.pk)


def page(client: Client, row: InboundMail) -> str:
    return client.get(reverse("admin:notices_app_inboundmail_change", args=[row.pk])).text


def test_held_mail_stands_on_top_with_the_day_its_clock_ends(
    handler: Client, controller: Controller
) -> None:
    take_in(written(controller))
    take_in(written(controller, HELD, message_id="<2@example.org>", sender="Eve <e@example.org>"))
    listed = handler.get(LIST).text
    assert listed.index("Eve") < listed.index("Maija Virtanen")
    assert "5 November 2026" in listed


def test_the_front_page_counts_what_waits_to_be_read(
    handler: Client, controller: Controller
) -> None:
    assert "mail to read" not in handler.get(reverse("admin:index")).text
    take_in(written(controller, HELD))
    take_in(written(make_controller(), HELD, message_id="<2@example.org>"))
    assert '<span class="desk-number">1</span> mail to read' in (
        handler.get(reverse("admin:index")).text
    )


def test_the_page_marks_the_words_that_led_to_the_reading(
    handler: Client, controller: Controller
) -> None:
    shown = page(handler, take_in(written(controller)))
    assert "<mark>delete all my personal data</mark>" in shown
    assert "en.erasure.demand.erase" in shown


def test_a_mail_cannot_put_code_into_the_page(handler: Client, controller: Controller) -> None:
    shown = page(handler, take_in(written(controller, HELD)))
    assert "<script>alert" not in shown
    assert "&lt;script&gt;alert" in shown


def test_one_click_confirms_a_reading(handler: Client, controller: Controller) -> None:
    row = decide(handler, take_in(written(controller)), "confirm")
    assert row.settled_as == "confirmed"
    assert AuditEntry.objects.filter(event="mail.settled").count() == 1


def test_held_mail_is_entered_with_its_own_day_of_receipt(
    handler: Client, controller: Controller, clock: Clock
) -> None:
    row = take_in(written(controller, HELD))
    clock.set(datetime(2026, 10, 20, 9, tzinfo=UTC))
    row = decide(handler, row, "enter", rights=["access", "objection"])
    case = Submission.objects.get(reference=row.reference)
    assert (row.status, row.settled_as) == ("new", "entered")
    assert {request.right for request in case.requests.all()} == {"access", "objection"}
    assert {request.received_on for request in case.requests.all()} == {date(2026, 10, 5)}


def test_what_the_rules_missed_in_a_new_request_is_added(
    handler: Client, controller: Controller
) -> None:
    first = take_in(written(controller))
    row = decide(handler, first, "enter", rights=["erasure", "access"])
    assert row.reference != first.reference
    more = Submission.objects.get(reference=row.reference)
    assert [request.right for request in more.requests.all()] == ["access"]


def test_nothing_chosen_enters_nothing(handler: Client, controller: Controller) -> None:
    row = decide(handler, take_in(written(controller, HELD)), "enter")
    assert (row.status, row.settled_at, Submission.objects.count()) == ("held", None, 0)


def test_mail_is_put_into_a_case_as_its_persons_words(
    handler: Client, controller: Controller
) -> None:
    case = Submission.objects.get(reference=take_in(written(controller)).reference)
    other = take_in(written(controller, HELD, sender="e@example.org", message_id="<2@example.org>"))
    row = decide(handler, other, "link", reference=case.reference.lower())
    assert (row.status, row.reference, row.settled_as) == ("reply", case.reference, "linked")
    assert "privacy" in CaseMessage.objects.get(submission=case).text


def test_who_puts_mail_aside_says_why(handler: Client, controller: Controller) -> None:
    row = take_in(written(controller, HELD))
    assert decide(handler, row, "aside").settled_at is None
    row = decide(handler, row, "aside", because="A student’s survey.")
    assert (row.status, row.settled_because) == ("not_a_request", "A student’s survey.")


def test_who_wrote_to_us_by_mistake_is_told_whom_to_turn_to(
    handler: Client, controller: Controller, clock: Clock
) -> None:
    row = take_in(written(controller, HELD))
    assert decide(handler, row, "misdirected").settled_at is None
    row = decide(handler, row, "misdirected", turn_to="Contoso AB\n\n  hej@contoso.example ")
    assert (row.status, row.settled_as) == ("not_a_request", "misdirected")
    notice = Notice.objects.get()
    assert (notice.kind, notice.to_address) == ("misdirected", row.words.sender)
    assert "Please turn to:\n\nContoso AB\nhej@contoso.example\n" in notice.text
    assert "not passed your message on" in notice.text
    clock.set(datetime(2027, 1, 9, 9, tzinfo=UTC))
    forget_mail()
    assert Notice.objects.values_list("to_address", "text", "html").get() == ("", "", "")


def test_what_a_machine_wrote_by_mistake_is_not_answered(
    handler: Client, controller: Controller
) -> None:
    raw = written(controller, HELD, Auto_Submitted="auto-replied")
    row = decide(handler, take_in(raw), "misdirected", turn_to="Contoso AB", was_passed_on="on")
    assert row.settled_at is None
    assert not Notice.objects.exists()


def test_a_decision_is_made_once(handler: Client, controller: Controller) -> None:
    row = decide(handler, take_in(written(controller, HELD)), "aside", because="Spam.")
    assert decide(handler, row, "enter", rights=["access"]).status == "not_a_request"
    assert Submission.objects.count() == 0


def test_the_original_is_downloaded_byte_for_byte(handler: Client, controller: Controller) -> None:
    raw = written(controller)
    row = take_in(raw)
    response = handler.get(reverse("admin:notices_app_inboundmail_original", args=[row.pk]))
    assert b"".join(response) == raw
    assert response["Content-Disposition"].startswith("attachment")


def test_others_mail_does_not_exist(handler: Client) -> None:
    row = take_in(written(make_controller()))
    for name in ("change", "original"):
        address = reverse(f"admin:notices_app_inboundmail_{name}", args=[row.pk])
        assert handler.get(address).status_code == 404
    assert decide(handler, row, "confirm").settled_at is None


def test_the_data_protection_officer_reads_and_does_not_decide(
    client: Client, controller: Controller
) -> None:
    client.force_login(make_user(controller, role=Role.DPO, language="en"))
    row = take_in(written(controller, HELD))
    assert "What is it?" not in page(client, row)
    assert decide(client, row, "aside", because="Spam.").settled_at is None


def test_the_list_asks_no_more_of_the_database_with_more_mail(
    handler: Client, controller: Controller
) -> None:
    def asked() -> int:
        with CaptureQueriesContext(connection) as seen:
            handler.get(LIST)
        return len(seen)

    take_in(written(controller, HELD))
    before = asked()
    for number in range(3):
        take_in(written(controller, f"{HELD} {number}", message_id=f"<m{number}@example.org>"))
    assert asked() <= before


def test_codes_in_a_mail_are_covered_and_shown_on_the_record_of_its_case(
    handler: Client, controller: Controller
) -> None:
    held = take_in(written(controller, f"{HELD} I am 131052-308T."))
    assert "131052-****" in page(handler, held)
    codes = reverse("admin:notices_app_inboundmail_codes", args=[held.pk])
    assert handler.post(codes).status_code == 404  # no case, no record
    row = decide(handler, held, "enter", rights=["access"])
    assert "308T" not in page(handler, row)

    assert "131052-308T" in handler.post(codes).text

    assert AuditEntry.objects.filter(event="submission.codes_opened").count() == 1
