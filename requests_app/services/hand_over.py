"""Hand a request to the controller that answers it: a mail whose link opens what it needs.

The mail names no person. Its link holds a signed number of the audit entry that proves the passing
on; what can be read there ends with that entry's time, its purge, or a reopening of the request.
"""

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from django.core import signing
from django.db import transaction
from django.utils import translation

from config.clock import now, today
from notices_app.models import Notice
from notices_app.services import enqueue
from registers_app.domain.actors import SYSTEM
from registers_app.models import DataAfter, ProcessorClient
from requests_app.detail_words import detail_text
from requests_app.domain.rights import Right, stops_at_once
from requests_app.models import AuditEntry, AuditPayload, HandOver, RequestState, RightsRequest
from requests_app.services.links import absolute
from requests_app.services.perform import lock_case
from requests_app.services.record import record

SALT = "requests_app.hand_over"
# As long as a person's own links: the controller's month and some weeks.
LIFETIME = timedelta(days=60)
FORWARD = "request.forward"
OPENED = "request.handed_over_opened"


@dataclass(frozen=True, kw_only=True)
class Answerer:
    """The controller that answers, and the mailbox to which the desk sends the request.

    Without a mailbox it was passed on by other means, and who did that says how.
    """

    name: str
    mailbox: str = ""
    client: ProcessorClient | None = None

    @property
    def as_told(self) -> str:
        """Who it is and where to turn, as the person reads it."""
        return f"{self.name}, {self.mailbox}" if self.mailbox else self.name

    @property
    def as_former(self) -> dict[str, Any] | str:
        """When our agreement ended and what became of the data; empty while it goes on."""
        if self.client is None or self.client.ended_on is None:
            return ""
        returned = self.client.data_after == DataAfter.RETURNED
        return {"ended_on": self.client.ended_on, "returned": returned}

    def facts(self) -> dict[str, int]:
        """What stays in the audit for ever; a client is named by its id."""
        return {"client": self.client.pk} if self.client else {}

    def payload(self, *, how: str) -> dict[str, str]:
        """The proof: to whom it went, and how."""
        return {"forwarded_to": self.as_told, "mailbox": self.mailbox, "how": how.strip()}


def answerer_of(client: ProcessorClient) -> Answerer:
    """A client of ours, at the mailbox that its agreement names."""
    return Answerer(name=client.name, mailbox=client.email, client=client)


@dataclass(frozen=True, kw_only=True)
class HandedOver:
    """What the controller reads: one request, the person, and what they wrote of it."""

    request: RightsRequest
    entry: AuditEntry
    name: str
    agreement: str
    text: str
    sent_on: date
    expires_on: date
    stops_at_once: bool


def hand_over(request: RightsRequest, *, entry: AuditEntry, to: Answerer) -> Notice:
    """Mail the controller the link to a request that *entry* says was passed on to it."""
    HandOver.objects.create(request=request, entry_number=entry.number, sent_at=entry.at)
    return mail_link(
        request,
        entry=entry,
        mailbox=to.mailbox,
        kind="handed_over",
        occasion=f"handed_over:{entry.pk}",
        answerer=to.name,
        agreement=to.client.agreement if to.client else "",
        stops_at_once=_stops_at_once(request),
    )


def mail_link(
    request: RightsRequest,
    *,
    entry: AuditEntry,
    mailbox: str,
    kind: str,
    occasion: str,
    **more: Any,
) -> Notice:
    """Mail a controller the link to what *entry* says was passed on to it; *more* is said too."""
    controller = request.submission.controller
    language = controller.language
    with translation.override(language):
        right = str(request.get_right_display())
    return enqueue(
        kind=kind,
        language=language,
        to_address=mailbox,
        controller=controller,
        occasion=occasion,
        context={
            "reference": request.submission.reference,
            "controller": controller,
            "right": right,
            "received_on": request.received_on,
            "due_on": request.due_on,
            "expires_on": _local_day(_expires_at(entry), request),
            "handed_over_url": absolute(
                "portal:handed_over",
                submission=request.submission,
                language=language,
                secret=signing.dumps(entry.pk, salt=SALT),
            ),
            **more,
        },
        submission_id=request.submission_id,
    )


