"""Attacks on the links of owners of data systems, and on what they and the desk wrote."""

from requests_app.models import TaskLink, TaskMessage
from tests.invariants.attacks.attack import (
    NOON,
    Attack,
    after,
    asleep,
    copied,
    never_deleted,
    update,
    updated,
)

LINK = "requests_app_tasklink"
MESSAGE = "requests_app_taskmessage"
USED = updated(LINK, "used_at = '2026-03-02 11:00+00'", "task_link")
ENDED = updated(LINK, "ended_at = '2026-03-02 11:00+00'", "task_link")
SETTLED = updated(MESSAGE, f"settled_at = {NOON}", "task_message")

ATTACKS: dict[str, list[Attack]] = {
    "requests_app_tasklink.secret_digest": [copied(TaskLink, "task_link")],
    "task_link_keeps_its_task": [update(LINK, "secret_digest = repeat('f', 64)", "task_link")],
    "task_link_born_unused": [
        copied(TaskLink, "task_link", secret_digest="d" * 64, used_at="2026-03-02T11:00:00Z"),
        copied(TaskLink, "task_link", secret_digest="d" * 64, ended_at="2026-03-02T11:00:00Z"),
    ],
    "task_link_used_once": [
        after([USED], update(LINK, "used_at = NULL", "task_link")),
        after([USED], update(LINK, "used_at = used_at - interval '1 second'", "task_link")),
    ],
    "task_link_used_in_its_time": [update(LINK, "used_at = expires_at", "task_link")],
    "task_link_ended_for_good": [
        after([ENDED], update(LINK, "ended_at = NULL", "task_link")),
        after([ENDED], update(LINK, "used_at = '2026-03-02 11:30+00'", "task_link")),
    ],
    "task_link_never_prolonged": [
        update(LINK, "expires_at = expires_at + interval '1 day'", "task_link")
    ],
    "task_message_says_something": [copied(TaskMessage, "task_message", text="")],
    "task_message_from_whom": [
        copied(TaskMessage, "task_message", side="staff"),
        copied(TaskMessage, "task_message", written_by_id=1),
        copied(TaskMessage, "task_message", kind=""),
        copied(TaskMessage, "task_message", kind="order"),
        asleep(
            TaskMessage,
            copied(
                TaskMessage,
                "task_message",
                side="staff",
                kind="",
                written_by_id=1,
                settled_at="2026-03-02T12:00:00Z",
            ),
        ),
    ],
    "task_message_never_deleted": never_deleted(MESSAGE, "task_message"),
    "task_message_born_unsettled": [
        copied(TaskMessage, "task_message", settled_at="2026-03-02T12:00:00Z")
    ],
    "task_message_settled_once": [
        after([SETTLED], update(MESSAGE, "settled_at = NULL", "task_message"))
    ],
    "task_message_says_what_it_said": [
        update(MESSAGE, "text = 'Never mind.'", "task_message"),
        update(MESSAGE, f"written_at = {NOON}::timestamptz - interval '1 day'", "task_message"),
    ],
}
