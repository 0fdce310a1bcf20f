"""Erase complaints that belong to no case, when their time is over (domain/retention.py).

One that belongs to a case goes with its file (purge.py), and holds that file while it is open.
"""

import pgtrigger
from django.db import transaction
from django.db.models import Model

from config.clock import now, today
from registers_app.selectors import controllers_by_local_day
from requests_app.domain.retention import kept_until
from requests_app.models import Complaint, ComplaintLetter, PaperLetter
from requests_app.services.personal_columns import CASE, CONTACTS, Personal, erase, triggers_passed

OWN: dict[type[Model], Personal] = {
    Complaint: Personal(
        columns=(*CONTACTS[Complaint].columns, *CASE[Complaint].columns),
        path="pk",
        passes=CASE[Complaint].passes,
    ),
    ComplaintLetter: Personal(
        columns=CASE[ComplaintLetter].columns,
        path="complaint",
        passes=CASE[ComplaintLetter].passes,
    ),
    PaperLetter: Personal(
        columns=CONTACTS[PaperLetter].columns,
        path="complaint_letter__complaint",
        passes=CONTACTS[PaperLetter].passes,
    ),
}


def purge_complaints() -> int:
    """Erase what is over; returns how many."""
    erased = 0
    for controllers in controllers_by_local_day().values():
        rows = Complaint.objects.filter(
            controller__in=controllers,
            submission=None,
            outcome_at__isnull=False,
            purged_at=None,
        )
        erased += sum(_purge(pk) for pk in rows.values_list("pk", flat=True))
    return erased


@transaction.atomic
def _purge(pk: int) -> bool:
    rows = Complaint.objects.select_related("controller").filter(purged_at=None)
    row = rows.select_for_update(of=("self",), no_key=True, skip_locked=True).filter(pk=pk).first()
    if row is None or row.outcome_on is None:
        return False
    until = kept_until(
        row.outcome_on,
        contact_months=row.controller.keep_contact_months,
        case_months=row.controller.keep_case_months,
    )
    if today(row.controller.time_zone) < until.case:
        return False
    with pgtrigger.ignore(*triggers_passed(OWN)):
        erase(OWN, pk)
    Complaint.objects.filter(pk=pk).update(purged_at=now())
    return True
