"""Attacks on tasks, files and packages: on what is found, and on what is handed out."""

from requests_app.models import DisclosurePackage, StoredFile, Task
from tests.invariants.attacks.attack import (
    ANSWERED,
    ASKED,
    COMPLETE,
    DOUBTED,
    FILE,
    NOON,
    PACKAGE,
    REQUEST,
    SEARCHED,
    SETTLED,
    TASK,
    WITHDRAWN,
    Attack,
    after,
    all_done,
    asked_of_a_system,
    asleep,
    copied,
    never_deleted,
    update,
    updated,
    walked,
)

PACKAGE_FILES = f"{PACKAGE}_files"
CLOSE = updated(REQUEST, WITHDRAWN, "access")
RELEASED = f"state = 'released', released_at = {NOON}, expires_at = {NOON}"
TO_ANSWERED = (
    SEARCHED,
    *walked("access", "assessing", "collecting", "reviewing", "ready"),
    SETTLED,
    COMPLETE,
    updated(REQUEST, ANSWERED, "access"),
)


def _put_in(file: str) -> str:
    return (
        f"INSERT INTO {PACKAGE_FILES} (disclosurepackage_id, storedfile_id)"
        f" VALUES (%(package)s, %({file})s)"
    )


ATTACKS: dict[str, list[Attack]] = {
    "task_each_system_once": [copied(Task, "task")],
    "task_kind_known": [asleep(Task, copied(Task, "task", kind="sell"))],
    "task_state_known": [
        asleep(Task, update(TASK, f"state = 'lost', finished_at = {NOON}", "task"))
    ],
    "task_born_open": [copied(Task, "task", state="done", finished_at="2026-03-02T12:00:00Z")],
    "task_declared_transitions": [
        after([SEARCHED], update(TASK, "state = 'done'", "task")),
    ],
    "task_finished_has_its_time": [
        update(TASK, "state = 'done'", "task"),
        asleep(Task, update(TASK, f"finished_at = {NOON}", "task")),
    ],
    "task_result_with_its_step": [
        after([SEARCHED], update(TASK, "result = 'Much.'", "task")),
        after([SEARCHED], update(TASK, "finished_at = '2026-02-02 12:00+00'", "task")),
    ],
    "task_while_open": [
        after([CLOSE], Attack(sql=asked_of_a_system("access", "cease"))),
    ],
    "task_in_its_organisation": [
        Attack(sql=asked_of_a_system("access", "search", system="strangers_system"))
    ],
    "task_identity_before_changes": [
        Attack(sql=asked_of_a_system("erasure", "erase")),
        Attack(sql=asked_of_a_system("rectification", "correct")),
    ],
    "task_identity_before_result": [
        after([ASKED], Attack(sql=SEARCHED)),
        *(
            after(
                (SETTLED, asked_of_a_system(right, kind), *doubt),
                Attack(sql=all_done(right)),
            )
            for right, kind in (
                ("erasure", "erase"),
                ("rectification", "correct"),
                ("restriction", "restrict"),
                ("portability", "search"),
            )
            for doubt in ([DOUBTED, ASKED], [DOUBTED])[: 1 if kind == "search" else 2]
        ),
    ],
    "task_keeps_its_work": [update(TASK, "request_id = %(other_request)s", "task")],
    "task_never_deleted": never_deleted(TASK, "task"),
    "file_size_not_negative": [asleep(StoredFile, update(FILE, "size = -1", "file"))],
    "file_digest_whole": [
        asleep(StoredFile, update(FILE, "sha256 = 'abc'", "file")),
        asleep(StoredFile, update(FILE, "sha256 = upper(sha256)", "file")),
    ],
    "file_while_open": [after([CLOSE], copied(StoredFile, "file"))],
    "file_of_its_requests_task": [copied(StoredFile, "file", request_id="@other_request")],
    "file_keeps_its_case": [
        update(FILE, "request_id = %(other_request)s", "file"),
        update(FILE, "sha256 = repeat('b', 64)", "file"),
    ],
    "file_only_destroyed": [update(FILE, "sealed = 'bb/bb'", "file")],
    "file_never_deleted": never_deleted(FILE, "file"),
    "package_state_known": [
        asleep(DisclosurePackage, update(PACKAGE, "state = 'lost'", "package"))
    ],
    "package_born_a_draft": [
        copied(DisclosurePackage, "package", state=state) for state in ("ready", "released")
    ],
    "package_declared_transitions": [update(PACKAGE, "state = 'fetched'", "package")],
    "package_identity_before_release": [after([COMPLETE], update(PACKAGE, RELEASED, "package"))],
    "package_released_with_its_answer": [
        after([SETTLED, COMPLETE], update(PACKAGE, RELEASED, "package"))
    ],
    "package_released_has_an_end": [
        after(
            TO_ANSWERED,
            update(PACKAGE, f"state = 'released', released_at = {NOON}", "package"),
        )
    ],
    "package_end_only_renewed": [
        after(
            [*TO_ANSWERED, updated(PACKAGE, RELEASED, "package")],
            update(PACKAGE, f"expires_at = {NOON}::timestamptz + {moved}", "package"),
        )
        for moved in ("interval '-1 day'", "interval '91 days'")
    ]
    + [
        after(
            [*TO_ANSWERED, updated(PACKAGE, RELEASED, "package")],
            update(PACKAGE, "expires_at = NULL", "package"),
        )
    ],
    "package_content_only_destroyed": [
        after([COMPLETE], update(PACKAGE, "content = 'another''s'", "package"))
    ],
    "package_over_is_empty": [update(PACKAGE, "state = 'discarded'", "package")],
    "package_holds_its_own_files": [
        Attack(sql=_put_in("others_file")),
        Attack(
            before=(updated(FILE, "is_disclosed = false", "file"),),
            sql=f"UPDATE {PACKAGE_FILES} SET storedfile_id = %(file)s WHERE id = %(package_file)s",
        ),
        after([COMPLETE], Attack(sql=_put_in("file"))),
        Attack(
            sql=f"UPDATE {PACKAGE_FILES} SET storedfile_id = %(others_file)s"
            " WHERE id = %(package_file)s"
        ),
    ],
    "package_files_stay": never_deleted(PACKAGE_FILES, "package_file"),
    "package_one_current": [copied(DisclosurePackage, "package")],
    "package_while_open": [after([CLOSE], copied(DisclosurePackage, "package"))],
    "package_keeps_request": [update(PACKAGE, "request_id = %(other_request)s", "package")],
    "package_never_deleted": never_deleted(PACKAGE, "package"),
}
