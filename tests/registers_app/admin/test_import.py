"""A file is taken in by its pages: chosen, looked at, confirmed; nothing changes before."""

from datetime import timedelta

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse

from config.clock import now
from registers_app.domain.roles import Role
from registers_app.exchange.dump_yaml import dump_controller
from registers_app.exchange.yaml_tree import MAX_BYTES
from registers_app.models import Register, RegisterUpload
from tests.factories import make_controller, make_register, make_user
from tests.web_forms import fields_of

pytestmark = pytest.mark.django_db

IMPORT = "/admin/registers_app/register/import/"
PREVIEW = "/admin/registers_app/register/import/preview/"
NOT_TO_BE_READ = b"\0" * (MAX_BYTES + 1)


@pytest.fixture
def register() -> Register:
    return make_register(make_controller(slug="a"), systems=("List",))


@pytest.fixture
def editor(register: Register) -> Client:
    return signed_in(register, Role.REGISTER_EDITOR)


def signed_in(register: Register, role: Role) -> Client:
    client = Client(headers={"accept-language": "en"})
    client.force_login(make_user(register.controller, role=role))
    return client


def changed(register: Register) -> bytes:
    return dump_controller(register.controller).replace("owner: IT", "owner: Sales").encode()


def upload(client: Client, source: bytes, name: str = "a.yaml") -> str:
    """The page that a browser shows after a file was chosen."""
    sent = {"file": SimpleUploadedFile(name, source)}
    return client.post(IMPORT, sent, follow=True).text


def confirm(client: Client) -> str:
    agreed = fields_of(client.get(PREVIEW).text, form="confirm")
    return client.post(PREVIEW, agreed, follow=True).text


def test_a_file_is_looked_at_and_then_taken_in(editor: Client, register: Register) -> None:
    assert IMPORT in editor.get(reverse("admin:registers_app_register_changelist")).text
    page = upload(editor, changed(register))
    assert "Nothing is changed yet" in page
    assert "Changes: owner (a role)" in page
    assert register.data_systems.get().owner == "IT"
    assert "The file is taken in." in confirm(editor)
    assert register.data_systems.get().owner == "Sales"
    assert not RegisterUpload.objects.exists()


def test_what_changed_since_the_preview_is_shown_anew(editor: Client, register: Register) -> None:
    upload(editor, changed(register))
    agreed = fields_of(editor.get(PREVIEW).text, form="confirm")
    register.data_systems.update(owner="Finance")
    page = editor.post(PREVIEW, agreed, follow=True).text
    assert "look again" in page
    assert "Nothing is changed yet" in page
    assert register.data_systems.get().owner == "Finance"


def test_another_file_than_the_one_looked_at_is_not_taken_in(
    editor: Client, register: Register
) -> None:
    upload(editor, changed(register))
    agreed = fields_of(editor.get(PREVIEW).text, form="confirm")
    upload(editor, changed(register).replace(b"Sales", b"Board"))
    assert "look again" in editor.post(PREVIEW, agreed, follow=True).text
    assert "look again" in editor.post(PREVIEW, {}, follow=True).text
    assert register.data_systems.get().owner == "IT"


def test_every_fault_is_shown_with_its_line_and_markup_as_text(
    editor: Client, register: Register
) -> None:
    source = changed(register).replace(b"country: FI", b"<script>: FI\n  country: Finland")
    page = upload(editor, source, name="<b>.yaml")
    assert "it has 2 faults. Nothing was changed." in page
    assert "<code>controller.&lt;script&gt;</code>" in page
    assert "<b>.yaml" not in page
    assert editor.post(PREVIEW, {"agreed": "x"}).status_code == 200
    assert register.data_systems.get().owner == "IT"


@pytest.mark.parametrize("source", [NOT_TO_BE_READ, b"", b"\xff\xd8\xff"], ids=["big", "no", "jpg"])
def test_what_is_no_file_of_registers_is_told_so(editor: Client, source: bytes) -> None:
    page = upload(editor, source)
    assert any(said in page for said in ("too large", "The file is empty", "not UTF-8"))
    assert (len(source) < MAX_BYTES) == RegisterUpload.objects.exists()


def test_a_file_that_says_what_is_there_already_offers_no_button(
    editor: Client, register: Register
) -> None:
    page = upload(editor, dump_controller(register.controller).encode())
    assert "nothing to take in" in page
    assert "Take it in" not in page


def test_each_sees_only_their_own_file_and_it_lies_there_sealed_for_a_day(
    editor: Client, register: Register
) -> None:
    upload(editor, changed(register))
    assert b"Sales" not in bytes(RegisterUpload.objects.get().sealed)
    other = signed_in(register, Role.ADMINISTRATOR)
    assert "Choose a file first." in other.get(PREVIEW, follow=True).text
    RegisterUpload.objects.update(uploaded_at=now() - timedelta(hours=25))
    assert "Choose a file first." in editor.get(PREVIEW, follow=True).text
    upload(other, changed(register))
    assert RegisterUpload.objects.count() == 1


@pytest.mark.parametrize("role", [Role.HANDLER, Role.DPO, Role.SUPERVISOR])
def test_who_edits_no_register_brings_no_file(register: Register, role: Role) -> None:
    client = signed_in(register, role)
    assert IMPORT not in client.get(reverse("admin:registers_app_register_changelist")).text
    assert client.get(IMPORT).status_code == 403
    assert client.post(PREVIEW).status_code == 403
