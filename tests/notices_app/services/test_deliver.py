from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from email import message_from_bytes, policy
from email.message import EmailMessage
from typing import Any

import pytest
import time_machine
from django.db import connection, transaction

from config.clock import now
from notices_app.models import Notice
from notices_app.services import cancel_queued, deliver, send_again
from notices_app.services.deliver import deliver_due
from notices_app.services.release_stuck import release_stuck
from notices_app.services.retry import ATTEMPTS
from tests.factories import make_controller
from tests.notices_app.conftest import MailServer

Queue = Callable[..., Notice]
pytestmark = pytest.mark.django_db


def received(server: MailServer) -> list[EmailMessage]:
    return [
        message_from_bytes(envelope.original_content or b"", policy=policy.default)
        for envelope in server.taken
    ]


def text_of(message: EmailMessage, subtype: str = "plain") -> str:
    part = message.get_body((subtype,))
    assert part is not None
    return str(part.get_content())


def again(notice: Notice) -> Notice:
    return Notice.objects.get(pk=notice.pk)


def test_a_message_reaches_the_mail_server(queue_notice: Queue, mail_server: MailServer) -> None:
    notice = queue_notice()
    deliver_due()
    (message,) = received(mail_server)
    assert mail_server.taken[0].rcpt_tos == ["maija@example.org"]
    assert mail_server.taken[0].mail_from == "desk@rightsdesk.example"
    assert message["Message-ID"] == notice.message_id
    assert message["Subject"] == "Olemme saaneet pyyntösi RD-7K3M-Q9XA"
    assert message["From"].addresses[0].display_name == "Kävelykenkä, Oy"
    assert message["Reply-To"] == notice.controller.email
    assert message["Auto-Submitted"] == "auto-generated"
    assert message["X-Rightsdesk-Possible-Duplicate"] is None
    assert "https://desk.example/fi/open/s3cret/" in text_of(message)
    assert 'href="https://desk.example/fi/open/s3cret/"' in text_of(message, "html")
    assert again(notice).state == "sent"


def test_once_mailed_the_link_is_in_the_mail_only(
    queue_notice: Queue, mail_server: MailServer
) -> None:
    notice = queue_notice()
    deliver_due()
    kept = again(notice)
    assert "s3cret" not in kept.text + kept.html
    assert "Maija Meikäläinen" in kept.text


def test_each_message_of_a_run_is_noted_in_the_same_way(
    queue_notice: Queue, mail_server: MailServer
) -> None:
    desk = make_controller()
    first, last = (queue_notice(occasion=each, controller=desk) for each in ("first", "last"))
    before = {field.attname: getattr(first, field.attname) for field in Notice._meta.fields}
    deliver_due()
    noted = again(first), again(last)
    changed = {name for name, value in before.items() if getattr(noted[0], name) != value}
    assert changed == {name for name in before if getattr(noted[1], name) != getattr(last, name)}
    for name in changed - {"sent_at", "begun_at", "claimed_at"}:
        assert getattr(noted[0], name) == getattr(noted[1], name), name


def test_a_second_run_sends_nothing_anew(queue_notice: Queue, mail_server: MailServer) -> None:
    queue_notice()
    deliver_due()
    deliver_due()
    assert len(mail_server.taken) == 1


def test_a_message_is_not_sent_before_it_is_due(
    queue_notice: Queue, mail_server: MailServer
) -> None:
    with time_machine.travel(now() + timedelta(hours=1)):
        notice = queue_notice()
    deliver_due()
    assert again(notice).state == "queued"
    assert mail_server.taken == []


@pytest.mark.parametrize("place", ["answer_to_recipient", "answer_to_data"])
def test_a_passing_refusal_is_tried_again_later(
    queue_notice: Queue, mail_server: MailServer, place: str
) -> None:
    notice = queue_notice()
    setattr(mail_server, place, "451 Try later")
    deliver_due()
    waiting = again(notice)
    assert waiting.state == "queued"
    assert waiting.due_at > now()
    assert "Try later" in waiting.last_error
    assert not waiting.maybe_sent_before
    setattr(mail_server, place, "")
    with time_machine.travel(waiting.due_at + timedelta(seconds=1)):
        deliver_due()
    assert again(notice).state == "sent"
    assert again(notice).last_error == ""


@pytest.mark.parametrize("place", ["answer_to_recipient", "answer_to_data"])
def test_a_refusal_for_good_is_not_tried_again(
    queue_notice: Queue, mail_server: MailServer, place: str
) -> None:
    notice = queue_notice()
    setattr(mail_server, place, "550 No such mailbox")
    deliver_due()
    failed = again(notice)
    assert failed.state == "failed"
    assert "No such mailbox" in failed.last_error


