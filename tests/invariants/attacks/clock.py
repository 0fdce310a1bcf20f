"""Attacks on what moves a deadline."""

from requests_app.models import (
    Extension,
    Fee,
    LateReason,
    Reminder,
    ReportSubscription,
    SavedView,
    Suspension,
)
from tests.invariants.attacks.attack import (
    NOON,
    REQUEST,
    SUSPENSION,
    WITHDRAWN,
    Attack,
    after,
    copied,
    never_changed,
    never_deleted,
    update,
    updated,
)

CLOSE = updated(REQUEST, WITHDRAWN, "uncorrected")
END = updated(SUSPENSION, f"ended_at = {NOON}", "suspension")
VOID = updated(SUSPENSION, f"voided_at = {NOON}, void_reason = 'No doubt.'", "suspension")


def _suspended(right: str, **changes: object) -> Attack:
    return copied(Suspension, "suspension", request_id=f"@{right}", **changes)


def _extended(right: str, **changes: object) -> Attack:
    return copied(Extension, "extension", request_id=f"@{right}", **changes)


FEE = "requests_app_fee"
# A wait of another kind of request, to hang a fee on.
FEE_WAIT = "(SELECT id FROM requests_app_suspension WHERE request_id = %(erasure)s)"


def _wait(right: str, ground: str) -> str:
    return (
        f"INSERT INTO {SUSPENSION} (request_id, ground, facts, asked_at, why_late, void_reason)"
        f" VALUES (%({right})s, '{ground}', 'Facts.', {NOON}, '', '')"
    )


def _a_fee(wait: str, code: str) -> Attack:
    return Attack(
        sql="INSERT INTO requests_app_fee (wait_id, code, amount, currency, costs, proof)"
        f" VALUES ({wait}, '{code}', 12.50, 'EUR', '400 pages.', 'On file.')"
    )


ATTACKS: dict[str, list[Attack]] = {
    "requests_app_fee.wait_id": [copied(Fee, "fee")],
    "fee_ground_known": [copied(Fee, "fee", code="TOO_MUCH_WORK")],
    "fee_is_something": [copied(Fee, "fee", amount=0), copied(Fee, "fee", amount=-5)],
    "fee_currency_known": [copied(Fee, "fee", currency="USD")],
    "fee_has_its_costs": [copied(Fee, "fee", costs="")],
    "fee_is_proven": [
        copied(Fee, "fee", code="ART12_5_EXCESSIVE"),
        copied(Fee, "fee", code="ART12_5_UNFOUNDED"),
    ],
    "fee_never_changed": never_changed(FEE, "fee"),
    "fee_of_a_right_that_may_cost": [
        after([_wait("erasure", "fee")], _a_fee(FEE_WAIT, "ART15_3_FURTHER_COPY")),
        after([_wait("erasure", "identity")], _a_fee(FEE_WAIT, "ART12_5_EXCESSIVE")),
    ],
    "suspension_ground_known": [copied(Suspension, "suspension", ground="holiday")],
    "suspension_has_facts": [_suspended("erasure", facts="")],
    "suspension_ends_after_it_starts": [
        update(SUSPENSION, "ended_at = '2026-03-02 11:59+00'", "suspension")
    ],
    "suspension_voided_with_reason": [update(SUSPENSION, f"voided_at = {NOON}", "suspension")],
    "suspension_one_open_for_each_ground": [copied(Suspension, "suspension")],
    "suspension_on_a_ground_of_its_right": [
        _suspended("consent_withdrawal"),
        _suspended("marketing", ground="fee"),
        _suspended("automated_decision"),
        _suspended("erasure", ground="clarification"),
    ],
    "suspension_while_open": [after([CLOSE], _suspended("uncorrected"))],
    "suspension_born_open": [
        _suspended("erasure", ended_at="2026-03-20T12:00:00Z"),
        _suspended("erasure", voided_at="2026-03-20T12:00:00Z", void_reason="No doubt."),
    ],
    "suspension_ended_once": [
        after([END], update(SUSPENSION, "ended_at = ended_at + interval '9 days'", "suspension")),
        after([END], update(SUSPENSION, "ended_at = NULL", "suspension")),
    ],
    "suspension_voided_for_good": [
        after([VOID], update(SUSPENSION, "voided_at = NULL", "suspension")),
        after([VOID], update(SUSPENSION, "void_reason = 'Other.'", "suspension")),
    ],
    "suspension_never_deleted": never_deleted(SUSPENSION, "suspension"),
    "suspension_keeps_its_start": [
        update(SUSPENSION, "asked_at = asked_at - interval '3 days'", "suspension")
    ],
    "requests_app_extension.request_id": [copied(Extension, "extension")],
    "extension_has_reason": [_extended("erasure", reason="")],
    "extension_cause_known": [_extended("erasure", cause="boredom")],
    "extension_of_a_month": [_extended("consent_withdrawal"), _extended("marketing")],
    "extension_while_open": [after([CLOSE], _extended("uncorrected"))],
    "extension_never_changed": never_changed("requests_app_extension", "extension"),
    "late_reason_known": [copied(LateReason, "late_reason", cause="boredom")],
    "requests_app_latereason.request_id": [copied(LateReason, "late_reason")],
    "late_reason_never_deleted": never_deleted("requests_app_latereason", "late_reason"),
    "late_reason_keeps_its_request": [
        update("requests_app_latereason", "request_id = %(other_request)s", "late_reason")
    ],
    "report_subscription_once": [copied(ReportSubscription, "report_subscription")],
    "report_subscription_rhythm_known": [
        copied(
            ReportSubscription, "report_subscription", controller_id="@stranger", rhythm="hourly"
        )
    ],
    "reminder_kind_known": [copied(Reminder, "reminder", kind="nagging")],
    "reminder_once": [copied(Reminder, "reminder")],
    "saved_view_each_name_once": [copied(SavedView, "saved_view", name="LATE LETTERS")],
    "reminder_never_changed": never_changed("requests_app_reminder", "reminder"),
}
