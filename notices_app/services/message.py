"""The message as the mail server gets it."""

from collections.abc import Sequence
from email.utils import format_datetime, formataddr, parseaddr

from django.conf import settings
from django.core.mail import EmailMultiAlternatives
from django.db.models import OuterRef, Subquery

from config.clock import now
from notices_app.letters import LETTER_KINDS, Medium
from notices_app.models import Notice
from notices_app.services.reply_token import reply_address

POSSIBLE_DUPLICATE = "X-Rightsdesk-Possible-Duplicate"


def threads_of(notices: Sequence[Notice]) -> dict[int, str]:
    """For each message the first of the same case to the same address, by its Message-ID, so that
    mail programs show one thread; the first itself has none.
    """
    first = Notice.objects.filter(
        submission_id=OuterRef("submission_id"),
        to_address=OuterRef("to_address"),
        pk__lt=OuterRef("pk"),
    ).order_by("pk")
    rows = Notice.objects.filter(pk__in=[notice.pk for notice in notices])
    found = rows.annotate(first=Subquery(first.values("message_id")[:1]))
    return {pk: name for pk, name in found.values_list("pk", "first") if name}


def _answers_go_to(notice: Notice) -> str:
    """Where the person's answer finds its case; staff and others do not write as the person."""
    kind = LETTER_KINDS.get((Medium.MAIL, notice.kind))
    if kind is None or "name" not in kind.needs or notice.submission_id is None:
        return ""
    return reply_address(notice.submission_id)


def build_message(notice: Notice, *, thread: str = "") -> EmailMultiAlternatives:
    """The message of a notice, with its stored Message-ID, in its *thread*.

    Raises BadHeaderError.
    """
    controller = notice.controller
    _, address = parseaddr(controller.sender_email or settings.DEFAULT_FROM_EMAIL)
    headers = {
        "Message-ID": notice.message_id,
        "Date": format_datetime(now()),
        "Auto-Submitted": "auto-generated",  # RFC 3834: no out-of-office replies
        "Content-Language": notice.language,
    }
    if thread:
        headers |= {"In-Reply-To": thread, "References": thread}
    if notice.maybe_sent_before:
        headers[POSSIBLE_DUPLICATE] = "yes"
    message = EmailMultiAlternatives(
        subject=notice.subject,
        body=notice.text,
        from_email=formataddr((" ".join(controller.name.split()), address)),
        to=[notice.to_address],
        reply_to=[_answers_go_to(notice) or controller.email],
        headers=headers,
    )
    if notice.html:
        message.attach_alternative(notice.html, "text/html")
    return message
