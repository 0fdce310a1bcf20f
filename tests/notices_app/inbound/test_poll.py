"""Mail is fetched from a real IMAP server: each mail once, kept here before it is marked there."""

from collections.abc import Iterable
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from django.core.exceptions import ValidationError
from django.db import DatabaseError, connection

from notices_app.inbound import poll as polling
from notices_app.inbound import receive as receiving
from notices_app.inbound import take_in as taking
from notices_app.inbound.imap import OpenMailbox
from notices_app.inbound.poll import mailboxes_to_poll, poll
from notices_app.inbound.try_mailbox import try_mailbox
from notices_app.models import FetchedMail, InboundMail, Mailbox, MailboxError
from requests_app.models import Submission
from tests.clock import Clock
from tests.imap_server import PASSWORD, ImapServer
from tests.notices_app.inbound.conftest import MakeMailbox

pytestmark = pytest.mark.django_db

ERASE = "Please delete all my personal data. Customer no. 5567."


def letter(number: int = 1, text: str = ERASE, to: str = "privacy@desk.example") -> bytes:
    return (
        f"From: Pat Doe <pat{number}@example.org>\r\nTo: {to}\r\nSubject: My data {number}\r\n"
        f"Message-ID: <{number}@example.org>\r\nDate: Mon, 23 Nov 2026 10:00:00 +0200\r\n"
        f"\r\n{text}\r\n"
    ).encode()


def test_new_mail_becomes_cases_once_and_is_marked_as_read(
    imap: ImapServer, make_mailbox: MakeMailbox
) -> None:
    box = make_mailbox()
    arrived = datetime(2026, 11, 20, 8, tzinfo=UTC)
    imap.put(box.address, letter(1), at=arrived)
    imap.put(box.address, letter(2))
    assert poll(box.pk) == 2
    assert poll(box.pk) == 0
    mails = InboundMail.objects.filter(came_by=box)
    assert [mail.status for mail in mails] == ["new", "new"]
    assert Submission.objects.get(email="pat1@example.org").received_at == arrived
    assert all(b"\\Seen" in flags for flags in imap.flags(box.address))
    box.refresh_from_db()
    assert (box.error, box.done_up_to, box.checked_at) == ("", 2, box.succeeded_at)


def test_mail_that_was_read_is_moved_where_the_mailbox_says(
    imap: ImapServer, make_mailbox: MakeMailbox
) -> None:
    box = make_mailbox(after_reading="move", moves_to="Done")
    imap.put(box.address, letter())
    assert poll(box.pk) == 1
    assert imap.flags(box.address) == []
    assert len(imap.flags(box.address, "Done")) == 1


def test_a_kill_between_keeping_and_marking_neither_loses_nor_doubles(
    imap: ImapServer, make_mailbox: MakeMailbox, monkeypatch: pytest.MonkeyPatch
) -> None:
    box = make_mailbox(after_reading="move", moves_to="Done")
    for number in range(3):
        imap.put(box.address, letter(number, text=f"{ERASE} {number}"))

    def killed(*args: object) -> None:
        raise KeyboardInterrupt

    with monkeypatch.context() as patched:
        patched.setattr(OpenMailbox, "settle", killed)
        with pytest.raises(KeyboardInterrupt):
            poll(box.pk)
    assert FetchedMail.objects.filter(mailbox=box).count() == 3
    assert len(imap.flags(box.address)) == 3
    assert poll(box.pk) == 0
    assert InboundMail.objects.filter(came_by=box).count() == 3
    assert Submission.objects.count() == 3
    assert len(imap.flags(box.address, "Done")) == 3


def test_a_kill_before_the_commit_leaves_the_mail_for_the_next_turn(
    imap: ImapServer, make_mailbox: MakeMailbox, monkeypatch: pytest.MonkeyPatch
) -> None:
    box = make_mailbox()
    imap.put(box.address, letter())

    def killed(**facts: object) -> None:
        raise KeyboardInterrupt

    with monkeypatch.context() as patched:
        patched.setattr(FetchedMail.objects, "create", killed)
        with pytest.raises(KeyboardInterrupt):
            poll(box.pk)
    assert not InboundMail.objects.exists()
    assert not any(b"Seen" in flags for flags in imap.flags(box.address))
    assert poll(box.pk) == 1
    assert InboundMail.objects.count() == 1


