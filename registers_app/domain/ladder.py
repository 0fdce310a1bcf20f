"""Who is reminded how many days before the day that the house works to, and at what hours."""

from dataclasses import dataclass
from datetime import datetime, time


@dataclass(frozen=True, kw_only=True)
class Ladder:
    """The steps of one organisation. Days count back from the target day; 0 is that day.

    ``owner_days``: the owner of a data system whose work is missing; ``owner_handler_days`` and
    ``owner_supervisor_days``: who is told of that. Without ``quiet_from`` every hour is as good.
    """

    handler_days: tuple[int, ...] = (14, 7, 3, 1)
    supervisor_days: tuple[int, ...] = (14, 7, 3, 1)
    dpo_days: tuple[int, ...] = ()
    owner_days: tuple[int, ...] = (7, 3, 1, 0)
    owner_handler_days: tuple[int, ...] = (3,)
    owner_supervisor_days: tuple[int, ...] = (1,)
    quiet_from: time | None = None
    quiet_until: time | None = None
    working_days_only: bool = False

    @property
    def staff_days(self) -> tuple[int, ...]:
        """Every step before the target day at which anybody is told, furthest first."""
        days = {*self.handler_days, *self.supervisor_days, *self.dpo_days} - {0}
        return tuple(sorted(days, reverse=True))

    def is_quiet(self, at: datetime) -> bool:
        """Whether *at*, a moment on the organisation's clock, is at night."""
        if self.quiet_from is None or self.quiet_until is None:
            return False
        now = at.time()
        if self.quiet_from <= self.quiet_until:
            return self.quiet_from <= now < self.quiet_until
        return now >= self.quiet_from or now < self.quiet_until


# Without a plan: staff and owners on working days from eight to five, persons on any day from eight
# to eight. Each legal date has a step a week before, so none is missed over a weekend.
STANDARD = Ladder(quiet_from=time(17), quiet_until=time(8), working_days_only=True)
STANDARD_AT_HOME = Ladder(quiet_from=time(20), quiet_until=time(8))
