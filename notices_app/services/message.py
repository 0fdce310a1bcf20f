"""The message as the mail server gets it."""

from email.utils import format_datetime, formataddr, parseaddr

from django.conf import settings
from django.core.mail import EmailMultiAlternatives

from config.clock import now
from notices_app.models import Notice

POSSIBLE_DUPLICATE = "X-Rightsdesk-Possible-Duplicate"


def build_message(notice: Notice) -> EmailMultiAlternatives:
    """The message of a notice, with its stored Message-ID. Raises BadHeaderError."""
    controller = notice.controller
    _, address = parseaddr(settings.DEFAULT_FROM_EMAIL)
    headers = {
        "Message-ID": notice.message_id,
        "Date": format_datetime(now()),
        "Auto-Submitted": "auto-generated",  # RFC 3834: no out-of-office replies
        "Content-Language": notice.language,
    }
    if notice.maybe_sent_before:
        headers[POSSIBLE_DUPLICATE] = "yes"
    message = EmailMultiAlternatives(
        subject=notice.subject,
        body=notice.text,
        from_email=formataddr((" ".join(controller.name.split()), address)),
        to=[notice.to_address],
        reply_to=[controller.email],
        headers=headers,
    )
    if notice.html:
        message.attach_alternative(notice.html, "text/html")
    return message
