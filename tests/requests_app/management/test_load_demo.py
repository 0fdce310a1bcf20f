"""The demo: five organisations with requests for every right at every stage, reached as in life."""

from collections import Counter
from collections.abc import Iterator
from datetime import timedelta

import pytest
from django.db import transaction
from django.test import override_settings
from pytest_django import DjangoDbBlocker

from config.clock import now
from notices_app.models import LocalMessage, Notice, NoticeState, Way
from registers_app.domain.roles import Role
from registers_app.models import Controller, LanguageChoice, Membership, Register, User
from registers_app.services.sign_in import DEMO_PASSWORD
from requests_app.domain.clock_facts import Rule
from requests_app.domain.rights import ObjectionScope, Right
from requests_app.models import (
    AuditEntry,
    Channel,
    Decision,
    Extension,
    IdentityEvidence,
    LegalRelease,
    Outcome,
    RecipientNotice,
    RequestState,
    Restriction,
    RightsRequest,
    Submission,
    Suspension,
    SuspensionGround,
)
from requests_app.services.close_silent import closing_is_proposed
from requests_app.services.redate import dates_of
from tests.requests_app.management import demo as story

# Loaded once, by the one worker that runs all of this file.
pytestmark = pytest.mark.usefixtures("demo")

ORGANISATIONS = ("jackbot", "jamix", "jalonom", "jakamo", "jamworks")
LOCAL = {
    "DEBUG": True,
    "EMAIL_TO_LOCAL_MAILBOX": True,
    "EMAIL_BACKEND": "notices_app.local_mailbox.LocalMailboxBackend",
}
EVERYWHERE = {*ORGANISATIONS, "jalonom-sweden"}


