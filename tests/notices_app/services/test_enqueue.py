import logging
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from typing import Any

import pytest
from celery import Celery, current_app
from django.db import connection, transaction

from config.celery import app
from notices_app.letters import LetterFault
from notices_app.models import Notice
from notices_app.services import cancel_queued
from tests.factories import make_controller

Queue = Callable[..., Notice]


@pytest.fixture
def woken(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    names: list[str] = []
    monkeypatch.setattr(app, "send_task", lambda name, **_: names.append(name))
    return names


@pytest.mark.django_db
def test_a_message_is_a_row_before_it_is_a_mail(queue_notice: Queue) -> None:
    notice = queue_notice(submission_id=7)
    assert notice.state == "queued"
    assert notice.submission_id == 7
    assert notice.subject == "Olemme saaneet pyyntösi RD-7K3M-Q9XA"
    assert "https://desk.example/fi/open/s3cret/" in notice.text
    assert '<html lang="fi">' in notice.html


@pytest.mark.django_db
def test_the_message_id_bears_the_senders_domain(settings: Any, queue_notice: Queue) -> None:
    settings.DEFAULT_FROM_EMAIL = "Desk <desk@rightsdesk.example>"
    notice = queue_notice()
    assert notice.message_id.startswith("<")
    assert notice.message_id.endswith("@rightsdesk.example>")


@pytest.mark.django_db
def test_the_same_occasion_is_told_once(queue_notice: Queue) -> None:
    controller = make_controller()
    first = queue_notice(controller=controller)
    second = queue_notice(controller=controller, to_address="other@example.org")
    assert second.pk == first.pk
    assert second.to_address == "maija@example.org"
    assert Notice.objects.count() == 1


@pytest.mark.django_db(transaction=True)
def test_a_race_for_one_occasion_leaves_one_message(queue_notice: Queue) -> None:
    controller = make_controller()

    def queue(_: int) -> int:
        try:
            return queue_notice(controller=controller).pk
        finally:
            connection.close()

    with ThreadPoolExecutor(4) as threads:
        assert len(set(threads.map(queue, range(8)))) == 1
    assert Notice.objects.count() == 1


@pytest.mark.django_db
def test_a_letter_that_cannot_be_written_leaves_no_row(queue_notice: Queue) -> None:
    with pytest.raises(LetterFault):
        queue_notice(context={"name": "Maija"})
    assert not Notice.objects.exists()


@pytest.mark.django_db(transaction=True)
def test_the_worker_wakes_once_when_the_transaction_commits(
    queue_notice: Queue, woken: list[str]
) -> None:
    with transaction.atomic():
        queue_notice("a:1")
        queue_notice("a:2")
        assert woken == []
    assert woken == ["notices.deliver_due"]


@pytest.mark.django_db(transaction=True)
def test_what_is_rolled_back_is_never_told(queue_notice: Queue, woken: list[str]) -> None:
    with transaction.atomic():
        queue_notice()
        transaction.set_rollback(True)
    assert woken == []
    assert not Notice.objects.exists()


def test_the_task_that_is_woken_exists() -> None:
    app.loader.import_default_modules()
    assert {"notices.deliver_due", "notices.release_stuck"} <= set(app.tasks)


def test_threads_of_a_web_server_wake_the_same_worker() -> None:
    with ThreadPoolExecutor(1) as thread:
        assert thread.submit(lambda: current_app.main).result() == "rightsdesk"


@pytest.mark.django_db(transaction=True)
def test_a_broker_that_is_down_does_not_fail_the_request(
    queue_notice: Queue, caplog: pytest.LogCaptureFixture, monkeypatch: pytest.MonkeyPatch
) -> None:
    dead = Celery("dead", broker="redis+socket:///nowhere/redis.sock", set_as_current=False)
    monkeypatch.setattr(app, "send_task", dead.send_task)
    with caplog.at_level(logging.WARNING):
        notice = queue_notice()
    assert Notice.objects.get().state == "queued"
    assert f"notice {notice.pk}" in caplog.text
    assert "maija" not in caplog.text.lower()


@pytest.mark.django_db
def test_only_the_named_kinds_of_one_submission_are_taken_back(queue_notice: Queue) -> None:
    controller = make_controller()
    reminder = {"controller": controller, "kind": "identity_reminder"}
    gone = queue_notice("r:1", submission_id=1, **reminder)
    other_case = queue_notice("r:2", submission_id=2, **reminder)
    other_kind = queue_notice("r:3", submission_id=1, controller=controller)
    assert cancel_queued(1, ["identity_reminder"]) == 1
    states = dict(Notice.objects.values_list("pk", "state"))
    assert states == {gone.pk: "cancelled", other_case.pk: "queued", other_kind.pk: "queued"}
