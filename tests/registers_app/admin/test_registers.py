"""Who decides on a register is set on its page, and stays within what the editor answers for."""

import pytest
from django.test import Client
from django.urls import reverse

from registers_app.domain.roles import Role
from registers_app.models import Membership, ProcessorClient, Purpose, Register, User
from tests.factories import PASSWORD, make_controller, make_register, make_user, make_version
from tests.registers_app.admin.editor.pages import line, send
from tests.web_forms import fields_of

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("published_may_change")]

FORM = "register_form"


@pytest.fixture
def register() -> Register:
    return make_register(make_controller(name="Ours Oy"))


@pytest.fixture
def user(register: Register) -> User:
    return make_user(register.controller, role=Role.REGISTER_EDITOR)


@pytest.fixture
def editor(user: User) -> Client:
    client = Client()
    assert client.login(username=user.username, password=PASSWORD)
    return client


def page(register: Register) -> str:
    return reverse("admin:registers_app_register_change", args=[register.pk])


def processing(register: Register) -> ProcessorClient:
    Register.objects.filter(pk=register.pk).update(our_role="processor")
    return ProcessorClient.objects.create(
        register=register, name="Sample Ltd", email="privacy@sample.example"
    )


def test_only_controllers_the_editor_edits_for_may_be_made_joint(
    editor: Client, user: User, register: Register
) -> None:
    own, foreign = make_controller(name="Sister Ab"), make_controller(name="Stranger Ab")
    Membership.objects.create(user=user, controller=own, role=Role.REGISTER_EDITOR.value)
    shown = editor.get(page(register)).text
    assert "Sister Ab" in shown
    assert "Stranger Ab" not in shown
    sent = fields_of(shown, form=FORM)
    refused = editor.post(page(register), {**sent, "joint_controllers": [str(foreign.pk)]})
    assert refused.status_code == 200
    assert not register.joint_controllers.exists()
    assert (
        editor.post(page(register), {**sent, "joint_controllers": [str(own.pk)]}).status_code == 302
    )
    assert register.joint_controllers.get() == own


def test_a_joint_controller_that_others_set_is_not_lost_on_saving(
    editor: Client, register: Register
) -> None:
    foreign = make_controller(name="Stranger Ab")
    register.joint_controllers.add(foreign)
    sent = {**fields_of(editor.get(page(register)).text, form=FORM)}
    assert editor.post(page(register), sent).status_code == 302
    assert register.joint_controllers.get() == foreign


def test_a_processor_has_no_joint_controllers(
    editor: Client, user: User, register: Register
) -> None:
    sister = make_controller()
    Membership.objects.create(user=user, controller=sister, role=Role.REGISTER_EDITOR.value)
    sent = {
        **fields_of(editor.get(page(register)).text, form=FORM),
        "our_role": "processor",
        "joint_controllers": [str(sister.pk)],
    }
    assert "A processor has no joint controllers" in editor.post(page(register), sent).text
    register.refresh_from_db()
    assert register.our_role == "controller"


def test_clients_are_kept_on_a_processors_register_only(editor: Client, register: Register) -> None:
    assert "clients-TOTAL_FORMS" not in editor.get(page(register)).text
    processing(register)
    sent = {
        **fields_of(editor.get(page(register)).text, form=FORM),
        "clients-TOTAL_FORMS": "2",
        "clients-1-register": str(register.pk),
        "clients-1-name": "Esimerkki Oy",
        "clients-1-email": "tietosuoja@esimerkki.example",
        "clients-1-is_active": "on",
    }
    assert editor.post(page(register), sent).status_code == 302
    assert [row.name for row in register.clients.all()] == ["Esimerkki Oy", "Sample Ltd"]


def test_a_register_with_clients_does_not_become_a_controllers(
    editor: Client, register: Register
) -> None:
    processing(register)
    sent = {
        **fields_of(editor.get(page(register)).text, form=FORM),
        "our_role": "controller",
    }
    assert "has clients" in editor.post(page(register), sent).text
    register.refresh_from_db()
    assert register.our_role == "processor"


def test_clients_of_another_organisation_are_out_of_reach(register: Register) -> None:
    processing(register)
    stranger = make_user(make_controller(), role=Role.REGISTER_EDITOR)
    client = Client()
    assert client.login(username=stranger.username, password=PASSWORD)
    assert client.get(page(register)).status_code == 302
    assert "Sample Ltd" not in client.get(reverse("admin:registers_app_register_changelist")).text


def test_the_next_version_keeps_what_may_be_secret_and_which_data_are_identity_codes(
    editor: Client, register: Register
) -> None:
    version = register.versions.get()
    Purpose.objects.filter(version=version).update(needs_legal_release=True)
    version.data_categories.update(is_identity_code=True)
    answer = editor.post(reverse("admin:registers_app_register_draft", args=[register.pk]))
    assert answer.status_code == 302
    draft = register.versions.get(number=2)
    assert draft.purposes.get().needs_legal_release
    assert draft.data_categories.get().is_identity_code


def test_what_may_be_secret_by_law_is_ticked_in_the_versions_editor(
    editor: Client, register: Register
) -> None:
    draft = make_version(register)
    purpose, data = draft.purposes.get(), draft.data_categories.get()
    assert send(editor, line(purpose, "purposes"), needs_legal_release="on").status_code == 302
    assert send(editor, line(data, "data_categories"), is_identity_code="on").status_code == 302
    assert draft.purposes.get().needs_legal_release
    assert draft.data_categories.get().is_identity_code


def test_a_published_version_leads_to_its_public_notice_and_a_draft_does_not(
    editor: Client, register: Register
) -> None:
    draft = make_version(register)
    notice = f"/notices/{register.controller.slug}/customers/versions/1/"
    shown = editor.get(page(register)).text
    assert f'<a href="{notice}">' in shown
    assert "versions/2/" not in shown
    for version, leads in ((register.versions.get(number=1), True), (draft, False)):
        address = reverse("admin:registers_app_registerversion_change", args=[version.pk])
        assert ("Public notice" in editor.get(address).text) is leads
