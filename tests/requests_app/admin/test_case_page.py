"""The case page: constant work, and no inline style or script."""

import re

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from config.clock import now
from registers_app.domain.roles import Role
from registers_app.models import DataSystem
from requests_app.domain.rights import Right
from requests_app.models import Outcome, TaskKind
from requests_app.services.assess import assess
from requests_app.services.collect import collect
from requests_app.services.correct import Change, correct
from requests_app.services.finish_task import finish_task, search_again
from requests_app.services.inform import add_recipient, inform
from requests_app.services.search import search
from tests.cases import acting, begin, handler_of, make_answered, make_received
from tests.eight import begun, decided, finish_all, received, submitted
from tests.factories import make_controller, make_user
from tests.requests_app.admin.registers import make_processor_register, make_rich_register
from tests.requests_app.admin.staff import QUEUE, case_url, signed_in, step_url, text_of

pytestmark = pytest.mark.django_db


def test_a_long_case_asks_the_same_queries_as_a_short_one() -> None:
    case = begin(make_received())
    client = signed_in(handler_of(case.controller))
    actor = acting(case.controller)
    collect(case.pk, actor=actor)
    few = _queries(client, case)
    register = case.submission.register
    assert register is not None
    for number in range(30):
        system = DataSystem.objects.create(
            register=register,
            name=f"System {number}",
            owner="IT",
            owner_email="it@northwind.example",
        )
        case.tasks.create(data_system=system, created_at=case.changed_at)
    for task in case.tasks.all()[:20]:
        finish_task(task.pk, step="find_nothing", result="", actor=actor)
        search_again(task.pk, actor=actor)
    assert _queries(client, case) == few
    assert few <= 75


def test_rows_of_every_kind_ask_no_queries_of_their_own() -> None:
    case = decided(begun(received(Right.RECTIFICATION)))
    client = signed_in(handler_of(case.controller))
    actor = acting(case.controller)
    changes = [Change(what=f"Field {number}", new_value="New") for number in range(2)]
    correct(case.pk, changes=changes, actor=actor)
    finish_all(case, TaskKind.CORRECT)
    inform(case.pk, actor=actor)
    add_recipient(case.pk, name="Recipient", actor=actor)
    few = _queries(client, case)
    for number in range(20):
        add_recipient(case.pk, name=f"Recipient {number}", actor=actor)
        case.corrections.create(
            what=f"Field {number}", new_value="x", recorded_by_id=actor.id, recorded_at=now()
        )
    assert _queries(client, case) == few
    assert few <= 85


def test_a_message_with_all_rights_asks_the_same_queries_as_one_with_two() -> None:
    two = submitted(Right.ACCESS, Right.CONSENT_WITHDRAWAL)
    case = two.requests.get(right=Right.ACCESS)
    client = signed_in(handler_of(case.controller))
    many = submitted(*Right, controller=two.controller, register=two.register)
    few = _queries(client, case)
    assert _queries(client, many.requests.get(right=Right.ACCESS)) == few


def test_a_decision_stands_on_the_page_purpose_by_purpose_with_its_grounds() -> None:
    controller = make_controller()
    register = make_rich_register(controller)
    case = begun(received(Right.ERASURE, controller=controller, register=register))
    search(case.pk, actor=acting(controller))
    finish_all(case, TaskKind.SEARCH)
    client = signed_in(handler_of(controller))
    decided(case, Outcome.PARTIAL)
    few = _queries(client, case)
    decided(case, Outcome.PARTIAL)
    page = text_of(client.get(case_url(case)))
    for text in ("Invoices", "Keep, on a ground", "Invoices of 2025.", "Newsletter", "Erase"):
        assert text in page, text
    assert _queries(client, case) == few
    assert few <= 102


def test_the_history_says_which_right_where_a_message_asks_for_several() -> None:
    several = submitted(Right.ERASURE, Right.RESTRICTION)
    case = begun(several.requests.get(right=Right.ERASURE))
    client = signed_in(handler_of(case.controller))
    page = text_of(client.get(case_url(several.requests.get(right=Right.RESTRICTION))))
    assert re.search(r"· erasure</span>\s+[^<]+ started assessing the request", page)

    alone = begun(received(Right.ERASURE, controller=case.controller))
    assert "· erasure</span>" not in text_of(client.get(case_url(alone)))


@pytest.mark.parametrize(
    ("right", "is_offered"), [(Right.PORTABILITY, True), (Right.ERASURE, False)]
)
def test_a_lawyers_release_is_asked_for_only_where_data_are_given(
    right: Right, is_offered: bool
) -> None:
    controller = make_controller()
    register = make_rich_register(controller, secret=True)
    case = begun(received(right, controller=controller, register=register))
    supervisor = signed_in(make_user(controller, role=Role.SUPERVISOR))
    page = text_of(supervisor.get(case_url(case)))
    assert (step_url(case, "release-data") in page) is is_offered


def test_a_processor_needs_no_article_15_information() -> None:
    controller = make_controller()
    register = make_processor_register(controller)
    case = received(Right.ACCESS, controller=controller, register=register)
    assess(case.pk, actor=acting(controller))
    page = text_of(signed_in(handler_of(controller)).get(case_url(case)))
    assert "We are the processor of these data" in page
    assert "Information that Art. 15" not in page


def test_the_pages_need_no_inline_style_and_no_inline_script() -> None:
    case = make_answered()
    client = signed_in(handler_of(case.controller))
    for address in (case_url(case), reverse(QUEUE), reverse("admin:index")):
        page = text_of(client.get(address))
        assert " style=" not in page, address
        assert "<style" not in page, address
        assert "onclick=" not in page, address


def test_the_case_page_only_shows() -> None:
    case = make_received()
    client = signed_in(handler_of(case.controller))
    assert client.post(case_url(case), {"state": "answered"}).status_code == 405


def test_an_unknown_step_or_case_does_not_exist() -> None:
    case = make_received()
    client = signed_in(handler_of(case.controller))
    base = case_url(case).removesuffix("change/")
    for address in (
        f"{base}steps/nonsense/",
        f"{base}steps/finish-task/999999/",
        f"{base}steps/finish-task/",
        "/admin/requests_app/rightsrequest/999999999/change/",
        "/admin/requests_app/rightsrequest/x%00/change/",
    ):
        assert client.get(address).status_code in (302, 404), address


def _queries(client: object, case: object) -> int:
    with CaptureQueriesContext(connection) as queries:
        assert client.get(case_url(case)).status_code == 200  # type: ignore[attr-defined,arg-type]
    return len(queries)
