"""The file of a case ends: part by part, in its time, and never before."""

from datetime import UTC, date, datetime
from decimal import Decimal
from typing import Any

import pytest
from django.apps import apps
from django.contrib.postgres.fields import ArrayField
from django.core.management import call_command
from django.db import models
from django.db.utils import DatabaseError

from notices_app.models import Notice
from registers_app.domain.roles import Role
from registers_app.models import Controller
from requests_app.domain.fee import FeeGround
from requests_app.domain.grounds import RefusalGround
from requests_app.domain.rights import Right
from requests_app.models import (
    AuditEntry,
    AuditPayload,
    CaseHold,
    CaseLetter,
    PersonLink,
    RightsRequest,
    StoredFile,
    Submission,
    Task,
)
from requests_app.services import purge
from requests_app.services.ask_fee import ask_fee
from requests_app.services.close import reopen
from requests_app.services.decide import Ground
from requests_app.services.errors import NotPermitted, NotPossible
from requests_app.services.extend import extend
from requests_app.services.hold_case import hold_case, release_hold
from requests_app.services.lift_restriction import announce_lifting, lift
from requests_app.services.personal_columns import CASE, CONTACTS, ERASED, MATERIAL
from requests_app.services.purge import purge_due
from requests_app.services.refuse import refuse
from requests_app.services.resume import resume, void_suspension
from requests_app.services.suspend import ask_clarification
from tests.cases import (
    acting,
    ask_for_identity,
    begin,
    handler_of,
    make_answered,
    make_received,
    settle,
)
from tests.clock import Clock
from tests.eight import answered, received, refused
from tests.factories import make_controller, make_user
from tests.requests_app.admin.staff import case_url, signed_in, step_url, take, text_of
from tests.requests_app.services.steps import supervisor_of

pytestmark = pytest.mark.django_db

# Closed on 2 March 2026, the day on which these tests begin.
MATERIAL_DAY = datetime(2026, 5, 31, 9, tzinfo=UTC)
CONTACTS_DAY = datetime(2027, 3, 2, 9, tzinfo=UTC)
CASE_DAY = datetime(2029, 3, 2, 9, tzinfo=UTC)

