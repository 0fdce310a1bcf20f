"""Into one's own request by a link or a code: once, soon, and by nobody else."""

import re
from collections.abc import Iterator
from datetime import timedelta
from itertools import count
from typing import Any

import pytest
import time_machine
from django.conf import settings
from django.core.cache import cache
from django.test import RequestFactory, override_settings

from config.clock import now
from notices_app.models import Notice
from notices_app.services.links_hidden import links_hidden
from requests_app.models import LinkPurpose, PersonLink, Submission
from requests_app.portal import entry
from requests_app.portal.throttle import network_of, spent_from_here
from requests_app.services.codes import new_code
from requests_app.services.enter_by_code import enter_by_code
from requests_app.services.mail_new_link import mail_new_link
from tests.cases import make_received
from tests.requests_app.portal.person import Person, link_path

pytestmark = pytest.mark.django_db

MAIL = "maija@example.org"
HOUR = timedelta(hours=1)


@pytest.fixture(autouse=True)
def _empty_cache() -> None:
    cache.clear()


@pytest.fixture
def case() -> Submission:
    return make_received(email=MAIL).submission


def test_a_link_opens_the_request_once(case: Submission) -> None:
    path = link_path(case, LinkPurpose.OPEN)
    assert Person().client.post(path).status_code == 302

    thief = Person()
    again = thief.client.post(path)

    assert again.status_code == 410
    assert "This link has been used" in again.content.decode()
    assert thief.get("request").status_code == 403


def test_a_scanner_that_opens_the_link_twenty_times_spoils_nothing(case: Submission) -> None:
    path = link_path(case, LinkPurpose.OPEN)
    scanner = Person()
    for _ in range(10):
        assert scanner.client.get(path).status_code == 200
        assert scanner.client.head(path).status_code == 200
    assert scanner.client.get(f"{path}again/").status_code == 302
    assert not Notice.objects.filter(kind="new_link").exists()

    person = Person()
    person.client.post(path)

    assert person.get("request").status_code == 200


def test_a_link_that_was_used_leads_on_in_the_browser_that_used_it(case: Submission) -> None:
    path = link_path(case, LinkPurpose.OPEN)
    person = Person()
    person.client.post(path)

    assert person.client.get(path)["Location"] == person.address("request")
    assert person.client.post(path)["Location"] == person.address("request")


@pytest.mark.parametrize("purpose", [LinkPurpose.OPEN, LinkPurpose.CONFIRM])
def test_a_link_that_is_over_sends_a_new_one_by_one_button(
    case: Submission, purpose: LinkPurpose
) -> None:
    path = link_path(case, purpose)
    later = now() + timedelta(days=61)

    with time_machine.travel(later):
        page = Person().client.post(f"{path}again/").content.decode()
        assert "on its way" in page
        assert MAIL not in page
        person = Person()
        person.client.post(_mailed_path())

        assert person.get("request").status_code == 200


def test_a_link_lives_as_long_as_the_setting_says(case: Submission) -> None:
    path = link_path(case, LinkPurpose.OPEN)
    end = now() + timedelta(hours=settings.OPEN_LINK_HOURS)

    with time_machine.travel(end - timedelta(minutes=1)):
        assert Person().client.get(path).status_code == 200
    with time_machine.travel(end + timedelta(seconds=1)):
        assert Person().client.post(path).status_code == 410


def test_a_code_opens_the_request_once_and_the_link_beside_it_no_more(case: Submission) -> None:
    code = _mailed_code(case)
    person = Person()

    entered = _type(person, case, code)

    assert entered.url == person.address("request")
    assert person.get("request").status_code == 200
    assert "does not open" in _type(Person(), case, code).content.decode()
    assert Person().client.post(_mailed_path()).status_code == 410


@pytest.mark.parametrize("typed", ["{0} {1}", " {0}-{1}", "{0}.{1}."])
def test_a_code_is_understood_however_it_is_typed(case: Submission, typed: str) -> None:
    code = _mailed_code(case)

    assert _type(Person(), case, typed.format(code[:4], code[4:])).status_code == 302


