"""What the law of reminders asks for after a downtime: of each ladder, the latest missed step."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any

from tests.house.calendar import HELSINKI
from tests.house.house import House

STAFF_DAYS_BEFORE = (1, 3, 7, 14)
CONFIRM_DAYS_AFTER = (10, 3)
WITHOUT_PROOF = {"person_identity": 14, "closing_proposed": 30}

OPEN_REQUESTS = (
    "SELECT r.*, s.email_confirmed_at, c.state AS identity, c.asked_at, "
    "r.id = min(r.id) OVER (PARTITION BY r.submission_id) AS is_first, EXISTS ("
    "SELECT 1 FROM requests_app_identityevidence e "
    "WHERE e.check_row_id = c.id AND e.destroyed_at IS NULL) AS has_proof "
    "FROM requests_app_rightsrequest r "
    "JOIN requests_app_submission s ON s.id = r.submission_id "
    "JOIN requests_app_identitycheck c ON c.submission_id = s.id "
    "WHERE r.controller_id = %s AND r.closed_at IS NULL"
)


@dataclass(frozen=True, order=True)
class Step:
    """One reminder by request, kind and local day."""

    request_id: int
    kind: str
    day: date


class Downtime:
    """From the moment when everything that reminds is down."""

    def __init__(self, house: House, office: dict[str, Any]) -> None:
        self.house = house
        self.office = office
        self._before = self._sent()

    def check(self) -> None:
        """After the desk is up again: the latest missed steps were sent, and nothing else."""
        sent = self._sent() - self._before
        missed = {
            step
            for row in self.house.rows(OPEN_REQUESTS, self.office["id"])
            for step in _latest(row, self.house.today())
        }
        assert sent == missed - self._before

    def _sent(self) -> set[Step]:
        rows = self.house.rows(
            "SELECT m.request_id, m.kind, m.reminder_on FROM requests_app_reminder m "
            "JOIN requests_app_rightsrequest r ON r.id = m.request_id WHERE r.controller_id = %s",
            self.office["id"],
        )
        return {Step(*row) for row in rows}


def _latest(row: Any, today: date) -> list[Step]:
    steps = [_of_staff(row, today)]
    if row.is_first and row.email_confirmed_at is None:
        steps.append(_days_after(row, "person_confirm", row.received_on, CONFIRM_DAYS_AFTER, today))
    if row.is_first and row.identity == "asked" and not row.has_proof:
        for kind, days in WITHOUT_PROOF.items():
            steps.append(_days_after(row, kind, _local(row.asked_at), (days,), today))
    return [step for step in steps if step]


def _of_staff(row: Any, today: date) -> Step | None:
    if row.target_on is None:
        return None
    if min(row.due_on, row.forward_by or row.due_on) < today:
        return Step(row.id, "late", today)
    if row.target_on <= today:
        return Step(row.id, "on_the_day", row.target_on)
    for days in STAFF_DAYS_BEFORE:
        day = row.target_on - timedelta(days=days)
        if row.received_on < day <= today:
            return Step(row.id, f"before_{days}", day)
    return None


def _days_after(
    row: Any, kind: str, start: date, numbers: tuple[int, ...], today: date
) -> Step | None:
    for number in numbers:
        if (day := start + timedelta(days=number)) <= today:
            return Step(row.id, kind, day)
    return None


def _local(moment: datetime) -> date:
    return moment.astimezone(HELSINKI).date()
