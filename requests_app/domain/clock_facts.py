"""What the clock is told, and what it answers. The rule itself is in ``deadline.py``."""

from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum


class Regime(StrEnum):
    """Whose law counts the days."""

    EU = "EU"
    UK = "UK"


class Ground(StrEnum):
    """What the controller waits for the person to send."""

    IDENTITY = "identity"
    CLARIFICATION = "clarification"
    FEE = "fee"


class Source(StrEnum):
    """Where a rule stands written."""

    START = "Reg. 1182/71 Art. 3(1)"
    MONTHS = "Reg. 1182/71 Art. 3(2)(c)"
    WORKING_DAY = "Reg. 1182/71 Art. 3(4)"
    ANSWER = "GDPR Art. 12(3)"
    REFUSAL = "GDPR Art. 12(4)"
    STOP = "GDPR Art. 7(3), 21(3)"
    UNDUE_DELAY = "EDPB Guidelines 01/2022 para 158"
    SUSPENSION = "EDPB Guidelines 01/2022 para 159"
    FEE = "EDPB Guidelines 01/2022 para 194"
    JOINT = "GDPR Art. 26(3)"
    UK_ANSWER = "UK GDPR Art. 12A"
    UK_GUIDANCE = "ICO guidance on time limits"
    NOTICE = "GDPR Art. 14(3)"
    NOTICE_MONTH = "GDPR Art. 14(3)(a)"
    NOTICE_COMMUNICATION = "GDPR Art. 14(3)(b)"
    NOTICE_DISCLOSURE = "GDPR Art. 14(3)(c)"
    COMPLAINT = "DPA 2018 s. 164A(3)"
    COMPLAINT_OUTCOME = "DPA 2018 s. 164A(4)"


class Rule(StrEnum):
    """One reason in an explanation. The codes are stable; the sentences are in explanation.py."""

    RECEIVED = "received"
    STOP_AT_ONCE = "stop_at_once"
    ONE_MONTH = "one_month"
    ONE_MONTH_CLAMPED = "one_month_clamped"
    SUSPENDED_IDENTITY = "suspended_identity"
    SUSPENDED_CLARIFICATION = "suspended_clarification"
    SUSPENDED_SAME_DAY = "suspended_same_day"
    UK_CLARIFICATION = "uk_clarification"
    UK_IDENTITY_RESTART = "uk_identity_restart"
    UK_FEE_RESTART = "uk_fee_restart"
    ASKED_LATE = "asked_late"
    SUSPENSION_TOO_LATE = "suspension_too_late"
    FEE_NOT_COUNTED = "fee_not_counted"
    NO_SUSPENSION_OF_STOP = "no_suspension_of_stop"
    DAYS_ADDED = "days_added"
    DAYS_ADDED_ONCE = "days_added_once"
    ROLLED_FORWARD = "rolled_forward"
    EXTENDED = "extended"
    PROMISED = "promised"
    EXTENSION_TOO_LATE = "extension_too_late"
    NO_EXTENSION_OF_STOP = "no_extension_of_stop"
    DUE = "due"
    SUSPENSION_OPEN = "suspension_open"
    WITHOUT_SUSPENSION = "without_suspension"
    SAFE = "safe"
    UK_SAFE = "uk_safe"
    REFUSE_BY = "refuse_by"
    JOINT_EARLIEST = "joint_earliest"
    # Duties apart from requests (duties.py).
    OBTAINED = "obtained"
    FIRST_COMMUNICATION = "first_communication"
    FIRST_DISCLOSURE = "first_disclosure"
    TELL_BY = "tell_by"
    COMPLAINED = "complained"
    ACKNOWLEDGE_BY = "acknowledge_by"
    TELL_OUTCOME = "tell_outcome"


@dataclass(frozen=True, kw_only=True)
class Suspension:
    """A question to the person, and its sufficient answer; ``None`` while we still wait.

    Both are aware instants; raises ValueError for a naive one, or an answer before its question.
    """

    ground: Ground
    asked_at: datetime
    answered_at: datetime | None

    def __post_init__(self) -> None:
        _refuse_naive(self.asked_at, self.answered_at)
        if self.answered_at is not None and self.answered_at < self.asked_at:
            raise ValueError("A question cannot be answered before it was asked.")


@dataclass(frozen=True, kw_only=True)
class ClockFacts:
    """All that the due date of one request follows from.

    Instants are aware, else ValueError. ``time_zone`` (an IANA name) and ``calendar`` are those
    of the controller's establishment that answers (Reg. 1182/71 Art. 2(1)), never the person's.
    ``promised_on`` is the day that the person was told with the extension, where it is earlier than
    the law's: it moves what the house works to, and never the lawful last day.
    ``without_month`` marks the duties to stop, of Art. 7(3) and Art. 21(2)-(3): there the month
    is for the confirmation alone, and nothing suspends or extends it.
    """

    received_at: datetime
    time_zone: str
    calendar: str
    regime: Regime = Regime.EU
    suspensions: tuple[Suspension, ...] = ()
    extension_notified_at: datetime | None = None
    promised_on: date | None = None
    without_month: bool = False

    def __post_init__(self) -> None:
        _refuse_naive(self.received_at, self.extension_notified_at)


@dataclass(frozen=True, kw_only=True)
class Step:
    """One reason: which rule, where it is written, and the local days and the days it counts."""

    rule: Rule
    source: Source
    from_date: date | None
    to_date: date | None
    days: int | None = None


@dataclass(frozen=True, kw_only=True)
class Dates:
    """All dates of one request, with their reasons.

    Every date is a local day of the controller.

    - ``nominal_end``: one month after receipt, with the days suspended, before it is moved off a
      weekend or holiday.
    - ``base_due_on``: the last day without extension; the last day, too, to tell of one.
    - ``extended_due_on``: the last day with a valid extension.
    - ``due_on``: the lawful last day; ``None`` while a suspension that counts is open.
    - ``due_without_suspension``: the last day if no suspension were to stand. A notice of
      extension that was in time only thanks to a suspension then falls too.
    - ``safe_on``: the day nobody can dispute, without suspension or extension, and never late.
    - ``target_on``: the day the house works to; ``None`` while a suspension is open.
    - ``refuse_by``: the last day to refuse, never extended (Art. 12(4)).
    - ``due_ends_at``: the first instant, in UTC, at which an answer would be late.

    While a suspension is open, the dates that are shown leave the open one out.
    """

    received_on: date
    nominal_end: date
    base_due_on: date
    extended_due_on: date | None
    due_on: date | None
    due_without_suspension: date
    safe_on: date
    target_on: date | None
    refuse_by: date
    extension_valid: bool | None
    due_ends_at: datetime | None
    running: bool
    steps: tuple[Step, ...]


def _refuse_naive(*instants: datetime | None) -> None:
    for instant in instants:
        if instant is not None and instant.utcoffset() is None:
            raise ValueError(f"{instant.isoformat()} has no UTC offset, so it names no instant.")
