"""Who must know that a register changes gets one mail, with nothing that is never published."""

from datetime import date
from email import message_from_bytes, policy
from typing import Any

import pytest

from notices_app.models import Notice
from notices_app.services import tell_of_change
from notices_app.services.deliver import deliver_due
from registers_app.domain.actors import user_actor
from registers_app.domain.roles import Role
from registers_app.models import (
    Controller,
    ProcessorClient,
    Purpose,
    Recipient,
    Register,
    RegisterVersion,
    User,
)
from registers_app.services.draft_version import draft_version
from registers_app.services.publish import publish
from tests.factories import make_controller, make_register, make_user, texts
from tests.notices_app.conftest import MailServer

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("nothing_is_found")]

DAY = date(2126, 5, 1)


@pytest.fixture
def register() -> Register:
    controller = make_controller(
        name="Northwind Oy", language="fi", dpo_email="dpo@northwind.example"
    )
    register = make_register(controller)
    register.owner, register.owner_email = "Head of sales", "owner@northwind.example"
    register.save()
    return register


@pytest.fixture
def editor(register: Register) -> User:
    return make_user(register.controller, role=Role.REGISTER_EDITOR, language="sv")


def change(register: Register) -> RegisterVersion:
    """A draft with a new purpose, another owner of it and a recipient that is not named."""
    draft = draft_version(register.pk)
    draft.change_notes = texts("We begin to profile.")
    draft.impact_assessment = "Secret assessment"
    draft.save()
    Purpose.objects.create(version=draft, names=texts("Profiling"), owner="Secret owner")
    Recipient.objects.create(version=draft, names=texts("Secret Oy"), is_published=False)
    return draft


def told(register: Register) -> dict[str, Notice]:
    rows = Notice.objects.filter(controller=register.controller)
    return {row.to_address: row for row in rows}


def test_everybody_concerned_is_told_once_in_their_language_but_not_who_publishes(
    register: Register, editor: User
) -> None:
    handler = make_user(register.controller, role=Role.HANDLER, language="en")
    joint = make_controller(name="Southwind AB", email="desk@southwind.example", language="sv")
    register.joint_controllers.add(joint)
    make_user(make_controller(), role=Role.ADMINISTRATOR)
    User.objects.create(username="x", email="x@northwind.example")
    assert not told(register)

    publish(version_id=change(register).pk, effective_on=DAY, actor=user_actor(editor.pk))

    assert {address: row.language for address, row in told(register).items()} == {
        handler.email: "en",
        "owner@northwind.example": "fi",
        "dpo@northwind.example": "fi",
        "it@northwind.example": "fi",
        "desk@southwind.example": "sv",
    }
    for row in told(register).values():
        assert "Profiling" in row.text
        assert "customers/versions/2/changes/1/" in row.text
        assert f"/{row.language}/" in row.text
        assert "Secret" not in row.text + row.html + row.subject


def test_only_staff_get_the_address_of_the_desk_and_outsiders_no_count_of_secrets(
    register: Register,
) -> None:
    handler = make_user(register.controller, role=Role.HANDLER, language="en")
    register.joint_controllers.add(make_controller(email="j@south.example", language="en"))
    publish(version_id=change(register).pk, effective_on=DAY)
    rows = told(register)
    with_address = [address for address, row in rows.items() if "/admin/" in row.text]
    assert with_address == [handler.email]
    assert "2 changes concern what is not published" in rows[handler.email].text
    assert "not published" not in rows["j@south.example"].text


