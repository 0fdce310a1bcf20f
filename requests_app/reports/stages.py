"""How long requests stood in each state: from the record of their cases.

A stay begins with the entry that led to a state and ends with the next; the first begins at
receipt, which may lie before the entry. Only stays that have ended are measured.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from django.db import connection

from registers_app.models import Controller
from requests_app.models import CLOSED_STATES
from requests_app.reports.period import Period

STAYS = """
    SELECT state,
        count(*),
        percentile_cont(0.5) WITHIN GROUP (ORDER BY stay),
        percentile_cont(0.9) WITHIN GROUP (ORDER BY stay)
    FROM (
        SELECT e.facts ->> 'from' AS state,
            extract(epoch FROM e.at - coalesce(
                lag(e.at) OVER (PARTITION BY e.request_id ORDER BY e.number), s.received_at
            )) / 86400 AS stay
        FROM requests_app_rightsrequest r
        JOIN requests_app_submission s ON s.id = r.submission_id
        JOIN requests_app_auditentry e
          ON e.submission_id = r.submission_id AND e.request_id = r.id
        WHERE r.controller_id = ANY(%(controllers)s)
          AND r.{column} BETWEEN %(first)s AND %(last)s
          AND e.event LIKE 'request.%%' AND e.facts ? 'to'
    ) stays
    WHERE state <> ALL(%(closed)s)
    GROUP BY state
"""


@dataclass(frozen=True, kw_only=True)
class Stage:
    """The stays in one state, in days."""

    state: str
    stays: int
    median: float
    ninetieth: float


def stages(controllers: Sequence[Controller], *, period: Period) -> list[Stage]:
    """The stays of the requests of *period*, in any order."""
    with connection.cursor() as cursor:
        cursor.execute(
            STAYS.format(column=period.column),
            {
                "controllers": [controller.pk for controller in controllers],
                "first": period.first,
                "last": period.last,
                "closed": [state.value for state in CLOSED_STATES],
            },
        )
        return [
            Stage(state=state, stays=stays, median=median, ninetieth=ninetieth)
            for state, stays, median, ninetieth in cursor.fetchall()
        ]
