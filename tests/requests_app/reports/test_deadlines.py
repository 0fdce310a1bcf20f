"""The deadline report: every number recomputed, from the raw rows, another way."""

import csv
import io
import random
import re
from collections.abc import Callable
from datetime import date, timedelta
from typing import Any

import pytest
import time_machine
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from config.clock import now, today
from registers_app.domain.roles import Role
from registers_app.exchange.cells import guarded
from registers_app.models import Controller, User
from requests_app.models import RightsRequest
from requests_app.reports.period import Period
from requests_app.reports.queries import Numbers, deadline_report
from requests_app.services.close import withdraw
from requests_app.services.extend import extend
from requests_app.services.refuse import refuse
from tests.cases import (
    acting,
    ask_for_identity,
    begin,
    collect_all,
    handler_of,
    make_received,
    prepare,
    send_answer,
    settle,
)
from tests.factories import make_controller, make_register, make_user
from tests.requests_app.admin.staff import signed_in, step_url, text_of
from tests.requests_app.services.steps import GROUNDS

pytestmark = pytest.mark.django_db

EVER = Period(first=date(2018, 5, 25), last=date(2100, 1, 1))
ENDS: dict[str, Callable[[Any], Any]] = {
    "received": lambda case: case,
    "begun": begin,
    "waiting": lambda case: ask_for_identity(begin(case)),
    "answered": lambda case: send_answer(prepare(collect_all(settle(begin(case))))),
    "refused": lambda case: refuse(
        begin(case).pk,
        reasoning="It names others.",
        grounds=GROUNDS,
        actor=acting(case.controller),
    ),
    "withdrawn": lambda case: withdraw(
        case.pk, statement="No more.", actor=acting(case.controller)
    ),
}


@pytest.fixture
def controller() -> Controller:
    controller = make_controller()
    make_register(controller)
    make_register(controller, slug="staff", name="Staff register", systems=("HR",))
    return controller


@pytest.fixture
def supervisor(controller: Controller) -> User:
    return make_user(controller, role=Role.SUPERVISOR)


def history(
    controller: Controller, *, end: str, days_ago: int, register: str | None = "customers"
) -> RightsRequest:
    return ENDS[end](  # type: ignore[no-any-return]
        make_received(
            controller,
            register=controller.registers.get(slug=register) if register else None,
            received_at=now() - timedelta(days=days_ago),
        )
    )


def last_day(row: RightsRequest) -> date:
    """The last day to tell the person: no extension moves that of a refusal (Art. 12(4))."""
    assert row.due_on is not None
    acted = row.state == "answered"
    return row.due_on if acted else min(row.due_on, row.refuse_by)


def recount(rows: list[RightsRequest]) -> Numbers:
    """The numbers by reading one row after another."""
    day = {row.pk: today(row.controller.time_zone) for row in rows}
    closed = {"answered", "refused", "withdrawn", "forwarded", "unidentified", "not_new"}
    open_rows = [row for row in rows if row.state not in closed]
    dated = [(row, (row.due_on - day[row.pk]).days) for row in open_rows if row.due_on]
    told = [row for row in rows if row.state in ("answered", "refused", "unidentified")]
    late = [row for row in told if row.due_on and row.closed_on and row.closed_on > last_day(row)]
    return Numbers(
        received=len(rows),
        open=len(open_rows),
        due_in_7=sum(1 for _row, days in dated if 0 <= days <= 7),
        due_in_14=sum(1 for _row, days in dated if 0 <= days <= 14),
        late=sum(1 for _row, days in dated if days < 0),
        on_time=len(told) - len(late),
        answered_late=len(late),
        otherwise=sum(1 for row in rows if row.state in ("withdrawn", "forwarded", "not_new")),
    )


@settings(
    max_examples=8,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)
