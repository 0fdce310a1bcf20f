"""Two who work on one task at the same moment: one finishes it, and nothing of either is lost."""

from collections.abc import Callable
from functools import partial

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from registers_app.domain.actors import owner_actor
from requests_app.models import AuditEntry, StoredFile, Task, TaskMessage
from requests_app.services.finish_for_owner import Ended, finish_for_owner
from requests_app.services.task_links import find_task_link, use_task_link
from tests.requests_app.portal.owner import mailed_path, make_task
from tests.threads import outcomes, together

pytestmark = pytest.mark.django_db(transaction=True)


def test_both_are_kept_and_a_link_opens_once() -> None:
    task = make_task()
    finish: list[Callable[[], Ended]] = [
        partial(
            finish_for_owner,
            task.pk,
            step="finish",
            result=words,
            actor=owner_actor(task.pk),
            files=[SimpleUploadedFile(f"{words}.txt", words.encode())],
        )
        for words in ("one", "two")
    ]
    assert {str(each) for each in outcomes(together(finish))} == {
        str(Ended.FINISHED),
        str(Ended.ADDED),
    }
    kept = {Task.objects.get(pk=task.pk).result, TaskMessage.objects.get().text}
    assert kept == {"one", "two"}
    assert StoredFile.objects.filter(task=task).count() == 2
    assert AuditEntry.objects.filter(event="task.finish").count() == 1

    link = find_task_link(mailed_path(task).strip("/").rsplit("/", 1)[-1])
    assert link is not None
    used = outcomes(together([partial(use_task_link, link)] * 4))
    assert sorted(map(bool, used)) == [False, False, False, True]
