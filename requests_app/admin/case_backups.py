"""How long backups still hold what an erasure erased, system by system (law.md B.3)."""

from dataclasses import dataclass
from datetime import date

from django.utils.translation import gettext as _

from config.clock import today
from requests_app.domain.rights import Right
from requests_app.models import RepeatedErasure, RightsRequest
from requests_app.services.record_erasure import backups_of
from requests_app.written import written


@dataclass(frozen=True, kw_only=True)
class Backups:
    """Where it still may be, in one sentence, and in one for each system."""

    whole: str
    systems: tuple[tuple[str, str], ...]


def backups_for(case: RightsRequest) -> Backups | None:
    """What the case page says of backups; None where nothing has been erased."""
    if case.right != Right.ERASURE:
        return None
    rows, until = backups_of(case)
    if not rows:
        return None
    now_on = today(case.controller.time_zone)
    asked = RepeatedErasure.objects.filter(erasure__task__request=case, done_at=None)
    again = set(asked.values_list("restore__data_system", flat=True))
    lines = [
        (
            row.data_system.name,
            _("was restored since: to be erased again")
            if row.data_system_id in again
            else _sentence(row.backups_until, now_on),
        )
        for row in rows
    ]
    return Backups(whole="" if again else _whole(until, now_on), systems=tuple(lines))


def _sentence(until: date | None, now_on: date) -> str:
    if until is None:
        return _("the register does not say how long its backups live")
    if until < now_on:
        return _("in no backup since %(day)s") % {"day": written(until)}
    return _("in backups until %(day)s") % {"day": written(until)}


def _whole(until: date | None, now_on: date) -> str:
    if until is None:
        return ""
    if until < now_on:
        return _("All backups that held the data have expired (%(day)s).") % {"day": written(until)}
    return _("All backups that hold the data will have expired on %(day)s.") % {
        "day": written(until)
    }