# Texts that say nothing about a person: what the statistics and the skeleton of the record need.
KEPT: dict[str, set[str]] = {
    "Submission": {
        "reference",
        "channel",
        "signs",
        "arrival",
        "answer_by",
        "language",
        "search_text",
    },
    "RightsRequest": {"right", "state", "objection_scope", "holiday_version"},
    "CaseMessage": {"side", "kind"},
    "MessageFile": {"content_type"},
    "LostMail": {"other_way", "ended_as"},
    "PaperLetter": {"reader", "pdf_sha256"},
    # Of no case; forgotten after 90 days (write_misdirected.py).
    "MisdirectedLetter": {"reference", "language", "subject", "text", "digest", "sealed_receiver"},
    # To whom data were disclosed, and where that organisation is written to.
    "RecipientLetter": {"language", "digest", "email", "postal_address"},
    "Complaint": {"reference", "channel", "language"},
    "ComplaintLetter": {"kind", "language", "digest"},
    # The words of an organisation, before any case is put into them.
    "OwnWording": {"medium", "kind", "language", "subject", "body", "state"},
    # Keyed digests, and what became of an erasure: to erase again after a restore.
    "ErasureRecord": {"digests"},
    "RepeatedErasure": {"ended_as"},
    # Names nobody: what was obtained, and how the people were told.
    "SourceNotice": {
        "purposes",
        "what",
        "source",
        "counted_by",
        "told_how",
        "exemption",
        "exempt_because",
    },
    "Decision": {"outcome"},
    "DecisionGround": {"code", "law"},
    "DecisionItem": {"result"},
    "Task": {"kind", "state", "handed_to"},  # a mailbox of staff
    "TaskMessage": {"side", "kind"},
    "TaskLink": {"secret_digest"},  # the row goes
    "AuditHead": {"last_hash"},
    "AuditEntry": {
        "event",
        "actor_kind",
        "facts",
        "payload_digest",
        "previous_hash",
        "hash",
    },
    "AuditPayload": {"salt", "content"},  # the row goes
    "Suspension": {"ground"},
    "Extension": {"cause"},
    "LateReason": {"cause"},
    "ReportSubscription": {"rhythm"},
    "Draft": {"secret_digest", "other_digests", "link_digest", "sealed"},  # forgotten in time
    "DraftFile": {"name", "content_type"},  # forgotten with the draft, or moved into the case
    "IdentityCheck": {"state", "method", "proof"},
    "Representation": {"role", "answer_to", "state", "method"},
    "AuthorityPaper": {"content_type"},
    "Assistance": {"kind"},
    "CaseLink": {"kind", "found_by"},
    "StoredFile": {"content_type", "sha256"},
    "RedactionMark": {"content_sha256", "reason"},
    "DisclosureReview": {"content_sha256", "verdict"},
    "PackageArchive": {"fault", "sha256", "manifest_sha256"},
    "IdentityEvidence": {"content_type"},
    "UnsentProof": {"name", "content_type"},  # sent, taken away, or destroyed within a day
    "SignIn": {"acr", "claims"},  # the claims go with the decision, or the end of the case
    "Fee": {"code", "currency"},
    "HumanReview": {"result"},
    "CaseLetter": {"kind", "language", "digest", "addressed_to"},
    "DisclosurePackage": {"state", "content"},  # the content expires with its files
    "PendingStep": {"name", "sealed_form", "end"},  # the form goes when the wait ends
    "PersonLink": {"purpose", "secret_digest", "code_digest"},  # the row goes
    "RecipientNotice": {"name"},  # an organisation
    "Reminder": {"kind"},
    "SavedView": {"name", "query"},  # filters that a member of staff keeps
    "Restriction": {"ground"},
    # Survives the file of its case: it stays stopped (GDPR Art. 21(3)).
    "LeftAlone": {"kind", "digest", "end_reason"},
    "InboundMail": {
        "mailbox",
        "message_id",
        "fingerprint",
        "status",
        "reasons",  # codes
        "reading",  # codes and places, no words
        "reference",
        "settled_as",
    },
    # Mailboxes of organisations.
    "Mailbox": {
        "address",
        "after_reading",
        "encryption",
        "error",
        "folder",
        "host",
        "moves_to",
        "password_variable",
        "reached_by",
        "sealed_password",
        "user_name",
    },
    "MailboxProbe": {"token"},
    "Notice": {
        "kind",
        "language",
        "way",
        "digest",
        "occasion",
        "message_id",
        "provider_message_id",
        "state",
    },
    "DeliveryEvent": {"provider", "event_id", "kind", "reason", "smtp_status"},  # codes
    "LocalMessage": {"to_addresses", "subject", "raw"},  # only without a mail server
}


def texts_of(model: type[models.Model]) -> set[str]:
    kinds = (
        models.TextField,
        models.CharField,
        models.BinaryField,
        models.JSONField,
        ArrayField,
    )
    return {field.name for field in model._meta.get_fields() if isinstance(field, kinds)}


def test_every_text_of_the_desk_is_either_erased_or_known_to_say_nothing_about_a_person() -> None:
    erased: dict[str, set[str]] = {}
    for part in (MATERIAL, CONTACTS, CASE):
        for model, personal in part.items():
            erased.setdefault(model.__name__, set()).update(personal.columns)
    for app in ("requests_app", "notices_app"):
        for model in apps.get_app_config(app).get_models():
            if model._meta.proxy:
                continue
            known = erased.get(model.__name__, set()) | KEPT.get(model.__name__, set())
            assert texts_of(model) - {"sealed"} == known - {"sealed"}, model.__name__


def everything_about(submission: Submission) -> str:
    """All that the database still holds of a case, in one text."""
    found = []
    for part in (MATERIAL, CONTACTS, CASE):
        for model, personal in part.items():
            rows: Any = model._base_manager.filter(**{personal.path: submission.pk})
            found += [str(value) for row in rows.values() for value in row.values()]
    entries = AuditEntry.objects.filter(submission=submission)
    found += [str(entry.facts) for entry in entries]
    found += [str(row.content) for row in AuditPayload.objects.filter(entry__in=entries)]
    return "\n".join(found)


@pytest.fixture
def case(clock: Clock) -> RightsRequest:
    """An access request, answered on its first day."""
    return make_answered()


def fresh(request: RightsRequest) -> Submission:
    return Submission.objects.get(pk=request.submission_id)


def test_nothing_is_erased_before_its_time(case: RightsRequest, clock: Clock) -> None:
    clock.set(datetime(2026, 5, 30, 20, 59, tzinfo=UTC))
    assert purge_due() == 0
    assert fresh(case).material_purged_at is None


