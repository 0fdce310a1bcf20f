"""System checks: reports of deliveries that nobody could send, or that anybody could."""

import warnings
from collections.abc import Sequence
from typing import Any

from anymail.exceptions import AnymailError
from django.apps import AppConfig
from django.conf import settings
from django.core.checks import CheckMessage, Error, Tags, Warning, register
from django.core.exceptions import ImproperlyConfigured

from notices_app.webhooks.signed import NAMES
from notices_app.webhooks.tracking_providers import providers, tracking_class


@register(Tags.security)
def reports_are_secured(
    app_configs: Sequence[AppConfig] | None, **kwargs: Any
) -> list[CheckMessage]:
    """Each provider whose reports are taken is known, and its calls are signed."""
    found = [_fault_of(provider) for provider in providers()]
    return [fault for fault in found if fault]


def _fault_of(provider: str) -> CheckMessage | None:
    if provider not in NAMES:
        return Error(
            f"DELIVERY_WEBHOOKS names {provider}, whose reports the desk cannot read.",
            hint=f"It reads those of: {', '.join(NAMES)}.",
            id="rightsdesk.E020",
        )
    if is_secured(provider):
        return None
    return (Error if settings.DELIVERY_WEBHOOKS else Warning)(
        f"Nothing secures the delivery reports of {provider}, so the desk refuses them, and mail "
        "that bounces goes unnoticed.",
        hint="Set WEBHOOK_SECRET or the provider's signing key in ANYMAIL (docs/outbox.md).",
        id="rightsdesk.E021" if settings.DELIVERY_WEBHOOKS else "rightsdesk.W021",
    )


def is_secured(provider: str) -> bool:
    """Whether its calls have to bear a secret or a signature."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        try:
            view = tracking_class(provider)()
        except (AnymailError, ImproperlyConfigured, ImportError):
            return False
    has_key = getattr(view, "webhook_key", "") is not None  # Mandrill's is looked for only later
    return has_key and (bool(view.basic_auth) or not view.warn_if_no_basic_auth)