@pytest.fixture(scope="module")
def demo(django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> Iterator[None]:
    with django_db_blocker.unblock(), override_settings(**LOCAL), transaction.atomic():
        story.load_demo()
        yield
        transaction.set_rollback(True)


def test_some_seventy_submissions_ask_for_more_rights_than_they_are() -> None:
    assert 60 <= Submission.objects.count() <= 75
    assert RightsRequest.objects.count() > Submission.objects.count()


def test_every_right_stands_at_every_stage_of_its_machine() -> None:
    shown = {(row.right, row.state) for row in RightsRequest.objects.all()}
    assert story.stages() - shown == set()
    assert {(right.value, "answered") for right in Right} - shown == set()


def test_every_state_and_every_outcome_is_there() -> None:
    assert {row.state for row in RightsRequest.objects.all()} == set(RequestState.values)
    assert {row.outcome for row in Decision.objects.all()} == set(Outcome.values)


def test_an_objection_is_there_in_each_scope_open_and_closed() -> None:
    objections = RightsRequest.objects.filter(right=Right.OBJECTION)
    assert {row.objection_scope for row in objections if not row.is_closed} == set(ObjectionScope)
    assert {row.state for row in objections if row.is_closed} == {"answered", "refused"}


def test_they_come_by_every_channel_in_every_language() -> None:
    channels = Counter(Submission.objects.values_list("channel", flat=True))
    assert set(channels) == set(Channel.values)
    assert channels.most_common(2)[0][0] == "portal"
    assert set(Submission.objects.values_list("language", flat=True)) == set(LanguageChoice.values)


@pytest.mark.parametrize(
    ("slug", "language"), [("jalonom", "sv"), ("jakamo", "en"), ("jamworks", "en")]
)
def test_each_organisation_is_written_to_in_its_language(slug: str, language: str) -> None:
    written = Submission.objects.filter(controller__slug=slug).values_list("language", flat=True)
    assert Counter(written).most_common(1)[0][0] == language


def test_every_organisation_and_register_has_its_requests() -> None:
    assert set(Submission.objects.values_list("controller__slug", flat=True)) == set(ORGANISATIONS)
    meant = Submission.objects.exclude(register=None).values_list("register", flat=True)
    assert set(meant) == set(Register.objects.values_list("pk", flat=True))


def test_some_are_late_and_most_in_time() -> None:
    story.check_it_stands()


def test_the_clock_waits_ran_on_and_was_extended() -> None:
    waiting = Suspension.objects.filter(ended_at=None)
    assert {row.ground for row in waiting} == {
        SuspensionGround.IDENTITY,
        SuspensionGround.CLARIFICATION,
    }
    assert {row.ground for row in Suspension.objects.exclude(ended_at=None)} == {
        SuspensionGround.IDENTITY,
        SuspensionGround.CLARIFICATION,
    }
    assert Extension.objects.count() == 2


def test_proof_of_identity_waits_to_be_looked_at() -> None:
    waiting = IdentityEvidence.objects.filter(destroyed_at=None)
    assert [row.check_row.submission.person_name for row in waiting] == ["Ed Evidence"]


def test_one_silent_person_is_proposed_for_closing() -> None:
    silent = [row.person_name for row in Submission.objects.all() if closing_is_proposed(row)]
    assert silent == ["Silas Silent"]


def test_some_were_opened_again() -> None:
    again = AuditEntry.objects.filter(event="request.reopen").values_list("request_id", flat=True)
    states = RightsRequest.objects.filter(pk__in=again).values_list("state", flat=True)
    assert list(states) == ["assessing", "assessing"]


def test_a_restriction_is_announced_to_be_lifted() -> None:
    (row,) = Restriction.objects.exclude(announced_at=None)
    assert row.lifted_at is None
    assert row.lifts_on
    assert row.lifts_on > story.day_of(row.request)


def test_recipients_are_told_and_excused_and_some_are_still_to_be_told() -> None:
    rows = RecipientNotice.objects.all()
    assert rows.exclude(told_at=None).exists()
    assert rows.exclude(excused_at=None).exists()
    still = rows.filter(told_at=None, excused_at=None).values_list("request__state", flat=True)
    assert set(still) == {"informing_recipients"}


def test_a_lawyer_releases_what_the_law_against_money_laundering_may_keep_secret() -> None:
    released = {row.request.submission.person_name for row in LegalRelease.objects.all()}
    assert "Axel Anskaffning" in released
    waiting = RightsRequest.objects.get(submission__person_name="Karl Kontroll")
    assert waiting.state == "reviewing"
    assert not waiting.releases.exists()


def test_joint_controllers_answer_for_each_other() -> None:
    turned_to = Submission.objects.exclude(addressed_to=None).select_related("addressed_to")
    assert {row.addressed_to.slug for row in turned_to if row.addressed_to} == {"jalonom-sweden"}
    assert {row.controller.slug for row in turned_to} == {"jalonom"}


def test_an_answer_about_identity_starts_the_month_anew_in_the_united_kingdom() -> None:
    request = RightsRequest.objects.get(submission__person_name="Ursula Unsure")
    assert Rule.UK_IDENTITY_RESTART in {step.rule for step in dates_of(request).steps}


def test_as_a_processor_some_is_forwarded_and_some_is_still_to_be() -> None:
    of_clients = RightsRequest.objects.filter(submission__register__our_role="processor")
    of_whom = set(of_clients.values_list("controller__slug", flat=True))
    assert of_whom == {"jackbot", "jakamo", "jamworks"}
    assert set(of_clients.values_list("state", flat=True)) == {"received", "assessing", "forwarded"}


def test_the_staff_have_their_roles_and_no_more() -> None:
    roles = {
        user.username: {(row.controller.slug, row.role) for row in user.memberships.all()}
        for user in User.objects.all()
    }
    assert roles == {
        "hanna": {(slug, "handler") for slug in EVERYWHERE},
        "sven": {(slug, "supervisor") for slug in EVERYWHERE},
        "rita": {(slug, "register_editor") for slug in EVERYWHERE},
        "dora": {(slug, "dpo") for slug in EVERYWHERE},
        "aino": {(slug, "administrator") for slug in EVERYWHERE},
        "henrik": {(slug, "handler") for slug in ("jamix", "jalonom", "jalonom-sweden")},
        "emma": {(slug, "handler") for slug in ("jakamo", "jamworks")},
        "jarmo": {("jackbot", "handler")},
    }
    assert User.objects.get(is_superuser=True).username == "aino"
    assert all(user.is_staff and user.check_password(DEMO_PASSWORD) for user in User.objects.all())


def test_every_role_is_filled_at_every_organisation() -> None:
    filled = {(row.controller.slug, row.role) for row in Membership.objects.all()}
    assert filled == {(slug, role.value) for slug in EVERYWHERE for role in Role}


def test_who_handles_a_request_speaks_its_language() -> None:
    handled = RightsRequest.objects.exclude(assignee=None)
    pairs = {(row.submission.language, row.assignee.language) for row in handled if row.assignee}
    assert {("sv", "sv"), ("fi", "fi"), ("en", "en")} <= pairs


def test_every_person_has_an_address_that_belongs_to_nobody() -> None:
    addresses = {row.email for row in Submission.objects.exclude(email="")}
    assert len(addresses) > 50
    assert all(address.endswith("@example.com") for address in addresses)


def test_mail_went_out_when_it_was_written() -> None:
    notices = Notice.objects.filter(way=Way.MAIL).order_by("created_at")
    assert {row.state for row in notices} == {NoticeState.SENT}
    waits = [row.sent_at - row.created_at for row in notices if row.sent_at]
    assert max(waits) < timedelta(minutes=1)
    received = list(LocalMessage.objects.order_by("pk").values_list("received_at", flat=True))
    assert len(received) == len(waits)
    assert received == sorted(received)
    assert received[-1] <= now()


def test_loading_again_changes_nothing() -> None:
    entries = AuditEntry.objects.count()
    assert "nothing was changed" in story.load_demo()
    assert AuditEntry.objects.count() == entries
    assert Controller.objects.count() == len(EVERYWHERE)
