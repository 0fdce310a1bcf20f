"""The person opens the answer in the portal."""

from collections.abc import Iterable

from django.db import transaction

from config.clock import now
from registers_app.domain.actors import subject_actor
from requests_app.models import DisclosurePackage, PackageState, StoredFile, Submission
from requests_app.services.addressing import writer_reads_answers
from requests_app.services.perform import lock_case, perform
from requests_app.services.record import record

FETCHABLE = (PackageState.RELEASED, PackageState.FETCHED)


def fetchable_packages(submission: Submission) -> list[DisclosurePackage]:
    """The released packages whose time is not over, while identity is settled; newest first.

    There may be one for each right that gives data: access and portability.
    """
    packages = DisclosurePackage.objects.select_related("request__submission__controller")
    released = packages.filter(request__submission=submission, state__in=FETCHABLE)
    return still_fetchable(submission, released.order_by("-pk"))


def ended_packages(submission: Submission) -> list[DisclosurePackage]:
    """The answers of the case whose time is over, where nothing newer has taken their place."""
    if submission.identity_check.state != "settled" or not writer_reads_answers(submission):
        return []
    rows = DisclosurePackage.objects.filter(request__submission=submission)
    rows = rows.exclude(state=PackageState.DISCARDED).select_related("request").order_by("pk")
    newest = {row.request_id: row for row in rows}
    return [row for row in newest.values() if _is_over(row)]


def still_fetchable(
    submission: Submission, packages: Iterable[DisclosurePackage]
) -> list[DisclosurePackage]:
    """Those of the submission's *packages* that the person can open now, in their order."""
    if submission.identity_check.state != "settled":
        return []
    if not writer_reads_answers(submission):
        return []
    return [row for row in packages if row.state in FETCHABLE and _has_time(row)]


@transaction.atomic
def note_opened(package: DisclosurePackage) -> None:
    """Note that the person opened the answer."""
    actor = subject_actor(package.request.submission_id)
    lock_case(DisclosurePackage, package.pk)
    locked = DisclosurePackage.objects.get(pk=package.pk)
    if locked.state == PackageState.RELEASED:
        perform(DisclosurePackage, package.pk, "fetch", actor=actor, fetched_at=now())


@transaction.atomic
def note_download(package: DisclosurePackage, file: StoredFile) -> None:
    """Note that the person downloaded a file."""
    note_opened(package)
    record(
        submission_id=package.request.submission_id,
        event="package.downloaded",
        actor=subject_actor(package.request.submission_id),
        request_id=package.request_id,
        facts={"file": file.pk, "sha256": file.sha256},
    )


@transaction.atomic
def note_data_download(package: DisclosurePackage, *, sha256: str) -> None:
    """Note that the person downloaded the data that are moved, as one machine-readable file."""
    note_opened(package)
    record(
        submission_id=package.request.submission_id,
        event="package.downloaded",
        actor=subject_actor(package.request.submission_id),
        request_id=package.request_id,
        facts={"sha256": sha256},
    )


def _is_over(package: DisclosurePackage) -> bool:
    if package.state in FETCHABLE:
        return not _has_time(package)
    return bool(package.state == PackageState.EXPIRED)


def _has_time(package: DisclosurePackage) -> bool:
    return package.expires_at is not None and package.expires_at > now()
