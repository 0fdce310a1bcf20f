"""The findings of a version: who may answer a warning, and what stands in the way of publishing."""

from datetime import date

import pytest
from django.core.management import CommandError, call_command
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from registers_app.domain.roles import Role
from registers_app.models import (
    Controller,
    FindingReason,
    Recipient,
    Register,
    RegisterVersion,
    Transfer,
)
from registers_app.services.errors import NotPossible
from registers_app.services.publish import publish
from tests.factories import PASSWORD, make_controller, make_register, make_user, make_version, texts
from tests.rewritten import rewriting

pytestmark = pytest.mark.django_db

WARNED = "processor_without_agreement"
PLACE = "recipients.posti-oy"


@pytest.fixture
def register() -> Register:
    return make_register(make_controller())


@pytest.fixture
def draft(register: Register) -> RegisterVersion:
    """Two processors without agreement."""
    draft = make_version(register)
    Recipient.objects.filter(version=draft).update(agreement="")
    Recipient.objects.create(version=draft, names=texts("Matkahuolto Oy"))
    return draft


def browser(register: Register, role: Role) -> Client:
    user = make_user(register.controller, role=role)
    client = Client(headers={"accept-language": "en"})
    assert client.login(username=user.username, password=PASSWORD)
    return client


@pytest.fixture
def editor(register: Register) -> Client:
    return browser(register, Role.REGISTER_EDITOR)


def page(version: RegisterVersion, name: str = "findings") -> str:
    return reverse(f"admin:registers_app_registerversion_{name}", args=[version.pk])


def test_a_finding_is_shown_with_its_law_and_a_link_to_what_it_is_about(
    editor: Client, draft: RegisterVersion
) -> None:
    Transfer.objects.create(
        version=draft, names=texts("By Privacy Shield"), country="US", safeguard="privacy_shield"
    )
    RegisterVersion.objects.filter(pk=draft.pk).update(security_measures={})
    shown = editor.get(page(draft)).text
    assert "GDPR Art. 44, 46; C-311/18" in shown
    line = draft.transfers.get()
    where = reverse(
        "admin:registers_app_registerversion_line", args=[draft.pk, "transfers", line.pk]
    )
    assert f'<a href="{where}">Transfer: <span lang="en">By Privacy Shield</span></a>' in shown
    assert "<q>Privacy Shield</q>" in shown


def test_a_reason_for_some_places_lets_the_others_stand(
    editor: Client, draft: RegisterVersion
) -> None:
    sent = {"code": WARNED, "place": [PLACE], "reason": "A public service."}
    assert editor.post(page(draft), sent).status_code == 302
    shown = editor.get(page(draft)).text
    assert "A public service." in shown
    assert 'name="place" value="recipients.matkahuolto-oy"' in shown
    assert (
        editor.post(page(draft), {"code": WARNED, "place": PLACE, "take_back": "1"}).status_code
        == 302
    )
    assert not FindingReason.objects.exists()


def test_what_cannot_be_kept_is_said_and_nothing_typed_is_lost(
    editor: Client, draft: RegisterVersion
) -> None:
    answer = editor.post(page(draft), {"code": WARNED, "reason": "Typed with care"})
    assert "choose at least one place" in answer.text
    assert "Typed with care</textarea>" in answer.text
    answer = editor.post(page(draft), {"code": WARNED, "place": PLACE, "reason": " "})
    assert "Say why the warning does not stop this version." in answer.text
    assert not FindingReason.objects.exists()


def test_who_only_reads_registers_reads_the_findings_and_answers_none(
    register: Register, draft: RegisterVersion
) -> None:
    dpo = browser(register, Role.DPO)
    shown = dpo.get(page(draft)).text
    assert "No processing agreement is recorded for this processor." in shown
    assert "<textarea" not in shown
    sent = {"code": WARNED, "place": PLACE, "reason": "Because."}
    assert dpo.post(page(draft), sent).status_code == 403


def test_a_version_is_not_published_over_what_is_found_until_a_reason_is_given(
    editor: Client, register: Register, draft: RegisterVersion
) -> None:
    today = "2026-12-01"
    answer = editor.post(page(draft, "publish"), {"effective_on": today})
    assert "Findings stand against this version" in answer.text
    assert "No processing agreement is recorded for this processor." in answer.text
    with pytest.raises(NotPossible, match="No processing agreement"):
        publish(version_id=draft.pk, effective_on=date(2026, 12, 1))
    places = [PLACE, "recipients.matkahuolto-oy"]
    editor.post(page(draft), {"code": WARNED, "place": places, "reason": "Postal law."})
    publish(version_id=draft.pk, effective_on=date(2026, 12, 1))
    assert RegisterVersion.objects.get(pk=draft.pk).state == "published"


def test_an_error_stands_whatever_is_said_but_history_stays_as_it_was(register: Register) -> None:
    for predates_desk in (False, True):
        other = Register.objects.create(
            controller=register.controller,
            slug=f"other-{predates_desk}",
            names=texts("Other"),
            created_at="2026-01-01T00:00:00Z",
        )
        version = RegisterVersion.objects.create(
            register=other, number=1, predates_desk=predates_desk
        )
        if predates_desk:
            publish(version_id=version.pk, effective_on=date(2018, 5, 25))
        else:
            with pytest.raises(NotPossible, match="No purpose is named"):
                publish(version_id=version.pk, effective_on=date(2018, 5, 25))


def test_the_list_and_the_page_of_registers_tell_what_is_found_in_what_is_in_force(
    editor: Client, register: Register
) -> None:
    with rewriting():
        register.versions.get().purposes.get().bases.all().delete()
    shown = editor.get(reverse("admin:registers_app_register_changelist")).text
    assert "1 error, 1 warning" in shown
    address = reverse("admin:registers_app_register_change", args=[register.pk])
    shown = editor.get(address).text
    assert page(register.versions.get()) in shown
    assert "1 error, 1 warning" in shown


def test_a_longer_list_of_registers_asks_no_more_queries(
    editor: Client, register: Register
) -> None:
    def queries() -> int:
        with CaptureQueriesContext(connection) as seen:
            editor.get(reverse("admin:registers_app_register_changelist"))
        return len(seen)

    one = queries()
    for number in range(3):
        make_register(register.controller, slug=f"more-{number}")
    assert queries() <= one


def test_the_command_prints_what_is_found_in_force_and_fails_on_errors(
    register: Register, capsys: pytest.CaptureFixture[str]
) -> None:
    call_command("check_registers")
    said = capsys.readouterr().out
    assert f"{register.controller.slug}/customers 1" in said
    assert "warning notice_old: For more than a year" in said
    with rewriting():
        register.versions.get().purposes.get().bases.all().delete()
    make_version(make_register(make_controller(slug="elsewhere")))
    call_command("check_registers", controller="elsewhere")
    with pytest.raises(CommandError, match="Errors: 1") as failed:
        call_command("check_registers", language="fi")
    assert failed.value.returncode == 1
    assert "virhe purpose_without_basis: purposes.delivering-what-was-ordered: Tällä" in (
        capsys.readouterr().out
    )
    assert Controller.objects.exists()
