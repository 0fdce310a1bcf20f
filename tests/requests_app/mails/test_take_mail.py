"""What becomes of a mail: a case, a part of one, or something for a human."""

import json
from collections.abc import Callable
from datetime import UTC, date, datetime
from io import BytesIO, StringIO
from pathlib import Path
from typing import Any

import pytest
from django.core.management import CommandError, call_command
from django.db import DatabaseError, connection

from config.crypto import open_sealed
from notices_app.inbound import take_in as taking
from notices_app.inbound.take_in import take_in
from notices_app.models import InboundMail, Notice
from notices_app.services.forget_mail import forget_mail
from notices_app.services.message import build_message
from notices_app.services.reply_token import case_of, reply_address
from registers_app.models import Controller
from requests_app.models import CaseMessage, Submission
from tests.clock import Clock
from tests.factories import make_controller, make_register, make_user
from tests.notices_app.domain.corpus import corpus
from tests.requests_app.mails.written import written

pytestmark = pytest.mark.django_db

RECEIPT = datetime(2026, 10, 5, 20, 30, tzinfo=UTC)


@pytest.fixture(autouse=True)
def in_october(clock: Clock) -> None:
    clock.set(datetime(2026, 10, 9, 9, tzinfo=UTC))


@pytest.fixture
def controller() -> Controller:
    controller = make_controller()
    make_register(controller)
    make_user(controller)
    return controller


@pytest.fixture
def case(controller: Controller) -> Submission:
    """A case that a mail opened."""
    return Submission.objects.get(reference=take_in(written(controller)).reference)


def answer(case: Submission, text: str, **more: Any) -> InboundMail:
    return take_in(written(case.controller, text, **{"message_id": "<2@example.org>", **more}))


def test_a_clear_request_becomes_a_case_whose_clock_runs_from_the_true_receipt(
    controller: Controller,
) -> None:
    row = take_in(written(controller, "Please delete all my personal data. Customer no. 5567."))
    case = Submission.objects.get(reference=row.reference)
    request = case.requests.get()
    assert (row.status, row.reference, row.received_at) == ("new", case.reference, RECEIPT)
    assert (case.channel, case.email, case.person_name) == (
        "email",
        "maija@example.org",
        "Maija Virtanen",
    )
    assert (case.language, case.identifiers) == ("en", "5567")
    assert "delete all my personal data" in case.about
    assert (request.right, request.received_on) == ("erasure", date(2026, 10, 5))
    assert Notice.objects.filter(kind="received", submission_id=case.pk).count() == 1


def test_each_right_gets_its_own_request_with_the_same_day(controller: Controller) -> None:
    text = "Send me a copy of my personal data. Then delete it. Stop sending me marketing emails."
    row = take_in(written(controller, text))
    requests = Submission.objects.get(reference=row.reference).requests.all()
    assert {request.right for request in requests} == {"access", "erasure", "objection"}
    assert {request.received_on for request in requests} == {date(2026, 10, 5)}
    assert requests.get(right="objection").objection_scope == "marketing"


def test_the_same_mail_twice_is_one_case_whatever_way_it_came(controller: Controller) -> None:
    first = take_in(written(controller))
    again = take_in(written(controller, received="by other.example; 8 Oct 2026 09:00:00 +0300"))
    assert again.pk == first.pk
    assert Submission.objects.count() == 1


def test_a_message_id_used_again_hides_nothing(controller: Controller) -> None:
    first = take_in(written(controller))
    other = take_in(written(controller, "I withdraw my consent.", sender="Eve <eve@example.org>"))
    assert other.pk != first.pk
    assert (other.status, other.message_id) == ("new", "")


def test_what_is_in_doubt_is_held_with_its_true_receipt(controller: Controller) -> None:
    row = take_in(written(controller, "How do you handle privacy? What happens with my data?"))
    assert (row.status, row.submission_id, row.received_at) == ("held", None, RECEIPT)
    assert Notice.objects.count() == 0


def test_what_asks_for_nothing_is_put_aside(controller: Controller) -> None:
    row = take_in(written(controller, "Hello, could you send me a quote for 25 seats?"))
    assert (row.status, Submission.objects.count()) == ("not_a_request", 0)


