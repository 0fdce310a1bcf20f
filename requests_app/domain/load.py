"""How much work open requests are: one number for each handler, to share work out fairly."""

from dataclasses import dataclass

# A request that waits for the person asks little; what is due soon or late comes before the rest.
WAITING = 0.5
OPEN = 1.0
THIS_WEEK = 2.0
LATE = 3.0


@dataclass(frozen=True, kw_only=True)
class Load:
    """What is open at one handler. The last three are parts of the first, and apart."""

    open: int
    this_week: int
    late: int
    waiting: int

    @property
    def weighted(self) -> float:
        """The load as one number."""
        calm = self.open - self.this_week - self.late - self.waiting
        return calm * OPEN + self.this_week * THIS_WEEK + self.late * LATE + self.waiting * WAITING
