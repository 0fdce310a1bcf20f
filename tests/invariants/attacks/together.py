"""Attacks on what colleagues do beside the steps of a case."""

from requests_app.models import Absence, CaseNote, NoteMention, PendingStep
from tests.invariants.attacks.attack import (
    NOON,
    Attack,
    after,
    copied,
    never_changed,
    never_deleted,
    update,
    updated,
)

PENDING = "requests_app_pendingstep"
ENDED = f"ended_at = {NOON}, \"end\" = 'undone', sealed_form = ''"
UNDONE = updated(PENDING, ENDED, "pending_step")

NOTE, MENTION = "requests_app_casenote", "requests_app_notemention"
ABSENCE = "requests_app_absence"
SEEN = updated(MENTION, f"seen_at = {NOON}", "mention")
BACK = updated(ABSENCE, f"ended_at = {NOON}", "absence")

ATTACKS: dict[str, list[Attack]] = {
    "case_note_says_something": [copied(CaseNote, "note", text="")],
    "case_note_never_changed": never_changed(NOTE, "note"),
    "case_note_corrects_its_own_case": [copied(CaseNote, "note", corrects_id="@other_note")],
    "mention_each_colleague_once": [copied(NoteMention, "mention")],
    "mention_born_unseen": [
        copied(NoteMention, "mention", note_id="@other_note", seen_at="2026-03-02T12:00:00Z")
    ],
    "mention_seen_once": [after([SEEN], update(MENTION, "seen_at = NULL", "mention"))],
    "absence_ends_after_it_begins": [copied(Absence, "absence", last_on="2026-06-30")],
    "absence_has_another": [copied(Absence, "absence", deputy_id="@user")],
    "absence_born_in_force": [copied(Absence, "absence", ended_at="2026-03-02T12:00:00Z")],
    "absence_ended_for_good": [after([BACK], update(ABSENCE, "ended_at = NULL", "absence"))],
    "absence_keeps_its_days": [update(ABSENCE, "last_on = '2026-08-31'", "absence")],
    "pending_step_end_known": [
        update(PENDING, ENDED.replace("undone", "forgotten"), "pending_step")
    ],
    "pending_step_ends_as_something": [
        update(PENDING, f"ended_at = {NOON}, sealed_form = ''", "pending_step")
    ],
    "pending_step_keeps_no_form": [
        update(PENDING, ENDED.replace("sealed_form = ''", "sealed_form = 'x'"), "pending_step"),
        update(PENDING, "sealed_form = ''", "pending_step"),
    ],
    "pending_step_leaves_later": [
        copied(
            PendingStep,
            "pending_step",
            request_id="@other_request",
            leaves_at="2026-01-01T12:00:00Z",
        )
    ],
    "pending_step_one_at_a_time": [copied(PendingStep, "pending_step")],
    "pending_step_never_deleted": never_deleted(PENDING, "pending_step"),
    "pending_step_born_waiting": [
        copied(
            PendingStep,
            "pending_step",
            ended_at="2026-03-02T12:00:00Z",
            end="undone",
            sealed_form="\\x",
        )
    ],
    "pending_step_ends_once": [
        after([UNDONE], update(PENDING, "\"end\" = 'taken'", "pending_step"))
    ],
    "pending_step_keeps_its_start": [update(PENDING, "taken_by_id = 2", "pending_step")],
}
