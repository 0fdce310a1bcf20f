"""Nothing goes out before identity is settled; then it goes out once, and not for ever."""

from typing import Any

import pytest
from django.db import transaction
from django.test import Client
from django.urls import reverse

from notices_app.models import Notice
from requests_app.models import AuditEntry, CaseLetter, DisclosurePackage, IdentityCheck, StoredFile
from requests_app.services.answer import answer
from requests_app.services.errors import NotPossible
from requests_app.services.expire_packages import expire_packages
from requests_app.services.fetch import fetchable_packages, note_download, note_opened
from requests_app.services.perform import perform
from requests_app.services.verify_audit import broken_chains
from tests.cases import (
    begin,
    collect_all,
    make_answered,
    make_received,
    prepare,
    send_answer,
    settle,
)
from tests.clock import Clock
from tests.factories import make_user
from tests.raw_sql import refusal_of, run
from tests.requests_app.services.steps import again, staff

pytestmark = pytest.mark.django_db


def test_nothing_is_answered_while_identity_is_open() -> None:
    request = prepare(collect_all(begin(make_received())))

    with pytest.raises(NotPossible, match="identity is not settled"):
        answer(request.pk, actor=staff(request))
    assert DisclosurePackage.objects.get().state == "ready"
    assert not CaseLetter.objects.filter(kind="access_granted").exists()


def test_nothing_is_answered_while_identity_is_open_whoever_writes_the_statement() -> None:
    request = prepare(collect_all(begin(make_received())))
    close = (
        "UPDATE requests_app_rightsrequest SET state = 'answered', closed_at = changed_at,"
        f" closed_on = received_on WHERE id = {request.pk}"
    )
    release = (
        "UPDATE requests_app_disclosurepackage SET state = 'released', released_at = created_at,"
        f" expires_at = created_at WHERE request_id = {request.pk}"
    )
    assert refusal_of(close) == "request_identity_before_answer"
    assert refusal_of(release) == "package_identity_before_release"

    settle(request)
    assert refusal_of(release) == "package_released_with_its_answer"
    with transaction.atomic():
        assert run(close) == 1
        assert refusal_of(release) == ""
        transaction.set_rollback(True)


def test_an_answer_releases_the_package_and_tells_the_person(clock: Clock) -> None:
    request = make_answered()
    package = DisclosurePackage.objects.get(request=request)

    assert (request.state, package.state) == ("answered", "released")
    assert str(request.closed_on) == "2026-03-02"
    assert package.released_at is not None
    assert package.expires_at is not None
    assert (package.expires_at - package.released_at).days == 60
    assert CaseLetter.objects.filter(request=request, kind="access_granted").count() == 1
    assert Notice.objects.filter(kind="answer_ready").count() == 1
    assert not list(broken_chains())


def test_an_answer_is_sent_once() -> None:
    request = make_answered()

    with pytest.raises(NotPossible, match="no longer possible"):
        send_answer(request)
    assert Notice.objects.filter(kind="answer_ready").count() == 1


def test_a_doubt_after_all_holds_the_answer_back() -> None:
    request = make_answered()
    assert next(iter(fetchable_packages(request.submission)), None) is not None
    perform(
        IdentityCheck, request.submission.identity_check.pk, "doubt_again", actor=staff(request)
    )

    case = again(request).submission
    assert next(iter(fetchable_packages(case)), None) is None
    package = DisclosurePackage.objects.get()
    assert (
        refusal_of(
            f"UPDATE requests_app_disclosurepackage SET state = 'fetched' WHERE id = {package.pk}"
        )
        == "package_identity_before_release"
    )


def test_opening_an_answer_is_noted_once_and_each_download_too() -> None:
    request = make_answered()
    package = DisclosurePackage.objects.get()
    file = StoredFile.objects.get()
    note_opened(package)
    note_opened(package)
    note_download(package, file)
    note_download(package, file)

    fetched = DisclosurePackage.objects.get()
    assert (fetched.state, fetched.fetched_at is not None) == ("fetched", True)
    events = AuditEntry.objects.filter(submission=request.submission_id)
    assert events.filter(event="package.fetch").count() == 1
    assert events.filter(event="package.downloaded").count() == 2


def test_a_package_whose_time_is_over_is_destroyed(clock: Clock) -> None:
    request = make_answered()
    clock.advance(days=59)
    assert expire_packages() == 0

    clock.advance(days=1, seconds=1)
    assert next(iter(fetchable_packages(request.submission)), None) is None
    assert expire_packages() == 1
    package = DisclosurePackage.objects.get()
    assert (package.state, bytes(package.content)) == ("expired", b"")
    assert expire_packages() == 0
    entry = AuditEntry.objects.get(event="package.expire")
    assert (entry.actor_kind, entry.actor_id) == ("system", 0)


def test_the_files_of_an_expired_answer_are_destroyed_and_the_record_of_them_stays(
    clock: Clock, client: Client, django_capture_on_commit_callbacks: Any
) -> None:
    request = make_answered()
    file = StoredFile.objects.get()
    storage, name = file.sealed.storage, str(file.sealed.name)
    assert storage.exists(name)

    clock.advance(days=60, seconds=1)
    with django_capture_on_commit_callbacks(execute=True):
        assert expire_packages() == 1

    assert not storage.exists(name)
    kept = StoredFile.objects.get()
    assert (kept.sha256, bool(kept.sealed)) == (file.sha256, False)
    client.force_login(make_user(request.controller))
    case = client.get(reverse("admin:requests_app_rightsrequest_change", args=[request.pk]))
    address = reverse("admin:case_file", args=[request.pk, file.pk])
    assert "destroyed with the answer" in case.content.decode()
    assert address not in case.content.decode()
    assert client.get(address).status_code == 404


def test_a_package_that_was_fetched_is_destroyed_too(clock: Clock) -> None:
    make_answered()
    note_opened(DisclosurePackage.objects.get())
    clock.advance(days=61)

    assert expire_packages() == 1
