"""Attacks on the audit chains."""

from requests_app.models import AuditEntry
from tests.invariants.attacks.attack import Attack, asleep, copied, update

ENTRY = "requests_app_auditentry"
PAYLOAD = "requests_app_auditpayload"
HEAD = "requests_app_audithead"
HEAD_ROW = "WHERE submission_id = %(submission)s"
GENESIS = "repeat('0', 64)"

ATTACKS: dict[str, list[Attack]] = {
    "audit_actor_known": [
        asleep(AuditEntry, copied(AuditEntry, "entry", number=9, actor_kind="nobody"))
    ],
    "audit_number_once": [asleep(AuditEntry, copied(AuditEntry, "entry"))],
    "audit_entry_extends_chain": [
        copied(AuditEntry, "entry", number=2),
        copied(AuditEntry, "entry", number=4),
        copied(AuditEntry, "entry", number=3, previous_hash="f" * 64),
        copied(AuditEntry, "entry", number=1, submission_id="@other_submission"),
    ],
    "audit_entry_never_changed": [
        update(ENTRY, "id = id", "entry"),
        Attack(sql=f"DELETE FROM {ENTRY} WHERE id = %(entry)s"),
    ],
    "audit_entry_never_emptied": [
        Attack(sql=f"TRUNCATE {ENTRY} CASCADE"),
        Attack(sql=f"TRUNCATE {ENTRY}, {PAYLOAD}"),
    ],
    "audit_payload_never_changed": [
        Attack(sql=f"UPDATE {PAYLOAD} SET content = '{{}}' WHERE entry_id = %(entry)s")
    ],
    "audit_payload_never_emptied": [Attack(sql=f"TRUNCATE {PAYLOAD}")],
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
    "audit_head_never_deleted": [Attack(sql=f"DELETE FROM {HEAD} {HEAD_ROW}")],
    "audit_head_never_emptied": [Attack(sql=f"TRUNCATE {HEAD}")],
}