def test_one_that_cannot_be_kept_waits_and_the_others_are_taken_in(
    imap: ImapServer, make_mailbox: MakeMailbox, monkeypatch: pytest.MonkeyPatch
) -> None:
    box = make_mailbox()
    for number in (1, 2, 3):
        imap.put(box.address, letter(number))
    take_in = taking.take_in

    def full(raw: bytes, **facts: Any) -> InboundMail:
        if b"pat2@" in raw:
            raise DatabaseError
        return take_in(raw, **facts)

    with monkeypatch.context() as patched:
        patched.setattr(receiving, "take_in", full)
        assert poll(box.pk) == 2
    box.refresh_from_db()
    assert (box.error, box.done_up_to) == (MailboxError.KEEP, 0)
    assert box.failing_since is not None
    assert [b"Seen" in flags for flags in imap.flags(box.address)] == [True, False, True]
    assert poll(box.pk) == 1
    box.refresh_from_db()
    assert (box.error, box.done_up_to) == ("", 3)
    assert not box.failing_since


def test_a_mail_that_breaks_its_reading_is_kept_unread_and_the_next_is_read(
    imap: ImapServer, make_mailbox: MakeMailbox, monkeypatch: pytest.MonkeyPatch
) -> None:
    box = make_mailbox()
    imap.put(box.address, letter(1))
    imap.put(box.address, letter(2))
    take_in = taking.take_in

    def broken(raw: bytes, **facts: Any) -> InboundMail:
        if b"pat1@" in raw:
            raise RuntimeError("pat1@example.org")
        return take_in(raw, **facts)

    monkeypatch.setattr(receiving, "take_in", broken)
    assert poll(box.pk) == 2
    kept, read = InboundMail.objects.filter(came_by=box).order_by("pk")
    assert (kept.status, kept.reasons) == ("unreadable", ["broke_its_reading"])
    assert read.status == "new"


def test_of_a_huge_mail_only_the_beginning_is_fetched_and_a_human_looks(
    imap: ImapServer, make_mailbox: MakeMailbox, settings: Any
) -> None:
    settings.INBOUND_LARGEST_MB = 1
    box = make_mailbox()
    imap.put(box.address, letter(1) + b"x" * 2_000_000)
    assert poll(box.pk) == 1
    mail = InboundMail.objects.get()
    assert (mail.status, mail.reasons) == ("held", ["too_large"])
    assert len(mail.sealed) < 1_100_000


def test_the_same_mail_in_a_folder_that_is_numbered_anew_is_known(
    imap: ImapServer, make_mailbox: MakeMailbox
) -> None:
    box = make_mailbox()
    imap.put(box.address, letter())
    poll(box.pk)
    Mailbox.objects.filter(pk=box.pk).update(uid_validity=7)
    FetchedMail.objects.all().delete()
    assert poll(box.pk) == 1
    assert InboundMail.objects.count() == 1


def test_old_mail_is_left_alone_where_the_mailbox_says_since_when(
    imap: ImapServer, make_mailbox: MakeMailbox
) -> None:
    box = make_mailbox(since=datetime(2026, 11, 1, tzinfo=UTC).date())
    imap.put(box.address, letter(1), at=datetime(2026, 9, 1, tzinfo=UTC))
    imap.put(box.address, letter(2), at=datetime(2026, 11, 2, tzinfo=UTC))
    assert poll(box.pk) == 1
    assert Submission.objects.get().email == "pat2@example.org"


def test_many_mailboxes_are_told_apart_by_their_controllers(
    imap: ImapServer, make_mailbox: MakeMailbox
) -> None:
    boxes = [make_mailbox() for _ in range(3)]
    make_mailbox(is_active=False)
    for number, box in enumerate(boxes):
        imap.put(box.address, letter(number, to=box.address))
    assert mailboxes_to_poll() == [box.pk for box in boxes]
    assert [poll(pk) for pk in mailboxes_to_poll()] == [1, 1, 1]
    assert set(InboundMail.objects.values_list("mailbox", flat=True)) == {
        box.address for box in boxes
    }


