"""Whoever objected to direct marketing is left alone, long after the case has gone."""

import io
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
from django.core.management import CommandError, call_command
from django.test import Client
from pytest_django import Settings

from config.clock import now
from registers_app.domain.roles import Role
from registers_app.models import Controller
from requests_app.domain.representation import Role as WriterRole
from requests_app.domain.rights import ObjectionScope, Right
from requests_app.domain.signs import Sign
from requests_app.models import (
    AddressKind,
    Channel,
    LeftAlone,
    LeftAloneEnd,
    RightsRequest,
    TaskKind,
)
from requests_app.services.end_left_alone import end_left_alone
from requests_app.services.errors import NotPermitted, NotPossible
from requests_app.services.hold_suspicious import let_through
from requests_app.services.note_writer import WrittenFor
from requests_app.services.purge import purge_due
from requests_app.services.submit import NewSubmission, submit
from tests.cases import acting
from tests.clock import Clock
from tests.eight import answered, finish_all, received
from tests.factories import make_controller, make_register, make_user
from tests.requests_app.admin.staff import case_url, signed_in, step_url, take, text_of

pytestmark = pytest.mark.django_db

CASE_DAY = datetime(2029, 4, 2, 9, tzinfo=UTC)
EMAIL = "Maija@Example.org"
PHONE = "+358 40 123 4567"


@pytest.fixture
def controller() -> Controller:
    controller = make_controller()
    make_register(controller)
    return controller


def objected(
    controller: Controller, *, scope: ObjectionScope = ObjectionScope.MARKETING, **more: Any
) -> RightsRequest:
    given: dict[str, Any] = {"email": EMAIL, "phone": PHONE, **more}
    submission = submit(
        NewSubmission(
            controller=controller,
            register=controller.registers.get(),
            rights=(Right.OBJECTION,),
            channel=Channel.PORTAL,
            received_at=now(),
            language="en",
            person_name="Maija Meikäläinen",
            objection_scope=scope,
            **given,
        )
    )
    return RightsRequest.objects.get(submission=submission)


def told(controller: Controller, *addresses: str, path: Path) -> list[str]:
    """What the command answers to these lines."""
    path.write_text("\n".join(addresses), encoding="utf-8")
    answer = io.StringIO()
    call_command("left_alone", str(path), controller=controller.slug, stdout=answer)
    return answer.getvalue().splitlines()


@pytest.fixture
def lines(tmp_path: Path) -> Path:
    return tmp_path / "addresses.txt"


@pytest.mark.parametrize("scope", [ObjectionScope.MARKETING, ObjectionScope.ALL])
def test_an_objection_to_marketing_puts_both_addresses_on_the_list_and_no_plain_one(
    controller: Controller, scope: ObjectionScope
) -> None:
    request = objected(controller, scope=scope)

    rows = list(LeftAlone.objects.filter(request=request))
    assert {row.kind for row in rows} == {"email", "phone"}
    kept = " ".join(str(value) for row in LeftAlone.objects.values() for value in row.values())
    for trace in ("maija", "example", "1234567", "40123"):
        assert trace not in kept.casefold()
    assert request.submission.audit_entries.get(event="left_alone.added").facts == {
        "addresses": ["email", "phone"]
    }


def test_any_other_objection_and_any_other_right_puts_nobody_on_it(controller: Controller) -> None:
    objected(controller, scope=ObjectionScope.OTHER)
    received(Right.CONSENT_WITHDRAWAL, controller=controller, register=None)
    assert not LeftAlone.objects.exists()


def test_a_protected_phone_number_is_left_alone_too(controller: Controller) -> None:
    request = objected(controller, protected_identity=True)
    assert request.submission.phone == ""
    assert LeftAlone.objects.filter(kind="phone").exists()


def test_who_asks_for_another_is_not_put_on_it(controller: Controller) -> None:
    objected(controller, written_for=WrittenFor(role=WriterRole.AGENT, writer_name="Anna A"))
    assert not LeftAlone.objects.exists()


def test_a_held_message_puts_nobody_on_it_until_it_is_let_through(controller: Controller) -> None:
    request = objected(controller, signs=tuple(Sign))
    assert request.submission.is_held
    assert not LeftAlone.objects.exists()

    let_through(request.submission_id, actor=acting(controller))
    assert LeftAlone.objects.count() == 2


