"""A drill: journeys of every right while processes and servers die at random instants.

A kill strikes in the middle of a deed. Whoever meets an error does what people do: looks how it
stands, and does it again if it was not done. Now and then a second beat runs, and for thirty days
neither worker nor beat.
"""

import contextlib
import random
import threading
import time
from collections import Counter, deque
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import count
from typing import Any

import httpx
import psycopg

from tests.house.house import STUCK_SECONDS, House
from tests.house.journeys.case import Case
from tests.house.journeys.catalogue import JOURNEYS
from tests.house.journeys.deeds import Deed
from tests.house.missed import Downtime
from tests.house.order import Order
from tests.house.staff import Staff
from tests.house.walker import Walker

VICTIMS = ("web", "worker", "beat", "redis", "postgres")
SECOND_BEAT = "second beat"
THIRTY_DAYS = "thirty days"
DOWN = ("worker", "beat", SECOND_BEAT)
AT_A_TIME = 3
CHANCE = 0.4
LONGEST_FUSE = 0.3
KILLS_FOR_EACH_OF_THE_OTHERS = 10
# What somebody meets whose desk dies under their hands.
TROUBLE = (AssertionError, httpx.HTTPError, psycopg.Error)


@dataclass(frozen=True, kw_only=True)
class Strike:
    """What struck, how many seconds after the deed began, and how that went."""

    number: int
    what: str
    fuse: float
    case: Case
    deed: Deed
    was_interrupted: bool
    recovered_after: float

    def __str__(self) -> str:
        met = "interrupted" if self.was_interrupted else "done all the same"
        return (
            f"{self.number:4d}  {self.what:11s}  {self.fuse * 1000:4.0f} ms into "
            f"“{self.case}: {self.deed.name}”, {met}; up again after {self.recovered_after:.1f} s"
        )


