"""The deadline report as its readers meet it: the page, what its numbers lead to, its files."""

import csv
import io
import re
import zipfile
from collections.abc import Callable
from datetime import date, timedelta
from typing import Any

import pytest
import time_machine
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from config.clock import now
from registers_app.domain.roles import Role
from registers_app.exchange.cells import guarded
from registers_app.models import Controller, User
from requests_app.models import ExtensionCause, LateCause, RightsRequest
from requests_app.reports.grouping import Group
from requests_app.reports.period import Period, Preset, preset
from requests_app.reports.queries import deadline_report
from requests_app.services.close import withdraw
from requests_app.services.explain_late import explain_late
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
from tests.requests_app.admin.staff import (
    case_url,
    signed_in,
    step_url,
    take,
    take_and_look,
    text_of,
)
from tests.requests_app.reports.histories import PLAIN, Ground, write
from tests.requests_app.services.steps import GROUNDS

pytestmark = pytest.mark.django_db

EVER = Period(first=date(2018, 5, 25), last=date(2100, 1, 1))
WHOLE = {"first": "2018-05-25", "last": "2100-01-01"}
FILES = ("deadline_report_csv", "deadline_report_xlsx", "deadline_report_cases")
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


def content_of(response: Any) -> bytes:
    return b"".join(response) if response.streaming else response.content


def test_an_answer_after_its_due_date_is_late_and_one_on_it_is_on_time(
    controller: Controller,
) -> None:
    for days, expected in ((0, "on_time"), (1, "answered_late")):
        case = history(controller, end="received", days_ago=20)
        assert case.due_on is not None
        moment = now().replace(hour=9) + (case.due_on + timedelta(days=days) - now().date())
        with time_machine.travel(moment, tick=True):
            ENDS["answered"](case)
        (line,) = deadline_report([controller], period=EVER).lines
        assert line.numbers[expected] == 1


def test_a_refusal_in_the_extended_time_is_late_and_an_answer_is_not(
    controller: Controller,
) -> None:
    requests = [make_received(controller) for _ in range(2)]
    actor = acting(controller)
    for request in requests:
        extend(request.pk, reason="Forty systems.", cause=ExtensionCause.SCATTERED, actor=actor)
    refused, given = requests
    with time_machine.travel(now() + timedelta(days=45)):
        refuse(begin(refused).pk, reasoning="It names others.", grounds=GROUNDS, actor=actor)
        send_answer(prepare(collect_all(settle(begin(given)))))
    report = deadline_report([controller], period=EVER)
    (line,) = report.lines
    assert (line.numbers["on_time"], line.numbers["answered_late"]) == (1, 1)
    assert report.counts["extension.in_time"] == 2
    assert report.counts["extension.because_scattered"] == 2


def test_each_number_leads_to_a_list_of_that_length(
    controller: Controller, supervisor: User
) -> None:
    cases = [
        history(controller, end=end, days_ago=days_ago)
        for end, days_ago in (
            ("received", 60),
            ("received", 27),
            ("begun", 20),
            ("waiting", 3),
            ("answered", 40),
            ("refused", 2),
            ("withdrawn", 1),
        )
    ]
    history(controller, end="begun", days_ago=5, register=None)
    explain_late(cases[0].pk, cause=LateCause.STAFF, actor=acting(controller))
    extend(cases[2].pk, reason="Much.", cause=ExtensionCause.AMOUNT, actor=acting(controller))
    # A handler elsewhere sees requests there, but no report of them.
    elsewhere = make_received()
    elsewhere.controller.memberships.create(user=supervisor, role=Role.HANDLER.value)
    client = signed_in(supervisor)
    links = _links(client, group="handler") | _links(client, group="register")
    # Every number once, and the lines of both tables by how many they are in all.
    by_code = {re.sub(r".*among=([^&]*).*", r"\1", url): (url, count) for url, count in links}
    assert len(by_code) > 20
    for url, count in {*by_code.values(), *(link for link in links if "among=all&" in link[0])}:
        page = text_of(client.get(url))
        assert len(set(re.findall(r">(RD-[0-9A-Z]{4}-[0-9A-Z]{4})<", page))) == count, url


def _links(client: Client, **choice: str) -> set[tuple[str, int]]:
    page = text_of(client.get(reverse("deadline_report"), {**WHOLE, **choice}))
    pairs = re.findall(r'<td class="desk-num"><a href="([^"]+)">(\d+)</a>', page)
    return {(url.replace("&amp;", "&"), int(count)) for url, count in pairs}