def faults(make_mailbox: MakeMailbox) -> Iterable[tuple[Mailbox, MailboxError]]:
    wrong = make_mailbox()
    wrong.keep_password("wrong")
    yield wrong, MailboxError.LOGIN
    yield make_mailbox(folder="Nowhere"), MailboxError.FOLDER
    yield make_mailbox(port=9), MailboxError.UNREACHABLE
    yield make_mailbox(after_reading="move", moves_to="Nowhere"), MailboxError.MOVE
    sealed = make_mailbox()
    sealed.sealed_password = b"spoilt"
    yield sealed, MailboxError.PASSWORD


def test_what_stands_in_the_way_is_said_in_words_of_the_desk(
    imap: ImapServer, make_mailbox: MakeMailbox
) -> None:
    for box, error in faults(make_mailbox):
        box.save()
        imap.put(box.address, letter(text="Hello, do you sell lamps? What do they cost?"))
        assert try_mailbox(box).error is error
        poll(box.pk)
        box.refresh_from_db()
        assert (box.error, box.succeeded_at) == (error, None)
        assert box.failing_since is not None


def test_a_certificate_that_nobody_signed_is_refused_and_a_known_one_is_taken(
    imap: ImapServer, make_mailbox: MakeMailbox, monkeypatch: pytest.MonkeyPatch
) -> None:
    direct = make_mailbox(host="localhost", port=imap.tls_port, encryption="tls")
    upgraded = make_mailbox(host="localhost", encryption="starttls")
    for box in (direct, upgraded):
        assert try_mailbox(box).error is MailboxError.CERTIFICATE
    monkeypatch.setenv("SSL_CERT_FILE", str(imap.certificate))
    for box in (direct, upgraded):
        assert try_mailbox(box).error is None


def test_a_password_may_come_from_the_environment_and_is_sealed_otherwise(
    make_mailbox: MakeMailbox, monkeypatch: pytest.MonkeyPatch
) -> None:
    box = make_mailbox()
    assert PASSWORD.encode() not in bytes(box.sealed_password)
    box.sealed_password, box.password_variable = b"", "MAILBOX_PASSWORD_PRIVACY"
    assert try_mailbox(box).error is MailboxError.PASSWORD
    monkeypatch.setenv("MAILBOX_PASSWORD_PRIVACY", PASSWORD)
    assert try_mailbox(box).error is None


@pytest.mark.parametrize(
    "facts",
    [
        {"password_variable": "DATABASE_URL"},
        {"host": "mail.example.org", "encryption": "none"},
        {"after_reading": "move", "moves_to": ""},
        {"after_reading": "move", "moves_to": "INBOX"},
        {"user_name": ""},
    ],
)
def test_what_cannot_work_or_is_not_safe_is_not_saved(
    make_mailbox: MakeMailbox, facts: dict[str, str]
) -> None:
    with pytest.raises(ValidationError):
        make_mailbox(**facts)


def test_a_turn_ends_in_time_and_the_next_goes_on(
    imap: ImapServer, make_mailbox: MakeMailbox, monkeypatch: pytest.MonkeyPatch
) -> None:
    box = make_mailbox()
    monkeypatch.setattr(polling, "LONGEST_TURN", timedelta(0))
    monkeypatch.setattr(polling, "BATCH", 2)
    for number in range(3):
        imap.put(box.address, letter(number))
    assert [poll(box.pk) for _ in range(3)] == [2, 1, 0]


def test_nobody_polls_a_mailbox_that_another_worker_polls(
    imap: ImapServer, make_mailbox: MakeMailbox
) -> None:
    box = make_mailbox()
    imap.put(box.address, letter())
    other = connection.copy()
    try:
        with other.cursor() as cursor:
            cursor.execute("SELECT pg_advisory_lock(%s, %s)", [polling._LOCK, box.pk])
        assert poll(box.pk) == 0
        with other.cursor() as cursor:
            cursor.execute("SELECT pg_advisory_unlock_all()")
    finally:
        other.close()
    assert poll(box.pk) == 1


def test_what_the_desk_takes_in_is_as_old_as_the_server_says(
    imap: ImapServer, make_mailbox: MakeMailbox, clock: Clock
) -> None:
    box = make_mailbox()
    arrived = datetime(2026, 11, 25, 22, 30, tzinfo=UTC)
    imap.put(box.address, letter(), at=arrived)
    clock.advance(days=2)
    poll(box.pk)
    assert InboundMail.objects.get().received_at == arrived
