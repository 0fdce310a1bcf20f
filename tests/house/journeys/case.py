"""A journey under way: the person, who works on it, and how it stands in the house."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from tests.house.house import House
from tests.house.journeys.deeds import Way
from tests.house.person import Person, Wish
from tests.house.staff import Staff

REMINDERS = ("confirm_reminder", "identity_reminder")
IDENTITY = (
    "SELECT c.state FROM requests_app_identitycheck c "
    "JOIN requests_app_submission s ON s.id = c.submission_id WHERE s.reference = %s"
)
LETTERS = (
    "SELECT l.kind FROM requests_app_caseletter l "
    "JOIN requests_app_rightsrequest r ON r.id = l.request_id "
    "JOIN requests_app_submission s ON s.id = r.submission_id "
    "WHERE s.reference = %s ORDER BY l.id"
)
NOTICES = "SELECT kind, message_id FROM notices_app_notice WHERE to_address = %s ORDER BY id"
EVENTS = (
    "SELECT e.event, e.actor_kind, e.actor_id, e.request_id, e.facts "
    "FROM requests_app_auditentry e JOIN requests_app_submission s ON s.id = e.submission_id "
    "WHERE s.reference = %s ORDER BY e.number"
)


@dataclass(frozen=True, kw_only=True)
class Journey:
    """What a person asks for, the way it goes, and what has to be true at its end."""

    name: str
    wish: Wish
    way: Callable[[Case], Way]
    # The states of each request, from the first to the last.
    states: Mapping[str, tuple[str, ...]]
    # The kinds of mails and of letters that the person gets after the receipt, in their order.
    mails: tuple[str, ...]
    letters: tuple[str, ...]
    receipt: str = "received"
    # Whether something on the way can only be done before the month is over.
    needs_the_first_month: bool = False

    def __str__(self) -> str:
        return self.name


class Case:
    """One journey of one person through one office."""

    def __init__(
        self,
        house: House,
        office: Mapping[str, Any],
        staff: Staff,
        journey: Journey,
        *,
        number: int,
    ) -> None:
        self.house = house
        self.office = office
        self.staff = staff
        self.journey = journey
        self.person = Person(house, email=f"matka{office['id']}.{number}@posti.example")
        self.way = journey.way(self)
        self.goes_on_on: date | None = None
        self.failure: Exception | None = None
        # What was read on the way: a letter, a proof, the dates of a moment.
        self.read: dict[str, Any] = {}

    def __str__(self) -> str:
        return self.journey.name

    @property
    def wish(self) -> Wish:
        return self.journey.wish

    @property
    def was_sent(self) -> bool:
        """Whether the person holds a receipt."""
        return bool(self.person.reference)

    def request(self, right: str) -> int:
        """The number of the request for a right."""
        return self.person.requests[right]

    def row(self, right: str) -> Any:
        """The request as the database has it."""
        (row,) = self.house.rows(
            "SELECT r.*, s.received_at FROM requests_app_rightsrequest r "
            "JOIN requests_app_submission s ON s.id = r.submission_id WHERE r.id = %s",
            self.request(right),
        )
        return row

    def state(self, right: str) -> str:
        """Where the request stands; empty before it was sent."""
        return str(self.row(right).state) if self.was_sent else ""

    @property
    def identity(self) -> str:
        """Where the identity check of the whole submission stands."""
        return str(self.house.value(IDENTITY, self.person.reference))

    def events(self) -> list[Any]:
        """The audit trail, from its beginning."""
        return self.house.rows(EVENTS, self.person.reference)

    def count(self, table: str, right: str, condition: str = "true") -> int:
        """How many rows of a table belong to the request."""
        return int(
            self.house.value(
                f"SELECT count(*) FROM requests_app_{table} WHERE request_id = %s AND {condition}",
                self.request(right),
            )
        )

    def has_mail(self, kind: str, *, number: int = 1) -> bool:
        """Whether that mail to the person has come."""
        return len(self.house.mails_of_kind(kind, to=self.person.email)) >= number

    # --- At the end ---------------------------------------------------------------------------

    def check(self) -> None:
        """The journey came to its end, by its states, mails and letters."""
        self.check_states()
        self.check_mails()
        self.check_letters()

    def check_states(self) -> None:
        """Each request that was asked for went through its states, step by step, to the last."""
        assert set(self.person.requests) == set(self.wish.rights), self
        for right, states in self.journey.states.items():
            assert self.path(right) == states, (str(self), right)
            assert self.state(right) == states[-1], (str(self), right)

    def check_mails(self) -> None:
        """The person got every mail once, and all of them in one thread.

        Apart from reminders, and from links that they asked for since the mailed one was over.
        """
        notices = self.house.rows(NOTICES, self.person.email)
        kinds = [row.kind for row in notices if row.kind not in (*REMINDERS, "new_link")]
        assert kinds == ["received_confirm", *self.journey.mails], self
        mails = self.house.mails(to=self.person.email)
        assert {mail.message_id for mail in mails} == {row.message_id for row in notices}, self
        threads = {mail.message["In-Reply-To"] for mail in mails} - {None}
        assert threads == {notices[0].message_id}, self
        assert all(self.person.reference in mail.subject + mail.text for mail in mails), self

    def check_letters(self) -> None:
        """The letters that lie in the case."""
        kinds = [row.kind for row in self.house.rows(LETTERS, self.person.reference)]
        assert kinds == [self.journey.receipt, *self.journey.letters], self

    def path(self, right: str) -> tuple[str, ...]:
        """The states of a request as the audit tells them, each following from the one before."""
        path: list[str] = []
        for row in self.events():
            if row.request_id != self.request(right):
                continue
            if row.event == "request.opened":
                path.append("received")
            elif row.event.startswith("request.") and "from" in row.facts:
                assert path[-1] == row.facts["from"], row
                path.append(row.facts["to"])
        return tuple(path)