class Drill(Walker):
    """Walks journeys until so many kills have struck, and those under way to their ends."""

    def __init__(self, house: House, order: Order, *, seed: int, kills: int) -> None:
        super().__init__(house)
        self.order = order
        self.random = random.Random(seed)
        self.plan = deque(_plan(self.random, kills))
        self.strikes: list[Strike] = []
        self.cases: list[Case] = []
        self.office: dict[str, Any] = {}
        self._slept: set[Case] = set()

    def run(self, office: dict[str, Any], *, journeys: int) -> None:
        """Walk at least so many journeys."""
        self.office = office
        staff = Staff(self.house, office["handler"], password=office["password"])
        self.walk(self._journeys(staff, at_least=journeys), at_a_time=AT_A_TIME)

    def take(self, case: Case, deed: Deed) -> None:
        """Do one deed, which may be interrupted."""
        self.house.start_what_ended_unasked()
        self.house.wait_for(deed.may_begin, what=f"{case}: what is needed to {deed.name}")
        if self.random.random() < CHANCE and (planned := self._next_strike()):
            self._strike_during(case, deed, *planned)
        self._insist(case, deed)

    def new_day(self) -> None:
        """Nobody waits until the morning's reminders are out."""

    def fail(self, case: Case, error: Exception) -> None:
        """One journey that cannot go on is enough."""
        raise AssertionError(f"{case} cannot go on, after {len(self.strikes)} strikes") from error

    def _journeys(self, staff: Staff, *, at_least: int) -> Iterator[Case]:
        """All of them in a random order, before any comes again."""
        numbers = count()
        while self.plan or len(self.cases) < at_least:
            names = list(JOURNEYS)
            self.random.shuffle(names)
            for name in names:
                if not self.plan and len(self.cases) >= at_least:
                    return
                case = Case(self.house, self.office, staff, JOURNEYS[name], number=next(numbers))
                self.cases.append(case)
                yield case

    # --- Strikes ------------------------------------------------------------------------------

    def _next_strike(self) -> tuple[str, float] | None:
        """The next one of the plan. Nobody sleeps twice: links are good for sixty days."""
        for number, (what, _fuse) in enumerate(self.plan):
            if what != THIRTY_DAYS or self._may_sleep():
                planned = self.plan[number]
                del self.plan[number]
                return planned
        return None

    def _may_sleep(self) -> bool:
        return not any(
            case in self._slept or case.journey.needs_the_first_month for case in self.under_way
        )

    def _strike_during(self, case: Case, deed: Deed, what: str, fuse: float) -> None:
        self.order.remember()
        began = time.monotonic()
        if what == SECOND_BEAT and not self.house.is_running(SECOND_BEAT):
            self.house.start(SECOND_BEAT)
            was_interrupted = False
        else:
            was_interrupted = self._interrupt(deed, what, fuse)
            self._recover(what)
        self.strikes.append(
            Strike(
                number=len(self.strikes) + 1,
                what=what,
                fuse=fuse,
                case=case,
                deed=deed,
                was_interrupted=was_interrupted,
                recovered_after=time.monotonic() - began,
            )
        )
        print(self.strikes[-1], flush=True)

    def _interrupt(self, deed: Deed, what: str, fuse: float) -> bool:
        """Whether the deed met an error."""
        strike = threading.Timer(fuse, self._kill, [what])
        strike.start()
        try:
            deed.do()
        except TROUBLE:
            return True
        finally:
            strike.join()
        return False

    def _kill(self, what: str) -> None:
        for name in DOWN if what == THIRTY_DAYS else (what,):
            if what in VICTIMS or self.house.is_running(name):
                self.house.kill(name)

    def _recover(self, what: str) -> None:
        if what == THIRTY_DAYS:
            self._sleep_thirty_days()
        elif what in VICTIMS:
            if what == "worker":
                self.house.advance(seconds=STUCK_SECONDS + 1)
            self.house.start(what)

    def _sleep_thirty_days(self) -> None:
        downtime = Downtime(self.house, self.office)
        self.house.advance(days=30)
        for name in ("beat", "worker"):
            self.house.start(name)
        self.house.settle()
        downtime.check()
        self._slept |= set(self.under_way)

    def _insist(self, case: Case, deed: Deed) -> None:
        troubles: list[Exception] = []

        def try_once() -> bool:
            with contextlib.suppress(psycopg.Error):
                if not deed.is_done():
                    try:
                        deed.do()
                    except TROUBLE as trouble:
                        troubles.append(trouble)
                return deed.is_done()
            return False

        try:
            self.house.wait_for(try_once, what=f"{case}: {deed.name}")
        except AssertionError as error:
            raise AssertionError(f"{case}: {deed.name}") from (troubles or [error])[-1]

    # --- What it came to ----------------------------------------------------------------------

    def summary(self) -> str:
        """A table: what struck how often, how many deeds it interrupted, and the longest wait."""
        lines = [f"{'what struck':12s} {'times':>5s} {'interrupted':>12s} {'longest, s':>11s}"]
        for what in (*VICTIMS, SECOND_BEAT, THIRTY_DAYS):
            these = [strike for strike in self.strikes if strike.what == what]
            interrupted = sum(strike.was_interrupted for strike in these)
            longest = max((strike.recovered_after for strike in these), default=0.0)
            lines.append(f"{what:12s} {len(these):5d} {interrupted:12d} {longest:11.1f}")
        ends = Counter(case.journey.name for case in self.cases)
        walked = f"{len(self.cases)} journeys to their ends, {len(ends)} of {len(JOURNEYS)} kinds"
        return "\n".join([*lines, walked])


def _plan(rng: random.Random, kills: int) -> list[tuple[str, float]]:
    """Every process as often as any other, and a downtime and a second beat for every ten kills."""
    whole = list(VICTIMS) * (-(-kills // len(VICTIMS)))
    strikes = whole[:kills]
    for other in (SECOND_BEAT, THIRTY_DAYS):
        strikes += [other] * (-(-kills // KILLS_FOR_EACH_OF_THE_OTHERS))
    rng.shuffle(strikes)
    return [(what, rng.uniform(0, LONGEST_FUSE)) for what in strikes]