def test_the_original_is_kept_sealed_and_the_reading_holds_no_words(controller: Controller) -> None:
    raw = written(controller)
    row = InboundMail.objects.get(pk=take_in(raw).pk)
    assert open_sealed(bytes(row.sealed)) == raw
    assert b"maija" not in bytes(row.sealed) + bytes(row.sealed_words)
    assert "maija" not in json.dumps(row.reading) + json.dumps(row.reasons)
    assert row.words.sender == "maija@example.org"


def test_an_answer_to_the_token_goes_into_its_case_from_whatever_address(
    case: Submission, settings: Any
) -> None:
    settings.REPLY_ADDRESS = "reply@desk.example"
    notice = Notice.objects.get(submission_id=case.pk, kind="received")
    to = build_message(notice).reply_to[0]
    assert to == reply_address(case.pk)
    row = answer(case, "Thank you, here is my number.", to=to, sender="Work <m@work.example>")
    assert (row.status, row.reference) == ("reply", case.reference)
    assert CaseMessage.objects.get(submission=case).text == "Thank you, here is my number."


@pytest.mark.parametrize("forged", ["1", "9"])
def test_a_token_that_is_not_ours_names_no_case(
    case: Submission, settings: Any, forged: str
) -> None:
    settings.REPLY_ADDRESS = "reply@desk.example"
    address = reply_address(case.pk)
    last = address.partition("@")[0][-1]
    other = next(digit for digit in forged + "07" if digit != last)
    assert case_of(address) == case.pk
    assert case_of(address.replace(f"{last}@", f"{other}@")) is None


def test_staff_do_not_answer_as_the_person(case: Submission, settings: Any) -> None:
    settings.REPLY_ADDRESS = "reply@desk.example"
    notice = Notice.objects.get(submission_id=case.pk, kind="staff_new_request")
    assert build_message(notice).reply_to == [case.controller.email]


def test_an_answer_finds_its_case_by_what_it_replies_to(case: Submission) -> None:
    notice = Notice.objects.get(submission_id=case.pk, kind="received")
    row = answer(case, "Thank you.", In_Reply_To=notice.message_id)
    assert (row.status, row.reference) == ("reply", case.reference)


def test_an_answer_finds_its_case_by_the_reference_or_by_the_sender(case: Submission) -> None:
    by_reference = answer(case, "My number is 5.", subject=f"re {case.reference.lower()}")
    by_sender = answer(case, "One more thing, I moved in May.", message_id="<3@example.org>")
    assert {by_reference.status, by_sender.status} == {"reply"}
    assert CaseMessage.objects.filter(submission=case).count() == 2


def test_a_stranger_who_knows_the_reference_does_not_write_into_the_case(case: Submission) -> None:
    row = answer(case, "Hi", subject=case.reference, sender="Eve <eve@example.org>")
    assert (row.status, row.submission_id) == ("held", None)
    assert "case_of_another_sender" in row.reasons
    assert not CaseMessage.objects.exists()


def test_a_reminder_finds_the_old_case_and_starts_no_clock(case: Submission) -> None:
    row = answer(case, "I have still not received any reply to my request of 1 October.")
    assert (row.status, row.reference) == ("reminder", case.reference)
    assert Submission.objects.count() == 1
    assert CaseMessage.objects.filter(submission=case).exists()


def test_a_reminder_of_what_never_reached_us_is_a_request_where_it_says_of_what(
    controller: Controller,
) -> None:
    lost = "I sent you a request. You have not answered."
    assert take_in(written(controller, lost)).status == "held"
    named = f"{lost} I want you to delete my personal data."
    row = take_in(written(controller, named, message_id="<2@example.org>"))
    assert row.status == "new"


def test_an_answer_that_asks_for_more_is_a_request_of_its_own(case: Submission) -> None:
    row = answer(case, "I also want a copy of my personal data.", subject=case.reference)
    assert (row.status, "asks_for_more" in row.reasons) == ("new", True)
    assert row.submission_id != case.pk
    more = Submission.objects.get(reference=row.reference)
    assert more.requests.get().right == "access"


