"""Anymail's views of mail that came in: what is signed is kept, also where it cannot be read."""

from collections.abc import Callable
from functools import cache
from typing import cast

from anymail.exceptions import AnymailConfigurationError
from anymail.signals import AnymailInboundEvent
from django.http import HttpRequest, HttpResponse
from requests import RequestException

from notices_app.inbound.take_in import keep_unread
from notices_app.webhooks.signed import NAMES, NONSENSE, Signed, view_class

# The providers that hand over mail, and how Anymail names their views. Mandrill has one for both.
INBOUND_NAMES = {
    provider: "MandrillCombined" if provider == "mandrill" else f"{name}Inbound"
    for provider, name in NAMES.items()
    if provider != "unisender_go"
}


class Unparsed(Exception):
    """It was signed, and could not be read: the call is kept as it came, for a human."""


class NotFetched(Exception):
    """The call names a mail that the provider did not give: it has to call again."""


class Kept(Signed):
    """A view of mail that loses no signed call."""

    def parse_events(self, request: HttpRequest) -> list[AnymailInboundEvent]:
        """The mails. Raises Unparsed, NotFetched; AnymailConfigurationError for another call."""
        body = request.body
        try:
            events = [event for event in super().parse_events(request) if event is not None]
            if any(event.message is None for event in events):
                raise ValueError("It names no mail.")
        except AnymailConfigurationError:
            raise
        except NONSENSE as error:
            if _is_of_fetching(error):
                raise NotFetched(type(error).__name__) from None
            keep_unread(body, mailbox="", came_by=None, arrived_at=None)
            raise Unparsed(type(error).__name__) from None
        except OSError as error:
            raise NotFetched(type(error).__name__) from None
        return events


def _is_of_fetching(error: Exception) -> bool:
    """Whether it came of the provider's answer; an error of Amazon's library names an operation."""
    return isinstance(error, RequestException) or hasattr(error, "operation_name")


@cache
def inbound_view(provider: str) -> Callable[[HttpRequest], HttpResponse]:
    """The view of one provider; its module is loaded only where it is used."""
    return cast("Callable[[HttpRequest], HttpResponse]", inbound_class(provider).as_view())


def inbound_class(provider: str) -> type[Kept]:
    """The class of its view. Raises KeyError for a provider that hands over none."""
    return view_class(provider, INBOUND_NAMES[provider], Kept)
