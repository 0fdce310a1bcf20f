"""Whether mail comes in: probes, silence, errors, and who is told."""

from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from django.core import mail as sent
from django.test import Client
from django.urls import reverse

from config.clock import now
from notices_app.domain.silence import is_too_quiet
from notices_app.inbound.poll import poll
from notices_app.inbound.probe import probe_mailboxes
from notices_app.inbound.receive import receive
from notices_app.models import InboundMail, Mailbox, MailboxProbe, Notice
from notices_app.services.intake_health import alarms, volume_of
from registers_app.domain.roles import Role
from registers_app.models import Controller
from requests_app.services.mail_intake import mail_intake
from tests.clock import Clock
from tests.factories import make_user
from tests.imap_server import PASSWORD, ImapServer
from tests.notices_app.inbound.conftest import MakeMailbox

pytestmark = pytest.mark.django_db


@pytest.fixture
def box(desk: Controller) -> Mailbox:
    """A mailbox whose mail is handed over."""
    return Mailbox.objects.create(
        controller=desk, address="privacy@desk.example", reached_by="handed", created_at=now()
    )


def troubles(desk: Controller) -> list[str]:
    return [alarm.trouble.value for alarm in alarms([desk])]


def came_in(box: Mailbox, at: datetime, number: int, status: str = "not_a_request") -> InboundMail:
    mail = InboundMail(
        controller=box.controller,
        mailbox=box.address,
        came_by=box,
        fingerprint=str(number),
        received_at=at,
        taken_in_at=max(at, now()),
        status=status,
        reading={},
        sealed=b"sealed",
        sealed_words=b"",
    )
    mail.save()
    return mail


def test_a_probe_comes_back_once_a_day_and_is_no_mail_of_anybody(
    imap: ImapServer, make_mailbox: MakeMailbox, desk: Controller, clock: Clock
) -> None:
    box = make_mailbox()
    assert (probe_mailboxes(), probe_mailboxes()) == (1, 0)
    imap.put(box.address, sent.outbox[0].message().as_bytes())
    poll(box.pk)
    assert MailboxProbe.objects.get().arrived_at is not None
    assert not InboundMail.objects.exists()
    assert troubles(desk) == []
    clock.advance(days=1, minutes=1)
    assert probe_mailboxes() == 1


def test_a_probe_that_does_not_come_is_an_alarm_until_one_does(
    box: Mailbox, desk: Controller, clock: Clock
) -> None:
    probe_mailboxes()
    clock.advance(hours=1)
    assert troubles(desk) == []
    clock.advance(hours=2)
    assert troubles(desk) == ["probe_late"]
    assert receive(sent.outbox[0].message().as_bytes()) is None
    assert troubles(desk) == []


def test_who_answers_a_probe_or_makes_one_up_writes_a_mail_like_any_other(
    box: Mailbox, desk: Controller
) -> None:
    probe_mailboxes()
    subject = sent.outbox[0].subject
    for number, line in enumerate((f"Re: {subject}", "rightsdesk-probe-" + "x" * 32)):
        raw = (
            f"From: a{number}@example.org\nTo: {box.address}\nSubject: {line}\n\nDelete my data.\n"
        )
        assert receive(raw.encode()) is not None
    assert MailboxProbe.objects.get().arrived_at is None


def test_seven_days_without_mail_where_twenty_a_week_are_usual_is_an_alarm(
    box: Mailbox, desk: Controller, clock: Clock
) -> None:
    start = datetime(2026, 10, 1, 8, tzinfo=UTC)
    for number in range(120):
        came_in(box, start + number * timedelta(days=7) / 20, number)
    volume = volume_of(box)
    assert volume is not None
    assert round(volume.a_week) == 20
    clock.set(volume.last_at + timedelta(days=2))
    assert "silent" not in troubles(desk)
    clock.set(volume.last_at + timedelta(days=7))
    alarm = next(each for each in alarms([desk]) if each.trouble == "silent")
    assert (alarm.days, alarm.a_week) == (7, 20)
    came_in(box, now(), 200)
    assert "silent" not in troubles(desk)


