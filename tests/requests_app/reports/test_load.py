"""Who has how much to do: true numbers, the heaviest first, and no query for each handler."""

from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from config.clock import now
from registers_app.domain.actors import user_actor
from registers_app.domain.roles import Role
from registers_app.models import Controller, Register, User
from requests_app.domain.load import Load
from requests_app.reports.load import load_table
from requests_app.services.assign import assign
from requests_app.services.suspend import ask_clarification
from tests.cases import begin, make_received
from tests.factories import make_controller, make_register, make_user
from tests.requests_app.admin.staff import signed_in, text_of

pytestmark = pytest.mark.django_db


@pytest.fixture
def controller() -> Controller:
    return make_controller()


@pytest.fixture
def register(controller: Controller) -> Register:
    return make_register(controller)


def give(controller: Controller, register: Register, user: User | None, *, days: int) -> int:
    case = make_received(controller, register=register, received_at=now() - timedelta(days=days))
    if user:
        assign(case.pk, assignee=user, actor=user_actor(user.pk))
    return case.pk


def test_the_numbers_are_those_of_each_handler(controller: Controller, register: Register) -> None:
    busy = make_user(controller, first_name="Kaisa", last_name="Koski")
    calm = make_user(controller, first_name="Olli", last_name="Oja")
    for days in (1, 28, 50):
        give(controller, register, busy, days=days)
    waiting = begin(make_received(controller, register=register))
    assign(waiting.pk, assignee=calm, actor=user_actor(calm.pk))
    ask_clarification(waiting.pk, question="?", facts="40 years.", actor=user_actor(calm.pk))
    give(controller, register, None, days=1)
    elsewhere = make_controller()
    give(elsewhere, make_register(elsewhere), None, days=50)
    rows = {row.name: [cell.value for cell in row.cells] for row in load_table([controller]).rows}
    assert rows == {
        "Kaisa Koski": [3, 1, 1, 0, 6.0],
        "nobody": [1, 0, 0, 0, 1.0],
        "Olli Oja": [1, 0, 0, 1, 0.5],
    }
    assert list(rows) == ["Kaisa Koski", "nobody", "Olli Oja"]


def test_the_weight_of_nothing_is_nothing() -> None:
    assert Load(open=0, this_week=0, late=0, waiting=0).weighted == 0


def test_the_page_leads_to_the_requests_and_asks_the_same_queries_for_many_handlers(
    controller: Controller, register: Register
) -> None:
    supervisor = signed_in(make_user(controller, role=Role.SUPERVISOR))
    user = make_user(controller)
    give(controller, register, user, days=50)

    def queries() -> int:
        with CaptureQueriesContext(connection) as asked:
            page = supervisor.get(reverse("load"))
        assert f"handler={user.pk}&amp;urgency=late" in text_of(page)
        return len(asked)

    few = queries()
    for _ in range(6):
        give(controller, register, make_user(controller), days=1)
    assert queries() == few <= 12
