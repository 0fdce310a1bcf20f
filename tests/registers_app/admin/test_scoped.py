"""Staff see the registers of their own controllers, and nothing of another's."""

import pytest
from django.contrib.messages import get_messages
from django.test import Client
from django.urls import reverse

from registers_app.domain.roles import Role
from registers_app.models import Controller, Membership, Register, User
from tests.factories import PASSWORD, make_controller, make_register, make_user, make_version
from tests.registers_app.admin.editor.pages import section
from tests.web_forms import fields_of

pytestmark = pytest.mark.django_db

EVERY_LIST = [
    "registers_app_controller",
    "registers_app_register",
    "registers_app_registerversion",
    "registers_app_user",
]


def signed_in(user: User) -> Client:
    client = Client()
    assert client.login(username=user.username, password=PASSWORD)
    return client


def make_superuser() -> User:
    return User.objects.create_user(
        username="root", password=PASSWORD, is_staff=True, is_superuser=True
    )


def editor_of(controller: Controller) -> Client:
    return signed_in(make_user(controller, role=Role.REGISTER_EDITOR))


def page(model: str, row: object) -> str:
    return reverse(f"admin:registers_app_{model}_change", args=[row.pk])  # type: ignore[attr-defined]


def test_the_list_shows_registers_of_ones_own_controllers_only() -> None:
    own, foreign = make_controller(), make_controller()
    make_register(own, name="Our customers")
    make_register(foreign, name="Their customers")
    answer = editor_of(own).get(reverse("admin:registers_app_register_changelist"))
    assert "Our customers" in answer.text
    assert "Their customers" not in answer.text
    assert foreign.name not in answer.text


@pytest.mark.parametrize("model", ["register", "registerversion"])
def test_a_row_of_another_controller_does_not_exist(model: str) -> None:
    own, foreign = make_controller(), make_controller()
    theirs = make_register(foreign, name="Their customers")
    row = theirs if model == "register" else theirs.versions.get()
    client = editor_of(own)
    for answer in (client.get(page(model, row)), client.post(page(model, row), {})):
        assert answer.status_code == 302
        assert answer.headers["Location"] == reverse("admin:index")
        *_, said = get_messages(answer.wsgi_request)
        assert "doesn’t exist" in str(said)


def test_a_draft_of_another_controller_cannot_be_published() -> None:
    own, foreign = make_controller(), make_controller()
    draft = make_version(make_register(foreign))
    address = reverse("admin:registers_app_registerversion_publish", args=[draft.pk])
    client = editor_of(own)
    assert client.get(address).status_code == 403
    assert client.post(address, {"effective_on": "2030-01-01"}).status_code == 403
    assert type(draft).objects.get(pk=draft.pk).state == "draft"


def test_no_version_is_begun_in_another_controllers_register() -> None:
    own, foreign = make_controller(), make_controller()
    theirs = make_register(foreign)
    address = reverse("admin:registers_app_register_draft", args=[theirs.pk])
    assert editor_of(own).post(address).status_code == 403
    assert theirs.versions.count() == 1


def test_a_register_cannot_be_added_to_a_controller_where_one_does_not_edit() -> None:
    own, foreign = make_controller(), make_controller()
    user = make_user(own, role=Role.REGISTER_EDITOR)
    Membership.objects.create(user=user, controller=foreign, role=Role.HANDLER.value)
    client = signed_in(user)
    address = reverse("admin:registers_app_register_add")
    sent = {
        **fields_of(client.get(address).text, form="register_form"),
        "slug": "smuggled",
        "names_en": "Smuggled",
    }
    answer = client.post(address, {**sent, "controller": str(foreign.pk)})
    assert "Select a valid choice" in answer.text
    assert not Register.objects.filter(slug="smuggled").exists()
    assert client.post(address, {**sent, "controller": str(own.pk)}).status_code == 302
    assert Register.objects.get(slug="smuggled").controller == own


