"""Journeys during which processes and servers are killed at random."""

import contextlib
import random
import threading
from collections.abc import Callable, Iterator
from typing import Any

import httpx
import psycopg

from tests.house.house import STUCK_SECONDS, House
from tests.house.order import Order
from tests.house.person import Person
from tests.house.staff import Staff
from tests.house.visitor import Page

VICTIMS = ("worker", "beat", "web", "redis", "postgres")
CHANCE = 0.4
LONGEST_FUSE = 0.3
# What somebody meets whose desk dies under their hands.
TROUBLE = (AssertionError, httpx.HTTPError, psycopg.Error)

Deed = Callable[[], object]


class KilledJourneys:
    """Walks one access request after another until so many kills have struck.

    A kill strikes in the middle of a deed. Whoever meets an error does what people do: looks how
    it stands, and does it again if it was not done.
    """

    def __init__(self, house: House, order: Order, *, seed: int) -> None:
        self.house = house
        self.order = order
        self.random = random.Random(seed)
        self.kills = 0
        self.people: list[Person] = []

    def run(self, office: dict[str, Any], *, kills: int) -> None:
        while self.kills < kills:
            for deed, is_done in self._journey(office):
                if self.kills < kills and self.random.random() < CHANCE:
                    self._strike_during(deed)
                self._insist(deed, is_done)

    def _strike_during(self, deed: Deed) -> None:
        victim = self.random.choice(VICTIMS)
        self.kills += 1
        print(f"kill {self.kills}: {victim}")
        self.order.remember()
        strike = threading.Timer(self.random.uniform(0, LONGEST_FUSE), self.house.kill, [victim])
        strike.start()
        with contextlib.suppress(*TROUBLE):
            deed()
        strike.join()
        if victim == "worker":
            self.house.advance(seconds=STUCK_SECONDS + 1)
        self.house.start(victim)

    def _insist(self, deed: Deed, is_done: Callable[[], bool]) -> None:
        def try_once() -> bool:
            if not is_done():
                with contextlib.suppress(*TROUBLE):
                    deed()
            return is_done()

        self.house.wait_for(try_once, what=f"{deed} to be done")

    def _journey(self, office: dict[str, Any]) -> Iterator[tuple[Deed, Callable[[], bool]]]:
        number = len(self.people) + 1
        person = Person(self.house, email=f"arpa{office['id']}.{number}@posti.example")
        self.people.append(person)
        filled: list[Page] = []
        yield lambda: filled.append(person.fill_in(office)), lambda: bool(filled)
        yield person.send_unless_sent, lambda: bool(person.reference)
        staff = Staff(self.house, office["handler"], password=office["password"])
        case = person.request_id
        yield lambda: staff.begin(case), lambda: person.state == "assessing"
        yield lambda: staff.settle_identity(case), lambda: self._identity(case) == "settled"
        yield lambda: staff.collect(case), lambda: person.state == "collecting"
        for left in (1, 0):
            yield (
                lambda: staff.finish_task(case, result="Tilaus 1001."),
                lambda left=left: self._open_tasks(case) == left,  # type: ignore[misc]
            )
        yield lambda: staff.review(case), lambda: person.state == "reviewing"
        yield lambda: staff.prepare(case), lambda: person.state == "ready"
        yield lambda: staff.send_answer(case), lambda: person.state == "answered"

    def _identity(self, case: int) -> str:
        return str(
            self.house.value(
                "SELECT c.state FROM requests_app_identitycheck c "
                "JOIN requests_app_rightsrequest r USING (submission_id) WHERE r.id = %s",
                case,
            )
        )

    def _open_tasks(self, case: int) -> int:
        return int(
            self.house.value(
                "SELECT count(*) FROM requests_app_task WHERE request_id = %s AND state = 'open'",
                case,
            )
        )