@given(
    plan=st.lists(
        st.tuples(
            st.sampled_from(sorted(ENDS)),
            st.integers(min_value=0, max_value=70),
            st.sampled_from(["customers", "staff", None]),
            st.booleans(),
        ),
        min_size=1,
        max_size=8,
    ),
    window=st.tuples(st.integers(0, 80), st.integers(0, 80)),
)
def test_every_number_equals_what_reading_the_rows_gives(
    controller: Controller, plan: list[tuple[str, int, str | None, bool]], window: tuple[int, int]
) -> None:
    other = _second_controller()
    for end, days_ago, register, elsewhere in plan:
        at = other if elsewhere else controller
        history(at, end=end, days_ago=days_ago, register=None if elsewhere else register)
    day = today("Europe/Helsinki")
    period = Period(first=day - timedelta(days=max(window)), last=day - timedelta(days=min(window)))
    both = list(Controller.objects.filter(pk__in=[controller.pk, other.pk]))
    report = deadline_report(both, period=period)
    rows = [
        row
        for row in RightsRequest.objects.select_related("submission", "controller")
        if period.first <= row.received_on <= period.last
    ]
    for shown in report.controllers:
        mine = [row for row in rows if row.controller_id == shown.controller.pk]
        assert shown.numbers == recount(mine)
    for shown in report.registers:
        mine = [
            row
            for row in rows
            if (row.controller_id, row.submission.register_id) == (shown.controller.pk, shown.key)
        ]
        assert shown.numbers == recount(mine)
    for shown in report.handlers:
        mine = [
            row
            for row in rows
            if (row.controller_id, row.assignee_id) == (shown.controller.pk, shown.key)
        ]
        assert shown.numbers == recount(mine)
    for table in (report.controllers, report.registers, report.handlers):
        assert sum(shown.numbers.received for shown in table) == len(rows)


def _second_controller() -> Controller:
    other = Controller.objects.filter(name="Elsewhere").first()
    if other is None:
        other = make_controller(name="Elsewhere", time_zone="Pacific/Auckland")
        make_register(other)
    return other


def test_an_answer_after_its_due_date_is_late_and_one_on_it_is_on_time(
    controller: Controller,
) -> None:
    for days, expected in ((0, "on_time"), (1, "answered_late")):
        case = history(controller, end="received", days_ago=20)
        assert case.due_on is not None
        moment = now().replace(hour=9) + (case.due_on + timedelta(days=days) - now().date())
        with time_machine.travel(moment, tick=True):
            ENDS["answered"](case)
        report = deadline_report([controller], period=EVER)
        assert getattr(report.controllers[0].numbers, expected) == 1


def test_each_number_leads_to_a_list_of_that_length(
    controller: Controller, supervisor: User
) -> None:
    for end, days_ago in (
        ("received", 60),
        ("received", 27),
        ("begun", 20),
        ("waiting", 3),
        ("answered", 2),
        ("withdrawn", 1),
    ):
        history(controller, end=end, days_ago=days_ago)
    history(controller, end="begun", days_ago=5, register=None)
    client = signed_in(supervisor)
    links = _links(client)
    assert len(links) > 20
    for url, count in links:
        page = text_of(client.get(url))
        assert len(set(re.findall(r">(RD-[0-9A-Z]{4}-[0-9A-Z]{4})<", page))) == count, url


def _links(client: Client) -> list[tuple[str, int]]:
    page = text_of(
        client.get(reverse("deadline_report"), {"first": "2018-05-25", "last": str(now().date())})
    )
    pairs = re.findall(r'<td class="desk-num"><a href="([^"]+)">(\d+)</a>', page)
    return [(url.replace("&amp;", "&"), int(count)) for url, count in pairs]


def test_the_report_asks_the_same_queries_for_5_and_for_60_requests(
    controller: Controller, supervisor: User
) -> None:
    client = signed_in(supervisor)

    def count() -> int:
        with CaptureQueriesContext(connection) as queries:
            assert client.get(reverse("deadline_report")).status_code == 200
        return len(queries)

    for number in range(5):
        history(controller, end="begun", days_ago=number)
    few = count()
    for number in range(55):
        history(controller, end=random.choice(["begun", "received"]), days_ago=number % 10)
    assert count() == few
    assert few <= 16


