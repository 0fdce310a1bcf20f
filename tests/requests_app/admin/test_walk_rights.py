"""A handler walks a request for each right from its receipt to its end, in the browser."""

from datetime import timedelta
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from config.clock import today
from registers_app.domain.roles import Role
from registers_app.models import Controller, Register
from requests_app.domain.rights import ObjectionScope, Right
from requests_app.models import RightsRequest
from tests.cases import handler_of
from tests.clock import Clock
from tests.eight import begun, received
from tests.factories import make_controller, make_register, make_user
from tests.looped import for_each
from tests.requests_app.admin.registers import make_rich_register, purposes_by_name
from tests.requests_app.admin.staff import (
    case_url,
    send,
    signed_in,
    state_of,
    step_url,
    take_and_look,
    text_of,
)

pytestmark = pytest.mark.django_db


@pytest.fixture
def controller() -> Controller:
    return make_controller()


@pytest.fixture
def register(controller: Controller) -> Register:
    return make_rich_register(controller)


@pytest.fixture
def client(controller: Controller) -> Client:
    return signed_in(handler_of(controller))


def asked(
    right: Right, register: Register, *, scope: ObjectionScope = ObjectionScope.OTHER
) -> RightsRequest:
    return received(right, controller=register.controller, register=register, scope=scope)


def begin_in_browser(client: Client, case: RightsRequest) -> None:
    take_and_look(client, case, "assess")
    take_and_look(
        client, case, "settle-identity", method="known_channel", reason="The address we hold."
    )


def finish_tasks(client: Client, case: RightsRequest, **fields: object) -> None:
    for task in case.tasks.filter(state="open"):
        take_and_look(client, case, "finish-task", about=task.pk, **fields)


def tell_recipients(client: Client, case: RightsRequest) -> None:
    take_and_look(client, case, "inform")
    take_and_look(client, case, "add-recipient", recipient="Debt Collectors Oy")
    first, second = case.recipient_notices.order_by("pk")
    take_and_look(client, case, "tell-recipient", about=first.pk, how="E-mail of today.")
    assert "Some recipients have neither been told" in text_of(client.get(case_url(case)))
    take_and_look(
        client, case, "excuse-recipient", about=second.pk, excuse="Received nothing of her."
    )


def letter(case: RightsRequest, kind: str) -> str:
    return str(case.letters.get(kind=kind).text)


def test_access_is_walked_with_its_information_beside_it(
    client: Client, register: Register
) -> None:
    case = asked(Right.ACCESS, register)
    begin_in_browser(client, case)
    assert "Information that Art. 15(1)–(2) demands" in text_of(client.get(case_url(case)))
    take_and_look(client, case, "collect")
    finish_tasks(client, case, result="Orders of 2026.")
    take_and_look(client, case, "review")
    take_and_look(client, case, "prepare-answer", outcome="granted", reasoning="")
    take_and_look(client, case, "answer")
    assert state_of(case) == "answered"


def test_portability_is_decided_purpose_by_purpose_and_sent_straight_to_another_service(
    client: Client, register: Register
) -> None:
    case = asked(Right.PORTABILITY, register)
    pk = purposes_by_name(register)
    begin_in_browser(client, case)
    take_and_look(client, case, "collect")
    task = case.tasks.get()
    take_and_look(
        client,
        case,
        "finish-task",
        about=task.pk,
        result="",
        uploads=[SimpleUploadedFile("orders.json", b"{}"), SimpleUploadedFile("a.pdf", b"x")],
    )
    page = text_of(client.get(step_url(case, "prepare-transfer")))
    assert f'name="result_{pk["Invoices"]}" value="outside"' in page
    assert f'name="result_{pk["Invoices"]}" value="met"' not in page
    fields = {
        "outcome": "partial",
        "reasoning": "The chats with others stay here.",
        "sent_to": "Fabrikam AB",
        "looked_through": "on",
        f"result_{pk['Delivering what was ordered']}": "met",
        f"result_{pk['Newsletter']}": "kept",
        f"kept_ground_{pk['Newsletter']}": "ART20_4_OTHERS_RIGHTS",
        f"kept_facts_{pk['Newsletter']}": "It names her friends.",
        f"result_{pk['Invoices']}": "outside",
        f"result_{pk['Analytics']}": "outside",
    }
    refused = text_of(client.post(step_url(case, "prepare-transfer"), fields))
    assert "No machine can read this: a.pdf." in refused
    assert "It names her friends." in refused
    withheld = {"withheld": [case.files.get(name="a.pdf").pk]}
    send(client, case, "prepare-transfer", {**fields, **withheld})
    page = text_of(client.get(case_url(case)))
    assert "sent straight to Fabrikam AB" in page
    assert "Information that Art. 15(1)–(2) demands" not in page
    take_and_look(client, case, "answer")
    assert state_of(case) == "answered"
    assert "It names her friends." in letter(case, "portability_partial")