def test_a_client_hears_of_sub_processors_and_that_it_may_object() -> None:
    register = make_register(make_controller(language="en"))
    Register.objects.filter(pk=register.pk).update(our_role="processor")
    for name, is_active in (("Westwind Oy", True), ("Gone Oy", False)):
        ProcessorClient.objects.create(
            register=register,
            name=name,
            email=f"{name.split()[0].lower()}@client.example",
            agreement="Agreement 7",
            is_active=is_active,
        )
    draft = draft_version(register.pk)
    Recipient.objects.filter(version=draft).delete()
    Recipient.objects.create(version=draft, names=texts("Cloud Oy"))
    Recipient.objects.create(version=draft, names=texts("Tax office"), kind="authority")
    Recipient.objects.create(version=draft, names=texts("Secret Oy"), is_published=False)
    publish(version_id=draft.pk, effective_on=DAY)

    assert "gone@client.example" not in told(register)
    text = told(register)["westwind@client.example"].text
    assert "Agreement: Agreement 7" in text
    assert "that we begin to use:\n– Cloud Oy (en)" in text.replace("Cloud Oy\n", "Cloud Oy (en)\n")
    assert "no longer use:\n– Posti Oy" in text
    assert "One more change concerns a processor that we do not name" in text
    assert "Article 28(2)" in text
    assert "Secret" not in text


def test_a_sub_processor_that_is_not_named_is_told_to_clients_though_nothing_else_changed() -> None:
    register = make_register(make_controller(language="en"))
    Register.objects.filter(pk=register.pk).update(our_role="processor")
    ProcessorClient.objects.create(register=register, name="W", email="w@client.example")
    draft = draft_version(register.pk)
    Recipient.objects.create(version=draft, names=texts("Secret Oy"), is_published=False)
    publish(version_id=draft.pk, effective_on=DAY)
    assert "w@client.example" in told(register)


def test_nobody_is_told_of_history_of_a_first_version_or_of_nothing(register: Register) -> None:
    publish(version_id=draft_version(register.pk).pk, effective_on=date(2021, 1, 1))
    draft = change(register)
    draft.predates_desk = True
    draft.save()
    publish(version_id=draft.pk, effective_on=date(2022, 1, 1))
    assert not Notice.objects.exists()


def test_telling_it_again_sends_nothing_more(register: Register) -> None:
    previous = register.versions.get()
    version = publish(version_id=change(register).pk, effective_on=DAY)
    before = Notice.objects.count()
    Controller.objects.update(dpo_email="DPO@Northwind.example")
    version = RegisterVersion.objects.get(pk=version.pk)
    tell_of_change.tell_of_change(version=version, previous=previous, actor=user_actor(0))
    assert Notice.objects.count() == before


def test_a_long_list_is_cut_and_counted(register: Register) -> None:
    draft = draft_version(register.pk)
    for number in range(30):
        Purpose.objects.create(version=draft, names=texts(f"Purpose {number} " + "x" * 300))
    make_user(register.controller, role=Role.HANDLER, language="en")
    publish(version_id=draft.pk, effective_on=DAY)
    text = Notice.objects.filter(language="en")[0].text
    assert text.count("Purpose ") == tell_of_change.MOST_LINES
    assert "10 more changes" in text
    assert max(map(len, text.splitlines())) < 200


def test_a_mail_that_cannot_be_written_undoes_the_publishing(
    register: Register, monkeypatch: pytest.MonkeyPatch
) -> None:
    def broken(**_facts: Any) -> None:
        raise RuntimeError

    monkeypatch.setattr(tell_of_change, "enqueue", broken)
    draft = change(register)
    with pytest.raises(RuntimeError):
        publish(version_id=draft.pk, effective_on=DAY)
    assert RegisterVersion.objects.get(pk=draft.pk).state == "draft"


def test_it_reaches_a_mail_server(register: Register, mail_server: MailServer) -> None:
    publish(version_id=change(register).pk, effective_on=DAY)
    deliver_due()
    taken = {envelope.rcpt_tos[0]: envelope for envelope in mail_server.taken}
    assert set(taken) == set(told(register))
    content = taken["owner@northwind.example"].original_content or b""
    message = message_from_bytes(content, policy=policy.default)
    assert str(message["Subject"]).strip() == "Mikä muuttuu rekisterissä: Customer register (fi)"
    assert message["Content-Language"] == "fi"