@pytest.mark.parametrize(
    ("headers", "reason"),
    [
        ({"Auto_Submitted": "auto-replied"}, "auto_reply"),
        ({"Sender": "MAILER-DAEMON@mx.example"}, "bounce"),
        ({"Precedence": "bulk"}, "bulk"),
    ],
)
def test_what_a_machine_wrote_is_noted_and_never_answered(
    case: Submission, headers: dict[str, str], reason: str
) -> None:
    before = Notice.objects.count()
    notice = Notice.objects.get(submission_id=case.pk, kind="received")
    row = answer(case, "I am away until Monday.", In_Reply_To=notice.message_id, **headers)
    assert (row.status, row.reasons, row.reference) == ("not_a_request", [reason], case.reference)
    assert Notice.objects.count() == before
    assert not CaseMessage.objects.exists()


def test_a_machine_that_asks_is_for_a_human(controller: Controller) -> None:
    row = take_in(written(controller, Auto_Submitted="auto-generated"))
    assert (row.status, row.reasons) == ("held", ["generated"])


def test_our_own_mail_that_comes_back_ends_there(controller: Controller) -> None:
    row = take_in(written(controller, sender=controller.email))
    assert (row.status, row.reasons, Notice.objects.count()) == ("held", ["loop"], 0)


def test_one_sender_makes_no_more_cases_in_a_day_than_a_person_would(
    controller: Controller,
) -> None:
    rows = [take_in(written(controller, message_id=f"<{n}@example.org>")) for n in range(6)]
    assert rows[0].status == "new"
    lots = [
        take_in(written(controller, f"Delete my data {n}.", message_id=f"<x{n}@example.org>"))
        for n in range(5)
    ]
    assert lots[-1].status == "held"
    assert "many_from_sender" in lots[-1].reasons


def test_mail_that_a_colleague_sends_on_keeps_the_day_on_which_it_reached_them(
    controller: Controller,
) -> None:
    domain = controller.email.partition("@")[2]
    text = (
        "Fyi\n\n-----Original Message-----\nFrom: Maija <maija@example.org>\n"
        "Sent: Thu, 1 Oct 2026 09:00:00 +0300\nSubject: Delete\n\nPlease delete all my data."
    )
    row = take_in(written(controller, text, sender=f"Sales <sales@{domain}>"))
    case = Submission.objects.get(reference=row.reference)
    assert (row.received_at.day, case.received_at.day) == (1, 1)
    assert (case.email, case.arrival) == ("maija@example.org", "general")
    outsider = take_in(written(controller, text, sender="Eve <eve@example.org>"))
    assert outsider.received_at == RECEIPT
    at_mailbox = take_in(
        written(
            controller,
            text,
            sender="Shop <shop@group.example>",
            to="privacy@group.example",
            message_id="<m@example.org>",
        )
    )
    assert at_mailbox.received_at.day == 1


def test_mail_reaches_the_organisation_that_it_is_addressed_to(controller: Controller) -> None:
    other = make_controller(email="desk@other.example", name="Etelätuuli Oyj")
    assert take_in(written(other)).controller == other
    by_mailbox = take_in(written(controller), mailbox="desk@other.example")
    assert by_mailbox.controller == other
    unknown = take_in(written(controller, to="x@nowhere.example", message_id="<u@example.org>"))
    assert (unknown.controller, unknown.reasons) == (controller, ["recipient_unknown"])


