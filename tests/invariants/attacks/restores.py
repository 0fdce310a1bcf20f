"""Attacks on what outlives an erasure, and on what has to be erased again after a restore."""

from requests_app.models import ErasureRecord, RepeatedErasure, SystemRestore
from tests.invariants.attacks.attack import (
    Attack,
    after,
    copied,
    never_deleted,
    update,
    updated,
)

RECORD = "requests_app_erasurerecord"
RESTORE = "requests_app_systemrestore"
REPEATED = "requests_app_repeatederasure"
AT = "'2026-03-04 12:00+00'"
REPEAT_DONE = updated(REPEATED, f"done_at = {AT}, ended_as = 'erased'", "repeated")
ALL_DONE = updated(RESTORE, f"done_at = {AT}", "restore")


def _record(**changes: object) -> Attack:
    return copied(ErasureRecord, "erasure_record", **changes)


def _restore(**changes: object) -> Attack:
    return copied(SystemRestore, "restore", **changes)


def _repeated(**changes: object) -> Attack:
    return copied(RepeatedErasure, "repeated", **changes)


ATTACKS: dict[str, list[Attack]] = {
    "erasure_record_once": [_record()],
    "erasure_record_of_an_erasure": [
        _record(task_id="@task"),
        _record(done_at="2026-03-01T12:00:00Z"),
        _record(done_at="2026-03-03T12:00:00Z", data_system_id="@strangers_system"),
    ],
    "erasure_record_keeps_digests_only": [
        _record(done_at="2026-03-03T12:00:00Z", digests=["maija@example.org"]),
        _record(done_at="2026-03-03T12:00:00Z", digests=["a" * 64, None]),
    ],
    "erasure_record_digests_only_go": [
        update(RECORD, "digests = ARRAY[repeat('b', 64)]", "erasure_record"),
    ],
    "erasure_record_stays": [
        update(RECORD, "done_at = done_at + interval '1 day'", "erasure_record"),
        update(RECORD, "backups_until = '2026-03-02'", "erasure_record"),
    ],
    "erasure_record_never_deleted": never_deleted(RECORD, "erasure_record"),
    "system_restore_once": [_restore()],
    "system_restore_after_its_backup": [
        _restore(backup_of="2026-03-03T12:00:00Z"),
        _restore(restored_at="2026-03-09T12:00:00Z"),
    ],
    "system_restore_born_open": [
        _restore(backup_of="2026-02-01T12:00:00Z", done_at="2026-03-04T12:00:00Z")
    ],
    "system_restore_done_when_all_is": [Attack(sql=ALL_DONE)],
    "system_restore_done_once": [
        after([REPEAT_DONE, ALL_DONE], update(RESTORE, "done_at = NULL", "restore"))
    ],
    "system_restore_stays": [
        update(RESTORE, "backup_of = backup_of + interval '2 hours'", "restore")
    ],
    "system_restore_never_deleted": never_deleted(RESTORE, "restore"),
    "repeated_erasure_once": [_repeated()],
    "repeated_erasure_done_somehow": [
        update(REPEATED, f"done_at = {AT}", "repeated"),
        update(REPEATED, "ended_as = 'erased'", "repeated"),
        update(REPEATED, f"done_at = {AT}, ended_as = 'lost'", "repeated"),
        update(REPEATED, "done_by_id = 1", "repeated"),
    ],
    "repeated_erasure_born_open": [
        _repeated(done_at="2026-03-04T12:00:00Z", ended_as="erased"),
    ],
    "repeated_erasure_done_once": [
        after([REPEAT_DONE], update(REPEATED, "ended_as = 'absent'", "repeated")),
    ],
    "repeated_erasure_fits": [_repeated(erasure_id="@later_erasure")],
    "repeated_erasure_stays": [update(REPEATED, "erasure_id = %(later_erasure)s", "repeated")],
    "repeated_erasure_never_deleted": never_deleted(REPEATED, "repeated"),
}