def test_the_report_asks_the_same_queries_for_5_and_for_65_requests(
    controller: Controller, supervisor: User
) -> None:
    client = signed_in(supervisor)

    def count(address: str) -> int:
        with CaptureQueriesContext(connection) as queries:
            content_of(client.get(reverse(address)))
        return len(queries)

    addresses = ("deadline_report", *FILES)
    ends = ("received", "begun", "waiting", "answered", "refused")
    for end in ends:
        history(controller, end=end, days_ago=40)
    few = {address: count(address) for address in addresses}
    ground = Ground(
        controllers=[controller],
        registers={controller.pk: [controller.registers.get()]},
        handlers=[supervisor],
        system=None,
    )
    many = [PLAIN | {"age": n, "due_in": n - 20, "cause": "staff"} for n in range(60)]
    write(many, ground)
    assert {address: count(address) for address in addresses} == few
    assert few["deadline_report"] <= 36


def test_the_report_is_of_ones_own_controllers_and_names_no_person(
    controller: Controller, supervisor: User
) -> None:
    make_received(person_name="Salainen Sanna")
    history(controller, end="begun", days_ago=1)
    client = signed_in(supervisor)
    for address in ("deadline_report", "deadline_report_csv", "deadline_report_cases"):
        content = content_of(client.get(reverse(address))).decode()
        assert controller.name in content
        assert "Maija" not in content
        assert "Salainen" not in content
        assert "RD-" not in content
        assert content.count("Northwind") == content.count(controller.name)


def test_another_controller_cannot_be_asked_for(supervisor: User) -> None:
    other = make_received().controller
    client = signed_in(supervisor)
    page = client.get(reverse("deadline_report"), {**WHOLE, "controller": str(other.pk)})
    assert "errorlist" in text_of(page)
    assert other.name not in text_of(page)


def test_one_of_several_controllers_can_be_chosen(controller: Controller, supervisor: User) -> None:
    second = make_controller()
    second.memberships.create(user=supervisor, role=Role.SUPERVISOR.value)
    history(controller, end="begun", days_ago=1)
    client = signed_in(supervisor)
    rows = _rows(client, "deadline_report_csv", controller=str(second.pk))
    assert [row[1:3] for row in rows[1:3]] == [[second.name, "0"], ["together", "0"]]
    rows = _rows(client, "deadline_report_csv")
    assert ["together", "1"] in [row[1:3] for row in rows]


def _rows(client: Client, address: str, **choice: str) -> list[list[str]]:
    content = content_of(client.get(reverse(address), {**WHOLE, **choice})).decode("utf-8")
    assert content.startswith("\ufeff")
    return list(csv.reader(io.StringIO(content.removeprefix("\ufeff"))))


def test_a_handler_sees_no_report(controller: Controller) -> None:
    client = signed_in(handler_of(controller))
    for address in ("deadline_report", *FILES):
        assert client.get(reverse(address)).status_code == 403


