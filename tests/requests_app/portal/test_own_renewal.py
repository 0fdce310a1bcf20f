"""The person has an answer kept longer, and asks for it again once its copy is destroyed."""

import hashlib
from datetime import timedelta
from typing import Any
from zoneinfo import ZoneInfo

import pytest

from notices_app.models import Notice
from registers_app.domain.actors import subject_actor
from requests_app.domain.retention import FETCH_DAYS, MATERIAL_DAYS
from requests_app.domain.rights import Right
from requests_app.models import AccessRequest, AuditEntry, CaseMessage, DisclosurePackage
from requests_app.services.ask_again import ask_again
from requests_app.services.errors import NotPermitted, NotPossible
from requests_app.services.expire_packages import expire_packages
from requests_app.services.perform import perform
from requests_app.services.renew import renew
from requests_app.services.verify_audit import broken_chains
from tests.cases import acting, begin, handler_of, make_answered, make_received
from tests.clock import Clock
from tests.eight import answered, received
from tests.requests_app.admin.staff import text_of
from tests.requests_app.portal.person import Person

pytestmark = pytest.mark.django_db


def opened(request: AccessRequest) -> Person:
    person = Person()
    person.open_request(request.submission)
    return person


def end() -> Any:
    return DisclosurePackage.objects.get().expires_at


def test_the_time_begins_anew_and_the_page_and_the_record_say_so(clock: Clock) -> None:
    request = make_answered()
    before = end()
    clock.advance(days=20)
    person = opened(request)
    package = DisclosurePackage.objects.get()
    assert "Keep it here until" in text_of(person.get("answer"))

    sent = person.post("renew", pk=package.pk)

    assert sent.url == person.address("package", pk=package.pk)
    assert timedelta(days=20) <= end() - before < timedelta(days=20, minutes=1)
    page = person.client.get(sent.url).content.decode()
    assert 'role="status"' in page
    assert "Done. The answer stays here longer." in page
    assert "Keep it here until" not in page
    assert "stays here longer" not in text_of(person.get("answer"))
    assert "You had the time to fetch the answer prolonged." in text_of(person.get("request"))
    entry = AuditEntry.objects.get(event="package.renewed")
    assert (entry.actor_kind, entry.request_id) == ("subject", request.pk)
    assert not list(broken_chains())


def test_a_second_press_and_a_replay_move_nothing(clock: Clock) -> None:
    request = make_answered()
    clock.advance(days=20)
    person = opened(request)
    pk = DisclosurePackage.objects.get().pk
    person.post("renew", pk=pk)
    renewed = end()
    person.post("renew", pk=pk)

    assert end() == renewed
    assert AuditEntry.objects.filter(event="package.renewed").count() == 1


def test_no_answer_outlives_the_material_of_its_case(clock: Clock) -> None:
    request = make_answered()
    assert request.closed_on is not None
    pk = DisclosurePackage.objects.get().pk
    clock.advance(days=FETCH_DAYS - 1)
    actor = subject_actor(request.submission_id)
    renew(pk, actor=actor)

    last = end().astimezone(ZoneInfo(request.controller.time_zone))
    assert (last.date() - request.closed_on).days == MATERIAL_DAYS - 1
    clock.advance(days=20)
    with pytest.raises(NotPossible, match="cannot be prolonged"):
        renew(pk, actor=actor)
    assert "Keep it here until" not in text_of(opened(request).get("answer"))


def test_a_day_at_the_beginning_offers_nothing_and_a_get_does_nothing() -> None:
    request = make_answered()
    person = opened(request)
    pk = DisclosurePackage.objects.get().pk

    assert "Keep it here until" not in text_of(person.get("answer"))
    assert person.get("renew", pk=pk).status_code == 405


def test_what_is_over_or_in_doubt_is_not_renewed(clock: Clock) -> None:
    request = make_answered()
    package = DisclosurePackage.objects.get()
    actor = subject_actor(request.submission_id)
    check = request.submission.identity_check
    clock.advance(days=20)
    perform(type(check), check.pk, "doubt_again", actor=acting(request.controller))
    with pytest.raises(NotPossible):
        renew(package.pk, actor=actor)

    other = make_answered()
    late = other.packages.get()
    clock.advance(days=FETCH_DAYS, minutes=1)
    with pytest.raises(NotPossible):
        renew(late.pk, actor=subject_actor(other.submission_id))


def test_nobody_renews_what_belongs_to_another_case(clock: Clock) -> None:
    mine, others = make_answered(), make_answered()
    clock.advance(days=20)
    pk = others.packages.get().pk

    assert opened(mine).post("renew", pk=pk).status_code == 404
    assert Person().post("renew", pk=pk).status_code == 403
    for actor in (subject_actor(mine.submission_id), acting(others.controller)):
        with pytest.raises(NotPermitted):
            renew(pk, actor=actor)


def test_the_contents_are_listed_with_kind_size_and_checksum() -> None:
    person = opened(make_answered())
    file = DisclosurePackage.objects.get().files.get()
    page = person.get("answer").content.decode()

    assert f"SHA-256: <code>{file.sha256}</code>" in page
    assert "table (CSV), " in page


def test_the_checksum_of_the_moved_data_is_that_of_what_is_served() -> None:
    request = answered(received(Right.PORTABILITY))
    person = Person()
    person.open_request(request.submission)
    page = person.get("answer").content.decode()
    served = person.get("data", pk=request.packages.get().pk).content

    assert f"SHA-256: <code>{hashlib.sha256(served).hexdigest()}</code>" in page
    assert "data (JSON), " in page


def over(clock: Clock) -> AccessRequest:
    request = make_answered()
    clock.advance(days=FETCH_DAYS, minutes=1)
    expire_packages()
    return request


def test_a_destroyed_answer_is_asked_for_again_by_a_message_that_waits(clock: Clock) -> None:
    request = over(clock)
    handler = handler_of(request.controller)
    person = opened(request)
    assert person.address("answer_again") in person.get("request").content.decode()
    assert "Ask for the answer again" in text_of(person.get("answer"))

    sent = person.post("answer_again")

    assert sent.url == person.address("messages")
    page = text_of(person.get("messages"))
    assert "The desk has been told" in page
    assert "Please prepare the answer again: See the data about me." in page
    message = CaseMessage.objects.get()
    assert (message.side, message.kind, message.settled_at) == ("person", "answer_again", None)
    assert Notice.objects.filter(kind="staff_person_acted", to_address=handler.email).exists()


def test_it_is_asked_once_while_the_desk_has_not_seen_to_it(clock: Clock) -> None:
    request = over(clock)
    person = opened(request)
    person.post("answer_again")
    person.post("answer_again")

    assert CaseMessage.objects.count() == 1
    page = text_of(person.get("answer_again"))
    assert "You have asked for it again." in page
    assert "Ask for the answer again" not in page


def test_where_nothing_is_over_nothing_is_asked_for(clock: Clock) -> None:
    waiting, there = begin(make_received()), make_answered()
    for request in (waiting, there):
        person = opened(request)
        assert person.get("answer_again").url == person.address("answer")
        refused = opened(request).post("answer_again")
        assert refused.status_code == 410
        assert "no answer whose time is over" in text_of(refused)
    assert not CaseMessage.objects.exists()


def test_nobody_asks_again_in_another_case(clock: Clock) -> None:
    request = over(clock)
    other = make_received()

    assert Person().post("answer_again").status_code == 403
    with pytest.raises(NotPermitted):
        ask_again(request.submission_id, names=["x"], actor=subject_actor(other.submission_id))
