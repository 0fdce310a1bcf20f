"""Erase the file of a closed case, part by part, when its time is over (domain/retention.py).

What stays: states, dates, rights, outcomes, codes, and the audit without its personal part. Holds,
open requests and restrictions in force keep everything; the database refuses an early erasure too.
"""

import logging

import pgtrigger
from django.db import DatabaseError, connection, transaction

from config.clock import now, today
from registers_app.domain.actors import SYSTEM
from requests_app.domain.retention import MATERIAL_DAYS, kept_until
from requests_app.models import (
    CLOSED_STATES,
    AuditPayload,
    MessageFile,
    PersonLink,
    RightsRequest,
    StoredFile,
    Submission,
    TaskLink,
)
from requests_app.services.destroy_archives import destroy_archives
from requests_app.services.destroy_files import destroy_files
from requests_app.services.personal_columns import (
    CASE,
    CONTACTS,
    MATERIAL,
    erase,
    triggers_passed,
)
from requests_app.services.purge_marks import mark_purged
from requests_app.services.record import record

logger = logging.getLogger(__name__)

BATCH = 100
DUE = """
    SELECT s.id
    FROM requests_app_submission s
    JOIN registers_app_controller o ON o.id = s.controller_id
    JOIN LATERAL (
        SELECT bool_and(r.state = ANY(%(closed)s)) AS is_closed, greatest(
            max(r.closed_on),
            (SELECT max((c.outcome_at AT TIME ZONE o.time_zone)::date)
             FROM requests_app_complaint c WHERE c.submission_id = s.id)
        ) AS closed_on
        FROM requests_app_rightsrequest r WHERE r.submission_id = s.id
    ) r ON r.is_closed
    WHERE s.purged_at IS NULL AND (
        (s.material_purged_at IS NULL AND r.closed_on + make_interval(days => %(material)s)
            <= (%(now)s AT TIME ZONE o.time_zone)::date)
        OR (s.contacts_purged_at IS NULL
            AND r.closed_on + make_interval(months => o.keep_contact_months)
            <= (%(now)s AT TIME ZONE o.time_zone)::date)
        OR r.closed_on + make_interval(months => o.keep_case_months)
            <= (%(now)s AT TIME ZONE o.time_zone)::date
    )
    AND NOT EXISTS (
        SELECT 1 FROM requests_app_casehold h
        WHERE h.submission_id = s.id AND h.released_at IS NULL
    )
    AND NOT EXISTS (
        SELECT 1 FROM requests_app_restriction x
        JOIN requests_app_rightsrequest q ON q.id = x.request_id
        WHERE q.submission_id = s.id AND x.lifted_at IS NULL
    )
    AND NOT EXISTS (
        SELECT 1 FROM requests_app_complaint c
        WHERE c.submission_id = s.id AND c.outcome_at IS NULL
    )
    ORDER BY s.received_at LIMIT %(batch)s
"""


def purge_due() -> int:
    """Erase what is due, each case in a transaction of its own; returns how many cases."""
    with connection.cursor() as cursor:
        cursor.execute(
            DUE,
            {
                "closed": [state.value for state in CLOSED_STATES],
                "material": MATERIAL_DAYS,
                "now": now(),
                "batch": BATCH,
            },
        )
        ids = [row[0] for row in cursor.fetchall()]
    return sum(_purge_or_say_why(pk) for pk in ids)


def _purge_or_say_why(pk: int) -> bool:
    # One case that cannot be erased must not keep the others.
    try:
        return _purge(pk)
    except DatabaseError as error:
        # Never the error's own words: PostgreSQL quotes the row, and with it the person.
        cause = error.__cause__ or error
        why = getattr(cause, "sqlstate", None) or type(cause).__name__
        logger.error("The file of case %s could not be erased (%s); it is tried again.", pk, why)
        return False


@transaction.atomic
def _purge(pk: int) -> bool:
    case = (
        Submission.objects.select_related("controller")
        .select_for_update(of=("self",), no_key=True, skip_locked=True)
        .filter(pk=pk, purged_at=None)
        .first()
    )
    if case is None or not _is_at_rest(case):  # another worker, or somebody opened it again
        return False
    closed = RightsRequest.objects.filter(submission=case).values_list("closed_on", flat=True)
    told = [complaint.outcome_on for complaint in case.complaints.select_related("controller")]
    until = kept_until(
        max(day for day in (*closed, *told) if day is not None),
        contact_months=case.controller.keep_contact_months,
        case_months=case.controller.keep_case_months,
    )
    day = today(case.controller.time_zone)
    case_is_over = day >= until.case
    if case.material_purged_at is None and (case_is_over or day >= until.material):
        _erase_material(case)
    if case.contacts_purged_at is None and (case_is_over or day >= until.contacts):
        _erase_contacts(case)
    if case_is_over:
        _erase_case(case)
    return True


def _is_at_rest(case: Submission) -> bool:
    requests = RightsRequest.objects.filter(submission=case)
    return not (
        requests.exclude(state__in=CLOSED_STATES).exists()
        or requests.filter(restrictions__isnull=False, restrictions__lifted_at=None).exists()
        or case.holds.filter(released_at=None).exists()
        or case.complaints.filter(outcome_at=None).exists()
    )


def _erase_material(case: Submission) -> None:
    with pgtrigger.ignore(*triggers_passed(MATERIAL)):
        destroy_files(StoredFile.objects.filter(request__submission=case).exclude(sealed=""))
        destroy_archives(package__request__submission=case)
        destroy_files(MessageFile.objects.filter(message__submission=case).exclude(sealed=""))
        erase(MATERIAL, case.pk)
    _mark(case, "material_purged_at", event="submission.material_purged")


def _erase_contacts(case: Submission) -> None:
    # The mark first: without it a submission of the public form keeps its address.
    _mark(case, "contacts_purged_at", event="submission.contacts_purged")
    PersonLink.objects.filter(submission=case).delete()
    TaskLink.objects.filter(task__request__submission=case).delete()
    with pgtrigger.ignore(*triggers_passed(CONTACTS)):
        erase(CONTACTS, case.pk)
    Submission.objects.filter(pk=case.pk).update(search_text=case.reference.casefold())


def _erase_case(case: Submission) -> None:
    _mark(case, "purged_at", event="submission.purged")
    with pgtrigger.ignore(*triggers_passed(CASE)):
        erase(CASE, case.pk)
    AuditPayload.objects.filter(entry__submission=case).delete()


def _mark(case: Submission, column: str, *, event: str) -> None:
    mark_purged(case, column)
    setattr(case, column, now())
    Submission.objects.filter(pk=case.pk).update(**{column: getattr(case, column)})
    record(submission_id=case.pk, event=event, actor=SYSTEM)
