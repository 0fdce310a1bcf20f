"""For each invariant the statements that it must refuse."""

from dataclasses import dataclass
from typing import Any

from django.db import models

from notices_app.models import Notice
from registers_app.models import (
    DataSystem,
    Membership,
    PurposeBasis,
    Register,
    RegisterVersion,
    User,
)
from requests_app.models import (
    AuditEntry,
    Decision,
    DecisionGround,
    DisclosurePackage,
    Draft,
    Extension,
    IdentityCheck,
    PersonLink,
    Reminder,
    RightsRequest,
    Submission,
    Suspension,
    Task,
)
from tests.raw_sql import copy_sql


@dataclass(frozen=True, kw_only=True)
class Attack:
    """A statement that must be refused.

    ``before`` are lawful statements that lead up to it. ``asleep`` names a model whose triggers
    sleep: the constraint holds by itself, where a trigger would otherwise speak first.
    """

    sql: str
    before: tuple[str, ...] = ()
    changes: dict[str, Any] | None = None
    asleep: type[models.Model] | None = None


def update(table: str, what: str, row: str) -> Attack:
    """A plain UPDATE of one row."""
    return Attack(sql=f"UPDATE {table} SET {what} WHERE id = %({row})s")


def copied(model: type[models.Model], row: str, **changes: Any) -> Attack:
    """An INSERT of a row like one that is there."""
    return Attack(sql=copy_sql(model, f"r.id = %({row})s"), changes={"id": 900_000, **changes})


def delete(table: str, row: str) -> Attack:
    """A plain DELETE of one row."""
    return Attack(sql=f"DELETE FROM {table} WHERE id = %({row})s")


def never_changed(table: str, row: str) -> list[Attack]:
    """Neither UPDATE nor DELETE, whatever the column."""
    return [update(table, "id = id", row), delete(table, row)]


def asleep(model: type[models.Model], attack: Attack) -> Attack:
    """The same, with the triggers of a table asleep."""
    return Attack(sql=attack.sql, before=attack.before, changes=attack.changes, asleep=model)


OTHER = "OTHER"  # replaced by the id of the second case's row
NOON = "'2026-03-02 12:00+00'"

CONTROLLER = "registers_app_controller"
VERSION = "registers_app_registerversion"
SUBMISSION = "requests_app_submission"
REQUEST = "requests_app_rightsrequest"
IDENTITY = "requests_app_identitycheck"
TASK = "requests_app_task"
SUSPENSION = "requests_app_suspension"
DECISION = "requests_app_decision"
PACKAGE = "requests_app_disclosurepackage"
FILE = "requests_app_storedfile"
NOTICE = "notices_app_notice"

IN_REVIEW = f"UPDATE {VERSION} SET state = 'in_review' WHERE id = %(version)s"
SETTLED = (
    f"UPDATE {IDENTITY} SET state = 'settled', method = 'not_in_doubt', reason = 'Known.',"
    f" decided_at = {NOON}, decided_by_id = 1 WHERE id = %(identity)s"
)
COMPLETE = f"UPDATE {PACKAGE} SET state = 'ready' WHERE id = %(package)s"
TO_READY = tuple(
    f"UPDATE {REQUEST} SET state = '{state}' WHERE id = %(request)s"
    for state in ("assessing", "collecting", "reviewing", "ready")
)

