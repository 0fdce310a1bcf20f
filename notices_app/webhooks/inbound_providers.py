"""Anymail's views of mail that came in: what is signed is kept, also where it cannot be read."""

from collections.abc import Callable
from functools import cache
from typing import cast

from anymail.exceptions import AnymailConfigurationError
from django.http import HttpRequest, HttpResponse

from notices_app.inbound.take_in import keep_unread
from notices_app.webhooks.signed import NONSENSE, Signed, view_class

# The providers that hand over mail, and how Anymail names their views. Mandrill has one for both.
INBOUND_NAMES = {
    "amazon_ses": "AmazonSESInbound",
    "brevo": "BrevoInbound",
    "mailersend": "MailerSendInbound",
    "mailgun": "MailgunInbound",
    "mailjet": "MailjetInbound",
    "mailtrap": "MailtrapInbound",
    "mandrill": "MandrillCombined",
    "postal": "PostalInbound",
    "postmark": "PostmarkInbound",
    "resend": "ResendInbound",
    "sendgrid": "SendGridInbound",
    "sparkpost": "SparkPostInbound",
}


class Unparsed(Exception):
    """It was signed, and could not be read: the call is kept as it came, for a human."""


class Kept(Signed):
    """A view of mail that loses no signed call."""

    def parse_events(self, request: HttpRequest) -> list[object]:
        """The mails. Raises Unparsed; AnymailConfigurationError for a call of another kind."""
        body = request.body
        try:
            return cast("list[object]", super().parse_events(request))
        except AnymailConfigurationError:
            raise
        except NONSENSE as error:
            keep_unread(body, mailbox="", came_by=None, arrived_at=None)
            raise Unparsed(type(error).__name__) from None


@cache
def inbound_view(provider: str) -> Callable[[HttpRequest], HttpResponse]:
    """The view of one provider; its module is loaded only where it is used."""
    return cast("Callable[[HttpRequest], HttpResponse]", inbound_class(provider).as_view())


def inbound_class(provider: str) -> type[Kept]:
    """The class of its view. Raises KeyError for a provider that hands over none."""
    return view_class(provider, INBOUND_NAMES[provider], Kept)
