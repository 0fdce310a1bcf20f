"""The page of a data system’s owner in Chromium, from mail to case: nothing violated or clipped."""

from datetime import timedelta
from typing import Any

import pytest
from django.urls import reverse

from config.clock import now
from requests_app.domain.rights import Right
from requests_app.models import Task, TaskKind, TaskState
from requests_app.services.ask_desk import write_to_owner
from requests_app.services.collect import collect
from requests_app.services.mail_owner import whole_task
from requests_app.services.note_restore import note_restore
from tests.browser.chromium import NARROW, assert_fit_for_all, chromium, picture
from tests.browser.matrix import View, every_view, looking
from tests.browser.test_staff_pages import sign_in
from tests.cases import acting, begin, handler_of, make_received, settle
from tests.eight import answered, received
from tests.factories import make_controller, make_register
from tests.requests_app.admin.staff import case_url
from tests.requests_app.portal.owner import mailed_path

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

ORDERS = b"order;day;what;where\n1001;2026-03-01;A very long description of a thing;Helsinki\n"


@pytest.fixture
def task() -> Task:
    """Triaged: the search has begun, and its owner was mailed."""
    controller = make_controller(name="Northwind Oy", slug="northwind")
    register = make_register(controller, systems=("Web shop",))
    request = settle(begin(make_received(controller, register=register, identifiers="No. 1234")))
    collect(request.pk, actor=acting(controller))
    return whole_task(request.tasks.get().pk)


@every_view(in_the_slice=View(NARROW, "sv", "dark", scripts=True))
def test_an_owner_goes_from_the_mail_to_the_case(live_server: Any, task: Task, view: View) -> None:
    link = mailed_path(task).split("/", 2)[2]
    with chromium() as browser, looking(browser, view, live_server.url) as walk:
        walk.go(link)
        walk.look("task-open")
        assert walk.page.get_by_text("Maija").count() == 0
        walk.press("task")
        assert walk.page.get_by_text("Maija Meikäläinen").count() == 1
        at = walk.page.url
        walk.press("task-ask", "a[href$='/ask/']")
        walk.press("task-ask-empty")
        walk.page.fill("textarea", "Kumpi Maija?")
        walk.press("task-asked")
        write_to_owner(task.pk, text="Vuonna 1980 syntynyt.", actor=acting(task.request.controller))
        walk.page.goto(at)
        walk.look("task-answered")
        walk.press("task-give", "a.go[href$='/give/']")
        walk.page.set_input_files(
            "input[type=file]", {"name": "orders.csv", "mimeType": "text/csv", "buffer": ORDERS}
        )
        walk.page.fill("textarea[name=pasted]", "a,b\n1")
        walk.press("task-give-wrong")
        walk.page.fill("textarea[name=pasted]", "")
        walk.press("task-finished")
        assert Task.objects.get(pk=task.pk).state == TaskState.DONE
        walk.page.context.clear_cookies()
        walk.go(link)
        walk.look("task-over")
        walk.page.goto(at)
        walk.look("task-closed")
        sign_in(walk.page, live_server.url, handler_of(task.request.controller))
        walk.page.goto(live_server.url + case_url(task.request))
        # Among the files of the case, and under what is still to be looked through.
        assert walk.page.get_by_role("link", name="orders.csv", exact=True).count() == 2


@every_view(in_the_slice=View(NARROW, "fi", "light", scripts=True))
def test_what_came_back_with_a_backup_fits_all(live_server: Any, view: View) -> None:
    controller = make_controller(name="Northwind Oy", slug="northwind")
    register = make_register(controller, systems=("Web shop",))
    request = answered(received(Right.ERASURE, controller=controller, register=register))
    task = request.tasks.get(kind=TaskKind.ERASE.value)
    moment = now()
    restore = note_restore(
        task.data_system_id,
        backup_of=moment - timedelta(days=1),
        restored_at=moment,
        actor=acting(controller),
    )
    with chromium() as browser, looking(browser, view, live_server.url) as walk:
        walk.go(mailed_path(task).split("/", 2)[2])
        walk.press("task-again")
        assert walk.page.get_by_text("Maija Meikäläinen").count() == 1
        if not view.scripts:  # axe-core is one: staff pages are examined where they run
            return
        sign_in(walk.page, live_server.url, handler_of(controller))
        address = reverse("admin:requests_app_systemrestore_change", args=[restore.pk])
        walk.page.goto(live_server.url + address)
        assert_fit_for_all(walk.page)
        picture(walk.page, "restore")
        walk.page.goto(live_server.url + case_url(request))
        assert_fit_for_all(walk.page)
