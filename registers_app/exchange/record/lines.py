"""How a line of a register is told in one line of a cell."""

from django.utils.translation import gettext as _

from registers_app.exchange.record.entries import Entry
from registers_app.models import (
    Controller,
    DataCategory,
    PurposeBasis,
    Recipient,
    RecipientKind,
    RetentionRule,
    Transfer,
)


def who(controller: Controller) -> str:
    """An organisation, with how it is reached."""
    return joined(
        controller.name,
        controller.business_id,
        controller.postal_address,
        controller.email,
        controller.phone,
    )


def officer(controller: Controller) -> str:
    """The data protection officer, with how they are reached."""
    return joined(
        controller.dpo_name,
        controller.dpo_email,
        controller.dpo_phone,
        controller.dpo_postal_address,
    )


def basis_line(entry: Entry, basis: PurposeBasis) -> str:
    """A lawful basis with its law."""
    return with_more(basis.get_basis_display(), entry.say(basis.legal_acts))


def ban_line(entry: Entry, row: DataCategory) -> str:
    """What makes a category of data more than ordinary, and what allows it (Art. 9, 10, 87)."""
    marks = [
        row.get_special_condition_display() or _("special category (Art. 9)")
        if row.is_special
        else "",
        _("convictions and offences (Art. 10)") if row.is_criminal else "",
        _("personal identity code (Art. 87)") if row.is_identity_code else "",
    ]
    said = [mark for mark in marks if mark]
    if not said:
        return ""
    return f"{entry.say(row.names)}: {with_more(', '.join(said), entry.say(row.legal_acts))}"


def recipient_line(entry: Entry, row: Recipient) -> str:
    """A recipient with its country."""
    return with_more(entry.say(row.names), row.country)


def transfer_line(entry: Entry, row: Transfer) -> str:
    """A transfer with its country and what makes it lawful."""
    steps_in = row.get_fallback_display() if row.fallback else ""
    safeguard = "; ".join(filter(None, [row.get_safeguard_display(), steps_in]))
    return f"{with_more(entry.say(row.names), row.country)}: {safeguard}"


def retention_line(entry: Entry, rule: RetentionRule) -> str:
    """A rule of retention with its period."""
    period = ""
    if rule.period_months is not None:
        period = _("%(number)d months") % {"number": rule.period_months}
    starts = rule.get_starts_display() if rule.starts else ""
    return with_more(entry.say(rule.names), ", ".join(filter(None, [period, starts])))


def recipients(entry: Entry) -> str:
    """Categories of recipients, and the kinds of those that are named."""
    rows = entry.version.recipients.all()
    by_name = {row.get_kind_display() for row in rows if not row.is_category}
    categories = [recipient_line(entry, row) for row in rows if row.is_category]
    return entry.lines([*categories, *sorted(by_name)])


def named_recipients(entry: Entry) -> str:
    """Recipients by name that are no processors (Art. 15(1)(c), 19)."""
    return entry.lines(
        recipient_line(entry, row)
        for row in entry.version.recipients.all()
        if not row.is_category and row.kind != RecipientKind.PROCESSOR
    )


def processors(entry: Entry) -> str:
    """Processors with their agreements (Art. 28(3))."""
    return entry.lines(
        with_more(recipient_line(entry, row), row.agreement)
        for row in entry.version.recipients.all()
        if row.kind == RecipientKind.PROCESSOR
    )


def transfers(entry: Entry) -> str:
    """All transfers."""
    return entry.lines(transfer_line(entry, row) for row in entry.version.transfers.all())


def documentation(entry: Entry) -> str:
    """Where the safeguards are documented, and where a copy can be had."""
    rows = entry.version.transfers.all()
    return entry.lines(joined(row.documentation, entry.say(row.copies)) for row in rows)


def automation(entry: Entry) -> str:
    """What is said of automated decisions, and each of them."""
    rows = entry.version.automations.all()
    said = [entry.say(entry.version.automated_decisions), *(entry.say(row.names) for row in rows)]
    return entry.lines(said)


def systems(entry: Entry) -> str:
    """The data systems in use, with their owners."""
    rows = [row for row in entry.register.data_systems.all() if row.is_active]
    return entry.lines(with_more(row.name, row.owner) for row in rows)


def in_force_from(entry: Entry) -> str:
    """From which day on the version is in force."""
    day = entry.version.effective_on
    return day.isoformat() if day else ""


def reviewed_on(entry: Entry) -> str:
    """When somebody found that it still holds."""
    day = entry.register.reviewed_on
    return day.isoformat() if day else ""


def version_number(entry: Entry) -> str:
    """Its number and state."""
    return with_more(str(entry.version.number), entry.version.get_state_display())


def with_more(text: str, more: str) -> str:
    """*text*, with *more* in brackets."""
    return f"{text} ({more})" if text and more else text or more


def joined(*lines: str) -> str:
    """The lines that say something."""
    return "\n".join(filter(None, lines))


def purposes(entry: Entry) -> str:
    """All purposes."""
    return entry.lines(entry.say(row.names) for row in entry.version.purposes.all())
