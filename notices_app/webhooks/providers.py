"""The providers whose reports are taken, and Anymail's views that know their signatures."""

from collections.abc import Callable
from functools import cache
from importlib import import_module
from typing import cast

from anymail.exceptions import AnymailError
from anymail.webhooks.base import AnymailCoreWebhookView
from django.conf import settings
from django.core.exceptions import ImproperlyConfigured
from django.http import HttpRequest, HttpResponse

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
_BACKENDS = "anymail.backends."
# What a call that nobody could have signed, or that says nothing, makes Anymail's parsers raise.
_NONSENSE = (AnymailError, ValueError, LookupError, TypeError, AttributeError, AssertionError)


class Unsecured(Exception):
    """Neither a shared secret nor a signature protects the address, so anybody could call it."""


class Refused(Exception):
    """The call is not signed as it has to be, or cannot be read."""


def providers() -> list[str]:
    """Whose reports are taken: of the setting, or of whoever sends the mail."""
    if settings.DELIVERY_WEBHOOKS:
        return list(settings.DELIVERY_WEBHOOKS)
    backend: str = settings.EMAIL_BACKEND
    name = backend.removeprefix(_BACKENDS).partition(".")[0]
    return [name] if backend.startswith(_BACKENDS) and name in NAMES else []


class Checked(AnymailCoreWebhookView):  # type: ignore[misc]
    """One of Anymail's views, which takes nothing unsigned and tells nonsense from a failure.

    What an error says is left out: it may hold the call, and the call names the person.
    """

    def run_validators(self, request: HttpRequest) -> None:
        """Check secret and signature. Raises Unsecured and Refused."""
        if self.warn_if_no_basic_auth and not self.basic_auth:
            raise Unsecured
        try:
            super().run_validators(request)
        except _NONSENSE as error:
            raise Refused(type(error).__name__) from None

    def parse_events(self, request: HttpRequest) -> list[object]:
        """What is reported. Raises Refused."""
        try:
            return cast("list[object]", super().parse_events(request))
        except (*_NONSENSE, ImproperlyConfigured) as error:  # also: a report of another kind
            raise Refused(type(error).__name__) from None


@cache
def tracking_view(provider: str) -> Callable[[HttpRequest], HttpResponse]:
    """The view of one provider; its module is loaded only where it is used."""
    return cast("Callable[[HttpRequest], HttpResponse]", tracking_class(provider).as_view())


def tracking_class(provider: str) -> type[Checked]:
    """The class of its view. Raises KeyError for a provider that has none."""
    module = import_module(f"anymail.webhooks.{provider}")
    view = getattr(module, f"{NAMES[provider]}TrackingWebhookView")
    return type(view.__name__, (Checked, view), {})
