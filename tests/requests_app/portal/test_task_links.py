"""Into one task by a mailed link: once, in time, into no other, and for nobody else."""

from collections.abc import Iterator
from datetime import timedelta
from typing import Any

import pytest
import time_machine
from django.conf import settings
from django.core.cache import cache
from pytest_django import DjangoDbBlocker

from config.clock import now
from notices_app.models import Notice
from requests_app.models import AccessRequest, AuditEntry, Task, TaskLink
from requests_app.services.finish_task import finish_task
from requests_app.services.hand_task import hand_task
from requests_app.services.mail_owner import whole_task
from tests.cases import acting, ask_for_identity
from tests.requests_app.portal.owner import Owner, mail_to, mailed_path, make_task, opened
from tests.standing import standing

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _empty_cache() -> None:
    cache.clear()


@pytest.fixture(scope="module")
def standing_task(django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> Iterator[int]:
    yield from standing(django_db_blocker, lambda: make_task().pk)


@pytest.fixture(autouse=True)
def task(standing_task: int) -> Task:
    return whole_task(standing_task)


def test_each_owner_is_mailed_a_link_and_nothing_of_the_person(task: Task) -> None:
    mail = mail_to(task)
    assert task.data_system.name in mail.subject
    for personal in ("Meik", "maija", "1234"):
        assert personal not in mail.subject + mail.text + mail.html
    assert Notice.objects.filter(kind="task_opened").count() == task.request.tasks.count()


def test_the_owner_is_written_to_in_their_language() -> None:
    mail = mail_to(make_task(owner_language="sv"))
    assert mail.language == "sv"
    assert "/sv/task/open/" in mail.text


def test_a_scanner_that_opens_the_link_spoils_nothing(task: Task) -> None:
    path = mailed_path(task)
    scanner = Owner()
    for _ in range(3):
        page = scanner.client.get(path)
        assert (page.status_code, "Meik" in page.content.decode()) == (200, False)
        assert scanner.client.head(path).status_code == 200
    assert scanner.client.get(f"{path}again/").status_code == 302
    assert not Notice.objects.filter(kind="task_link").exists()
    assert scanner.get(task).status_code == 403

    assert "Maija Meikäläinen" in opened(task).page(task)


@pytest.mark.parametrize(
    ("minutes", "said"), [(240, "4 hours"), (60, "1 hour."), (90, "90 minutes")]
)
def test_the_owner_reads_how_long_the_task_stays_open(
    task: Task, settings: Any, minutes: int, said: str
) -> None:
    settings.TASK_PAGE_MINUTES = minutes
    assert f"do nothing for {said}" in Owner().client.get(mailed_path(task)).content.decode()


def test_a_link_opens_its_task_once_and_leads_on_where_it_was_used(task: Task) -> None:
    path = mailed_path(task)
    owner = opened(task)
    assert owner.client.post(path)["Location"] == owner.address("task", task)
    assert AuditEntry.objects.filter(event="task.owner_opened").count() == 1

    thief = Owner()
    assert thief.client.post(path).status_code == 410
    assert thief.get(task).status_code == 403


def test_one_task_opens_no_other(task: Task) -> None:
    other = task.request.tasks.exclude(pk=task.pk).first() or make_task()
    owner = opened(task)
    for name in ("task", "task_give", "task_nothing", "task_done", "task_ask"):
        assert owner.get(other, name).status_code == 403
        assert owner.post(other, name, {"text": "x", "result": "x"}).status_code == 403
    assert Task.objects.get(pk=other.pk).state == "open"


def test_two_tasks_stand_open_in_one_browser(task: Task) -> None:
    other = make_task()
    owner = opened(task)
    owner.open(other)
    assert owner.get(task).status_code == owner.get(other).status_code == 200


def test_a_guessed_or_cut_link_opens_nothing(task: Task) -> None:
    path = mailed_path(task)
    for wrong in (path[:-3] + "/", "/en/task/open/abc/", path.replace("/open/", "/open/x")):
        assert Owner().client.post(wrong).status_code == 410


def test_only_a_digest_of_the_secret_is_kept(task: Task) -> None:
    secret = mailed_path(task).strip("/").rsplit("/", 1)[-1]
    assert not TaskLink.objects.filter(secret_digest__contains=secret[:20]).exists()


def test_a_link_that_is_over_sends_a_new_one_to_the_known_mailbox_alone(task: Task) -> None:
    path = mailed_path(task)
    with time_machine.travel(now() + timedelta(days=settings.TASK_LINK_DAYS, seconds=1)):
        page = Owner().client.post(path)
        assert page.status_code == 410
        assert "The time of this link is over" in page.content.decode()
        Owner().client.post(f"{path}again/", {"email": "thief@example.org"})
        assert Notice.objects.get(kind="task_link").to_address == task.mailbox
        assert "Maija Meikäläinen" in opened(task).page(task)


def test_at_most_five_links_are_sent_within_an_hour(task: Task) -> None:
    path = mailed_path(task)
    for _ in range(8):
        assert Owner().client.post(f"{path}again/").status_code == 200
    assert TaskLink.objects.filter(task=task).count() == 5


def test_a_task_closes_by_itself_and_shows_what_was_typed(task: Task) -> None:
    owner = opened(task)
    with time_machine.travel(now() + timedelta(minutes=settings.TASK_PAGE_MINUTES, seconds=1)):
        page = owner.post(task, "task_nothing", {"text": "Searched by number 1234."})
        assert page.status_code == 403
        assert "Searched by number 1234." in page.content.decode()


def test_a_finished_task_shows_nothing_of_the_person_any_more(task: Task) -> None:
    owner, path = opened(task), mailed_path(task)
    finish_task(task.pk, step="cancel", result="x", actor=acting(task.request.controller))
    page = owner.page(task)
    assert "Meik" not in page
    assert "1234" not in page
    assert Owner().client.post(path).status_code == 410
    assert Owner().client.post(f"{path}again/").status_code == 302
    assert not Notice.objects.filter(kind="task_link").exists()


def test_what_was_handed_to_somebody_else_closes_for_who_had_it(task: Task) -> None:
    owner, path = opened(task), mailed_path(task)
    hand_task(task.pk, address="new@northwind.example", actor=acting(task.request.controller))
    assert owner.get(task).status_code == 403
    assert Owner().client.post(path).status_code == 410
    task = Task.objects.get(pk=task.pk)
    assert Notice.objects.latest("pk").to_address == "new@northwind.example"
    assert opened(task).get(task).status_code == 200


def test_nobody_searches_for_who_may_be_a_stranger() -> None:
    task = make_task(settled=False)
    owner = opened(task)
    ask_for_identity(AccessRequest.objects.get(pk=task.request_id))
    assert "This task waits" in owner.page(task)
    assert "Meik" not in owner.page(task)


def test_the_page_is_kept_by_no_cache(task: Task) -> None:
    page = opened(task).get(task)
    assert "no-store" in page["Cache-Control"]
    assert page["X-Robots-Tag"] == "noindex"
