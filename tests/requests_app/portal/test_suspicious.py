"""What looks like a program's waits where it can be seen: never dropped, never late for it."""

import re
import secrets
from collections.abc import Iterator
from datetime import timedelta
from typing import Any

import pytest
from django.core.cache import cache
from django.test import override_settings

from config.clock import now, today
from notices_app.models import Notice
from registers_app.models import Controller
from requests_app.domain.rights import Right
from requests_app.models import (
    Draft,
    LinkPurpose,
    Reminder,
    Submission,
    Task,
)
from requests_app.portal import proof_of_work
from requests_app.portal.proof_of_work import is_proven, new_challenge
from requests_app.services import hold_suspicious
from requests_app.services.hold_suspicious import let_through
from requests_app.services.limits import DAY
from requests_app.services.remind_persons import remind_persons
from requests_app.services.remind_staff import remind_staff
from tests.cases import acting
from tests.clock import Clock
from tests.factories import make_controller, make_register
from tests.proof_of_work import solved
from tests.requests_app.portal.person import Answers, Person, answers_to, link_path

pytestmark = pytest.mark.django_db

MANY = 10**6


@pytest.fixture
def answers() -> Answers:
    controller = make_controller()
    make_register(controller)
    given = answers_to(controller, register="customers")
    given["you"]["email"] = f"maija.{secrets.token_hex(4)}@example.org"
    return given


@pytest.fixture
def as_in_life() -> Iterator[None]:
    with override_settings(
        FILL_SECONDS=10, MANY_FROM_NETWORK=3, MANY_FOR_ADDRESS=2, FLOOD_FROM_NETWORK=6
    ):
        yield


def somewhere() -> str:
    """A network that no other test comes from."""
    return f"2001:db8:{secrets.randbelow(65536):x}:{secrets.randbelow(65536):x}::7"


def sent(
    answers: Answers, clock: Clock, *, where: str = "", seconds: int = 60, **posted: str
) -> Submission:
    """Filled in and sent by somebody who takes so long, from there."""
    person = Person(REMOTE_ADDR=where or somewhere())
    person.fill_in(answers)
    clock.advance(seconds=seconds)
    response = person.post("check", posted)
    assert response.url == person.address("sent"), response.content.decode()
    assert person.get("sent").status_code == 200
    return Submission.objects.latest("pk")


def test_who_takes_time_and_brings_proof_waits_for_nothing(
    answers: Answers, clock: Clock, as_in_life: None
) -> None:
    submission = sent(answers, clock, proof=solved())

    assert submission.signs == []
    assert submission.held_at is None


@pytest.mark.parametrize(
    ("seconds", "posted", "signs", "waits"),
    [
        (2, {"proof": "new"}, ["too_fast"], False),
        (60, {"proof": "new", "website": "x"}, ["trap_filled"], True),
        (60, {}, ["no_proof_of_work"], True),
        (60, {"proof": "a.1. 5 x"}, ["no_proof_of_work"], True),
        (2, {"website": "x"}, ["too_fast", "trap_filled", "no_proof_of_work"], True),
    ],
)
def test_each_sign_is_kept_and_only_enough_of_them_make_it_wait(
    answers: Answers,
    clock: Clock,
    as_in_life: None,
    seconds: int,
    posted: dict[str, str],
    signs: list[str],
    waits: bool,
) -> None:
    given = {name: solved() if value == "new" else value for name, value in posted.items()}

    submission = sent(answers, clock, seconds=seconds, **given)

    assert submission.signs == signs
    assert submission.is_held == waits
    request = submission.requests.get()
    assert request.received_on == today("Europe/Helsinki"), "the clock runs all the same"
    assert request.due_on is not None
    assert Notice.objects.filter(kind="received_confirm", submission_id=submission.pk).exists()
    held = submission.audit_entries.filter(event="submission.held")
    assert [entry.facts["signs"] for entry in held] == ([signs] if waits else [])


def test_many_from_one_network_are_a_sign_whatever_the_end_of_their_addresses(
    answers: Answers, clock: Clock, as_in_life: None
) -> None:
    network = somewhere().removesuffix("7")

    for number in range(4):
        answers["you"]["email"] = f"{secrets.token_hex(4)}@example.org"
        last = sent(answers, clock, where=f"{network}{number:x}", proof=solved())

    assert last.signs == ["many_from_network"]
    assert not last.is_held, "a library is one network"
    assert sent(answers, clock, proof=solved()).signs == [], "the next one is another network"


