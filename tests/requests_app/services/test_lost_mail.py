"""Mail that does not arrive becomes work, stops no clock, and is told to the person."""

import pytest
from django.test import Client
from django.urls import reverse

from config.clock import now
from notices_app.inbound.take_in import take_in
from notices_app.models import EventKind, EventReason, Notice
from notices_app.services.deliver import deliver_due
from notices_app.services.note_event import Report, note_event
from registers_app.domain.actors import Actor
from requests_app.models import (
    AuditEntry,
    LostMail,
    PaperLetter,
    RightsRequest,
    Submission,
    Suspension,
)
from requests_app.services.end_lost_mail import end_lost_mail
from requests_app.services.errors import NotPermitted, NotPossible
from tests.cases import acting, handler_of
from tests.factories import make_controller
from tests.notices_app.conftest import MailServer, mail_server
from tests.notices_app.domain.test_report import dsn
from tests.requests_app.admin.staff import case_url, signed_in, take, text_of
from tests.requests_app.portal.person import Person, answers_to

pytestmark = pytest.mark.django_db
QUEUE = "admin:requests_app_rightsrequest_changelist"
__all__ = ["mail_server"]


@pytest.fixture
def person() -> Person:
    return Person()


def submitted(person: Person, **given: str) -> Submission:
    """A request of somebody who gave these ways to reach them."""
    answers = answers_to(make_controller(name="Northwind Oy"))
    for step in ("you", "reply"):
        answers[step] |= {name: given[name] for name in given if name in answers[step]}
    return person.submit(answers)


@pytest.fixture
def case(person: Person, mail_server: MailServer) -> Submission:
    submission = submitted(person)
    deliver_due()
    return submission


def report(case: Submission, kind: EventKind, *, day: int = 0) -> Notice:
    notice = Notice.objects.filter(submission_id=case.pk, to_address=case.email)[0]
    note_event(
        Report(
            provider="Postmark",
            message_id=notice.message_id,
            kind=kind,
            event_id=f"{kind}-{day}",
            occurred_at=now(),
            reason=EventReason.BOUNCED,
            smtp_status="5.1.1",
        )
    )
    return notice


def request_of(case: Submission) -> RightsRequest:
    return case.requests.get()


def handler(case: Submission) -> Client:
    return signed_in(handler_of(case.controller))


def lost_in(client: Client) -> str:
    return text_of(client.get(reverse(QUEUE), {"urgency": "lost"}))


def test_a_bounce_waits_in_the_queue_and_in_the_case_until_it_is_seen_to(case: Submission) -> None:
    client, due_on = handler(case), request_of(case).due_on
    notice = report(case, EventKind.BOUNCED)

    assert case.reference in lost_in(client)
    page = text_of(client.get(case_url(request_of(case))))
    assert "Mail that did not arrive" in page
    assert notice.subject in page
    assert "the address does not take mail (5.1.1)" in page
    assert request_of(case).due_on == due_on
    assert not Suspension.objects.exists()

    take(client, request_of(case), "end-lost-mail", about=LostMail.objects.get().pk, how="reached")
    assert case.reference not in lost_in(client)
    assert "Mail that did not arrive" not in text_of(client.get(case_url(request_of(case))))
    events = ["mail.lost", "mail.reached"]
    assert (
        list(AuditEntry.objects.filter(event__in=events).values_list("event", flat=True)) == events
    )


def test_mail_that_arrives_after_all_is_no_work_any_more(case: Submission) -> None:
    report(case, EventKind.BOUNCED)
    report(case, EventKind.DELIVERED, day=1)
    assert LostMail.objects.get().ended_as == "arrived"
    assert case.reference not in lost_in(handler(case))
    assert AuditEntry.objects.filter(event="mail.arrived").count() == 1


