"""Every machine of the desk, and what its rows and transitions need."""

from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from typing import Any

from django.db import models
from django_fsm import Transition

from notices_app.models import Notice, OwnWording
from registers_app.models import RegisterVersion
from requests_app.domain.identity import Level, Proof
from requests_app.models import (
    CLOSED_STATES,
    DisclosurePackage,
    IdentityCheck,
    Representation,
    RightsRequest,
    Task,
)
from tests.invariants.rows import Rows
from tests.raw_sql import force

NOON = datetime(2026, 3, 2, 12, tzinfo=UTC)
LATER = NOON + timedelta(days=60)
DECIDED = {"decided_at": NOON, "decided_by_id": 1}
FOUND = {"result": "Orders.", "finished_at": NOON, "finished_by_id": 1}


@dataclass(frozen=True, kw_only=True)
class Machine:
    """One machine: its model, its row among Rows, and the trigger that holds it."""

    model: type[models.Model]
    row: str
    trigger: str
    through_perform: bool

    @property
    def states(self) -> list[str]:
        """Every state there is."""
        return [str(value) for value, _label in self._field.choices]

    @property
    def transitions(self) -> list[Transition]:
        """Every declared transition."""
        return list(self._field.get_all_transitions(self.model))

    @property
    def names(self) -> list[str]:
        """The names of the transitions."""
        return sorted({transition.name for transition in self.transitions})

    def step(self, name: str, state: str) -> Transition | None:
        """The transition of that name out of that state."""
        for transition in self.transitions:
            if transition.name == name and transition.source == state:
                return transition
        return None

    def leads(self, source: str, target: str) -> bool:
        """Whether any transition leads from one to the other."""
        return any((t.source, t.target) == (source, target) for t in self.transitions)

    def pk(self, rows: Rows) -> int:
        """The key of the machine's row."""
        return rows[self.row]

    def put(self, rows: Rows, state: str) -> None:
        """Put the row into a state, past the machine."""
        force(self.model, self.pk(rows), **self.columns(state))

    def columns(self, state: str) -> dict[str, Any]:
        """A state, and what its constraints ask for beside it."""
        return {"state": state, **BESIDE[self.model](state)}

    def change(self, rows: Rows, target: str) -> tuple[str, dict[str, Any]]:
        """A plain UPDATE of the row to a state, and its parameters."""
        columns = self.columns(target)
        assignments = ", ".join(f"{column} = %({column})s" for column in columns)
        table = self.model._meta.db_table
        return f"UPDATE {table} SET {assignments} WHERE id = {self.pk(rows)}", columns

    @property
    def _field(self) -> Any:
        return self.model._meta.get_field("state")


def _beside_request(state: str) -> dict[str, Any]:
    closed = state in CLOSED_STATES
    return {
        "closed_at": NOON if closed else None,
        "closed_on": date(2026, 3, 2) if closed else None,
    }


BESIDE: dict[type[models.Model], Any] = {
    **dict.fromkeys(RightsRequest.PROXIES.values(), _beside_request),
    IdentityCheck: lambda state: {
        "doubt": "Another address.",
        "asked_at": NOON,
        "asked_level": 1,
        "most_level": 2,
        "reached_level": 0,
        "fitting_level": 1,
        "method": "not_in_doubt",
        "reason": "Known.",
        **DECIDED,
    },
    Representation: lambda state: {
        "asked_for": "The mandate.",
        "asked_at": NOON,
        "method": "document",
        "reason": "It covers this.",
        **DECIDED,
    },
    Task: lambda state: {"finished_at": None if state == "open" else NOON},
    DisclosurePackage: lambda state: {
        "released_at": NOON,
        "expires_at": LATER,
        **({"content": b""} if state in ("expired", "discarded") else {}),
    },
    OwnWording: lambda state: {"in_force_at": NOON, "in_force_by_id": 1},
    Notice: lambda state: {
        "claimed_at": NOON,
        "sent_at": NOON if state in ("sent", "delivered", "bounced") else None,
    },
    RegisterVersion: lambda state: {"effective_on": date(2026, 1, 1)},
}

MACHINES = [
    *(
        Machine(
            model=proxy,
            row=right,
            trigger=f"{right}_declared_transitions",
            through_perform=True,
        )
        for right, proxy in RightsRequest.PROXIES.items()
    ),
    Machine(
        model=IdentityCheck,
        row="identity",
        trigger="identity_declared_transitions",
        through_perform=True,
    ),
    Machine(
        model=Representation,
        row="representation",
        trigger="authority_declared_transitions",
        through_perform=True,
    ),
    Machine(model=Task, row="task", trigger="task_declared_transitions", through_perform=True),
    Machine(
        model=DisclosurePackage,
        row="package",
        trigger="package_declared_transitions",
        through_perform=True,
    ),
    Machine(
        model=Notice, row="notice", trigger="notice_declared_transitions", through_perform=False
    ),
    Machine(
        model=OwnWording,
        row="wording",
        trigger="wording_declared_transitions",
        through_perform=False,
    ),
    Machine(
        model=RegisterVersion,
        row="version",
        trigger="version_declared_transitions",
        through_perform=False,
    ),
]

# What a transition must be told.
ARGUMENTS: dict[tuple[type[models.Model], str], dict[str, Any]] = {
    (IdentityCheck, "ask"): {
        "doubt": "Another address.",
        "asked_at": NOON,
        "proof": Proof.REPLY,
        "most": Level.FACTS,
        "why_heavier": "",
    },
    (IdentityCheck, "settle"): {
        "how": "not_in_doubt",
        "reason": "Known.",
        "enough": Level.CHANNEL,
        "why_less": "",
        **DECIDED,
    },
    (IdentityCheck, "fail"): {**DECIDED, "reason": "x"},
    (Representation, "ask"): {"asked_for": "The mandate.", "asked_at": NOON},
    (Representation, "settle"): {
        "how": "document",
        "reason": "It covers this.",
        "child_view": "",
        **DECIDED,
    },
    (Representation, "fail"): {**DECIDED, "reason": "x"},
    (Representation, "treat_as_own"): {**DECIDED, "reason": "x"},
    (Task, "finish"): FOUND,
    (Task, "find_nothing"): FOUND,
    (Task, "cancel"): FOUND,
    (DisclosurePackage, "release"): {"released_at": NOON, "expires_at": LATER},
    (DisclosurePackage, "fetch"): {"fetched_at": NOON},
    (Notice, "claim"): {"claimed_at": NOON},
    (Notice, "mark_sent"): {"sent_at": NOON, "provider_message_id": ""},
    (Notice, "mark_delivered"): {"at": NOON},
    (Notice, "bounce"): {"at": NOON, "error": "Unknown address."},
    (Notice, "reject"): {"error": "Blocked."},
    (OwnWording, "put_in_force"): {"at": NOON, "by_id": 1},
    (OwnWording, "replace"): {"at": NOON, "by_id": 1},
    (Notice, "post"): {"sent_at": NOON},
    (Notice, "put_back"): {"due_at": NOON, "error": "Busy.", "maybe_sent_before": False},
    (Notice, "give_up"): {"error": "Unknown address."},
    (Notice, "send_again"): {"due_at": NOON},
}
