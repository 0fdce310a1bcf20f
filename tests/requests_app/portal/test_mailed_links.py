"""Links in mails: opening them does nothing, and their pages tell nothing to anybody else."""

import re
from datetime import timedelta
from typing import Any

import pytest
import time_machine
from django.core.cache import cache
from django.test import override_settings

from config.clock import now
from notices_app.models import Notice
from requests_app.models import LinkPurpose, PersonLink
from tests.cases import make_received
from tests.requests_app.portal.person import Person, link_path

pytestmark = pytest.mark.django_db

PURPOSES = [LinkPurpose.CONFIRM, LinkPurpose.OPEN]
DEAD_CACHE = {
    "default": {
        "BACKEND": "config.cache.DeskCache",
        "LOCATION": "redis://127.0.0.1:1",
    }
}


@pytest.fixture(autouse=True)
def _empty_cache() -> None:
    cache.clear()


def test_the_button_confirms_the_address() -> None:
    submission = make_received().submission

    page = Person().client.post(link_path(submission, LinkPurpose.CONFIRM))

    submission.refresh_from_db()
    assert submission.email_confirmed_at is not None
    assert "Your address is confirmed" in page.content.decode()


@pytest.mark.parametrize("method", ["get", "head"])
def test_a_mail_scanner_that_opens_the_link_confirms_nothing(method: str) -> None:
    submission = make_received().submission
    entries = submission.audit_entries.count()

    response = getattr(Person().client, method)(link_path(submission, LinkPurpose.CONFIRM))

    assert response.status_code == 200
    submission.refresh_from_db()
    assert submission.email_confirmed_at is None
    assert submission.audit_entries.count() == entries


@pytest.mark.parametrize("method", ["get", "head"])
def test_a_mail_scanner_that_opens_the_link_sees_no_request(method: str) -> None:
    person = Person()

    getattr(person.client, method)(link_path(make_received().submission, LinkPurpose.OPEN))

    assert person.get("request").status_code == 403


def test_confirming_twice_is_no_error() -> None:
    submission = make_received().submission
    path = link_path(submission, LinkPurpose.CONFIRM)
    person = Person()

    first, second = person.client.post(path), person.client.post(path)

    assert first.status_code == second.status_code == 200
    assert submission.audit_entries.filter(event="submission.email_confirmed").count() == 1


def test_the_button_opens_the_request_under_a_new_session_key() -> None:
    person = Person()
    person.client.session.save()
    before = person.client.cookies.get("sessionid")

    response = person.open_request(make_received().submission)

    assert response.url == person.address("request")
    assert before is None or before.value != person.client.cookies["sessionid"].value
    assert person.get("request").status_code == 200


def test_the_session_keeps_the_number_of_the_submission_and_nothing_else() -> None:
    submission = make_received().submission
    person = Person()
    person.open_request(submission)

    kept = {key: value for key, value in person.client.session.items() if key[0] != "_"}

    assert kept["portal_submission"] == submission.pk
    assert set(kept) == {"portal_submission", "portal_until"}


@pytest.mark.parametrize("purpose", PURPOSES)
@pytest.mark.parametrize("method", ["get", "post"])
def test_an_expired_link_offers_a_new_one(purpose: LinkPurpose, method: str) -> None:
    submission = make_received().submission
    path = link_path(submission, purpose)

    with time_machine.travel(now() + timedelta(days=61)):
        response = getattr(Person().client, method)(path)

    assert response.status_code == 410
    assert "The time of this link is over" in response.content.decode()
    assert f'action="{path}again/"' in response.content.decode()
    submission.refresh_from_db()
    assert submission.email_confirmed_at is None


@pytest.mark.parametrize("purpose", PURPOSES)
@pytest.mark.parametrize("secret", ["x", "a" * 5000, "%00", "💥", "..%2f..%2fadmin"])
def test_a_link_that_is_none_offers_a_new_one(purpose: LinkPurpose, secret: str) -> None:
    response = Person().client.get(f"/en/{purpose.value}/{secret}/")

    assert response.status_code in (404, 410)


