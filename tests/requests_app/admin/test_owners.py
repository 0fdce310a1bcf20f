"""Handlers write to the owner of a data system, mail a new link, and give the task to another."""

import pytest

from notices_app.models import Notice
from registers_app.domain.actors import owner_actor
from requests_app.models import Task, TaskLink, TaskMessage, TaskSaid
from requests_app.services.ask_desk import ask_desk
from tests.cases import handler_of
from tests.requests_app.admin.staff import case_url, signed_in, step_url
from tests.requests_app.portal.owner import make_task

pytestmark = pytest.mark.django_db


def test_a_handler_answers_mails_again_and_hands_over() -> None:
    task = make_task()
    ask_desk(task.pk, said=TaskSaid.QUESTION, text="Which one?", actor=owner_actor(task.pk))
    client = signed_in(handler_of(task.request.controller))
    page = client.get(case_url(task.request)).content.decode()
    assert "The owner waits for your answer." in page
    for step, values in (
        ("write-to-owner", {"text": "The elder."}),
        ("mail-owner", {}),
        ("hand-task", {"address": "new@northwind.example"}),
    ):
        address = step_url(task.request, step, task.pk)
        assert client.get(address).status_code == 200
        assert client.post(address, values).status_code == 302, step
    assert TaskMessage.objects.filter(side="staff", text="The elder.").exists()
    assert Notice.objects.filter(kind="task_link").count() == 1
    assert Task.objects.get(pk=task.pk).mailbox == "new@northwind.example"
    assert TaskLink.objects.filter(task=task, ended_at=None).count() == 1
