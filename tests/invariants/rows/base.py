"""What every room of rows needs: the moment, the rows made so far, a case and a request."""

from datetime import UTC, date, datetime
from typing import Any

from registers_app.models import (
    Controller,
    Register,
)
from requests_app.domain.rights import Right
from requests_app.models import (
    RightsRequest,
    Submission,
)

NOON = datetime(2026, 3, 2, 12, tzinfo=UTC)
DAY = date(2026, 3, 2)
DUE = date(2026, 4, 2)


class Made(dict[str, Any]):
    """Rows by name. A name stands for one row: two rooms may not use the same."""

    def __setitem__(self, name: str, row: Any) -> None:
        assert name not in self, f"two rows are called {name}"
        super().__setitem__(name, row)

    def __ior__(self, rows: Any) -> "Made":  # type: ignore[override,misc]
        for name, row in rows.items():
            self[name] = row
        return self


def a_submission(
    controller: Controller, register: Register | None, *, reference: str
) -> Submission:
    return Submission.objects.create(
        reference=reference,
        controller=controller,
        register=register,
        channel="portal",
        received_at=NOON,
        language="en",
        person_name="Maija Meikäläinen",
        email="maija@example.org",
        signs=["too_fast", "trap_filled"],
        held_at=NOON,
        created_at=NOON,
    )


def a_request(
    submission: Submission, right: Right, *, scope: str = "other", **part: Any
) -> RightsRequest:
    return RightsRequest.PROXIES[right.value]._base_manager.create(
        submission=submission,
        controller=submission.controller,
        right=right.value,
        objection_scope=scope if right is Right.OBJECTION else "",
        received_on=DAY,
        due_on=DUE,
        safe_on=DUE,
        target_on=DUE,
        refuse_by=DUE,
        holiday_version="FI",
        changed_at=NOON,
        **part,
    )