def test_the_report_is_of_ones_own_controllers_and_names_no_person(
    controller: Controller, supervisor: User
) -> None:
    make_received(person_name="Salainen Sanna")
    history(controller, end="begun", days_ago=1)
    client = signed_in(supervisor)
    for address in ("deadline_report", "deadline_report_csv"):
        response = client.get(reverse(address))
        content = b"".join(response).decode()
        assert controller.name in content
        assert "Maija" not in content
        assert "Salainen" not in content
        assert content.count("Northwind") == content.count(controller.name)


def test_a_handler_sees_no_report(controller: Controller) -> None:
    client = signed_in(handler_of(controller))
    assert client.get(reverse("deadline_report")).status_code == 403
    assert client.get(reverse("deadline_report_csv")).status_code == 403


@pytest.mark.parametrize(
    "parameters",
    [
        {"first": "2026-12-31", "last": "2026-01-01"},
        {"first": "x", "last": "\x00"},
        {"first": "2026-01-01"},
    ],
)
def test_a_period_that_is_none_is_answered_in_words(
    supervisor: User, parameters: dict[str, str]
) -> None:
    client = signed_in(supervisor)
    page = client.get(reverse("deadline_report"), parameters)
    assert page.status_code == 200
    assert "errorlist" in text_of(page)
    assert client.get(reverse("deadline_report_csv"), parameters).status_code == 200


def test_the_csv_is_streamed_has_the_same_numbers_and_runs_no_formula(
    controller: Controller, supervisor: User
) -> None:
    handler = handler_of(controller)
    handler.first_name, handler.last_name = "=HYPERLINK(1)", ""
    handler.save()
    history(controller, end="begun", days_ago=1)
    response: Any = signed_in(supervisor).get(reverse("deadline_report_csv"))
    assert response.streaming
    content = b"".join(response).decode("utf-8")
    assert content.startswith("\ufeff")
    lines = list(csv.reader(io.StringIO(content.removeprefix("\ufeff"))))
    assert lines[1][2:5] == [controller.name, "1", "1"]
    assert any(line[2] == "'=HYPERLINK(1)" for line in lines)
    assert not any(cell.startswith(("=", "+", "@")) for line in lines for cell in line)


@pytest.mark.parametrize("cell", ["=1", "+1", "-1", "@x", "\t=1", "\r=1", " =1", "\u00a0=1"])
def test_a_cell_never_begins_a_formula(cell: str) -> None:
    assert guarded(cell) == f"'{cell}"


def test_numbers_and_plain_names_are_left_as_they_are() -> None:
    assert guarded(-3) == -3
    assert guarded("Kaisa Käsittelijä") == "Kaisa Käsittelijä"


def test_a_refusal_in_the_extended_time_is_late_and_an_answer_is_not(
    controller: Controller,
) -> None:
    requests = [make_received(controller) for _ in range(2)]
    actor = acting(controller)
    for request in requests:
        extend(request.pk, reason="Forty systems.", actor=actor)
    refused, given = requests
    with time_machine.travel(now() + timedelta(days=45)):
        refuse(begin(refused).pk, reasoning="It names others.", grounds=GROUNDS, actor=actor)
        send_answer(prepare(collect_all(settle(begin(given)))))
    (row,) = deadline_report([controller], period=EVER).controllers
    assert (row.numbers.on_time, row.numbers.answered_late) == (1, 1)


def test_the_page_of_a_late_refusal_says_so(controller: Controller) -> None:
    request = make_received(controller)
    extend(request.pk, reason="Forty systems.", actor=acting(controller))
    begin(request)
    client = signed_in(handler_of(controller))
    assert "This refusal is late" not in text_of(client.get(step_url(request, "refuse")))
    with time_machine.travel(now() + timedelta(days=45)):
        page = text_of(signed_in(handler_of(controller)).get(step_url(request, "refuse")))
    assert "This refusal is late" in page