CONSTRAINTS: dict[str, list[Attack]] = {
    "controller_regime_known": [update(CONTROLLER, "regime = 'US'", "controller")],
    "controller_country_iso": [update(CONTROLLER, "country = 'fi'", "controller")],
    "controller_language_known": [update(CONTROLLER, "language = 'de'", "controller")],
    "membership_once": [copied(Membership, "membership")],
    "membership_role_known": [update("registers_app_membership", "role = 'owner'", "membership")],
    "user_language_known": [update("registers_app_user", "language = 'de'", "user")],
    "register_slug_once": [copied(Register, "register")],
    "register_version_number_once": [copied(RegisterVersion, "version")],
    "register_one_published_version": [
        asleep(
            RegisterVersion,
            Attack(
                before=(
                    f"UPDATE {VERSION} SET state = 'published', effective_on = '2026-01-01'"
                    " WHERE id = %(version)s",
                ),
                sql=copy_sql(RegisterVersion, "r.id = %(version)s"),
                changes={"id": 900_000, "number": 2},
            ),
        )
    ],
    "register_version_published_has_date": [
        Attack(
            before=(IN_REVIEW,),
            sql=f"UPDATE {VERSION} SET state = 'published' WHERE id = %(version)s",
        )
    ],
    "purpose_basis_once": [copied(PurposeBasis, "purpose_basis")],
    "purpose_basis_known": [
        update("registers_app_purposebasis", "basis = 'habit'", "purpose_basis")
    ],
    "data_category_origin_known": [
        update("registers_app_datacategory", "origin = 'found'", "data_category")
    ],
    "recipient_kind_known": [update("registers_app_recipient", "kind = 'friend'", "recipient")],
    "transfer_safeguard_known": [
        update("registers_app_transfer", "safeguard = 'trust'", "transfer")
    ],
    "data_system_name_once": [copied(DataSystem, "data_system")],
    "data_system_named": [update("registers_app_datasystem", "name = ''", "data_system")],
    "submission_channel_known": [
        copied(Submission, "submission", reference="RD-9", channel="pigeon")
    ],
    "submission_language_known": [update(SUBMISSION, "language = 'de'", "submission")],
    "submission_portal_has_mail": [update(SUBMISSION, "email = ''", "submission")],
    "submission_not_from_the_future": [
        copied(Submission, "submission", reference="RD-9", received_at="2026-03-03T12:00:00Z")
    ],
    "request_each_right_once": [copied(RightsRequest, "request")],
    "request_right_known": [asleep(RightsRequest, copied(RightsRequest, "request", right="fame"))],
    "request_state_known": [asleep(RightsRequest, update(REQUEST, "state = 'lost'", "request"))],
    "request_closed_has_its_time": [
        update(REQUEST, f"closed_at = {NOON}", "request"),
        update(REQUEST, "state = 'withdrawn'", "request"),
        update(REQUEST, f"state = 'withdrawn', closed_at = {NOON}", "request"),
    ],
    "request_safe_not_before_receipt": [update(REQUEST, "safe_on = '2026-03-01'", "request")],
    "request_target_not_after_due": [
        update(REQUEST, "target_on = due_on + 1", "request"),
    ],
    "request_due_and_target_together": [
        update(REQUEST, "due_on = NULL", "request"),
        update(REQUEST, "target_on = NULL", "request"),
    ],
    "audit_number_once": [asleep(AuditEntry, copied(AuditEntry, "entry"))],
    "audit_actor_known": [
        asleep(AuditEntry, copied(AuditEntry, "entry", number=9, actor_kind="nobody"))
    ],
    "suspension_ground_known": [copied(Suspension, "suspension", ground="holiday")],
    "suspension_has_facts": [update(SUSPENSION, "facts = ''", "suspension")],
    "suspension_ends_after_it_starts": [
        update(SUSPENSION, "ended_at = '2026-03-02 11:59+00'", "suspension")
    ],
    "suspension_voided_with_reason": [update(SUSPENSION, f"voided_at = {NOON}", "suspension")],
    "suspension_one_open_for_each_ground": [copied(Suspension, "suspension")],
    "extension_has_reason": [copied(Extension, "extension", request_id=OTHER, reason="")],
    "decision_outcome_known": [copied(Decision, "decision", request_id=OTHER, outcome="perhaps")],
    "decision_refusal_has_reasons": [
        copied(Decision, "decision", request_id=OTHER, reasoning=""),
        copied(Decision, "decision", request_id=OTHER, reasoning="", outcome="refused"),
    ],
    "decision_two_different_people": [
        update(DECISION, "approved_by_id = proposed_by_id", "decision")
    ],
    "decision_one_current": [copied(Decision, "decision")],
    "decision_ground_known": [copied(DecisionGround, "ground", code="TOO_MUCH_WORK")],
    "decision_ground_has_facts": [copied(DecisionGround, "ground", facts="")],
    "identity_state_known": [
        asleep(IdentityCheck, update(IDENTITY, "state = 'maybe'", "identity"))
    ],
    "identity_asked_with_facts": [
        update(IDENTITY, f"state = 'asked', asked_at = {NOON}", "identity"),
        update(IDENTITY, "state = 'asked', doubt = 'Another address.'", "identity"),
    ],
    "identity_settled_with_reason": [
        update(IDENTITY, "state = 'settled'", "identity"),
        Attack(sql=SETTLED.replace("reason = 'Known.'", "reason = ''")),
        Attack(sql=SETTLED.replace("decided_by_id = 1", "decided_by_id = NULL")),
        Attack(sql=SETTLED.replace("not_in_doubt", "gut_feeling")),
    ],
    "task_each_system_once": [copied(Task, "task")],
    "task_state_known": [
        asleep(Task, update(TASK, f"state = 'lost', finished_at = {NOON}", "task"))
    ],
    "task_finished_has_its_time": [
        update(TASK, "state = 'done'", "task"),
        update(TASK, f"finished_at = {NOON}", "task"),
    ],
    "file_size_not_negative": [update(FILE, "size = -1", "file")],
    "file_digest_whole": [
        update(FILE, "sha256 = 'abc'", "file"),
        update(FILE, "sha256 = upper(sha256)", "file"),
    ],
    "package_state_known": [
        asleep(DisclosurePackage, update(PACKAGE, "state = 'lost'", "package"))
    ],
    "package_released_has_an_end": [
        Attack(
            before=(SETTLED, COMPLETE),
            sql=f"UPDATE {PACKAGE} SET state = 'released', released_at = {NOON}"
            " WHERE id = %(package)s",
        )
    ],
    "package_one_current": [copied(DisclosurePackage, "package")],
    "person_link_purpose_known": [update("requests_app_personlink", "purpose = 'spy'", "link")],
    "reminder_once": [copied(Reminder, "reminder")],
    "reminder_kind_known": [copied(Reminder, "reminder", kind="nagging")],
    "notice_state_known": [asleep(Notice, update(NOTICE, "state = 'lost'", "notice"))],
    "notice_sending_is_claimed": [update(NOTICE, "state = 'sending'", "notice")],
    "notice_sent_has_its_time": [
        Attack(
            before=(
                f"UPDATE {NOTICE} SET state = 'sending', claimed_at = {NOON} WHERE id = %(notice)s",
            ),
            sql=f"UPDATE {NOTICE} SET state = 'sent' WHERE id = %(notice)s",
        )
    ],
    "notice_one_line_subject": [
        update(NOTICE, "subject = E'Received\\nBcc: spy@example.org'", "notice"),
        update(NOTICE, "subject = E'Received\\r'", "notice"),
    ],
}

