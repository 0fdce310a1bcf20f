"""One row of everything, each in its first state, and a second case beside it."""

from dataclasses import dataclass
from typing import Any

from registers_app.domain.actors import SYSTEM
from requests_app.services.record import record
from tests.invariants.rows.base import Made
from tests.invariants.rows.cases import (
    cases_rows,
    forwarded_rows,
    left_alone_rows,
    link_rows,
    part_rows,
    represented_rows,
)
from tests.invariants.rows.duties import duties_rows, restore_rows
from tests.invariants.rows.messages import messages_rows
from tests.invariants.rows.registers import organisation_rows, register_rows
from tests.invariants.rows.work import effects_rows, work_rows


@dataclass(frozen=True, kw_only=True)
class Rows:
    """Ids by what they are; a request's by its right."""

    ids: dict[str, int]
    last_hash: str

    def __getitem__(self, name: str) -> int:
        return self.ids[name]

    def parameters(self) -> dict[str, Any]:
        """For a statement."""
        return {**self.ids, "last_hash": self.last_hash}


def make_rows() -> Rows:
    """The rows. Written past the services, which would lead them further."""
    made = Made()
    organisation_rows(made)
    register_rows(made)
    cases_rows(made)
    part_rows(made)
    forwarded_rows(made)
    link_rows(made)
    left_alone_rows(made)
    represented_rows(made)
    work_rows(made)
    effects_rows(made)
    messages_rows(made)
    duties_rows(made)
    restore_rows(made)
    case = made["submission"]
    record(submission_id=case.pk, event="submission.received", actor=SYSTEM)
    entry = record(submission_id=case.pk, event="test", actor=SYSTEM, payload={"name": "Maija"})
    made["entry"] = entry
    return Rows(ids={name: row.pk for name, row in made.items()}, last_hash=entry.hash)
