"""What a mail would be as a request: its last day, and the registers that it may mean."""

from datetime import date

from notices_app.domain.reading.registers import registers_meant
from notices_app.models import InboundMail
from registers_app.models import Register
from registers_app.selectors import published_registers
from requests_app.domain.deadline import ClockFacts, Regime, compute


def mail_due_on(row: InboundMail) -> date | None:
    """The lawful last day, counted from the mail's receipt (GDPR Art. 12(3))."""
    facts = ClockFacts(
        received_at=row.received_at,
        time_zone=row.controller.time_zone,
        calendar=row.controller.calendar,
        regime=Regime(row.controller.regime),
    )
    return compute(facts).due_on


def registers_perhaps_meant(row: InboundMail, *, language: str) -> list[str]:
    """The names of the organisation's registers that the mail speaks of."""
    registers: dict[int, Register] = {
        register.pk: register for register in published_registers(row.controller)
    }
    names = {key: list(register.names.values()) for key, register in registers.items()}
    found = registers_meant(row.words.read, names)
    return [str(registers[key].name_in(language).text) for key in found]
