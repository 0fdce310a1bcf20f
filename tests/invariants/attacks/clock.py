"""Attacks on what moves a deadline."""

from requests_app.models import Extension, Reminder, Suspension
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


ATTACKS: dict[str, list[Attack]] = {
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
    "extension_of_a_month": [_extended("consent_withdrawal"), _extended("marketing")],
    "extension_while_open": [after([CLOSE], _extended("uncorrected"))],
    "extension_never_changed": never_changed("requests_app_extension", "extension"),
    "reminder_kind_known": [copied(Reminder, "reminder", kind="nagging")],
    "reminder_once": [copied(Reminder, "reminder")],
    "reminder_never_changed": never_changed("requests_app_reminder", "reminder"),
}