UNIQUE_COLUMNS: dict[str, list[Attack]] = {
    "registers_app_controller.slug": [
        Attack(
            sql="INSERT INTO registers_app_controller (slug, name, business_id, postal_address,"
            " email, phone, website, country, regime, time_zone, calendar, language,"
            " second_person_approves, is_open) SELECT slug, name, '', '', email, '', '', 'FI',"
            " 'EU', time_zone, calendar, 'en', false, true FROM registers_app_controller"
            " WHERE id = %(controller)s"
        )
    ],
    "registers_app_user.username": [copied(User, "user")],
    "requests_app_submission.reference": [copied(Submission, "submission")],
    "requests_app_identitycheck.submission_id": [copied(IdentityCheck, "identity")],
    "requests_app_extension.request_id": [copied(Extension, "extension")],
    "requests_app_draft.secret_digest": [copied(Draft, "draft", submission_id=None)],
    "requests_app_draft.submission_id": [copied(Draft, "draft", secret_digest="d")],
    "requests_app_personlink.secret_digest": [copied(PersonLink, "link")],
    "notices_app_notice.occasion": [copied(Notice, "notice", message_id="<2@example.org>")],
    "notices_app_notice.message_id": [copied(Notice, "notice", occasion="received:2")],
}

HEAD = "requests_app_audithead"
HEAD_ROW = "WHERE submission_id = %(submission)s"
GENESIS = "repeat('0', 64)"