def test_what_fails_on_the_way_leaves_the_mail_held(
    controller: Controller, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(*args: object, **kwargs: object) -> None:
        raise DatabaseError("a disk")

    monkeypatch.setattr("requests_app.services.take_mail.enter_mail", fail)
    row = take_in(written(controller))
    assert (row.status, row.reasons) == ("held", ["could_not_be_entered"])


@pytest.mark.parametrize("raw", [b"", b"\x00\xff", b"From: a@b.example\n\n", b"Subject: x\n"])
def test_hostile_mail_is_kept(controller: Controller, raw: bytes) -> None:
    row = take_in(raw)
    assert row.status in ("unreadable", "held")
    assert InboundMail.objects.filter(pk=row.pk).exists()


def test_what_the_subject_alone_asks_for_is_a_request(controller: Controller) -> None:
    row = take_in(written(controller, "", subject="Delete all my personal data please"))
    assert (row.status, row.reading["rights"]) == ("new", ["erasure"])


def test_who_has_enough_of_the_newsletter_objects_to_marketing_alone(
    controller: Controller,
) -> None:
    text = "Stop sending me your newsletter. I get a text every day. I don't want them."
    row = take_in(written(controller, text))
    case = Submission.objects.get(reference=row.reference)
    assert case.requests.get(right="objection").objection_scope == "marketing"


def test_the_command_prints_one_object_on_its_last_line(
    controller: Controller, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    raw = written(controller)
    (tmp_path / "a.eml").write_bytes(raw)
    told = _command(str(tmp_path / "a.eml"))
    assert told["status"] == "new"
    assert told["rights"] == ["erasure"]
    assert told["language"] == "en"
    assert told["received_at"] == "2026-10-05T20:30:00+00:00"
    assert told["reference"] == Submission.objects.get().reference
    assert any(reason.startswith("en.erasure.") for reason in told["reasons"])
    monkeypatch.setattr("sys.stdin", type("Pipe", (), {"buffer": BytesIO(raw)}))
    assert _command("-") == told


def test_the_command_says_what_is_wrong_with_its_arguments(controller: Controller) -> None:
    with pytest.raises(CommandError, match="cannot be read"):
        _command("/nowhere/a.eml")
    with pytest.raises(CommandError, match="no date"):
        _command("-", "--arrived-at", "yesterday")


def test_without_any_organisation_the_mail_server_shall_try_again(tmp_path: Path) -> None:
    (tmp_path / "a.eml").write_bytes(b"From: a@b.example\n\nHi")
    with pytest.raises(CommandError) as error:
        _command(str(tmp_path / "a.eml"))
    assert error.value.returncode == 75


def test_a_database_without_its_tables_is_told_and_the_mail_server_shall_try_again(
    controller: Controller, tmp_path: Path
) -> None:
    mail = tmp_path / "mail.eml"
    mail.write_bytes(b"From: a@b.example\n\nI want a copy of my data.")

    with connection.cursor() as cursor:
        cursor.execute("ALTER TABLE notices_app_inboundmail RENAME TO elsewhere")
    with pytest.raises(CommandError, match=r"Run manage\.py migrate first") as error:
        call_command("ingest_email", str(mail))

    assert error.value.returncode == 75


def _command(*arguments: str) -> dict[str, Any]:
    out = StringIO()
    call_command("ingest_email", *arguments, stdout=out)
    found: dict[str, Any] = json.loads(out.getvalue().splitlines()[-1])
    return found


def test_two_processes_take_the_same_mail_in_once(
    controller: Controller, monkeypatch: pytest.MonkeyPatch
) -> None:
    first = take_in(written(controller))
    seen: list[Callable[..., Any]] = []
    kept = taking._kept

    def late(*args: Any, **kwargs: Any) -> InboundMail | None:
        seen.append(kept)
        return None if len(seen) == 1 else kept(*args, **kwargs)

    monkeypatch.setattr(taking, "_kept", late)
    assert take_in(written(controller)).pk == first.pk
    assert Submission.objects.count() == 1


def test_a_mail_in_each_language_of_the_corpus_is_taken_in(controller: Controller) -> None:
    for mail in corpus()[::41]:
        row = take_in(mail.raw)
        assert row.pk
        assert row.status in {"new", "held", "not_a_request", "reply", "reminder"}


def test_mail_that_asked_for_nothing_is_erased_after_ninety_days(
    controller: Controller, clock: Clock
) -> None:
    asks_nothing = take_in(written(controller, "Hello, could you send me a quote for 25 seats?"))
    held = take_in(written(controller, "What happens with my data?", message_id="<2@example.org>"))
    clock.set(datetime(2027, 1, 2, 9, tzinfo=UTC))
    assert forget_mail() == 0
    clock.set(datetime(2027, 1, 4, 9, tzinfo=UTC))
    assert forget_mail() == 1
    assert InboundMail.objects.get(pk=asks_nothing.pk).is_erased
    assert not InboundMail.objects.get(pk=held.pk).is_erased
