"""Whatever step there is: who does not handle requests takes none of them."""

from collections.abc import Iterator
from itertools import islice
from typing import Any

import pytest
from django.core.exceptions import ObjectDoesNotExist
from django.urls import reverse

from registers_app.domain.roles import Role
from registers_app.models import Controller
from requests_app.admin.forms import STEPS
from requests_app.domain.rights import Right
from requests_app.models import AuditEntry, RightsRequest, Task
from tests import eight
from tests.factories import make_controller, make_register, make_user
from tests.requests_app.admin.staff import case_url
from tests.roles.answers import Answered
from tests.roles.desk import Desk, Side, signed_in
from tests.roles.page import steps_above_handlers

PLACES = (
    ("rightsrequest", ""),
    ("represented", ""),
    ("rightsrequest", "task"),
    ("waiting", "suspension"),
)


def step_url(name: str, side: Side, kind: str, about: str = "") -> str:
    """The step's address in one case, perhaps about a part of it."""
    if about:
        return reverse("admin:case_step_about", args=[side.rows[kind], name, side.rows[about]])
    return reverse("admin:case_step", args=[side.rows[kind], name])


def places(name: str, side: Side) -> Iterator[str]:
    """Where the step finds what it is about."""
    for kind, about in PLACES:
        case = RightsRequest.objects.get(pk=side.rows[kind])
        try:
            STEPS[name].find(case, side.rows[about] if about else None)
        except ObjectDoesNotExist:
            continue
        yield step_url(name, side, kind, about)


def filled(name: str) -> dict[str, Any]:
    """Something in every field."""
    return dict.fromkeys(STEPS[name].base_fields, "x")


def traces() -> list[Any]:
    """What a step would leave: its audit entry, and the states."""
    return [
        AuditEntry.objects.count(),
        *RightsRequest.objects.order_by("pk").values_list("pk", "state", "assignee", "changed_at"),
        *Task.objects.order_by("pk").values_list("pk", "state"),
    ]


@pytest.mark.parametrize(
    ("role", "refusal"), [(Role.DPO, 403), (Role.REGISTER_EDITOR, 404), (None, 404)]
)
def test_who_does_not_handle_requests_here_takes_no_step(
    desk: Desk, role: Role | None, refusal: int
) -> None:
    side = desk.own if role else desk.foreign
    browser = signed_in(desk.readers[role or Role.ADMINISTRATOR])
    before = traces()
    for name in STEPS:
        of_case = step_url(name, side, "received")
        of_part = step_url(name, side, "waiting", "suspension")
        assert browser.get(of_case).status_code == refusal, name
        assert browser.post(of_case, filled(name)).status_code == refusal, name
        preview = filled(name) | {"_preview": "1"}
        assert browser.post(of_part, preview).status_code == refusal, name
    assert traces() == before


@pytest.mark.parametrize("everywhere", [False, pytest.param(True, marks=pytest.mark.soak)])
def test_a_handler_takes_every_step_but_those_of_who_approves_and_reopens(
    desk: Desk, everywhere: bool
) -> None:
    handler, supervisor = (signed_in(desk.readers[role]) for role in ("handler", "supervisor"))
    refused = set()
    for name in STEPS:
        for url in islice(places(name, desk.own), None if everywhere else 1):
            sent = Answered(handler, "POST", url, filled(name))
            assert sent.word != "500", (url, sent.trouble)
            if sent.word == "403":
                refused.add(name)
                assert not sent.written
                assert Answered(supervisor, "POST", url, filled(name)).word != "403", url
    assert refused == steps_above_handlers()


@pytest.mark.django_db
@pytest.mark.parametrize("right", list(Right))
def test_the_dpo_reads_a_case_of_any_right_and_is_offered_no_step(right: Right) -> None:
    controller = make_controller()
    dpo = signed_in(make_user(controller, role=Role.DPO))
    for case in _stages(right, controller):
        assert Answered(dpo, "GET", case_url(case)).word == "read", (right, case.state)


def _stages(right: Right, controller: Controller) -> Iterator[RightsRequest]:
    register = make_register(controller)
    first = eight.received(right, controller=controller, register=register)
    yield first
    yield eight.answered(first)