TRIGGERS: dict[str, list[Attack]] = {
    "version_born_a_draft": [copied(RegisterVersion, "version", number=2, state="in_review")],
    "version_declared_transitions": [
        update(VERSION, "state = 'published', effective_on = '2026-01-01'", "version")
    ],
    "version_keeps_its_register": [update(VERSION, "number = number + 1", "version")],
    "submission_never_deleted": [delete(SUBMISSION, "submission")],
    "submission_keeps_receipt": [
        update(SUBMISSION, "received_at = received_at - interval '1 day'", "submission")
    ],
    "access_declared_transitions": [update(REQUEST, "state = 'ready'", "request")],
    "request_has_a_machine": [copied(RightsRequest, "request", right="erasure")],
    "request_identity_before_answer": [
        Attack(
            before=TO_READY,
            sql=f"UPDATE {REQUEST} SET state = 'answered', closed_at = {NOON},"
            " closed_on = '2026-03-02' WHERE id = %(request)s",
        )
    ],
    "request_born_received": [
        copied(RightsRequest, "request", state=state)
        for state in ("assessing", "ready", "answered")
    ],
    "request_never_deleted": [delete(REQUEST, "request")],
    "request_keeps_its_case": [update(REQUEST, "\"right\" = 'erasure'", "request")],
    "identity_born_open": [
        copied(IdentityCheck, "identity", state=state) for state in ("asked", "settled")
    ],
    "identity_declared_transitions": [
        update(IDENTITY, f"state = 'failed', decided_at = {NOON}", "identity")
    ],
    "identity_never_deleted": [delete(IDENTITY, "identity")],
    "identity_keeps_submission": [
        update(IDENTITY, "submission_id = %(other_submission)s", "identity")
    ],
    "task_born_open": [copied(Task, "task", state="done", finished_at="2026-03-02T12:00:00Z")],
    "task_declared_transitions": [
        Attack(
            before=(f"UPDATE {TASK} SET state = 'done', finished_at = {NOON} WHERE id = %(task)s",),
            sql=f"UPDATE {TASK} SET state = 'nothing_found' WHERE id = %(task)s",
        )
    ],
    "task_never_deleted": [delete(TASK, "task")],
    "task_keeps_its_work": [update(TASK, "request_id = %(other_request)s", "task")],
    "suspension_never_deleted": [delete(SUSPENSION, "suspension")],
    "suspension_keeps_its_start": [
        update(SUSPENSION, "asked_at = asked_at - interval '3 days'", "suspension")
    ],
    "extension_never_changed": never_changed("requests_app_extension", "extension"),
    "decision_never_deleted": [delete(DECISION, "decision")],
    "decision_never_rewritten": [update(DECISION, "reasoning = 'Because.'", "decision")],
    "decision_ground_never_changed": never_changed("requests_app_decisionground", "ground"),
    "letter_never_changed": never_changed("requests_app_caseletter", "letter"),
    "reminder_never_changed": never_changed("requests_app_reminder", "reminder"),
    "package_born_a_draft": [
        copied(DisclosurePackage, "package", state=state) for state in ("ready", "released")
    ],
    "package_declared_transitions": [update(PACKAGE, "state = 'fetched'", "package")],
    "package_identity_before_release": [
        Attack(
            before=(COMPLETE,),
            sql=f"UPDATE {PACKAGE} SET state = 'released', released_at = {NOON},"
            f" expires_at = {NOON} WHERE id = %(package)s",
        )
    ],
    "package_never_deleted": [delete(PACKAGE, "package")],
    "package_keeps_request": [update(PACKAGE, "request_id = %(other_request)s", "package")],
    "audit_head_never_deleted": [Attack(sql=f"DELETE FROM {HEAD} {HEAD_ROW}")],
    "audit_head_born_empty": [
        Attack(sql=f"INSERT INTO {HEAD} VALUES (%(other_submission)s, 1, {GENESIS})"),
        Attack(sql=f"INSERT INTO {HEAD} VALUES (%(other_submission)s, 0, repeat('f', 64))"),
    ],
    "audit_head_only_grows": [
        Attack(sql=f"UPDATE {HEAD} SET count = count - 1 {HEAD_ROW}"),
        Attack(sql=f"UPDATE {HEAD} SET last_hash = repeat('f', 64) {HEAD_ROW}"),
        Attack(sql=f"UPDATE {HEAD} SET count = count + 2 {HEAD_ROW}"),
        Attack(
            sql=f"UPDATE {HEAD} SET submission_id = %(other_submission)s, count = count + 1"
            f" {HEAD_ROW}"
        ),
    ],
    "audit_head_never_emptied": [Attack(sql=f"TRUNCATE {HEAD}")],
    "audit_entry_never_changed": never_changed("requests_app_auditentry", "entry"),
    "audit_entry_never_emptied": [
        Attack(sql="TRUNCATE requests_app_auditentry CASCADE"),
        Attack(sql="TRUNCATE requests_app_auditentry, requests_app_auditpayload"),
    ],
    "audit_entry_extends_chain": [
        copied(AuditEntry, "entry", number=2),
        copied(AuditEntry, "entry", number=4),
        copied(AuditEntry, "entry", number=3, previous_hash="f" * 64),
        copied(AuditEntry, "entry", number=1, submission_id=OTHER),
    ],
    "audit_payload_never_changed": [
        Attack(sql="UPDATE requests_app_auditpayload SET content = '{}' WHERE entry_id = %(entry)s")
    ],
    "audit_payload_never_emptied": [Attack(sql="TRUNCATE requests_app_auditpayload")],
    "notice_born_queued": [
        copied(Notice, "notice", occasion="x", message_id="x", state=state)
        for state in ("sending", "sent", "delivered")
    ],
    "notice_declared_transitions": [update(NOTICE, f"state = 'sent', sent_at = {NOON}", "notice")],
    "notice_never_deleted": [delete(NOTICE, "notice")],
    "notice_says_what_it_said": [
        update(NOTICE, "to_address = 'somebody.else@example.org'", "notice")
    ],
}

ATTACKS: dict[str, list[Attack]] = {**CONSTRAINTS, **UNIQUE_COLUMNS, **TRIGGERS}
