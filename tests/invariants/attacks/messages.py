"""Attacks on the outbox."""

from notices_app.models import (
    DeliveryEvent,
    FetchedMail,
    InboundMail,
    Mailbox,
    MailboxProbe,
    Notice,
)
from tests.invariants.attacks.attack import (
    DELIVERY_EVENT,
    FETCHED,
    MAIL,
    MAILBOX,
    NOON,
    NOTICE,
    Attack,
    after,
    asleep,
    copied,
    never_changed,
    never_deleted,
    update,
    updated,
)

SETTLED = f"settled_as = 'confirmed', settled_at = {NOON}, settled_by_id = 1"

CLAIMED = updated(NOTICE, f"state = 'sending', claimed_at = {NOON}", "notice")

# A provider took it, and then did not send it.
GIVEN_UP = updated(NOTICE, f"state = 'failed', sent_at = {NOON}", "notice")

ATTACKS: dict[str, list[Attack]] = {
    "notices_app_notice.occasion": [copied(Notice, "notice", message_id="<2@example.org>")],
    "notices_app_notice.message_id": [copied(Notice, "notice", occasion="received:2")],
    "notice_state_known": [asleep(Notice, update(NOTICE, "state = 'lost'", "notice"))],
    "notice_born_queued": [
        copied(Notice, "notice", occasion="x", message_id="x", state=state)
        for state in ("sending", "sent", "delivered")
    ],
    "notice_declared_transitions": [update(NOTICE, "state = 'failed'", "notice")],
    "notice_way_known": [
        copied(Notice, "notice", occasion="x", message_id="x", way="fax"),
        update(NOTICE, f"state = 'sending', claimed_at = {NOON}", "paper_notice"),
    ],
    "notice_mailed_by_a_worker": [
        update(NOTICE, f"state = 'sent', sent_at = {NOON}", "notice"),
    ],
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
    "notice_named_when_taken": [update(NOTICE, "provider_message_id = 'x'", "notice")],
    "notice_taken_is_not_queued": [
        after([CLAIMED, GIVEN_UP], update(NOTICE, "state = 'queued'", "notice"))
    ],
    "delivery_event_once": [copied(DeliveryEvent, "delivery_event", kind="bounced")],
    "delivery_event_kind_known": [
        copied(DeliveryEvent, "delivery_event", event_id="2", kind="opened")
    ],
    "delivery_event_reason_known": [
        copied(DeliveryEvent, "delivery_event", event_id="2", reason="Maija moved")
    ],
    "delivery_event_code_only": [
        copied(DeliveryEvent, "delivery_event", event_id="2", smtp_status=text)
        for text in ("maija", "5.1.1 maija", "5.1.1\nx")
    ],
    "delivery_event_not_from_the_future": [
        copied(DeliveryEvent, "delivery_event", event_id="2", occurred_at="2026-03-02 12:01+00")
    ],
    "delivery_event_never_changed": never_changed(DELIVERY_EVENT, "delivery_event"),
    "notice_never_deleted": never_deleted(NOTICE, "notice"),
    "inbound_message_id_once": [copied(InboundMail, "mail", fingerprint="x")],
    "inbound_content_once": [copied(InboundMail, "mail", message_id="<2@example.org>")],
    "inbound_status_known": [update(MAIL, "status = 'lost'", "mail")],
    "inbound_not_from_the_future": [
        copied(
            InboundMail,
            "mail",
            message_id="<2@example.org>",
            fingerprint="x",
            received_at="2026-03-02 12:01+00",
        )
    ],
    "inbound_new_has_its_case": [update(MAIL, "status = 'new'", "mail")],
    "inbound_settled_by_whom": [
        update(MAIL, "settled_as = 'confirmed'", "mail"),
        update(MAIL, f"settled_as = 'lost', settled_at = {NOON}, settled_by_id = 1", "mail"),
    ],
    "inbound_as_it_came": [
        update(MAIL, "received_at = received_at + interval '1 day'", "mail"),
        update(MAIL, "message_id = '<2@example.org>'", "mail"),
    ],
    "inbound_only_erased": [
        update(MAIL, "reading = '{}'", "mail"),
        update(MAIL, "sealed = 'x'", "mail"),
        update(MAIL, "sealed_words = 'x'", "mail"),
    ],
    "inbound_settled_once": [
        after([updated(MAIL, SETTLED, "mail")], update(MAIL, what, "mail"))
        for what in ("status = 'reply'", "settled_by_id = 2", "settled_because = 'Spam'")
    ],
    "inbound_never_deleted": never_deleted(MAIL, "mail"),
    "mailbox_address_once": [copied(Mailbox, "mailbox")],
    "mailbox_imap_has_a_server": [
        update(MAILBOX, "host = ''", "mailbox"),
        update(MAILBOX, "user_name = ''", "mailbox"),
    ],
    "mailbox_moves_somewhere": [
        update(MAILBOX, "after_reading = 'move'", "mailbox"),
        update(MAILBOX, "after_reading = 'move', moves_to = folder", "mailbox"),
    ],
    "mailbox_unencrypted_only_here": [update(MAILBOX, "encryption = 'none'", "mailbox")],
    "mailbox_error_has_its_time": [
        update(MAILBOX, "error = 'login'", "mailbox"),
        update(MAILBOX, f"failing_since = {NOON}", "mailbox"),
        update(MAILBOX, f"error = 'a word', failing_since = {NOON}", "mailbox"),
    ],
    "fetched_once": [copied(FetchedMail, "fetched")],
    "fetched_never_changed": [update(FETCHED, "uid = 2", "fetched")],
    "notices_app_mailboxprobe.token": [copied(MailboxProbe, "probe")],
}