def test_what_was_collected_goes_first(case: RightsRequest, clock: Clock) -> None:
    assert Task.objects.filter(result__contains="Maija").exists()
    clock.set(MATERIAL_DAY)
    assert purge_due() == 1
    assert not Task.objects.filter(result__contains="Maija").exists()
    assert not StoredFile.objects.exclude(sealed="").exists()
    submission = fresh(case)
    assert submission.email == "maija@example.org"
    assert submission.contacts_purged_at is None
    assert purge_due() == 0


def test_then_how_to_reach_and_find_the_person(case: RightsRequest, clock: Clock) -> None:
    clock.set(CONTACTS_DAY)
    purge_due()
    submission = fresh(case)
    assert (submission.email, submission.phone) == ("", "")
    assert not PersonLink.objects.exists()
    assert not Notice.objects.filter(to_address__contains="maija").exists()
    assert "maija" not in submission.search_text
    assert submission.person_name == "Maija Meikäläinen"
    assert CaseLetter.objects.filter(text__contains="Maija").exists()


def test_at_last_everything_personal_and_the_skeleton_stays(
    case: RightsRequest, clock: Clock
) -> None:
    before = AuditEntry.objects.count()
    clock.set(CASE_DAY)
    assert purge_due() == 1
    submission = fresh(case)
    left = everything_about(submission)
    for trace in ("Maija", "maija", "Meikäläinen", "example.org"):
        assert trace not in left, trace
    assert submission.person_name == ERASED
    request = RightsRequest.objects.get()
    assert (request.state, str(request.received_on)) == ("answered", "2026-03-02")
    assert request.decisions.get().outcome == "granted"
    assert AuditEntry.objects.count() == before + 3
    call_command("verify_audit")
    assert purge_due() == 0


@pytest.mark.parametrize("right", Right)
def test_a_request_for_any_right_is_erased_whole(right: Right, clock: Clock) -> None:
    request = answered(received(right))
    actor = acting(request.controller)
    for row in request.restrictions.all():
        announce_lifting(row.pk, lifts_on=date(2026, 3, 3), reason="Checked.", actor=actor)
        clock.set(datetime(2026, 3, 3, 9, tzinfo=UTC))
        lift(row.pk, actor=actor)
    clock.set(CASE_DAY)
    assert purge_due() == 1
    assert "Maija" not in everything_about(fresh(request))
    call_command("verify_audit")


def test_a_case_with_everything_in_it_is_erased_whole(clock: Clock) -> None:
    request = begin(ask_for_identity(make_received()))
    actor = acting(request.controller)
    void_suspension(request.suspensions.get().pk, reason="Maija is known.", actor=actor)
    settle(request)
    pause = ask_clarification(request.pk, question="Maija?", facts="Maija", actor=actor)
    resume(pause.pk, actor=actor)
    extend(request.pk, reason="Maija wrote much.", actor=actor)
    ask_fee(
        request.pk,
        ground=FeeGround.ART12_5_EXCESSIVE,
        amount=Decimal(5),
        currency="EUR",
        costs="Maija’s pages.",
        proof="Maija asks daily.",
        actor=actor,
    )
    hold = hold_case(request.pk, reason="Maija sues.", actor=supervisor_of(request.controller))
    refuse(
        request.pk,
        reasoning="Maija knows why.",
        grounds=[
            Ground(code=RefusalGround.ART12_5_UNFOUNDED, facts="Maija", proof="Maija’s mail.")
        ],
        actor=actor,
    )
    release_hold(request.pk, reason="Maija won.", actor=supervisor_of(request.controller))
    clock.set(CASE_DAY)
    assert purge_due() == 1
    assert "Maija" not in everything_about(fresh(request))
    hold.refresh_from_db()
    assert hold.reason == ERASED
    call_command("verify_audit")


def test_a_case_that_cannot_be_erased_does_not_keep_the_others(
    case: RightsRequest,
    clock: Clock,
    monkeypatch: pytest.MonkeyPatch,
    caplog: pytest.LogCaptureFixture,
) -> None:
    other = make_answered(case.controller, register=case.submission.register)
    real = purge._is_at_rest

    def broken(submission: Submission) -> bool:
        if submission.pk == case.submission_id:
            raise DatabaseError("Failing row contains (Maija Meikäläinen).")
        return real(submission)

    monkeypatch.setattr(purge, "_is_at_rest", broken)
    clock.set(CASE_DAY)
    assert purge_due() == 1
    assert fresh(case).purged_at is None
    assert fresh(other).purged_at is not None
    assert f"The file of case {case.submission_id} could not be erased" in caplog.text
    assert "Maija" not in caplog.text


