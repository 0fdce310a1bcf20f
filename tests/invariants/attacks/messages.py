"""Attacks on the outbox."""

from notices_app.models import Notice
from tests.invariants.attacks.attack import (
    NOON,
    NOTICE,
    Attack,
    after,
    asleep,
    copied,
    never_deleted,
    update,
    updated,
)

CLAIMED = updated(NOTICE, f"state = 'sending', claimed_at = {NOON}", "notice")

ATTACKS: dict[str, list[Attack]] = {
    "notices_app_notice.occasion": [copied(Notice, "notice", message_id="<2@example.org>")],
    "notices_app_notice.message_id": [copied(Notice, "notice", occasion="received:2")],
    "notice_state_known": [asleep(Notice, update(NOTICE, "state = 'lost'", "notice"))],
    "notice_born_queued": [
        copied(Notice, "notice", occasion="x", message_id="x", state=state)
        for state in ("sending", "sent", "delivered")
    ],
    "notice_declared_transitions": [update(NOTICE, f"state = 'sent', sent_at = {NOON}", "notice")],
    "notice_sending_is_claimed": [update(NOTICE, "state = 'sending'", "notice")],
    "notice_sent_has_its_time": [after([CLAIMED], update(NOTICE, "state = 'sent'", "notice"))],
    "notice_one_line_subject": [
        copied(
            Notice,
            "notice",
            occasion="x",
            message_id="x",
            subject=f"Received{line}Bcc: spy@example.org",
        )
        for line in ("\n", "\r")
    ],
    "notice_says_what_it_said": [
        update(NOTICE, "to_address = 'somebody.else@example.org'", "notice"),
        update(NOTICE, "subject = 'You have won'", "notice"),
    ],
    "notice_text_as_written": [
        update(NOTICE, "text = 'Click https://phish.example'", "notice"),
        after([CLAIMED], update(NOTICE, "html = '<a href=//phish.example>'", "notice")),
    ],
    "notice_never_deleted": never_deleted(NOTICE, "notice"),
}