def test_many_for_one_address_wait_and_send_it_no_more_mail(
    answers: Answers, clock: Clock, as_in_life: None
) -> None:
    name, host = answers["you"]["email"].split("@")
    spellings = [f"{name}@{host}", f"{name.upper()}@{host}", f"{name}+1@{host}", f"{name}+2@{host}"]
    for email in spellings:
        answers["you"]["email"] = email
        last = sent(answers, clock, proof=solved())

    assert last.signs == ["many_for_address"]
    assert last.is_held
    assert not Notice.objects.filter(submission_id=last.pk, to_address=last.email).exists()
    mails = Notice.objects.filter(kind="received_confirm", to_address__istartswith=name)
    assert mails.count() == 2


def test_the_receipt_of_one_without_mail_promises_none(
    answers: Answers, clock: Clock, as_in_life: None
) -> None:
    person = Person(REMOTE_ADDR=somewhere())
    with override_settings(MANY_FOR_ADDRESS=0):
        person.submit(answers)

    page = person.get("sent").content.decode()

    assert "so we send no further message there now" in page
    assert "We have sent a message to" not in page


def test_a_person_without_scripts_gets_through_by_the_button_in_the_mail(
    answers: Answers, clock: Clock, as_in_life: None
) -> None:
    answers["right"] = {"rights": ["consent_withdrawal"]}
    submission = sent(answers, clock)
    assert submission.is_held
    assert submission.requests.get().stop_by is not None
    assert not Task.objects.exists(), "no data system is asked by what may be a program"
    page = Person().client.post(link_path(submission, LinkPurpose.CONFIRM))

    assert page.status_code == 200
    submission = Submission.objects.get(pk=submission.pk)
    assert not submission.is_held
    assert submission.let_through_by_id is None
    assert submission.audit_entries.filter(event="submission.let_through").get().actor_kind == (
        "subject"
    )
    assert Task.objects.count() == 2
    kinds = set(Notice.objects.filter(submission_id=submission.pk).values_list("kind", flat=True))
    assert {"received_confirm", "email_confirmed"} <= kinds


def test_opening_the_request_by_the_mailed_link_confirms_a_held_one_too(
    answers: Answers, clock: Clock, as_in_life: None
) -> None:
    submission = sent(answers, clock)

    Person().open_request(submission)

    submission = Submission.objects.get(pk=submission.pk)
    assert not submission.is_held
    assert submission.email_confirmed_at is not None


def test_a_held_one_is_mailed_once_and_staff_are_reminded_before_it_is_late(
    answers: Answers, clock: Clock, as_in_life: None
) -> None:
    submission = sent(answers, clock)
    acting(submission.controller)
    clock.advance(days=25)

    remind_persons()
    remind_staff()

    to_person = Notice.objects.filter(submission_id=submission.pk, to_address=submission.email)
    assert [notice.kind for notice in to_person] == ["received_confirm"]
    assert Reminder.objects.get(request__submission=submission).kind.startswith("before")