def test_rectification_records_several_corrections_without_any_script(
    client: Client, register: Register
) -> None:
    case = asked(Right.RECTIFICATION, register)
    begin_in_browser(client, case)
    take_and_look(client, case, "search")
    finish_tasks(client, case, result="Old address.")
    take_and_look(client, case, "decide", outcome="granted", reasoning="")
    take_and_look(
        client,
        case,
        "correct",
        what_1="Address",
        old_1="Vanhakatu 1",
        new_1="Uusikatu 2",
        what_3="Assessment of 2024",
        statement_3="She disagrees with it.",
    )
    assert case.corrections.count() == 2
    finish_tasks(client, case, result="")
    tell_recipients(client, case)
    take_and_look(client, case, "answer")
    assert state_of(case) == "answered"
    assert "Uusikatu 2" in letter(case, "rectification_granted")
    assert "She disagrees with it." in text_of(client.get(case_url(case)))


def test_a_correction_that_says_too_little_is_put_right_in_the_form(
    client: Client, register: Register
) -> None:
    case = asked(Right.RECTIFICATION, register)
    begin_in_browser(client, case)
    take_and_look(client, case, "decide", outcome="granted", reasoning="")
    page = text_of(client.post(step_url(case, "correct"), {}))
    assert "Record at least one correction." in page
    page = text_of(client.post(step_url(case, "correct"), {"old_2": "Vanhakatu 1"}))
    assert "Say what is corrected, such as the address." in page
    assert "Write the new value, or a statement." in page
    assert "Vanhakatu 1" in page
    assert state_of(case) == "assessing"
    assert not case.corrections.exists()


def test_erasure_begins_with_a_dry_run_and_keeps_what_a_law_obliges_to_keep(
    client: Client, register: Register
) -> None:
    case = asked(Right.ERASURE, register)
    pk = purposes_by_name(register)
    begin_in_browser(client, case)
    page = text_of(client.get(case_url(case)))
    assert "Dry run: ask what would be erased" in page
    assert "Not every data system has been searched yet" in page
    take_and_look(client, case, "search")
    finish_tasks(client, case, result="Would erase 12 rows; 3 invoices have to be kept.")
    assert "3 invoices have to be kept." in text_of(client.get(step_url(case, "decide")))
    send(client, case, "decide", erasing(pk))
    take_and_look(client, case, "erase")
    finish_tasks(client, case, result="")
    tell_recipients(client, case)
    take_and_look(client, case, "answer")
    assert state_of(case) == "answered"
    told = letter(case, "erasure_partial")
    assert "Law: The Accounting Act, section 10" in told
    assert "Until when: 31 December 2032." in told
    assert "Debt Collectors Oy" in text_of(client.get(case_url(case)))


def erasing(pk: dict[str, int], **more: object) -> dict[str, object]:
    """The decision of an erasure that keeps the invoices."""
    return {
        "outcome": "partial",
        "reasoning": "All goes but the invoices.",
        f"result_{pk['Delivering what was ordered']}": "met",
        f"result_{pk['Newsletter']}": "met",
        f"result_{pk['Analytics']}": "not_held",
        f"result_{pk['Invoices']}": "kept",
        f"kept_ground_{pk['Invoices']}": "ART17_3B_LEGAL_OBLIGATION",
        f"kept_law_{pk['Invoices']}": "The Accounting Act, section 10",
        f"kept_facts_{pk['Invoices']}": "Vouchers of 2026.",
        f"kept_until_{pk['Invoices']}": "31 December 2032",
        **more,
    }


@pytest.fixture
def searched(client: Client, register: Register) -> RightsRequest:
    """An erasure to be decided."""
    case = begun(asked(Right.ERASURE, register))
    take_and_look(client, case, "search")
    finish_tasks(client, case, result="Found.")
    return case