def test_little_mail_is_missed_late_and_a_weekend_says_nothing() -> None:
    assert not is_too_quiet(quiet=timedelta(days=60), a_week=1)
    assert is_too_quiet(quiet=timedelta(days=70), a_week=1)
    assert not is_too_quiet(quiet=timedelta(days=2), a_week=500)


def test_a_mailbox_that_nobody_looks_into_is_an_alarm(
    make_mailbox: MakeMailbox, desk: Controller, clock: Clock
) -> None:
    make_mailbox()
    clock.advance(hours=1)
    assert troubles(desk) == ["not_checked"]


def test_staff_is_told_once_a_day_of_held_mail_and_broken_mailboxes_without_a_word_of_them(
    make_mailbox: MakeMailbox, desk: Controller, clock: Clock
) -> None:
    make_user(desk, role=Role.REGISTER_EDITOR)
    assert mail_intake() == 0
    box = make_mailbox(port=9)
    poll(box.pk)
    came_in(box, now() - timedelta(days=3), 1, status="held")
    assert mail_intake() == Notice.objects.filter(kind="staff_intake").count() == 1
    mail_intake()
    notice = Notice.objects.get(kind="staff_intake")
    assert "1" in notice.subject
    assert box.address in notice.text
    assert "The server cannot be reached." in notice.text
    clock.advance(days=1)
    mail_intake()
    assert Notice.objects.filter(kind="staff_intake").count() == 2


def test_nobody_is_told_in_the_night(
    make_mailbox: MakeMailbox, desk: Controller, clock: Clock
) -> None:
    poll(make_mailbox(port=9).pk)
    clock.set(datetime(2026, 11, 27, 1, tzinfo=UTC))
    assert mail_intake() == 0


def front_page(desk: Controller, client: Client, role: Role) -> str:
    client.force_login(make_user(desk, role=role))
    return client.get(reverse("admin:index")).content.decode()


def test_the_front_page_says_what_is_wrong_to_who_handles_requests(
    make_mailbox: MakeMailbox, desk: Controller, client: Client
) -> None:
    box = make_mailbox(port=9)
    poll(box.pk)
    came_in(box, now() - timedelta(days=3), 1, status="held")
    page = reverse("admin:notices_app_mailbox_change", args=[box.pk])
    handler = front_page(desk, client, Role.HANDLER)
    assert "The server cannot be reached." in handler
    assert page not in handler
    assert "it has to be answered by" in handler
    assert page in front_page(desk, client, Role.ADMINISTRATOR)
    assert "cannot be reached" not in front_page(desk, client, Role.REGISTER_EDITOR)


def test_an_administrator_adds_a_mailbox_and_tries_it_and_sees_no_password_again(
    imap: ImapServer, desk: Controller, client: Client
) -> None:
    imap.add("added@mail.example")
    client.force_login(make_user(desk, role=Role.ADMINISTRATOR))
    fields: dict[str, Any] = {
        "controller": desk.pk,
        "address": "added@mail.example",
        "reached_by": "imap",
        "is_active": "on",
        "host": "127.0.0.1",
        "port": imap.port,
        "encryption": "none",
        "user_name": "added@mail.example",
        "password": "wrong",
        "folder": "INBOX",
        "after_reading": "seen",
        "_try": "1",
    }
    page = client.post(reverse("admin:notices_app_mailbox_add"), fields, follow=True)
    assert "The server refuses user or password." in page.content.decode()
    box = Mailbox.objects.get()
    address = reverse("admin:notices_app_mailbox_change", args=[box.pk])
    page = client.post(address, {**fields, "password": PASSWORD}, follow=True)
    assert "The connection works. The folder holds 0 mails." in page.content.decode()
    assert PASSWORD not in page.content.decode()
    page = client.post(address, {**fields, "password": ""}, follow=True)
    assert "The connection works." in page.content.decode()
    Mailbox.objects.filter(pk=box.pk).update(uid_validity=5, done_up_to=9)
    client.post(address, {**fields, "password": "", "folder": "Done"}, follow=True)
    box.refresh_from_db()
    assert (box.generation, box.uid_validity, box.done_up_to) == (2, 0, 0)