def test_a_link_to_confirm_opens_no_request() -> None:
    path = link_path(make_received().submission, LinkPurpose.CONFIRM)

    assert Person().client.post(path.replace("/confirm/", "/open/")).status_code == 410


@pytest.mark.parametrize("purpose", PURPOSES)
def test_a_page_behind_a_link_is_kept_by_no_cache_and_hides_its_address(
    purpose: LinkPurpose,
) -> None:
    response = Person().client.get(link_path(make_received().submission, purpose))

    assert "no-store" in response["Cache-Control"]
    assert response["Referrer-Policy"] == "strict-origin"
    assert response["X-Robots-Tag"] == "noindex"


@pytest.mark.parametrize("purpose", PURPOSES)
def test_a_page_behind_a_link_does_not_say_who_it_is_about(purpose: LinkPurpose) -> None:
    submission = make_received(person_name="Maija Salainen").submission

    page = Person().client.get(link_path(submission, purpose)).content.decode()

    assert "Salainen" not in page
    assert submission.email not in page


def test_a_new_link_comes_by_mail_when_reference_and_address_belong_together() -> None:
    submission = make_received(email="maija@example.org").submission

    _ask(reference=submission.reference, email="maija@example.org")

    notice = Notice.objects.get(kind="new_link")
    assert notice.to_address == "maija@example.org"
    assert "/open/" in notice.text


@pytest.mark.parametrize(
    "spelling", [str.lower, lambda text: text.replace("-", " "), lambda text: f" {text[3:]} "]
)
def test_a_reference_is_understood_however_it_is_typed(spelling: Any) -> None:
    submission = make_received(email="maija@example.org").submission

    _ask(reference=spelling(submission.reference), email="Maija@Example.org")

    assert Notice.objects.filter(kind="new_link").exists()


def test_the_answer_is_the_same_whether_or_not_anything_matches() -> None:
    submission = make_received(email="maija@example.org").submission

    pages = {
        _ask(reference=submission.reference, email="maija@example.org"),
        _ask(reference=submission.reference, email="other@example.org"),
        _ask(reference="RD-2222-2222", email="maija@example.org"),
        _ask(reference="💥", email="maija@example.org"),
    }

    assert len(pages) == 1
    assert Notice.objects.filter(kind="new_link").count() == 1


def test_after_a_few_links_an_hour_no_more_are_mailed_and_the_answer_stays_the_same() -> None:
    submission = make_received(email="maija@example.org").submission

    pages = {_ask(reference=submission.reference, email="maija@example.org") for _ in range(8)}

    assert len(pages) == 1
    assert Notice.objects.filter(kind="new_link").count() == 5


def test_with_the_cache_down_links_are_still_mailed() -> None:
    submission = make_received(email="maija@example.org").submission

    with override_settings(CACHES=DEAD_CACHE):
        _ask(reference=submission.reference, email="maija@example.org")

    assert Notice.objects.filter(kind="new_link").exists()


def test_the_cache_learns_neither_reference_nor_address() -> None:
    submission = make_received(email="maija@example.org").submission
    _ask(reference=submission.reference, email="maija@example.org")

    client = cache._cache.get_client()  # type: ignore[attr-defined]
    keys = b" ".join(client.keys("*"))

    assert b"limit:new_link:" in keys
    assert b"maija" not in keys
    assert submission.reference.encode() not in keys


def test_only_digests_of_link_secrets_are_kept() -> None:
    submission = make_received().submission
    secret = link_path(submission, LinkPurpose.OPEN).rstrip("/").rsplit("/", 1)[1]

    assert not PersonLink.objects.filter(secret_digest=secret).exists()


def _ask(**values: str) -> str:
    # Without CSRF tokens, and what was typed oneself, the pages can be compared.
    page = str(Person().client.post("/en/link/", values).content.decode())
    page = re.sub(r'name="csrfmiddlewaretoken" value="\w+"', "", page)
    return page.replace(values["reference"], "").replace(values["email"], "")