@for_each(
    "wrong, sentence",
    [
        ({"result_{Newsletter}": ""}, "Say what becomes of this purpose."),
        ({"kept_ground_{Invoices}": ""}, "What is kept needs its ground."),
        ({"kept_facts_{Invoices}": " "}, "What is kept needs the facts of its ground."),
        ({"kept_until_{Invoices}": ""}, "Say until when it is kept."),
        ({"kept_law_{Invoices}": " "}, "name the act and its section."),
        ({"outcome": "granted"}, "Something is kept: then it is granted in part."),
        ({"outcome": "refused"}, "Select a valid choice."),
        ({"reasoning": ""}, "A refusal needs its reasons"),
        ({"result_{Invoices}": "met"}, "You named a ground but do not keep anything"),
        (
            {
                "result_{Invoices}": "met",
                "kept_ground_{Invoices}": "",
                "kept_facts_{Invoices}": "",
            },
            "say why you may erase them.",
        ),
        ({"result_{Invoices}": "outside"}, "Select a valid choice."),
        ({"kept_ground_{Invoices}": "ART15_4_TRADE_SECRET"}, "Select a valid choice."),
        ({"outcome": "no_data"}, "A data system holds data about the person."),
        (
            {
                "result_{Delivering what was ordered}": "not_held",
                "result_{Newsletter}": "not_held",
            },
            "Nothing is done for any purpose: refuse the request instead.",
        ),
    ],
)
def test_a_decision_that_contradicts_itself_or_the_law_says_so_and_keeps_what_was_typed(
    client: Client,
    searched: RightsRequest,
    register: Register,
    wrong: dict[str, str],
    sentence: str,
) -> None:
    case = searched
    pk = purposes_by_name(register)
    more = {name.format(**pk): value for name, value in wrong.items()}
    sent = client.post(
        step_url(case, "decide"),
        erasing(pk, **{f"note_{pk['Newsletter']}": "My <b>note</b>", **more}),
    )
    page = text_of(sent)
    assert sentence in page
    assert "My &lt;b&gt;note&lt;/b&gt;" in page
    assert not case.decisions.exists()


def test_nothing_held_is_answered_straight_after_the_search(
    client: Client, register: Register
) -> None:
    case = begun(asked(Right.ERASURE, register))
    assert step_url(case, "answer") not in text_of(client.get(case_url(case)))
    take_and_look(client, case, "search")
    take_and_look(client, case, "find-nothing", about=case.tasks.get().pk, result="By name.")
    take_and_look(client, case, "decide", outcome="no_data", reasoning="")
    take_and_look(client, case, "answer")
    assert state_of(case) == "answered"
    assert case.letters.filter(kind="erasure_no_data").exists()


def test_restriction_lasts_beyond_the_answer_and_is_lifted_after_a_notice(
    client: Client, register: Register, clock: Clock
) -> None:
    case = asked(Right.RESTRICTION, register)
    begin_in_browser(client, case)
    take_and_look(client, case, "decide", outcome="granted", reasoning="")
    take_and_look(client, case, "restrict", ground="accuracy", facts="She contests the address.")
    finish_tasks(client, case, result="Marked.")
    tell_recipients(client, case)
    take_and_look(client, case, "answer")
    assert state_of(case) == "answered"
    row = case.restrictions.get()
    day = today(case.controller.time_zone) + timedelta(days=7)
    fields = {"lifts_on": f"{day:%Y-%m-%d}", "reason": "The address was checked."}
    preview = client.post(step_url(case, "announce-lifting", row.pk), {**fields, "_preview": "1"})
    assert text_of(preview).count("The address was checked.") >= 2
    send(client, case, "announce-lifting", fields, about=row.pk)
    assert "the day that the person was told." in text_of(client.get(case_url(case)))
    assert step_url(case, "lift", row.pk) not in text_of(client.get(case_url(case)))
    clock.advance(days=8)
    take_and_look(signed_in(handler_of(case.controller)), case, "lift", about=row.pk)
    row.refresh_from_db()
    assert row.lifted_at is not None


def test_an_objection_is_weighed_with_the_processing_restricted(
    client: Client, register: Register
) -> None:
    case = asked(Right.OBJECTION, register)
    pk = purposes_by_name(register)
    begin_in_browser(client, case)
    preview = client.post(step_url(case, "weigh"), {"facts": "She is a teacher.", "_preview": "1"})
    assert "nothing has been sent or kept yet" in text_of(preview)
    take_and_look(client, case, "weigh", facts="She is a teacher.")
    finish_tasks(client, case, result="")
    send(
        client,
        case,
        "decide",
        {
            "outcome": "granted",
            "reasoning": "",
            f"result_{pk['Analytics']}": "met",
            f"result_{pk['Newsletter']}": "met",
            f"result_{pk['Invoices']}": "outside",
            f"result_{pk['Delivering what was ordered']}": "outside",
        },
    )
    take_and_look(client, case, "cease")
    finish_tasks(client, case, result="")
    take_and_look(client, case, "answer")
    assert state_of(case) == "answered"


def test_an_objection_is_refused_on_its_own_grounds_only(
    client: Client, register: Register
) -> None:
    case = begun(asked(Right.OBJECTION, register))
    take_and_look(client, case, "weigh", facts="No reasons given.")
    page = text_of(client.get(step_url(case, "refuse")))
    assert "compelling legitimate grounds" in page
    assert "trade secret" not in page
    take_and_look(
        client,
        case,
        "refuse",
        reasoning="Fraud has to be found.",
        ground_ART21_COMPELLING_GROUNDS="Three frauds last year.",
    )
    assert state_of(case) == "refused"
    assert "Three frauds last year." in letter(case, "objection_refused")


