"""Walks journeys side by side: a deed of each in its turn, and the next day when all wait."""

from collections.abc import Iterable, Iterator
from datetime import timedelta

from tests.house.house import House
from tests.house.journeys.case import Case
from tests.house.journeys.deeds import Days, Deed


class Walker:
    """Walks without haste: whatever goes wrong on a journey is kept there (Case.failure)."""

    def __init__(self, house: House) -> None:
        self.house = house
        self.under_way: list[Case] = []

    def walk(self, cases: Iterable[Case], *, at_a_time: int) -> None:
        """Walk every case to its end, so many of them side by side."""
        coming = iter(cases)
        self.under_way = list(_some(coming, at_a_time))
        while self.under_way:
            self._let_days_pass()
            for case in [case for case in self.under_way if self._can_go_on(case)]:
                if not self._go_on(case):
                    self.under_way.remove(case)
                    self.under_way += _some(coming, 1)

    def take(self, case: Case, deed: Deed) -> None:
        """Do one deed."""
        self.house.wait_for(deed.may_begin, what=f"{case}: what is needed to {deed.name}")
        if not deed.is_done():
            deed.do()
        assert deed.is_done(), f"{case}: {deed.name} has left no trace"

    def new_day(self) -> None:
        """What happens in the morning: every sweep sees the day."""
        self.house.settle()

    def fail(self, case: Case, error: Exception) -> None:
        """A journey cannot go on."""
        case.failure = error

    def _let_days_pass(self) -> None:
        if any(self._can_go_on(case) for case in self.under_way):
            return
        self.house.morning(min(case.goes_on_on for case in self.under_way if case.goes_on_on))
        self.new_day()

    def _can_go_on(self, case: Case) -> bool:
        return case.goes_on_on is None or case.goes_on_on <= self.house.today()

    def _go_on(self, case: Case) -> bool:
        """Whether there is more to do."""
        try:
            following = next(case.way, None)
            if isinstance(following, Days):
                case.goes_on_on = self.house.today() + timedelta(days=following.number)
            elif following is not None:
                self.take(case, following)
        except Exception as error:
            self.fail(case, error)
            return False
        return following is not None


def _some(cases: Iterator[Case], number: int) -> Iterator[Case]:
    for _ in range(number):
        if (case := next(cases, None)) is not None:
            yield case