@pytest.mark.parametrize(
    "parameters",
    [
        {"first": "2026-12-31", "last": "2026-01-01"},
        {"first": "x", "last": "\x00", "group": "y"},
        {"first": "2026-01-01"},
        {"first": "0001-01-01", "last": "9999-12-31"},
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


def test_a_number_that_no_report_has_lists_only_what_is_ones_own(
    controller: Controller, supervisor: User
) -> None:
    history(controller, end="begun", days_ago=1)
    make_received()
    queue = reverse("admin:requests_app_rightsrequest_changelist")
    page = text_of(signed_in(supervisor).get(queue, {"among": "x'y", "urgency": "all"}))
    assert len(set(re.findall(r">(RD-[0-9A-Z]{4}-[0-9A-Z]{4})<", page))) == 1


def test_the_files_are_streamed_have_the_same_numbers_and_run_no_formula(
    controller: Controller, supervisor: User
) -> None:
    handler = handler_of(controller)
    handler.first_name, handler.last_name = "=HYPERLINK(1)", ""
    handler.save()
    case = history(controller, end="begun", days_ago=1)
    RightsRequest.objects.filter(pk=case.pk).update(assignee=handler)
    client = signed_in(supervisor)
    rows = _rows(client, "deadline_report_csv", group="handler")
    assert rows[1][1:4] == ["'=HYPERLINK(1)", "1", "1"]
    assert not any(cell.startswith(("=", "+", "@")) for line in rows for cell in line)
    response: Any = client.get(reverse("deadline_report_csv"))
    assert response.streaming
    response = client.get(reverse("deadline_report_xlsx"), {**WHOLE, "group": "handler"})
    with zipfile.ZipFile(io.BytesIO(content_of(response))) as book:
        sheets = [name for name in book.namelist() if "worksheets/sheet" in name]
        text = "".join(book.read(name).decode() for name in book.namelist())
    assert len(sheets) == 13
    assert "&apos;=HYPERLINK(1)" in text or "'=HYPERLINK(1)" in text
    assert "<f>" not in text


def test_the_requests_stand_one_by_one_with_their_dates_and_no_name(
    controller: Controller, supervisor: User
) -> None:
    late = history(controller, end="received", days_ago=60)
    explain_late(late.pk, cause=LateCause.MISTAKE, note="Under a pile.", actor=acting(controller))
    history(controller, end="withdrawn", days_ago=1)
    rows = _rows(signed_in(supervisor), "deadline_report_cases")
    assert len(rows) == 3
    assert rows[1][-1] == "it was overlooked, or its date mistaken"
    assert rows[1][-2] == "yes"
    assert rows[2][-2:] == ["no", ""]
    assert "pile" not in str(rows)


@pytest.mark.parametrize("cell", ["=1", "+1", "-1", "@x", "\t=1", "\r=1", " =1", "\u00a0=1"])
def test_a_cell_never_begins_a_formula(cell: str) -> None:
    assert guarded(cell) == f"'{cell}"


def test_numbers_and_plain_names_are_left_as_they_are() -> None:
    assert guarded(-3) == -3
    assert guarded("Kaisa Käsittelijä") == "Kaisa Käsittelijä"


@pytest.mark.parametrize(
    ("name", "day", "expected"),
    [
        (Preset.MONTH, date(2028, 2, 29), (date(2028, 2, 1), date(2028, 2, 29))),
        (Preset.LAST_MONTH, date(2026, 1, 31), (date(2025, 12, 1), date(2025, 12, 31))),
        (Preset.QUARTER, date(2026, 12, 5), (date(2026, 10, 1), date(2026, 12, 31))),
        (Preset.YEAR, date(2026, 7, 1), (date(2026, 1, 1), date(2026, 12, 31))),
        (Preset.TWELVE_MONTHS, date(2026, 1, 20), (date(2025, 2, 1), date(2026, 1, 20))),
    ],
)
def test_a_period_that_is_often_asked_for_has_its_days(
    name: Preset, day: date, expected: tuple[date, date]
) -> None:
    assert preset(name, day=day) == expected


def test_the_page_of_a_late_refusal_says_so(controller: Controller) -> None:
    request = make_received(controller)
    extend(request.pk, reason="Forty systems.", actor=acting(controller))
    begin(request)
    client = signed_in(handler_of(controller))
    assert "This refusal is late" not in text_of(client.get(step_url(request, "refuse")))
    with time_machine.travel(now() + timedelta(days=45)):
        page = text_of(signed_in(handler_of(controller)).get(step_url(request, "refuse")))
    assert "This refusal is late" in page


def test_a_handler_says_why_a_request_is_late_and_may_say_better(controller: Controller) -> None:
    late = history(controller, end="begun", days_ago=60)
    client = signed_in(handler_of(controller))
    assert "No reason given" in text_of(client.get(case_url(late)))
    assert deadline_report([controller], period=EVER).counts["why_open.none"] == 1
    take(client, late, "explain-late", cause="staff", note="Kaisa was ill.")
    page = text_of(take_and_look(client, late, "explain-late", cause="fault", note=""))
    assert "A technical fault" in page
    assert "Kaisa was ill." in page  # in the record of the case
    counts = deadline_report([controller], period=EVER, group=Group.HANDLER).counts
    assert (counts["why_open.fault"], counts["why_open.staff"]) == (1, 0)


def test_one_reason_is_given_to_several_late_requests_and_to_no_other(
    controller: Controller,
) -> None:
    late = [history(controller, end="begun", days_ago=60) for _ in range(2)]
    in_time = history(controller, end="begun", days_ago=1)
    client = signed_in(handler_of(controller))
    queue = reverse("admin:requests_app_rightsrequest_changelist")
    chosen = {"_selected_action": [case.pk for case in (*late, in_time)], "index": "0"}
    asked = text_of(client.post(queue, {"action": "explain", **chosen}))
    assert in_time.submission.reference in asked
    told = {"action": "explain", "go": "1", "cause": "advice", **chosen}
    page = text_of(client.post(queue, told, follow=True))
    assert "2 requests have their reason." in page
    assert f"{in_time.submission.reference}: The request is not late." in page
    assert deadline_report([controller], period=EVER).counts["why_open.advice"] == 2


def test_why_it_is_late_is_asked_of_what_was_answered_late_too_and_of_nothing_else(
    controller: Controller,
) -> None:
    client = signed_in(handler_of(controller))
    in_time = history(controller, end="answered", days_ago=3)
    assert client.get(step_url(in_time, "explain-late")).status_code == 302
    posted = client.post(step_url(in_time, "explain-late"), {"cause": "staff"})
    assert "The request is not late." in text_of(posted)
    for end in ("answered", "refused"):
        late = history(controller, end=end, days_ago=60)
        take(client, late, "explain-late", cause="processor", note="")
    counts = deadline_report([controller], period=EVER).counts
    assert counts["why_answered.processor"] == 2
    withdrawn = history(controller, end="withdrawn", days_ago=60)
    assert client.get(step_url(withdrawn, "explain-late")).status_code == 302