@pytest.mark.parametrize(
    ("right", "letter_kind"),
    [
        (Right.CONSENT_WITHDRAWAL, "consent_withdrawal_granted"),
        (Right.OBJECTION, "objection_marketing_granted"),
    ],
)
def test_a_duty_to_stop_is_decided_with_one_click_and_never_refused(
    client: Client, register: Register, right: Right, letter_kind: str
) -> None:
    case = asked(right, register, scope=ObjectionScope.MARKETING)
    assert state_of(case) == "ceasing"
    page = text_of(client.get(case_url(case)))
    assert "Stop at once – by" in page
    for step in ("refuse", "close-unidentified", "extend", "ask-clarification"):
        assert step_url(case, step) not in page, step
    finish_tasks(client, case, result="")
    assert "Every data system has stopped." in text_of(client.get(case_url(case)))
    form = client.get(step_url(case, "decide")).context["form"]
    as_opened = {
        bound.html_name: bound.value() for bound in form if bound.value() not in (None, "")
    }
    send(client, case, "decide", as_opened)
    take_and_look(client, case, "answer")
    assert state_of(case) == "answered"
    assert case.letters.filter(kind=letter_kind).exists()


def test_a_withdrawal_where_nothing_rests_on_consent_is_not_applicable(
    client: Client, controller: Controller
) -> None:
    register = make_register(controller, systems=("One",))
    case = asked(Right.CONSENT_WITHDRAWAL, register)
    finish_tasks(client, case, result="")
    form = client.get(step_url(case, "decide")).context["form"]
    assert form["outcome"].value() == "not_applicable"
    pk = purposes_by_name(register)["Delivering what was ordered"]
    fields = {"outcome": "granted", f"result_{pk}": "outside"}
    assert "Nothing rests on consent" in text_of(client.post(step_url(case, "decide"), fields))
    send(client, case, "decide", {**fields, "outcome": "not_applicable"})
    take_and_look(client, case, "answer")
    assert "contract" in letter(case, "consent_withdrawal_not_applicable")


def test_an_automated_decision_is_decided_anew_by_a_named_human(
    client: Client, register: Register
) -> None:
    case = asked(Right.AUTOMATED_DECISION, register)
    begin_in_browser(client, case)
    named: dict[str, Any] = {"reviewer": "Rauha Ratkaisija", "authority": "Head of credit"}
    kept = text_of(client.post(step_url(case, "start-review"), named))
    assert "Head of credit" in kept
    assert state_of(case) == "assessing"
    take_and_look(client, case, "start-review", **named, meanwhile="The offer stays open.")
    assert "The offer stays open." in text_of(client.get(case_url(case)))
    page = text_of(client.get(case_url(case)))
    assert "not decided yet" in page
    assert "The human review has no result yet." in page
    take_and_look(
        client, case, "record-review", result="changed", findings="Her income was misread."
    )
    assert step_url(case, "record-review") not in text_of(client.get(case_url(case)))
    take_and_look(client, case, "answer")
    assert state_of(case) == "answered"
    assert "Her income was misread." in letter(case, "automated_decision_granted")


def test_a_partial_erasure_waits_for_a_second_person_where_the_organisation_asks_for_one() -> None:
    controller = make_controller(second_person_approves=True)
    register = make_rich_register(controller)
    case = begun(asked(Right.ERASURE, register))
    client = signed_in(handler_of(controller))
    take_and_look(client, case, "search")
    finish_tasks(client, case, result="Found.")
    send(client, case, "decide", erasing(purposes_by_name(register)))
    assert "needs a second person’s approval" in text_of(client.get(case_url(case)))
    take_and_look(client, case, "ask-approval")
    assert state_of(case) == "awaiting_approval"
    supervisor = signed_in(make_user(controller, role=Role.SUPERVISOR))
    take_and_look(supervisor, case, "approve-answer")
    assert state_of(case) == "assessing"
    page = text_of(client.get(case_url(case)))
    assert step_url(case, "ask-approval") not in page
    take_and_look(client, case, "erase")
    assert state_of(case) == "erasing"


def test_what_may_be_secret_is_released_by_a_supervisor_before_it_is_given(
    controller: Controller,
) -> None:
    register = make_rich_register(controller, secret=True)
    case = begun(asked(Right.ACCESS, register))
    handler = signed_in(handler_of(controller))
    assert step_url(case, "release-data") not in text_of(handler.get(case_url(case)))
    supervisor = signed_in(make_user(controller, role=Role.SUPERVISOR))
    assert "Invoices" in text_of(supervisor.get(step_url(case, "release-data")))
    take_and_look(
        supervisor, case, "release-data", lawyer="Laki Nainen", opinion="Give all but page 2."
    )
    page = text_of(supervisor.get(case_url(case)))
    assert "Give all but page 2." in page
    assert step_url(case, "release-data") not in page
