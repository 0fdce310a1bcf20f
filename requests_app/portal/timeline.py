"""What has happened in a case, in the words of the person it is about."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from zoneinfo import ZoneInfo

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from requests_app.domain.representation import AnswerTo
from requests_app.domain.rights import Right
from requests_app.models import AuditEntry, RightsRequest, Submission, SuspensionGround
from requests_app.right_words import RIGHT_WORDS
from requests_app.services.addressing import answers_to

# What is not named here is between colleagues, or told by its neighbour.
SENTENCES: dict[str, str | Promise] = {
    "submission.received": _("We received your request."),
    "submission.email_confirmed": _("You confirmed your e-mail address."),
    "request.assess": _("We began to work on your request."),
    "request.collect": _("We began to search for your data."),
    "request.searched": _("We began to search for your data."),
    "request.review": _("The search was finished, and we began to check the result."),
    "request.correct": _("We began to correct the data."),
    "request.erase": _("We began to erase the data."),
    "request.restrict": _("We began to limit the use of the data."),
    "request.inform": _("We began to tell those who had received the data."),
    "request.weigh": _("We began to weigh your objection, and to limit the use of the data."),
    "request.cease": _("We began to stop the use of the data."),
    "request.cease_at_once": _("We asked everybody concerned to stop at once."),
    "request.start_review": _("We asked a human to look at the decision anew."),
    "review.decided": _("A human has looked at the decision anew."),
    "restriction.announced": _("We told you when the limit on the use of the data ends."),
    "restriction.lifted": _("The limit on the use of the data ended."),
    "message.from_person": _("You wrote to us."),
    "message.from_staff": _("We wrote you a message."),
    "progress.told": _("We wrote to you where your request stands."),
    "identity.ask": _("We asked you to help us make sure that it is you."),
    "identity.evidence_received": _("We received proof of who you are."),
    "identity.settle": _("We are sure that it is you."),
    "identity.fail": _("We could not make sure that it is you."),
    "identity.evidence_destroyed": _("We destroyed the proof of who you are."),
    "fee.asked": _("We told you that we ask for a fee, and why."),
    "fee.paid": _("The fee was paid."),
    "fee.waived": _("We no longer ask for the fee."),
    "authority.ask": _("We asked you to show that you may act for the person."),
    "authority.papers_received": _("We received what shows that you may act for the person."),
    "authority.settle": _("We know that you may act for the person."),
    "authority.fail": _("We could not see that you may act for the person."),
    "authority.treat_as_own": _("We treat your request as one about yourself."),
    "authority.papers_destroyed": _("We destroyed what showed that you may act."),
    "clock.extended": _("We told you that we need more time, and why."),
    "request.answer": _("We sent you the answer."),
    "request.answer_no_data": _("We sent you the answer."),
    "request.refuse": _("We told you why we do not do what you asked for."),
    "request.approve_refusal": _("We told you why we do not do what you asked for."),
    "request.withdraw": _("You withdrew your request."),
    "request.forward": _(
        "We passed your request on to the organisation that answers for the data."
    ),
    "request.client_asked": _("We asked you which organisation you have dealt with."),
    "request.split": _("We found that a part of your request concerns another’s data."),
    "request.close_unidentified": _("We closed your request, because we could not identify you."),
    "request.close_not_new": _(
        "We told you that we answer this with the same request, which you had sent before."
    ),
    "request.reopen": _("We opened your request again."),
    "package.fetch": _("You opened the answer."),
    "package.renewed": _("You had the time to fetch the answer prolonged."),
    "archive.downloaded": _("You downloaded the answer as one file."),
}
CLARIFICATION = {
    "clock.suspended": _("We asked you which data you mean."),
    "clock.resumed": _("We received what we had asked you for."),
}
# They name a request, and mean the whole submission.
OF_ALL = ("submission.", "identity.", "authority.")
# Said of what went past the writer, straight to the person concerned.
PAST_THE_WRITER = {
    "request.answer": _("We sent the answer to the person."),
    "request.answer_no_data": _("We sent the answer to the person."),
    "request.refuse": _("We sent our decision to the person."),
    "request.approve_refusal": _("We sent our decision to the person."),
}


@dataclass(frozen=True, kw_only=True)
class Event:
    """Something that happened, and on which local day of the organisation."""

    on: date
    text: str | Promise
    right: str | Promise = ""  # which of several rights it was about


def timeline(submission: Submission, requests: Sequence[RightsRequest]) -> list[Event]:
    """What has happened, the first thing first."""
    zone = ZoneInfo(submission.controller.time_zone)
    names = _names(requests)
    instead = PAST_THE_WRITER if answers_to(submission) is AnswerTo.PERSON else {}
    return [
        Event(
            on=_at(entry, submission).astimezone(zone).date(),
            text=text,
            right="" if entry.event.startswith(OF_ALL) else names.get(entry.request_id, ""),
        )
        for entry in submission.audit_entries.order_by("number")
        if (text := instead.get(entry.event) or _text(entry))
    ]


def _names(requests: Sequence[RightsRequest]) -> Mapping[int | None, str | Promise]:
    if len(requests) == 1:
        return {}
    return {row.pk: RIGHT_WORDS[Right(row.right)].name for row in requests}


def _text(entry: AuditEntry) -> str | Promise | None:
    if entry.event in CLARIFICATION and entry.facts.get("ground") == SuspensionGround.CLARIFICATION:
        return CLARIFICATION[entry.event]
    return SENTENCES.get(entry.event)


def _at(entry: AuditEntry, submission: Submission) -> datetime:
    # A letter may have lain in the box before somebody entered it here.
    return submission.received_at if entry.event == "submission.received" else entry.at
