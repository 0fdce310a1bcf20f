"""What has happened in a case, in the words of the person it is about."""

from dataclasses import dataclass
from datetime import date, datetime
from zoneinfo import ZoneInfo

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from requests_app.models import AuditEntry, Submission, SuspensionGround

# What is not named here is between colleagues, or told by its neighbour.
SENTENCES: dict[str, str | Promise] = {
    "submission.received": _("We received your request."),
    "submission.email_confirmed": _("You confirmed your e-mail address."),
    "request.assess": _("We began to work on your request."),
    "request.collect": _("We began to search for your data."),
    "request.review": _("The search was finished, and we began to check the result."),
    "identity.ask": _("We asked you to help us make sure that it is you."),
    "identity.settle": _("We are sure that it is you."),
    "identity.fail": _("We could not make sure that it is you."),
    "clock.extended": _("We told you that we need more time, and why."),
    "request.answer": _("We sent you the answer."),
    "request.refuse": _("We told you why we do not do what you asked for."),
    "request.approve_refusal": _("We told you why we do not do what you asked for."),
    "request.withdraw": _("You withdrew your request."),
    "request.forward": _(
        "We passed your request on to the organisation that answers for the data."
    ),
    "request.close_unidentified": _("We closed your request, because we could not identify you."),
    "request.reopen": _("We opened your request again."),
    "package.fetch": _("You opened the answer."),
}
CLARIFICATION = {
    "clock.suspended": _("We asked you which data you mean."),
    "clock.resumed": _("We received what we had asked you for."),
}


@dataclass(frozen=True, kw_only=True)
class Event:
    """Something that happened, and on which local day of the organisation."""

    on: date
    text: str | Promise


def timeline(submission: Submission) -> list[Event]:
    """What has happened, the first thing first."""
    zone = ZoneInfo(submission.controller.time_zone)
    return [
        Event(on=_at(entry, submission).astimezone(zone).date(), text=text)
        for entry in submission.audit_entries.order_by("number")
        if (text := _text(entry))
    ]


def _text(entry: AuditEntry) -> str | Promise | None:
    if entry.event in CLARIFICATION and entry.facts.get("ground") == SuspensionGround.CLARIFICATION:
        return CLARIFICATION[entry.event]
    return SENTENCES.get(entry.event)


def _at(entry: AuditEntry, submission: Submission) -> datetime:
    # A letter may have lain in the box before somebody entered it here.
    return submission.received_at if entry.event == "submission.received" else entry.at
