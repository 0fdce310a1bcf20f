"""What is passed on: the document for the board and the yearly report. Neither holds a person."""

from datetime import timedelta
from typing import Any

import pytest
from django.urls import reverse
from hypothesis import given
from hypothesis import strategies as st

from config.clock import now, today
from registers_app.domain.actors import user_actor
from registers_app.domain.roles import Role
from registers_app.models import Controller, User
from requests_app.models import ExtensionCause
from requests_app.reports.accountability import yearly_report, yearly_tables
from requests_app.reports.grouping import Group
from requests_app.reports.period import whole_year
from requests_app.reports.queries import deadline_report
from requests_app.reports.small_cells import FEW, LEAST, merged, without_small_cells
from requests_app.reports.table import Cell, Row
from requests_app.reports.tables import main_table
from requests_app.services.close import reopen
from requests_app.services.extend import extend
from tests.cases import acting, make_answered, make_received, make_refused
from tests.factories import make_controller, make_register, make_user
from tests.pdf import Pdf
from tests.requests_app.admin.staff import signed_in, text_of

pytestmark = pytest.mark.django_db


@pytest.fixture
def controller() -> Controller:
    controller = make_controller()
    make_register(controller)
    return controller


@pytest.fixture
def supervisor(controller: Controller) -> User:
    return make_user(controller, role=Role.SUPERVISOR)


def rows_of(*sizes: int) -> list[Row]:
    return [Row(name=f"n{place}", cells=[Cell(value=size)]) for place, size in enumerate(sizes)]


@given(st.lists(st.integers(0, 12), max_size=8))
def test_no_line_that_is_passed_on_is_about_fewer_than_three_and_none_is_lost(
    sizes: list[int],
) -> None:
    values = [row.cells[0].value for row in merged(rows_of(*sizes))]
    if 0 < sum(sizes) < LEAST:
        assert values == [FEW]
        return
    assert all(isinstance(value, int) and value >= LEAST for value in values)
    assert sum(value for value in values if isinstance(value, int)) == sum(sizes)


def test_a_single_small_line_takes_the_next_larger_along() -> None:
    found = merged(rows_of(9, 4, 1))
    assert [(row.name, row.cells[0].value) for row in found] == [("n0", 9), ("others", 5)]


def test_organisations_are_no_persons_and_rights_may_be(controller: Controller) -> None:
    make_received(controller)
    period = whole_year(today("Europe/Helsinki").year)
    report = deadline_report([controller], period=period, group=Group.RIGHT)
    (row,) = without_small_cells(main_table(report)).rows
    assert row.name == "others"
    assert row.cells[0].value == FEW


def test_the_board_reads_a_tagged_document_without_any_handler(
    controller: Controller, supervisor: User
) -> None:
    case = make_received(controller)
    type(case).objects.filter(pk=case.pk).update(assignee=supervisor)
    client = signed_in(supervisor)
    response = client.get(
        reverse("deadline_report_pdf"),
        {"first": "2018-05-25", "last": "2100-01-01", "group": "handler"},
    )
    document = Pdf(response.content)
    assert response.headers["Content-Type"] == "application/pdf"
    assert document.is_tagged
    assert len(document.pages) <= 3
    text = document.words
    assert controller.name in text
    assert "By organisation" in text
    assert supervisor.last_name not in text
    assert "Maija" not in text


@pytest.mark.parametrize(
    ("language", "title"),
    [
        ("en", "Yearly report on the rights of data subjects"),
        ("fi", "Vuosiraportti rekisteröidyn oikeuksista"),
        ("sv", "Årsrapport om de registrerades rättigheter"),
    ],
)
def test_the_yearly_report_is_a_document_in_each_language(
    controller: Controller, supervisor: User, language: str, title: str
) -> None:
    make_received(controller)
    response = signed_in(supervisor, language="en").get(
        reverse("yearly_report_pdf"),
        {"controller": str(controller.pk), "year": str(now().year), "language": language},
    )
    document = Pdf(response.content)
    assert document.title == title
    assert (document.language, document.is_tagged) == (language, True)
    assert title in document.words


def test_the_yearly_report_is_of_ones_own_controllers(
    controller: Controller, supervisor: User
) -> None:
    other = make_received().controller
    client = signed_in(supervisor)
    asked: dict[str, Any] = {"controller": other.pk, "year": now().year}
    assert client.get(reverse("yearly_report_pdf"), asked).status_code == 404
    page = text_of(client.get(reverse("yearly_report"), asked))
    assert "errorlist" in page
    assert other.name not in page
    assert controller.name in text_of(client.get(reverse("yearly_report")))


def test_the_yearly_report_counts_what_authorities_ask_for(controller: Controller) -> None:
    actor = acting(controller)
    for _ in range(3):
        make_answered(controller, register=controller.registers.get())
    extended = make_received(controller, received_at=now() - timedelta(minutes=5))
    extend(extended.pk, reason="Much.", cause=ExtensionCause.AMOUNT, actor=actor)
    refused = make_refused(controller)
    supervisor = make_user(controller, role=Role.SUPERVISOR)
    reopen(refused.pk, reason="New facts.", actor=user_actor(supervisor.pk))
    yearly = yearly_report(controller, year=today(controller.time_zone).year)
    assert yearly.numbers == {
        "acknowledged": 5,
        "acknowledged_soon": 5,
        "decided": 3,
        "within_a_month": 3,
        "within_three": 0,
        "reopened": 1,
        "asked_again": yearly.numbers["asked_again"],
        "withdrawn": 0,
        "forwarded": 0,
        "not_new": 0,
        "refused": 0,
        "recipients_told": 0,
        "recipients_excused": 0,
        "recipients_open": 0,
    }
    assert dict(yearly.bases) == {"contract": 3} or list(dict(yearly.bases).values()) == [3]
    assert yearly.channels == [("form on this site", 5)]
    shown = {table.key: table for table in yearly_tables(yearly)}
    assert len(shown) == 17
    outcomes = {row.name: row.cells[0].text for row in shown["outcomes"].rows}
    assert outcomes == {"Granted": "3"}
    # Nothing that is passed on leads to a case or names one.
    assert "RD-" not in str(shown)
