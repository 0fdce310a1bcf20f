"""The demo: two organisations with requests at every stage, each reached as in life."""

import io

import pytest
from django.core.management import CommandError, call_command
from pytest_django import Settings

from config.clock import now, today
from registers_app.domain.roles import Role
from registers_app.models import Controller, Membership, Register, User
from registers_app.services.sign_in import DEMO_PASSWORD
from requests_app.models import CLOSED_STATES, AccessRequest, AuditEntry, RequestState, Submission
from requests_app.services.verify_audit import broken_chains
from tests.factories import make_controller

pytestmark = pytest.mark.django_db


def load() -> str:
    said = io.StringIO()
    call_command("load_demo", stdout=said)
    return said.getvalue()


@pytest.fixture
def demo(settings: Settings) -> None:
    settings.DEBUG = True
    load()


@pytest.mark.usefixtures("demo")
def test_twenty_requests_stand_at_every_stage_of_both_controllers() -> None:
    requests = list(AccessRequest.objects.select_related("submission"))
    assert len(requests) == 20
    states = {request.state for request in requests}
    assert states == set(RequestState.values) - {RequestState.FORWARDED}
    assert {request.controller.slug for request in requests} == {"jackbot", "jamix"}
    assert {request.submission.channel for request in requests} == {
        "portal",
        "email",
        "letter",
        "phone",
        "visit",
    }
    assert {request.submission.language for request in requests} == {"fi", "sv", "en"}


@pytest.mark.usefixtures("demo")
def test_some_are_late_some_wait_and_one_is_extended() -> None:
    day = today("Europe/Helsinki")
    still_open = AccessRequest.objects.exclude(state__in=CLOSED_STATES)
    assert still_open.filter(due_on__lt=day).exists()
    assert still_open.filter(due_on=None).count() == 2
    assert AccessRequest.objects.exclude(extension=None).count() == 1
    late = [request for request in AccessRequest.objects.all() if _answered_late(request)]
    assert [request.submission.person_name for request in late] == ["Myöhä Mattinen"]


@pytest.mark.usefixtures("demo")
def test_nothing_happened_before_its_receipt_or_in_the_future() -> None:
    for submission in Submission.objects.all():
        instants = list(
            AuditEntry.objects.filter(submission=submission)
            .order_by("number")
            .values_list("at", flat=True)
        )
        assert instants == sorted(instants)
        assert submission.received_at <= instants[0]
        assert instants[-1] <= now()


@pytest.mark.usefixtures("demo")
def test_every_chain_of_the_demo_is_whole() -> None:
    assert AuditEntry.objects.count() > 100
    assert list(broken_chains()) == []


@pytest.mark.usefixtures("demo")
def test_the_staff_have_their_roles_and_no_more() -> None:
    roles = {
        user.username: {(row.controller.slug, row.role) for row in user.memberships.all()}
        for user in User.objects.all()
    }
    assert roles == {
        "hanna": {("jackbot", "handler"), ("jamix", "handler")},
        "sven": {("jackbot", "supervisor"), ("jamix", "supervisor")},
        "rita": {("jackbot", "register_editor"), ("jamix", "register_editor")},
        "aino": {("jackbot", "administrator"), ("jamix", "administrator")},
        "henrik": {("jamix", "handler")},
    }
    assert User.objects.get(is_superuser=True).username == "aino"
    assert all(user.is_staff and user.check_password(DEMO_PASSWORD) for user in User.objects.all())
    assert Membership.objects.filter(role=Role.ADMINISTRATOR.value).count() == 2


@pytest.mark.usefixtures("demo")
def test_every_person_has_an_address_that_belongs_to_nobody() -> None:
    addresses = {row.email for row in Submission.objects.exclude(email="")}
    assert addresses
    assert all(address.endswith("@example.com") for address in addresses)


@pytest.mark.usefixtures("demo")
def test_loading_again_changes_nothing() -> None:
    entries = AuditEntry.objects.count()
    assert "nothing was changed" in load()
    assert AuditEntry.objects.count() == entries
    assert Register.objects.count() == 2


def test_a_desk_that_has_a_controller_is_left_alone(settings: Settings) -> None:
    settings.DEBUG = True
    make_controller()
    load()
    assert Controller.objects.count() == 1
    assert not User.objects.exists()


def test_without_debug_nothing_is_loaded() -> None:
    with pytest.raises(CommandError, match="everybody knows its password"):
        load()
    assert not Controller.objects.exists()


def _answered_late(request: AccessRequest) -> bool:
    return bool(
        request.state == RequestState.ANSWERED
        and request.due_on
        and request.closed_on
        and request.closed_on > request.due_on
    )