def test_what_the_mail_server_refuses_for_good_is_work_too(
    person: Person, mail_server: MailServer
) -> None:
    case = submitted(person)
    mail_server.answer_to_recipient = "550 No such mailbox"
    deliver_due()
    assert case.reference in lost_in(handler(case))


def test_a_bounce_that_comes_by_mail_is_the_same(case: Submission) -> None:
    notice = Notice.objects.filter(submission_id=case.pk, to_address=case.email)[0]
    raw = dsn("failed", "5.1.1").replace(b"<abc@desk.example>", notice.message_id.encode())
    for _ in range(2):
        mail = take_in(raw, mailbox="privacy@northwind.example")
    assert (mail.status, mail.reference) == ("not_a_request", case.reference)
    assert case.reference in lost_in(handler(case))
    assert LostMail.objects.count() == 1


def test_a_mail_that_is_only_late_is_no_work(case: Submission) -> None:
    notice = Notice.objects.filter(submission_id=case.pk, to_address=case.email)[0]
    take_in(dsn("delayed", "4.4.1").replace(b"<abc@desk.example>", notice.message_id.encode()))
    assert not LostMail.objects.exists()
    assert notice.delivery_events.get().kind == "deferred"


def test_the_letter_is_printed_where_a_postal_address_was_given(case: Submission) -> None:
    report(case, EventKind.BOUNCED)
    assert LostMail.objects.get().other_way == "post"
    paper = PaperLetter.objects.get()
    assert paper.letter
    assert (paper.letter.kind, paper.reader, paper.notice.state) == ("received", "writer", "queued")
    page = text_of(handler(case).get(case_url(request_of(case))))
    assert "the letter waits to be printed and posted" in page

    report(case, EventKind.DELIVERED, day=1)
    report(case, EventKind.BOUNCED, day=2)
    assert PaperLetter.objects.count() == 1


def test_the_phone_is_tried_where_one_was_given(person: Person, mail_server: MailServer) -> None:
    case = submitted(person, phone="+358 40 123 4567", postal_address="")
    deliver_due()
    report(case, EventKind.BOUNCED)
    page = text_of(handler(case).get(case_url(request_of(case))))
    assert "they gave a phone number: call them. +358 40 123 4567" in page


def test_without_another_way_the_own_page_says_so(person: Person, mail_server: MailServer) -> None:
    case = submitted(person, phone="", postal_address="")
    deliver_due()
    report(case, EventKind.BOUNCED)
    assert LostMail.objects.get().other_way == "page"


def test_the_person_is_told_on_their_own_page(person: Person, case: Submission) -> None:
    person.open_request(case)
    assert "did not arrive" not in text_of(person.get("request"))
    report(case, EventKind.BOUNCED)
    page = text_of(person.get("request"))
    assert f">{case.email}</bdi> did not arrive" in page
    assert "the time we have to answer runs on" in page


def test_staff_mail_that_bounces_is_no_work_in_the_case(
    person: Person, mail_server: MailServer
) -> None:
    controller = make_controller(name="Northwind Oy")
    handler_of(controller)
    case = person.submit(answers_to(controller))
    person.open_request(case)
    deliver_due()
    staff = Notice.objects.filter(kind__startswith="staff_", submission_id=case.pk)[0]
    note_event(Report(provider="x", message_id=staff.message_id, kind=EventKind.BOUNCED))
    assert Notice.objects.get(pk=staff.pk).state == "bounced"
    assert not LostMail.objects.exists()


def test_it_is_seen_to_once_by_who_handles_requests(case: Submission) -> None:
    report(case, EventKind.BOUNCED)
    lost = LostMail.objects.get()
    with pytest.raises(NotPermitted):
        end_lost_mail(lost.pk, reached=True, actor=stranger())
    end_lost_mail(lost.pk, reached=False, actor=acting(case.controller))
    with pytest.raises(NotPossible):
        end_lost_mail(lost.pk, reached=True, actor=acting(case.controller))


def stranger() -> Actor:
    return acting(make_controller())
