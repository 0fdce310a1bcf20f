"""What every address that a provider calls has in common: nothing unsigned is taken."""

from importlib import import_module
from typing import TypeVar

from anymail.exceptions import AnymailError
from anymail.webhooks.base import AnymailCoreWebhookView
from django.http import HttpRequest

# How Anymail names the views of each; Scaleway has none.
NAMES = {
    "amazon_ses": "AmazonSES",
    "brevo": "Brevo",
    "mailersend": "MailerSend",
    "mailgun": "Mailgun",
    "mailjet": "Mailjet",
    "mailtrap": "Mailtrap",
    "mandrill": "Mandrill",
    "postal": "Postal",
    "postmark": "Postmark",
    "resend": "Resend",
    "sendgrid": "SendGrid",
    "sparkpost": "SparkPost",
    "unisender_go": "UnisenderGo",
}
# What a call that nobody could have signed, or that says nothing, makes Anymail's parsers raise.
NONSENSE = (AnymailError, ValueError, LookupError, TypeError, AttributeError, AssertionError)


class Unsecured(Exception):
    """Neither a shared secret nor a signature protects the address, so anybody could call it."""


class Unsigned(Exception):
    """The call is not signed as it has to be."""


class Signed(AnymailCoreWebhookView):  # type: ignore[misc]
    """One of Anymail's views, which takes nothing unsigned.

    What an error says is left out: it may hold the call, and the call names a person.
    """

    def run_validators(self, request: HttpRequest) -> None:
        """Check secret and signature. Raises Unsecured and Unsigned."""
        if self.warn_if_no_basic_auth and not self.basic_auth:
            raise Unsecured
        try:
            super().run_validators(request)
        except NONSENSE as error:
            raise Unsigned(type(error).__name__) from None


View = TypeVar("View", bound=Signed)


def view_class(provider: str, name: str, base: type[View]) -> type[View]:
    """Anymail's view *name* of a provider, made *base*; its module is loaded only here."""
    module = import_module(f"anymail.webhooks.{provider}")
    view = getattr(module, f"{name}WebhookView")
    return type(view.__name__, (base, view), {})