def test_the_same_person_is_on_it_once_however_the_address_is_written(
    controller: Controller,
) -> None:
    first = objected(controller)
    again = objected(controller, email=" maija@example.ORG".strip(), phone="0401234567")
    assert {row.request_id for row in LeftAlone.objects.all()} == {first.pk}
    assert not again.submission.audit_entries.filter(event="left_alone.added").exists()


def test_a_system_that_sends_is_told_only_whom_to_leave_alone_as_it_wrote_them(
    controller: Controller, lines: Path
) -> None:
    objected(controller)
    asked = ["kalle@example.org", " MAIJA@example.org ", "", "040-1234567", "0401234568", "112"]
    assert told(controller, *asked, path=lines) == ["MAIJA@example.org", "040-1234567"]


def test_another_organisations_list_has_nothing_of_it(controller: Controller, lines: Path) -> None:
    other = make_controller(slug="other", name="Other Oy")
    objected(controller)
    assert told(other, EMAIL, PHONE, path=lines) == []


def test_a_new_key_in_front_forgets_nobody(
    controller: Controller, lines: Path, settings: Settings
) -> None:
    objected(controller)
    settings.ENCRYPTION_KEYS = ["A" * 43 + "=", *settings.ENCRYPTION_KEYS]
    assert told(controller, EMAIL, path=lines) == [EMAIL]
    objected(controller)
    assert LeftAlone.objects.count() == 2


def test_what_cannot_be_answered_ends_with_two(
    controller: Controller, lines: Path, tmp_path: Path
) -> None:
    lines.write_bytes(b"maija@example.org\xff")
    for slug, path in (
        ("nobody", lines),
        (controller.slug, lines),
        (controller.slug, tmp_path / "none"),
    ):
        with pytest.raises(CommandError) as refused:
            call_command("left_alone", str(path), controller=slug)
        assert refused.value.returncode == 2
        assert "maija" not in str(refused.value)


def test_the_list_outlives_the_file_of_the_case(
    controller: Controller, lines: Path, clock: Clock
) -> None:
    request = objected(controller)
    finish_all(request, TaskKind.STOP_MARKETING)
    answered(request)
    clock.set(CASE_DAY)
    assert purge_due() == 1
    request.submission.refresh_from_db()
    assert (request.submission.email, bool(request.submission.purged_at)) == ("", True)

    assert told(controller, EMAIL, PHONE, path=lines) == [EMAIL, PHONE]
    end_left_alone(
        request.pk,
        kind=AddressKind.EMAIL,
        reason=LeftAloneEnd.CONSENTED,
        actor=acting(controller),
    )
    assert told(controller, EMAIL, PHONE, path=lines) == [PHONE]


def test_who_consents_anew_comes_off_it_and_a_new_objection_is_a_new_entry(
    controller: Controller, lines: Path
) -> None:
    objected(controller)
    second = objected(controller)  # the entry is the first one's
    rows = end_left_alone(
        second.pk,
        kind=AddressKind.EMAIL,
        reason=LeftAloneEnd.CONSENTED,
        actor=acting(controller),
    )
    assert [row.end_reason for row in rows] == ["consented"]
    assert told(controller, EMAIL, PHONE, path=lines) == [PHONE]
    assert second.submission.audit_entries.get(event="left_alone.ended").facts == {
        "addresses": ["email"],
        "off_list": "consented",
    }

    third = objected(controller)
    assert LeftAlone.objects.get(kind="email", ended_at=None).request_id == third.pk


def test_only_who_handles_requests_takes_an_address_off(controller: Controller) -> None:
    request = objected(controller, phone="")
    how: dict[str, Any] = {"reason": LeftAloneEnd.NOT_THEIRS}
    with pytest.raises(NotPermitted):
        end_left_alone(
            request.pk, kind=AddressKind.EMAIL, actor=acting(make_controller(slug="other")), **how
        )
    with pytest.raises(NotPossible, match="not on the list"):
        end_left_alone(request.pk, kind=AddressKind.PHONE, actor=acting(controller), **how)
    assert LeftAlone.objects.get().ended_at is None


def test_an_address_is_taken_off_on_the_case_page(controller: Controller) -> None:
    request = objected(controller, phone="")
    client: Client = signed_in(make_user(controller, role=Role.HANDLER))
    take(client, request, "end-left-alone", kind="email", reason="consented")
    assert LeftAlone.objects.get().ended_at
    page = text_of(client.get(case_url(request)))
    assert "took an address off the list of those to leave alone" in page
    assert step_url(request, "end-left-alone") not in page
