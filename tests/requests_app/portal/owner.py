"""The owner of a data system at their task, by Django's test client."""

import re
from typing import Any

from django.test import Client
from django.urls import reverse
from django.utils import translation

from notices_app.models import Notice
from registers_app.models import DataSystem
from requests_app.models import Task
from requests_app.services.collect import collect
from requests_app.services.mail_owner import whole_task
from tests.cases import acting, begin, make_received, settle
from tests.factories import make_controller, make_register


class Owner:
    """One owner with one browser and the language of the organisation."""

    def __init__(self, *, language: str = "en") -> None:
        self.language = language
        self.client = Client(SERVER_NAME="localhost")

    def address(self, name: str, task: Task) -> str:
        """The address of a page of a task."""
        with translation.override(self.language):
            return reverse(f"portal:{name}", kwargs={"pk": task.pk})

    def open(self, task: Task) -> Any:
        """Follow the newest mailed link, and press its button."""
        return self.client.post(mailed_path(task))

    def get(self, task: Task, name: str = "task") -> Any:
        """Look at a page of a task."""
        return self.client.get(self.address(name, task))

    def page(self, task: Task, name: str = "task") -> str:
        """What such a page says."""
        return str(self.get(task, name).content.decode())

    def post(self, task: Task, name: str, values: dict[str, Any] | None = None) -> Any:
        """Send a form of a task."""
        return self.client.post(self.address(name, task), values or {})


def make_task(*, settled: bool = True, owner_language: str = "en", **more: Any) -> Task:
    """A search that has begun, its owner told; *more* is said of the person."""
    controller = make_controller(language="en")
    register = make_register(controller)
    DataSystem.objects.filter(register=register).update(owner_language=owner_language)
    said = {"identifiers": "Customer number 1234", **more}
    request = begin(make_received(controller, register=register, **said))
    if settled:
        settle(request)
    collect(request.pk, actor=acting(controller))
    return whole_task(request.tasks.earliest("pk").pk)


def mail_to(task: Task) -> Notice:
    """The newest mail to the owner of *task*."""
    mails = Notice.objects.filter(kind__startswith="task_", subject__contains=task.data_system.name)
    return mails.filter(submission_id=task.request.submission_id).latest("pk")


def mailed_path(task: Task) -> str:
    """The path of the link in it."""
    text = mail_to(task).text
    found = re.search(r"https?://[^/\s]+(/\S+/task/open/\S+)", text)
    assert found, text
    return found[1]


def opened(task: Task) -> Owner:
    """An owner who has opened their task."""
    owner = Owner()
    assert owner.open(task).status_code == 302
    return owner