def find_handed_over(secret: str) -> HandedOver | None:
    """What the link of such a mail opens, unless its time is over or the case was taken back."""
    try:
        pk = int(signing.loads(secret, salt=SALT))
    except signing.BadSignature:
        return None
    entry = AuditEntry.objects.filter(pk=pk, event=FORWARD).first()
    payload = AuditPayload.objects.filter(entry=pk).first()
    if entry is None or payload is None or _expires_at(entry) <= now():
        return None
    requests = RightsRequest.objects.select_related("submission__controller")
    request = requests.get(pk=entry.request_id or 0)
    if not _is_still_theirs(request, entry):
        return None
    client = ProcessorClient.objects.filter(pk=entry.facts.get("client")).first()
    return HandedOver(
        request=request,
        entry=entry,
        name=client.name if client else payload.content["forwarded_to"],
        agreement=client.agreement if client else "",
        text=request.part_about or whole_text(request),
        sent_on=_local_day(entry.at, request),
        expires_on=_local_day(_expires_at(entry), request),
        stops_at_once=_stops_at_once(request),
    )


def whole_text(request: RightsRequest) -> str:
    """What the person said of this right and besides, in the reader's language."""
    said = detail_text(Right(request.right), request.said)
    return "\n\n".join(text for text in (said, request.submission.about) if text)


@dataclass(frozen=True, kw_only=True)
class Mailbox:
    """Where the controller has the desk's mail about a request, and what that mail's link shows."""

    entry: AuditEntry
    mailbox: str
    name: str


def mailbox_of(request: RightsRequest) -> Mailbox | None:
    """Where to mail the controller again; None where the desk mailed nothing that still opens."""
    if request.state != RequestState.FORWARDED:
        return None
    entry = latest_entry(request, FORWARD)
    payload = AuditPayload.objects.filter(entry=entry).first()
    mailbox = payload.content["mailbox"] if payload else ""
    if payload is None or not mailbox or _expires_at(entry) <= now():
        return None
    client = ProcessorClient.objects.filter(pk=entry.facts.get("client")).first()
    name = client.name if client else payload.content["forwarded_to"]
    return Mailbox(entry=entry, mailbox=mailbox, name=name)


@transaction.atomic
def note_handed_over_opened(handed: HandedOver) -> None:
    """Note when the controller first opened it: the proof that it arrived."""
    lock_case(RightsRequest, handed.request.pk)
    mailed = HandOver.objects.filter(request=handed.request, entry_number=handed.entry.number)
    if mailed.filter(opened_at=None).update(opened_at=now()):
        record(
            submission_id=handed.request.submission_id,
            event="request.handed_over_opened",
            actor=SYSTEM,
            request_id=handed.request.pk,
            facts={"entry": handed.entry.number},
        )


@transaction.atomic
def note_codes_shown(handed: HandedOver) -> None:
    """Note that the controller looked at the identity codes that the person typed."""
    lock_case(RightsRequest, handed.request.pk)
    record(
        submission_id=handed.request.submission_id,
        event="request.handed_over_codes_opened",
        actor=SYSTEM,
        request_id=handed.request.pk,
        facts={"entry": handed.entry.number},
    )


def latest_entry(request: RightsRequest, event: str) -> AuditEntry:
    """The newest entry of that event about the request."""
    entries = AuditEntry.objects.filter(submission=request.submission_id, event=event)
    return entries.filter(request_id=request.pk).latest("number")


def sent_on(request: RightsRequest) -> date:
    """Today, where the case's clock runs."""
    return today(request.submission.controller.time_zone)


def _is_still_theirs(request: RightsRequest, entry: AuditEntry) -> bool:
    return request.state == RequestState.FORWARDED and latest_entry(request, FORWARD) == entry


def _expires_at(entry: AuditEntry) -> datetime:
    return entry.at + LIFETIME


def _local_day(instant: datetime, request: RightsRequest) -> date:
    return instant.astimezone(ZoneInfo(request.submission.controller.time_zone)).date()


def _stops_at_once(request: RightsRequest) -> bool:
    return stops_at_once(Right(request.right), request.objection_scope)
