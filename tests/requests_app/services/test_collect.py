"""Every data system is asked once, and says something."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from requests_app.models import AccessRequest
from requests_app.services.collect import collect
from requests_app.services.errors import NotPossible
from requests_app.services.finish_task import finish_task, search_again
from requests_app.services.perform import perform
from tests.cases import begin, collect_all, make_received
from tests.factories import make_controller, make_register
from tests.requests_app.services.steps import again, collecting, staff

pytestmark = pytest.mark.django_db


def test_every_data_system_in_use_gets_its_task() -> None:
    controller = make_controller()
    register = make_register(controller, systems=("Database", "Archive", "Old archive"))
    register.data_systems.filter(name="Old archive").update(is_active=False)
    make_register(controller, slug="jobs", systems=("Applications",))
    make_register(make_controller(), systems=("Foreign",))
    one = begin(make_received(controller, register=register))
    every = begin(make_received(controller))

    collect(one.pk, actor=staff(one))
    collect(every.pk, actor=staff(every))

    assert {str(task) for task in one.tasks.all()} == {"Database", "Archive"}
    assert {str(task) for task in every.tasks.all()} == {"Database", "Archive", "Applications"}


def test_a_register_without_data_systems_is_named_as_the_obstacle() -> None:
    controller = make_controller()
    request = begin(make_received(controller, register=make_register(controller, systems=())))

    with pytest.raises(NotPossible, match="names no data system"):
        collect(request.pk, actor=staff(request))
    assert again(request).state == "assessing"


def test_collecting_again_asks_nobody_twice() -> None:
    request = collect_all(begin(make_received()))
    perform(AccessRequest, request.pk, "collect_more", actor=staff(request))
    tasks = list(request.tasks.values_list("pk", "state"))
    search_again(tasks[0][0], actor=staff(request))

    assert request.tasks.count() == len(tasks)
    with pytest.raises(NotPossible, match="have not answered yet"):
        perform(AccessRequest, request.pk, "review", actor=staff(request))


def test_a_review_waits_for_every_system() -> None:
    request = collecting()
    first, second = request.tasks.all()
    finish_task(first.pk, step="find_nothing", result="", actor=staff(request))
    with pytest.raises(NotPossible, match="have not answered yet"):
        perform(AccessRequest, request.pk, "review", actor=staff(request))

    finish_task(second.pk, step="cancel", result="Holds staff only.", actor=staff(request))
    assert perform(AccessRequest, request.pk, "review", actor=staff(request)).state == "reviewing"


def test_a_review_needs_at_least_one_system_that_was_searched() -> None:
    request = collecting()
    for task in request.tasks.all():
        finish_task(task.pk, step="cancel", result="Not here.", actor=staff(request))

    with pytest.raises(NotPossible, match="No data system of these registers is named"):
        perform(AccessRequest, request.pk, "review", actor=staff(request))


@pytest.mark.parametrize(
    ("step", "sentence"), [("finish", "Say what was found"), ("cancel", "need not be searched")]
)
def test_a_result_that_says_nothing_is_refused(step: str, sentence: str) -> None:
    request = collecting()

    with pytest.raises(NotPossible, match=sentence):
        finish_task(request.tasks.all()[0].pk, step=step, result="", actor=staff(request))


def test_a_task_is_finished_while_data_are_collected_only() -> None:
    request = collect_all(begin(make_received()))
    task = request.tasks.all()[0]

    with pytest.raises(NotPossible, match="stands elsewhere"):
        search_again(task.pk, actor=staff(request))
    with pytest.raises(NotPossible, match="stands elsewhere"):
        finish_task(task.pk, step="finish", result="More.", actor=staff(request))


def test_a_file_that_cannot_be_kept_leaves_the_task_open() -> None:
    request = collecting()
    task = request.tasks.all()[0]

    with pytest.raises(NotPossible, match="empty"):
        finish_task(
            task.pk,
            step="finish",
            result="Found.",
            actor=staff(request),
            files=[SimpleUploadedFile("empty.txt", b"")],
        )
    task = type(task).objects.get(pk=task.pk)
    assert (task.state, task.result) == ("open", "")