def test_one_bad_address_does_not_hold_up_the_others(
    queue_notice: Queue, mail_server: MailServer
) -> None:
    controller = make_controller()
    bad = queue_notice("a:1", controller=controller, to_address="a@example.org, b@example.org")
    good = queue_notice("a:2", controller=controller)
    deliver_due()
    assert again(bad).state == "failed"
    assert again(good).state == "sent"


def test_a_mail_server_that_is_away_gets_the_message_when_it_is_back(
    queue_notice: Queue, mail_server: MailServer
) -> None:
    mail_server.stop()
    notice = queue_notice()
    deliver_due()
    waiting = again(notice)
    assert waiting.state == "queued"
    assert "ConnectionRefusedError" in waiting.last_error
    assert not waiting.maybe_sent_before
    mail_server.start()
    with time_machine.travel(waiting.due_at + timedelta(seconds=1)):
        deliver_due()
    assert len(mail_server.taken) == 1
    assert again(notice).state == "sent"


def test_a_mail_server_that_is_away_stops_the_run(
    queue_notice: Queue, mail_server: MailServer, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(deliver, "BATCH", 10)
    controller = make_controller()
    for number in range(15):
        queue_notice(f"a:{number}", controller=controller)
    mail_server.stop()
    deliver_due()
    assert Notice.objects.filter(attempts=0, state="queued").count() == 5


def test_the_wait_grows_and_then_the_desk_gives_up(
    queue_notice: Queue, mail_server: MailServer
) -> None:
    notice = queue_notice()
    mail_server.answer_to_recipient = "451 Try later"
    waits = []
    started = moment = now()
    for _ in range(ATTEMPTS):
        with time_machine.travel(moment, tick=False):
            deliver_due()
        waits.append(again(notice).due_at - moment)
        moment = again(notice).due_at
    assert again(notice).state == "failed"
    assert waits[0] < timedelta(minutes=2)
    assert waits[:6] == sorted(waits[:6])
    assert timedelta(days=1) < moment - started < timedelta(days=3)


def test_two_messages_that_failed_together_do_not_come_back_together(
    queue_notice: Queue, mail_server: MailServer
) -> None:
    controller = make_controller()
    for number in range(6):
        queue_notice(f"a:{number}", controller=controller)
    mail_server.answer_to_recipient = "451 Try later"
    with time_machine.travel(now(), tick=False):
        deliver_due()
    assert len(set(Notice.objects.values_list("due_at", flat=True))) > 1


def test_a_connection_that_breaks_after_the_text_is_a_doubtful_attempt(
    queue_notice: Queue, mail_server: MailServer
) -> None:
    notice = queue_notice()
    mail_server.hangs_up_after_data = True
    deliver_due()
    doubtful = again(notice)
    assert doubtful.state == "queued"
    assert doubtful.maybe_sent_before
    mail_server.hangs_up_after_data = False
    with time_machine.travel(doubtful.due_at + timedelta(seconds=1)):
        deliver_due()
    first, second = received(mail_server)
    assert first["Message-ID"] == second["Message-ID"]
    assert second["X-Rightsdesk-Possible-Duplicate"] == "yes"


def test_what_a_killed_worker_left_behind_is_sent_again_and_marked(
    queue_notice: Queue, mail_server: MailServer, settings: Any
) -> None:
    notice = queue_notice()
    _die_while_sending(notice)
    deliver_due()
    release_stuck()
    assert mail_server.taken == []
    with time_machine.travel(now() + timedelta(seconds=settings.NOTICE_STUCK_SECONDS + 1)):
        release_stuck()
        deliver_due()
    (message,) = received(mail_server)
    assert message["Message-ID"] == notice.message_id
    assert message["X-Rightsdesk-Possible-Duplicate"] == "yes"
    assert again(notice).state == "sent"


def test_what_a_killed_worker_had_only_claimed_is_not_in_doubt(
    queue_notice: Queue, mail_server: MailServer, settings: Any
) -> None:
    row = queue_notice()
    row.claim(claimed_at=now())
    row.save()
    with time_machine.travel(now() + timedelta(seconds=settings.NOTICE_STUCK_SECONDS + 1)):
        release_stuck()
        deliver_due()
    (message,) = received(mail_server)
    assert message["X-Rightsdesk-Possible-Duplicate"] is None


def _die_while_sending(notice: Notice) -> None:
    row = again(notice)
    row.claim(claimed_at=now())
    row.begun_at = now()
    row.attempts += 1
    row.save()


def test_a_message_that_kills_every_worker_is_given_up(
    queue_notice: Queue, mail_server: MailServer, settings: Any
) -> None:
    notice = queue_notice()
    moment = now()
    for _ in range(ATTEMPTS):
        with time_machine.travel(moment):
            _die_while_sending(notice)
        moment += timedelta(seconds=settings.NOTICE_STUCK_SECONDS + 1)
        with time_machine.travel(moment):
            release_stuck()
    assert again(notice).state == "failed"


@pytest.mark.django_db(transaction=True)
def test_a_worker_whose_claim_was_taken_away_writes_nothing(
    queue_notice: Queue, mail_server: MailServer, settings: Any
) -> None:
    notice = queue_notice()

    def sweep_meanwhile() -> None:
        mail_server.when_taken = lambda: None
        with time_machine.travel(now() + timedelta(seconds=settings.NOTICE_STUCK_SECONDS + 1)):
            release_stuck()
        connection.close()

    mail_server.when_taken = sweep_meanwhile
    deliver_due()
    swept = again(notice)
    assert swept.state == "queued"
    assert swept.maybe_sent_before


@pytest.mark.django_db(transaction=True)
def test_a_message_that_was_taken_away_before_it_began_is_left_to_who_has_it(
    queue_notice: Queue, mail_server: MailServer
) -> None:
    notices = [queue_notice("a:1"), queue_notice("a:2", controller=make_controller())]
    taken_over_at = now() - timedelta(seconds=1)

    def take_over_the_next() -> None:
        mail_server.when_taken = lambda: None
        Notice.objects.filter(state="sending", begun_at=None).update(claimed_at=taken_over_at)
        connection.close()

    mail_server.when_taken = take_over_the_next
    deliver_due()
    first, second = sorted((again(notice) for notice in notices), key=lambda row: row.state)
    assert len(mail_server.taken) == 1
    assert (first.state, first.claimed_at, first.begun_at) == ("sending", taken_over_at, None)
    assert second.state == "sent"
    assert "https:" not in second.text


def test_a_failed_message_can_be_sent_again_by_hand(
    queue_notice: Queue, mail_server: MailServer
) -> None:
    notice = queue_notice()
    mail_server.answer_to_recipient = "550 No such mailbox"
    deliver_due()
    mail_server.answer_to_recipient = ""
    assert send_again(notice.pk)
    deliver_due()
    (message,) = received(mail_server)
    assert message["Message-ID"] == notice.message_id
    assert "https://desk.example/fi/open/s3cret/" in text_of(message)
    assert again(notice).state == "sent"


def test_a_message_that_did_not_fail_is_not_sent_again(
    queue_notice: Queue, mail_server: MailServer
) -> None:
    notice = queue_notice()
    deliver_due()
    assert not send_again(notice.pk)
    assert again(notice).state == "sent"


def test_a_message_taken_back_is_not_sent(queue_notice: Queue, mail_server: MailServer) -> None:
    queue_notice(submission_id=3)
    cancel_queued(3, ["received"])
    deliver_due()
    assert mail_server.taken == []


def test_a_name_of_an_organisation_cannot_add_a_header(
    queue_notice: Queue, mail_server: MailServer
) -> None:
    controller = make_controller(name="Evil\r\nBcc: all@example.org")
    queue_notice(controller=controller)
    deliver_due()
    (message,) = received(mail_server)
    assert message["Bcc"] is None
    assert mail_server.taken[0].rcpt_tos == ["maija@example.org"]


@pytest.mark.parametrize(
    "address", ["maija@example.org\r\nBcc: all@example.org", "maija@example.org, all@example.org"]
)
def test_an_address_cannot_add_a_recipient(
    queue_notice: Queue, mail_server: MailServer, address: str
) -> None:
    notice = queue_notice(to_address=address)
    deliver_due()
    assert mail_server.taken == []
    assert again(notice).last_error


def test_nothing_personal_is_logged(
    queue_notice: Queue, mail_server: MailServer, caplog: pytest.LogCaptureFixture
) -> None:
    queue_notice()
    mail_server.answer_to_recipient = "550 maija@example.org unknown"
    with caplog.at_level("DEBUG", logger="notices_app"):
        deliver_due()
    assert "could not be sent" in caplog.text
    assert "maija" not in caplog.text.lower()


@pytest.mark.django_db(transaction=True)
def test_two_workers_never_claim_the_same_letter(
    queue_notice: Queue, mail_server: MailServer, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(deliver, "BATCH", 10)
    controller = make_controller()
    with transaction.atomic():
        for number in range(40):
            queue_notice(f"a:{number}", controller=controller)
    # Neither gets an answer before both have claimed and come.
    mail_server.waits_for_clients = 2
    with ThreadPoolExecutor(2) as workers:
        for run in [workers.submit(_work) for _ in range(2)]:
            run.result()
    ids = [message["Message-ID"] for message in received(mail_server)]
    assert len(ids) == 40
    assert len(set(ids)) == 40
    assert set(Notice.objects.values_list("state", "attempts")) == {("sent", 1)}


def _work() -> None:
    try:
        deliver_due()
    finally:
        connection.close()
