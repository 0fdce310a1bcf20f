"""Anymail's views of mail that came in: what is signed is kept, also where it cannot be read."""

from collections.abc import Callable
from functools import cache
from importlib import import_module
from typing import cast

from anymail.exceptions import AnymailConfigurationError, AnymailError
from anymail.webhooks.base import AnymailCoreWebhookView
from django.http import HttpRequest, HttpResponse

from notices_app.inbound.take_in import keep_unread

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


# What a call that nobody could have signed, or that says nothing, makes Anymail's parsers raise.
_NONSENSE = (AnymailError, ValueError, LookupError, TypeError, AttributeError, AssertionError)


class Unsecured(Exception):
    """Neither a shared secret nor a signature protects the address, so anybody could call it."""


class Unsigned(Exception):
    """The call is not signed as it has to be."""


class Unparsed(Exception):
    """It was signed, and could not be read: the call is kept as it came, for a human."""


class Kept(AnymailCoreWebhookView):  # type: ignore[misc]
    """A view that takes nothing unsigned, and loses no signed call.

    What an error says is left out: it may hold the call, and the call is somebody's mail.
    """

    def run_validators(self, request: HttpRequest) -> None:
        """Check secret and signature. Raises Unsecured and Unsigned."""
        if self.warn_if_no_basic_auth and not self.basic_auth:
            raise Unsecured
        try:
            super().run_validators(request)
        except _NONSENSE as error:
            raise Unsigned(type(error).__name__) from None

    def parse_events(self, request: HttpRequest) -> list[object]:
        """The mails. Raises Unparsed; AnymailConfigurationError for a call of another kind."""
        body = request.body
        try:
            return cast("list[object]", super().parse_events(request))
        except AnymailConfigurationError:
            raise
        except _NONSENSE as error:
            keep_unread(body, mailbox="", came_by=None, arrived_at=None)
            raise Unparsed(type(error).__name__) from None


@cache
def inbound_view(provider: str) -> Callable[[HttpRequest], HttpResponse]:
    """The view of one provider; its module is loaded only where it is used."""
    return cast("Callable[[HttpRequest], HttpResponse]", inbound_class(provider).as_view())


def inbound_class(provider: str) -> type[Kept]:
    """The class of its view. Raises KeyError for a provider that hands over none."""
    module = import_module(f"anymail.webhooks.{provider}")
    view = getattr(module, f"{INBOUND_NAMES[provider]}WebhookView")
    return type(view.__name__, (Kept, view), {})
