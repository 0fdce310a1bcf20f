"""Attacks on the messages between the person and the desk."""

from requests_app.models import CaseMessage, LostMail
from tests.invariants.attacks.attack import (
    NOON,
    SUBMISSION,
    Attack,
    after,
    asleep,
    copied,
    never_deleted,
    update,
    updated,
)
from tests.invariants.attacks.file_of_a_case import ALL, CLOSED_CASE, FAR

MESSAGE = "requests_app_casemessage"
FILE = "requests_app_messagefile"
LOST = "requests_app_lostmail"
ENDED = f"ended_as = 'reached', ended_at = {NOON}, ended_by_id = 1"
ERASED = updated(SUBMISSION, ALL.format(FAR), "other_submission")
SETTLED = updated(MESSAGE, f"settled_at = {NOON}, settled_by_id = 1", "message")

ATTACKS: dict[str, list[Attack]] = {
    "requests_app_lostmail.notice_id": [copied(LostMail, "lost_mail")],
    "lost_mail_way_known": [asleep(LostMail, update(LOST, "other_way = 'pigeon'", "lost_mail"))],
    "lost_mail_ended_by_whom": [
        update(LOST, f"ended_as = 'reached', ended_at = {NOON}", "lost_mail"),
        update(LOST, f"ended_as = 'arrived', ended_at = {NOON}, ended_by_id = 1", "lost_mail"),
        update(LOST, f"ended_at = {NOON}", "lost_mail"),
        update(LOST, "ended_as = 'reached'", "lost_mail"),
    ],
    "lost_mail_never_deleted": never_deleted(LOST, "lost_mail"),
    "lost_mail_born_open": [
        copied(LostMail, "lost_mail", ended_at="2026-03-02T12:00:00Z", ended_as="arrived")
    ],
    "lost_mail_ended_once": [
        after([updated(LOST, ENDED, "lost_mail")], update(LOST, what, "lost_mail"))
        for what in (
            "ended_as = '', ended_at = NULL, ended_by_id = NULL",
            "ended_as = 'not_needed'",
        )
    ],
    "lost_mail_keeps_its_start": [
        update(LOST, "other_way = 'none'", "lost_mail"),
        update(LOST, "noted_at = noted_at + interval '1 day'", "lost_mail"),
    ],
    "message_says_something": [copied(CaseMessage, "message", text="")],
    "message_from_whom": [
        copied(CaseMessage, "message", side="staff"),
        copied(CaseMessage, "message", written_by_id=1),
        copied(CaseMessage, "message", side="somebody"),
    ],
    "message_kind_known": [
        copied(CaseMessage, "message", kind="order"),
        copied(CaseMessage, "message", side="staff", written_by_id=1, kind="question"),
    ],
    "message_settled_by_whom": [
        asleep(CaseMessage, update(MESSAGE, f"settled_at = {NOON}", "message"))
    ],
    "message_never_deleted": never_deleted(MESSAGE, "message"),
    "message_born_unsettled": [
        copied(CaseMessage, "message", settled_at="2026-03-02T12:00:00Z", settled_by_id=1)
    ],
    "message_settled_once": [
        after([SETTLED], update(MESSAGE, "settled_at = NULL, settled_by_id = NULL", "message")),
        after([SETTLED], update(MESSAGE, "settled_by_id = 2", "message")),
    ],
    "message_says_what_it_said": [
        update(MESSAGE, "text = 'Never mind.'", "message"),
        update(MESSAGE, f"written_at = {NOON}::timestamptz - interval '1 day'", "message"),
    ],
    "message_while_the_file_is_kept": [
        after(
            [CLOSED_CASE, ERASED],
            copied(CaseMessage, "message", submission_id="@other_submission"),
        )
    ],
    "message_file_never_deleted": never_deleted(FILE, "message_file"),
    "message_file_keeps_its_message": [update(FILE, "size = 0", "message_file")],
    "message_file_only_destroyed": [update(FILE, "sealed = 'ab/cd'", "message_file")],
}
