"""docs/state-machines.md says what the machines declare."""

import re
from dataclasses import replace
from pathlib import Path

import pytest
from django.apps import apps
from django.conf import settings
from django.core.management import call_command
from django_fsm import FSMField
from pytest_django import Settings

from registers_app.models import RegisterVersion
from requests_app.management.diagrams.document import PATH, document
from requests_app.management.diagrams.machine import Machine, Step, every_machine, machine_of
from requests_app.management.diagrams.mermaid import drawn
from requests_app.models import ConsentWithdrawalRequest, IdentityCheck, RightsRequest

PARCEL = Machine(
    title="Parcel",
    intro="Something on its way.",
    initial="packed",
    labels={"packed": "packed", "moving": "moving", "there": "there", "lost": "lost"},
    ends=("there", "lost"),
    steps=(),
)


def step(name: str, *sources: str, to: str, label: str = "") -> Step:
    return Step(
        name=name, label=label or name, sources=sources, target=to, who=("the post",), guards=()
    )


def picture(*steps: Step) -> list[str]:
    return [line.strip() for line in drawn(replace(PARCEL, steps=steps)).splitlines()]


def test_the_page_is_up_to_date() -> None:
    page = (settings.BASE_DIR / PATH).read_text(encoding="utf-8")

    assert page == document(), "Run make diagrams (manage.py makediagrams)."


def test_the_command_writes_the_page(
    tmp_path: Path, settings: Settings, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "docs").mkdir()
    settings.BASE_DIR = tmp_path
    call_command("makediagrams")

    assert (tmp_path / PATH).read_text(encoding="utf-8") == document()
    assert PATH in capsys.readouterr().out


def test_every_machine_has_its_section_and_its_place_in_the_contents() -> None:
    with_machine = [
        model
        for model in apps.get_models()
        if any(isinstance(field, FSMField) for field in model._meta.fields)
        and model is not RightsRequest
    ]
    page = document()

    assert len(every_machine()) == len(with_machine)
    assert page.count("```mermaid") == len(with_machine)
    assert len(set(re.findall(r"^- \[.+\]\(#(.+)\)$", page, re.MULTILINE))) == len(with_machine)


def test_every_step_says_who_may_and_every_guard_has_its_words() -> None:
    for machine in every_machine():
        for each in machine.steps:
            assert each.who, (machine.title, each.name)
            assert all(each.guards), (machine.title, each.name)


def test_a_machine_begins_at_its_first_state_and_ends_where_nothing_leads_on() -> None:
    lines = picture(step("send", "packed", to="moving"), step("hand over", "moving", to="there"))

    assert "[*] --> packed" in lines
    assert [line for line in lines if line.endswith("[*]")] == ["there --> [*]"]


def test_steps_between_the_same_states_are_one_arrow() -> None:
    lines = picture(
        step("send", "packed", to="moving"),
        step("carry", "packed", to="moving", label="By hand: slow"),
    )

    assert "packed --> moving : send<br/>By hand – slow" in lines


def test_a_step_out_of_many_states_is_drawn_from_one_box() -> None:
    lines = picture(
        step("send", "packed", to="moving"), step("lose", "packed", "moving", "there", to="lost")
    )

    assert 'state "packed · moving · there" as any_of_1' in lines
    assert [line for line in lines if line.endswith("--> lost : lose")] == [
        "any_of_1 --> lost : lose"
    ]
    assert "class any_of_1 anyOf" in lines


def test_an_end_that_is_reached_from_two_states_has_its_box_and_the_journey_has_none() -> None:
    lines = picture(
        step("lose", "packed", "moving", to="lost"), step("turn", "packed", "there", to="moving")
    )

    assert "any_of_1 --> lost : lose" in lines
    assert {"packed --> moving : turn", "there --> moving : turn"} <= set(lines)


def test_what_a_right_never_reaches_is_left_out() -> None:
    machine = machine_of(ConsentWithdrawalRequest)
    (reopen,) = [each for each in machine.steps if each.name == "reopen"]

    assert not {"refused", "unidentified", "weighing"} & {*machine.states, *reopen.sources}


def test_a_closed_request_has_ended_though_it_may_be_reopened() -> None:
    assert machine_of(ConsentWithdrawalRequest).ends == (
        "answered",
        "withdrawn",
        "forwarded",
        "not_new",
    )
    assert machine_of(IdentityCheck).ends == ()
    assert machine_of(RegisterVersion).ends == ("superseded",)