def test_a_slip_of_the_pen_costs_no_try(case: Submission) -> None:
    code = _mailed_code(case)
    for _ in range(6):
        assert "has eight digits" in _type(Person(), case, code[:7]).content.decode()

    assert _type(Person(), case, code).status_code == 302


def test_a_code_of_another_case_opens_nothing(case: Submission) -> None:
    code = _mailed_code(case)
    other = make_received(email="other@example.org").submission
    _mailed_code(other)

    assert enter_by_code(reference=other.reference, email=other.email, code=code) is None
    assert enter_by_code(reference=case.reference, email=other.email, code=code) is None
    assert enter_by_code(reference=case.reference, email=MAIL, code=code) == case


@pytest.mark.parametrize("ahead", [1, -1])
def test_a_code_dies_young_whichever_way_the_clock_is_moved(case: Submission, ahead: int) -> None:
    start = now()
    code = _mailed_code(case)

    with time_machine.travel(start + timedelta(minutes=settings.CODE_MINUTES + 1)):
        assert enter_by_code(reference=case.reference, email=MAIL, code=code) is None
    with time_machine.travel(start + ahead * timedelta(minutes=settings.CODE_MINUTES - 1)):
        assert enter_by_code(reference=case.reference, email=MAIL, code=code) == case


def test_five_wrong_tries_kill_a_code_and_neither_the_link_nor_the_next_code(
    case: Submission,
) -> None:
    code = _mailed_code(case)
    link = _mailed_path()
    for wrong in _wrong(code, 5):
        _type(Person(), case, wrong)

    assert _type(Person(), case, code).status_code == 200
    assert Person().client.post(link).status_code == 302
    assert _type(Person(), case, _mailed_code(case)).status_code == 302


def test_every_living_code_works_for_mails_come_late(case: Submission) -> None:
    first, _second = _mailed_code(case), _mailed_code(case)

    assert _type(Person(), case, first).status_code == 302


def test_a_thousand_wrong_codes_from_many_addresses_open_nothing_and_lock_out_nobody(
    case: Submission,
) -> None:
    neighbour = make_received(email="neighbour@example.org").submission
    code, other_code = _mailed_code(case), _mailed_code(neighbour)
    link = _mailed_path(case)
    guesses = _wrong(code, 1000)
    # A share through the front door, each from an address of its own; the rest at the core.
    for number, guess in zip(range(20), guesses, strict=False):
        attacker = Person(REMOTE_ADDR=f"198.51.100.{number}")
        assert _type(attacker, case, guess).status_code == 200
        assert attacker.get("request").status_code == 403
    for guess in guesses:
        assert enter_by_code(reference=case.reference, email=MAIL, code=guess) is None

    # Whose code was tried has the link beside it, and a new code at once.
    assert Person().client.post(link).status_code == 302
    assert _type(Person(), case, _mailed_code(case)).status_code == 302
    # Whoever else has a code types it, and a new one is had from anywhere.
    assert _type(Person(), neighbour, other_code).status_code == 302
    assert _type(Person(), neighbour, _mailed_code(neighbour)).status_code == 302


