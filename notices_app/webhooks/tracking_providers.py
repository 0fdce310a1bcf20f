"""The providers whose reports are taken, and Anymail's views that know their signatures."""

from collections.abc import Callable
from functools import cache
from typing import cast

from django.conf import settings
from django.core.exceptions import ImproperlyConfigured
from django.http import HttpRequest, HttpResponse

from notices_app.webhooks.signed import NAMES, NONSENSE, Signed, view_class

_BACKENDS = "anymail.backends."


class Unreadable(Exception):
    """The call is signed, and cannot be read."""


def providers() -> list[str]:
    """Whose reports are taken: of the setting, or of whoever sends the mail."""
    if settings.DELIVERY_WEBHOOKS:
        return list(settings.DELIVERY_WEBHOOKS)
    backend: str = settings.EMAIL_BACKEND
    name = backend.removeprefix(_BACKENDS).partition(".")[0]
    return [name] if backend.startswith(_BACKENDS) and name in NAMES else []


class Checked(Signed):
    """A view of reports, which tells nonsense from a failure."""

    def parse_events(self, request: HttpRequest) -> list[object]:
        """What is reported. Raises Unreadable."""
        try:
            return cast("list[object]", super().parse_events(request))
        except (*NONSENSE, ImproperlyConfigured) as error:  # also: a report of another kind
            raise Unreadable(type(error).__name__) from None


@cache
def tracking_view(provider: str) -> Callable[[HttpRequest], HttpResponse]:
    """The view of one provider; its module is loaded only where it is used."""
    return cast("Callable[[HttpRequest], HttpResponse]", tracking_class(provider).as_view())


def tracking_class(provider: str) -> type[Checked]:
    """The class of its view. Raises KeyError for a provider that has none."""
    return view_class(provider, f"{NAMES[provider]}Tracking", Checked)
