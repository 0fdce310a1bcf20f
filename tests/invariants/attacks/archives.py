"""Attacks on packages that were built as one file."""

from requests_app.models import PackageArchive, PersonLink
from tests.invariants.attacks.attack import (
    LINK,
    NOON,
    Attack,
    after,
    asleep,
    copied,
    never_deleted,
    update,
    updated,
)

ARCHIVE = "requests_app_packagearchive"
FINISH = updated(
    ARCHIVE,
    f"finished_at = {NOON}, sealed = 'aa/aa', size = 1, sha256 = repeat('a', 64),"
    " manifest_sha256 = repeat('b', 64)",
    "archive",
)
FAIL = updated(ARCHIVE, f"failed_at = {NOON}, fault = 'storage'", "archive")
DESTROY = updated(ARCHIVE, f"destroyed_at = {NOON}, sealed = ''", "archive")

ATTACKS: dict[str, list[Attack]] = {
    "archive_one_current": [asleep(PackageArchive, copied(PackageArchive, "archive"))],
    "archive_finished_is_whole": [
        update(ARCHIVE, f"finished_at = {NOON}, sealed = 'aa/aa', size = 1", "archive"),
        update(ARCHIVE, "sha256 = repeat('a', 64)", "archive"),
    ],
    "archive_there_until_destroyed": [
        update(ARCHIVE, "sealed = 'aa/aa'", "archive"),
        after([FINISH], update(ARCHIVE, "sealed = ''", "archive")),
        after([FINISH], update(ARCHIVE, f"destroyed_at = {NOON}", "archive")),
    ],
    "archive_failed_for_a_reason": [
        update(ARCHIVE, f"failed_at = {NOON}", "archive"),
        update(ARCHIVE, f"failed_at = {NOON}, fault = 'bad mood'", "archive"),
        update(ARCHIVE, "fault = 'storage'", "archive"),
    ],
    "archive_progress_within_its_parts": [update(ARCHIVE, "parts_done = 1", "archive")],
    "archive_never_deleted": never_deleted(ARCHIVE, "archive"),
    "archive_born_unbuilt": [
        copied(PackageArchive, "archive", failed_at="2026-03-02T11:00:00Z", fault="storage")
    ],
    "archive_of_a_released_package": [copied(PackageArchive, "archive")],
    "archive_keeps_its_package": [
        update(ARCHIVE, "asked_at = asked_at + interval '1 day'", "archive")
    ],
    "archive_finished_once": [
        after([FINISH], update(ARCHIVE, "sha256 = repeat('c', 64)", "archive")),
        after([FINISH], update(ARCHIVE, "manifest_sha256 = repeat('c', 64)", "archive")),
        after([FINISH], update(ARCHIVE, "size = 2", "archive")),
    ],
    "archive_failed_for_good": [
        after([FAIL], update(ARCHIVE, "failed_at = NULL, fault = ''", "archive"))
    ],
    "archive_destroyed_for_good": [
        after([FINISH, DESTROY], update(ARCHIVE, "destroyed_at = NULL, sealed = 'a'", "archive"))
    ],
    "archive_never_exchanged": [after([FINISH], update(ARCHIVE, "sealed = 'bb/bb'", "archive"))],
    "person_link_fetches_one_package": [
        asleep(PersonLink, update(LINK, "package_id = %(package)s", "link")),
        asleep(PersonLink, update(LINK, "purpose = 'fetch'", "link")),
    ],
}