def test_a_handler_reads_registers_and_changes_none() -> None:
    own = make_controller()
    register = make_register(own)
    draft = make_version(register)
    client = signed_in(make_user(own, role=Role.HANDLER))
    assert client.get(page("register", register)).status_code == 200
    assert client.post(page("register", register), {}).status_code == 403
    assert client.get(page("registerversion", draft)).status_code == 200
    assert client.post(section(draft, "summary"), {}).status_code == 403


def test_a_register_editor_is_offered_registers_only() -> None:
    own = make_controller()
    client = editor_of(own)
    allowed = {
        name
        for name in EVERY_LIST
        if client.get(reverse(f"admin:{name}_changelist")).status_code == 200
    }
    assert allowed == {"registers_app_register", "registers_app_registerversion"}


def test_a_superuser_without_a_role_manages_people_but_sees_no_register() -> None:
    make_register(make_controller())
    client = signed_in(make_superuser())
    allowed = {
        name
        for name in EVERY_LIST
        if client.get(reverse(f"admin:{name}_changelist")).status_code == 200
    }
    assert allowed == {"registers_app_controller", "registers_app_user"}


def test_a_register_stays_with_its_controller() -> None:
    own, other = make_controller(), make_controller()
    register = make_register(own)
    user = make_user(own, role=Role.REGISTER_EDITOR)
    Membership.objects.create(user=user, controller=other, role=Role.REGISTER_EDITOR.value)
    client = signed_in(user)
    shown = client.get(page("register", register)).text
    assert own.name in shown
    assert page("controller", own) not in shown
    sent = {**fields_of(shown, form="register_form"), "controller": str(other.pk)}
    assert client.post(page("register", register), sent).status_code == 302
    assert Register.objects.get(pk=register.pk).controller == own


def test_an_administrator_changes_ones_own_controller_and_adds_none() -> None:
    own, foreign = make_controller(), make_controller()
    client = signed_in(make_user(own, role=Role.ADMINISTRATOR))
    assert client.get(page("controller", own)).status_code == 200
    assert client.get(page("controller", foreign)).status_code == 302
    assert client.get(reverse("admin:registers_app_controller_add")).status_code == 403


def test_an_administrator_gives_roles_to_people_of_ones_own_controllers_only() -> None:
    own, foreign = make_controller(), make_controller()
    make_user(foreign, username="stranger")
    make_user(own, username="colleague")
    answer = signed_in(make_user(own, role=Role.ADMINISTRATOR)).get(page("controller", own))
    assert "colleague" in answer.text
    assert "stranger" not in answer.text


def test_a_member_who_was_deactivated_sees_nothing() -> None:
    own = make_controller()
    user = make_user(own, role=Role.ADMINISTRATOR)
    client = signed_in(user)
    User.objects.filter(pk=user.pk).update(is_active=False)
    assert client.get(reverse("admin:registers_app_register_changelist")).status_code == 302


def test_a_superuser_adds_a_controller_and_gives_a_role() -> None:
    client = signed_in(make_superuser())
    member = make_user(make_controller())
    address = reverse("admin:registers_app_controller_add")
    sent = {
        **fields_of(client.get(address).text, form="controller_form"),
        "slug": "new-one",
        "name": "New One Ab",
        "email": "privacy@new-one.example",
        "country": "SE",
        "regime": "EU",
        "time_zone": "Europe/Stockholm",
        "calendar": "SE",
        "language": "sv",
        "memberships-TOTAL_FORMS": "1",
        "memberships-0-user": str(member.pk),
        "memberships-0-role": "supervisor",
    }
    assert "Unknown time zone" in client.post(address, {**sent, "time_zone": "Mars/Base"}).text
    assert client.post(address, sent).status_code == 302
    assert Membership.objects.filter(
        user=member, controller__slug="new-one", role="supervisor"
    ).exists()


def test_a_superuser_opens_the_pages_of_accounts() -> None:
    client = signed_in(make_superuser())
    member = make_user(make_controller())
    assert client.get(page("user", member)).status_code == 200
    assert client.get(reverse("admin:registers_app_user_add")).status_code == 200