def test_one_network_gets_no_more_tries_than_its_share_and_others_get_theirs(
    case: Submission, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(entry, "CODES_AN_HOUR", 2)
    attacker = Person(REMOTE_ADDR="203.0.113.9")
    answers = [_type(attacker, case, guess).status_code for guess in _wrong("", 4)]
    assert answers == [200] * 2 + [429] * 2

    code = _mailed_code(case)

    assert _type(attacker, case, code).status_code == 429
    assert attacker.client.post(_mailed_path()).status_code == 302  # a link is never held back
    assert _type(Person(), case, _mailed_code(case)).status_code == 302


def test_one_network_asks_for_no_more_links_than_its_share(
    case: Submission, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(entry, "LINKS_AN_HOUR", 2)
    asked = {"reference": case.reference, "email": "nobody@example.org"}
    attacker = Person(REMOTE_ADDR="203.0.113.9")
    answers = [attacker.post("new_link", asked).status_code for _ in range(3)]

    assert answers == [200] * 2 + [429]
    assert Person().post("new_link", {**asked, "email": MAIL}).status_code == 200
    assert Notice.objects.filter(kind="new_link").count() == 1


def test_whoever_asks_for_links_in_vain_does_not_use_up_those_of_the_holder(
    case: Submission,
) -> None:
    for number in range(8):
        asked = {"reference": f"RD-2222-222{number + 2}", "email": MAIL}
        Person(REMOTE_ADDR=f"198.51.100.{number}").post("new_link", asked)

    Person().post("new_link", {"reference": case.reference, "email": MAIL})

    assert Notice.objects.filter(kind="new_link").count() == 1


def test_an_address_gets_five_codes_an_hour_whatever_the_case_and_soon_again(
    case: Submission,
) -> None:
    second = make_received(email=MAIL).submission

    assert [mail_new_link(each) for each in (case, second) * 3] == [True] * 5 + [False]
    with time_machine.travel(now() + HOUR + timedelta(seconds=1)):
        assert mail_new_link(second)


def test_the_answer_to_a_wrong_code_is_the_same_whatever_was_wrong(case: Submission) -> None:
    code = _mailed_code(case)
    (wrong,) = _wrong(code, 1)

    pages = {
        _without_own_words(_type(Person(), case, wrong), wrong, case.reference, MAIL),
        _without_own_words(
            _type(Person(), case, code, email="x@example.org"),
            code,
            case.reference,
            "x@example.org",
        ),
        _without_own_words(
            _type(Person(), case, code, reference="RD-2222-2222"), code, "RD-2222-2222", MAIL
        ),
    }

    assert len(pages) == 1


def test_codes_are_kept_as_keyed_digests_and_go_from_the_outbox_with_the_links(
    case: Submission,
) -> None:
    code = _mailed_code(case)
    kept = PersonLink.objects.exclude(code_digest="").get().code_digest
    text = Notice.objects.get(kind="new_link").text

    assert code not in kept
    assert f"{code[:4]} {code[4:]}" in text
    assert f"{code[:4]} {code[4:]}" not in links_hidden(text)
    with override_settings(SECRET_KEY="another key"):
        assert enter_by_code(reference=case.reference, email=MAIL, code=code) is None


@pytest.mark.parametrize(
    ("address", "proxied", "network"),
    [
        ("192.0.2.1", "", "192.0.2.1"),
        ("::ffff:192.0.2.1", "", "192.0.2.1"),
        ("not an address", "", ""),
        ("10.0.0.1", "6.6.6.6, 192.0.2.7", "192.0.2.7"),
    ],
)
def test_the_network_is_what_the_nearest_proxy_says(
    rf: Any, address: str, proxied: str, network: str
) -> None:
    headers = {"HTTP_X_FORWARDED_FOR": proxied} if proxied else {}
    request = rf.get("/", REMOTE_ADDR=address, **headers)

    with override_settings(BEHIND_PROXY=bool(proxied)):
        assert network_of(request) == network


def test_one_home_is_one_network_and_a_told_address_is_not_believed(rf: Any) -> None:
    first = rf.get("/", REMOTE_ADDR="2001:db8:1:2::1")
    second = rf.get("/", REMOTE_ADDR="2001:db8:1:2:ffff::9", HTTP_X_FORWARDED_FOR="1.1.1.1")
    next_door = rf.get("/", REMOTE_ADDR="2001:db8:1:3::1")

    assert network_of(first) == network_of(second) != network_of(next_door)


def test_the_cache_learns_no_address_of_a_network(case: Submission) -> None:
    _type(Person(REMOTE_ADDR="203.0.113.77"), case, "00000000")

    client = cache._cache.get_client()  # type: ignore[attr-defined]
    keys = client.keys("*limit:code:*")

    assert len(keys) == 1
    assert b"203.0.113" not in keys[0]
    assert 0 < client.ttl(keys[0]) <= HOUR.total_seconds()


def test_the_request_closes_by_itself_where_nothing_is_done(case: Submission) -> None:
    person = Person()
    person.open_request(case)
    idle = timedelta(minutes=settings.OWN_PAGE_MINUTES)
    start = now()

    with time_machine.travel(start + idle - timedelta(minutes=5)):
        assert person.get("request").status_code == 200  # and the time begins anew
    with time_machine.travel(start + 2 * idle - timedelta(minutes=6)):
        assert person.get("request").status_code == 200
    with time_machine.travel(start + 4 * idle):
        assert person.get("request").status_code == 403


def test_a_page_says_until_when_it_is_open_and_whoever_asks_may_stay(
    case: Submission, clock: Any
) -> None:
    person = Person()
    person.open_request(case)

    page = person.get("request").content.decode()
    assert "stays open in this browser until <strong>11:00</strong>" in page
    clock.set(now() + timedelta(minutes=50))
    stayed = person.post("stay")

    assert stayed.json() == {"seconds": 3600}
    assert "until <strong>11:50</strong>" in person.get("messages").content.decode()
    assert Person().post("stay").status_code == 403
    assert person.get("stay").status_code == 405


def test_what_was_typed_into_a_page_that_had_closed_is_shown_again(case: Submission) -> None:
    page = Person().post("messages", {"text": "A long story <b>of mine</b>"}).content.decode()

    assert "A long story &lt;b&gt;of mine&lt;/b&gt;" in page


def test_a_code_opens_the_request_under_a_new_session_key(case: Submission) -> None:
    person = Person()
    person.open_request(make_received(email=MAIL).submission)
    before = person.client.cookies["sessionid"].value

    _type(person, case, _mailed_code(case))

    assert person.client.cookies["sessionid"].value != before
    assert case.reference in person.get("request").content.decode()


def _mailed_code(case: Submission) -> str:
    assert mail_new_link(case)
    text = Notice.objects.filter(kind="new_link", submission_id=case.pk).latest("pk").text
    found = re.search(r"^(\d{4}) (\d{4})$", text, re.MULTILINE)
    assert found, text
    return "".join(found.groups())


def _mailed_path(case: Submission | None = None) -> str:
    notices = Notice.objects.filter(kind="new_link")
    if case:
        notices = notices.filter(submission_id=case.pk)
    found = re.search(r"https?://[^/]+(/\w+/open/\S+)", notices.latest("pk").text)
    assert found
    return found.group(1)


def _type(person: Person, case: Submission, code: str, **other: str) -> Any:
    typed = {"reference": case.reference, "email": case.email, "code": code, **other}
    return person.post("code", typed)


def _wrong(code: str, how_many: int) -> Iterator[str]:
    guesses = (f"{number:08}" for number in count())
    return iter([next(guess for guess in guesses if guess != code) for _ in range(how_many)])


def _without_own_words(response: Any, *words: str) -> str:
    page = re.sub(r'name="csrfmiddlewaretoken" value="\w+"', "", response.content.decode())
    for word in words:
        page = page.replace(word, "")
    return str(page)


def test_codes_have_eight_digits() -> None:
    assert re.fullmatch(r"\d{8}", new_code())


@override_settings(BEHIND_PROXY=True)
def test_where_nobody_can_tell_the_network_nobody_shuts_out_the_others() -> None:
    """A proxy that does not say where from: otherwise all the world would share thirty tries."""
    request = RequestFactory().post("/en/link/code/")
    assert network_of(request) == ""
    assert not any(spent_from_here(request, "code", limit=1) for _try in range(5))
    told = RequestFactory(HTTP_X_FORWARDED_FOR="192.0.2.77").post("/en/link/code/")
    assert [spent_from_here(told, "code", limit=1) for _try in range(2)] == [False, True]