def test_a_restriction_in_force_keeps_the_file(clock: Clock) -> None:
    request = answered(received(Right.RESTRICTION))
    clock.set(CASE_DAY)
    assert purge_due() == 0
    assert fresh(request).purged_at is None


def test_the_organisations_own_periods_count(clock: Clock) -> None:
    controller = make_controller(keep_contact_months=3, keep_case_months=6)
    request = refused(received(Right.RESTRICTION, controller=controller, register=None))
    clock.set(datetime(2026, 9, 1, 9, tzinfo=UTC))
    purge_due()
    assert fresh(request).contacts_purged_at is not None
    assert fresh(request).purged_at is None
    clock.set(datetime(2026, 9, 2, 9, tzinfo=UTC))
    purge_due()
    assert fresh(request).purged_at is not None


@pytest.mark.parametrize(
    ("more", "constraint"),
    [
        ({"keep_contact_months": 40}, "controller_keeps_for_a_time"),
        ({"keep_case_months": 121}, "controller_keeps_for_a_time"),
        ({"keep_because": ""}, "controller_says_why_it_keeps"),
    ],
)
def test_a_period_has_its_bounds_and_its_reason(more: dict[str, Any], constraint: str) -> None:
    with pytest.raises(DatabaseError, match=constraint):
        make_controller(**more)


def test_an_open_request_keeps_the_file(clock: Clock) -> None:
    request = make_received()
    clock.set(CASE_DAY)
    assert purge_due() == 0
    assert fresh(request).material_purged_at is None


def test_a_dispute_keeps_the_file_until_it_is_over(case: RightsRequest, clock: Clock) -> None:
    supervisor = supervisor_of(case.controller)
    hold_case(case.pk, reason="A complaint to the Ombudsman.", actor=supervisor)
    clock.set(CASE_DAY)
    assert purge_due() == 0
    release_hold(case.pk, reason="Closed without action.", actor=supervisor)
    assert purge_due() == 1
    assert CaseHold.objects.get().reason == ERASED


def test_only_who_approves_keeps_a_file_and_only_with_a_reason(case: RightsRequest) -> None:
    with pytest.raises(NotPermitted):
        hold_case(case.pk, reason="A claim.", actor=acting(case.controller))
    with pytest.raises(NotPossible):
        hold_case(case.pk, reason=" ", actor=supervisor_of(case.controller))
    with pytest.raises(NotPossible, match="not kept"):
        release_hold(case.pk, reason="Over.", actor=supervisor_of(case.controller))
    assert not CaseHold.objects.exists()


def test_a_file_is_held_and_released_on_the_case_page(case: RightsRequest) -> None:
    client = signed_in(make_user(case.controller, role=Role.SUPERVISOR))
    take(client, case, "hold", reason="A complaint to the Ombudsman.")
    page = text_of(client.get(case_url(case)))
    assert "The file is kept for a dispute" in page
    assert step_url(case, "hold") not in page
    handler = signed_in(handler_of(case.controller))
    assert step_url(case, "release-hold") not in text_of(handler.get(case_url(case)))
    take(client, case, "release-hold", reason="Closed.")
    assert "The file is kept for a dispute" not in text_of(client.get(case_url(case)))


def test_what_is_erased_cannot_be_opened_again(case: RightsRequest, clock: Clock) -> None:
    clock.set(CONTACTS_DAY)
    purge_due()
    with pytest.raises(NotPossible, match="has been erased"):
        reopen(case.pk, reason="New facts.", actor=supervisor_of(case.controller))


def test_the_page_of_an_erased_case_says_so_and_still_opens(
    case: RightsRequest, clock: Clock
) -> None:
    clock.set(CASE_DAY)
    purge_due()
    page = text_of(signed_in(handler_of(case.controller)).get(case_url(case)))
    assert "The file of this case was erased" in page
    assert "Maija" not in page


def test_a_controller_may_not_keep_contacts_longer_than_the_file() -> None:
    controller = make_controller()
    controller.keep_contact_months = 48
    with pytest.raises(Exception, match="not kept longer"):
        Controller.clean(controller)