def test_staff_get_no_mail_for_each_wave_of_a_flood(
    answers: Answers, clock: Clock, as_in_life: None, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(hold_suspicious, "TOLD_AN_HOUR", 2)
    acting(Controller.objects.get())

    for number in range(3):
        answers["you"]["email"] = f"{number}.{secrets.token_hex(4)}@example.org"
        sent(answers, clock, seconds=1)

    assert Notice.objects.filter(kind="staff_new_request").count() == 2
    assert Submission.objects.filter(held_at__isnull=False).count() == 3


def test_a_handler_lets_it_through_and_the_record_says_who(
    answers: Answers, clock: Clock, as_in_life: None
) -> None:
    answers["right"] = {"rights": [Right.CONSENT_WITHDRAWAL.value]}
    submission = sent(answers, clock)
    actor = acting(submission.controller)

    through = let_through(submission.pk, actor=actor)

    assert not through.is_held
    assert through.let_through_by_id == actor.id
    assert submission.audit_entries.get(event="submission.let_through").actor_id == actor.id
    assert Task.objects.count() == 2


def test_a_flood_is_asked_to_wait_and_loses_nothing(
    answers: Answers, clock: Clock, as_in_life: None
) -> None:
    where = somewhere()
    for _number in range(6):
        sent(answers, clock, where=where)
    person = Person(REMOTE_ADDR=where)
    person.fill_in(answers)

    refused = person.send()

    page = refused.content.decode()
    assert refused.status_code == 429
    assert refused["Retry-After"] == "900"
    assert "Very many requests come from your network" in page
    controller = Submission.objects.latest("pk").controller
    assert controller.email in page
    assert str(controller.phone) in page
    assert "My orders of 2024" in person.get("check").content.decode()
    clock.advance(hours=1)
    cache.delete_many(_keys("flood"))  # Redis has a clock of its own
    assert person.send().url == person.address("sent")


def test_the_draft_of_somebody_who_comes_from_no_known_network_is_sent(
    answers: Answers, clock: Clock, as_in_life: None
) -> None:
    with override_settings(BEHIND_PROXY=True, FLOOD_FROM_NETWORK=0, MANY_FROM_NETWORK=0):
        assert sent(answers, clock, proof=solved()).signs == []


def test_behind_a_proxy_the_last_address_counts_and_nobody_chooses_their_own(
    answers: Answers, clock: Clock, as_in_life: None
) -> None:
    where = f"198.51.100.{secrets.randbelow(256)}"
    with override_settings(BEHIND_PROXY=True, FLOOD_FROM_NETWORK=1):
        for invented, status in (("203.0.113.1", 302), ("203.0.113.2", 429)):
            person = Person(HTTP_X_FORWARDED_FOR=f"{invented}, {where}")
            person.fill_in(answers)
            assert person.send().status_code == status


def test_redis_and_the_log_hold_no_address(
    answers: Answers, clock: Clock, as_in_life: None, caplog: pytest.LogCaptureFixture
) -> None:
    where = "198.51.100.77"
    email = answers["you"]["email"]
    with caplog.at_level("DEBUG"):
        sent(answers, clock, where=where, seconds=1)

    held = _everything_in_redis()
    for plain in (where, email, email.split("@")[0], "northwind"):
        assert plain.encode() not in held
        assert plain not in " ".join(
            record.getMessage()
            for record in caplog.records
            if (record.name != "django.db.backends")
        )
    assert b"limit:sent_for:" in held


def test_counts_end_and_their_salt_after_a_day(
    answers: Answers, clock: Clock, as_in_life: None
) -> None:
    sent(answers, clock)

    client = cache._cache.get_client()  # type: ignore[attr-defined]
    lives = [client.ttl(key) for key in client.keys("*:limit:*")]

    assert lives
    assert all(0 < left <= DAY + 60 * 60 for left in lives)


def test_with_redis_down_nothing_is_refused(answers: Answers, as_in_life: None) -> None:
    dead = {
        "default": {
            "BACKEND": "config.cache.DeskCache",
            "LOCATION": "redis://127.0.0.1:1",
        }
    }
    with override_settings(CACHES=dead):
        assert Person().submit(answers).signs == ["too_fast"]


def test_a_proof_is_good_once_in_its_time_and_only_as_it_was_signed(clock: Clock) -> None:
    challenge = new_challenge()
    assert challenge is not None
    proof = solved(challenge)
    salt, number, signature = proof.split()
    ends = salt.split(".")[1]
    forged = [
        f"{salt} {int(number) + 1} {signature}",
        f"{salt.replace(ends, str(int(ends) + 60))} {number} {signature}",
        f"{salt[:-1]} .{number} {signature}",
        f"x {number} {signature}",
        f"{salt} {number} é",
        "",
        " ",
        "\x00" * 300,
    ]

    assert not any(is_proven(text) for text in forged)
    assert is_proven(proof)
    assert not is_proven(proof)
    other = solved()
    clock.advance(seconds=proof_of_work.LIFETIME_SECONDS + 1)
    assert not is_proven(other)


def test_the_trap_is_hidden_from_all_and_says_what_it_is_where_it_is_shown(
    answers: Answers,
) -> None:
    person = Person()
    person.fill_in(answers)
    page = person.get("check").content.decode()

    trap = re.search(r"<div hidden>(.*?)</div>", page, re.DOTALL)
    assert trap is not None
    assert "Leave this empty" in trap.group()
    assert 'name="website"' in trap.group()
    assert len(page) < 30_000


def test_where_no_proof_is_asked_for_the_page_has_no_script(answers: Answers) -> None:
    person = Person()
    person.fill_in(answers)

    with override_settings(PROOF_OF_WORK=0):
        page = person.get("check").content.decode()
        person.post("check")

    assert "<script" not in page
    assert Submission.objects.get().signs == []


def test_the_time_to_fill_in_counts_from_the_first_page(answers: Answers, clock: Clock) -> None:
    person = Person()
    person.fill_in(answers)
    first = Draft.objects.get().begun_at
    clock.advance(minutes=1)
    person.answer("about", answers["about"])

    assert Draft.objects.get().begun_at == first
    assert first is not None
    assert now() - first >= timedelta(minutes=1)


def _keys(purpose: str) -> list[Any]:
    client = cache._cache.get_client()  # type: ignore[attr-defined]
    found = client.keys(f"*:limit:{purpose}:*")
    return [key.decode().split(":", 2)[2] for key in found]


def _everything_in_redis() -> bytes:
    client = cache._cache.get_client()  # type: ignore[attr-defined]
    keys = client.keys("*")
    values = [client.get(key) if client.type(key) == b"string" else b"" for key in keys]
    return b" ".join([*keys, *(value or b"" for value in values)])
