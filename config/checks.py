"""System checks: what is wrong with the configuration, and how to mend it.

Errors stop every command; what only a production installation needs is a deploy check
(``manage.py check --deploy``).
"""

import os
from collections.abc import Sequence
from typing import Any

from django.apps import AppConfig
from django.conf import settings
from django.core.checks import CheckMessage, Error, Tags, Warning, register

from config.clock import TEST_CLOCK_VARIABLE
from config.crypto import decode_key


@register(Tags.security)
def encryption_keys_are_keys(
    app_configs: Sequence[AppConfig] | None, **kwargs: Any
) -> list[CheckMessage]:
    """Every key in ENCRYPTION_KEYS can be used."""
    faults: list[CheckMessage] = []
    for position, text in enumerate(settings.ENCRYPTION_KEYS, start=1):
        try:
            decode_key(text)
        except ValueError as error:
            faults.append(
                Error(
                    f"Key {position} in ENCRYPTION_KEYS is {error}.",
                    hint=(
                        "Make one with: python -c 'import base64, secrets; "
                        "print(base64.urlsafe_b64encode(secrets.token_bytes(32)).decode())'"
                    ),
                    id="rightsdesk.E001",
                )
            )
    return faults


@register(Tags.security)
def clock_is_moved_in_tests_only(
    app_configs: Sequence[AppConfig] | None, **kwargs: Any
) -> list[CheckMessage]:
    """Nobody moves the clock of a real desk."""
    if TEST_CLOCK_VARIABLE in os.environ and not settings.DEBUG:
        return [
            Error(
                f"{TEST_CLOCK_VARIABLE} is set, so deadlines would follow a clock that was moved.",
                hint=f"Unset {TEST_CLOCK_VARIABLE}; it is for tests, with DEBUG on.",
                id="rightsdesk.E002",
            )
        ]
    return []


@register(Tags.database)
def database_is_postgresql(
    app_configs: Sequence[AppConfig] | None, **kwargs: Any
) -> list[CheckMessage]:
    """The desk's guards are PostgreSQL's constraints and triggers."""
    engine = settings.DATABASES["default"]["ENGINE"]
    if "postgresql" not in engine:
        return [
            Error(
                f"DATABASE_URL names {engine}, and the desk needs PostgreSQL 16 or later.",
                hint="Set DATABASE_URL=postgresql://user:password@host/name, or unset it.",
                id="rightsdesk.E003",
            )
        ]
    return []


# A worker sends for 50 seconds at the most, and the last message may take a few time-outs more.
SHORTEST_STUCK_SECONDS = 300


@register(Tags.compatibility)
def claims_outlive_a_slow_mail_server(
    app_configs: Sequence[AppConfig] | None, **kwargs: Any
) -> list[CheckMessage]:
    """No message is taken from a worker that is still sending it, to be sent twice."""
    if settings.NOTICE_STUCK_SECONDS < SHORTEST_STUCK_SECONDS and not settings.DEBUG:
        return [
            Error(
                f"NOTICE_STUCK_SECONDS is {settings.NOTICE_STUCK_SECONDS}, so a message that a "
                "slow mail server is still taking would be sent a second time.",
                hint=f"Set it to {SHORTEST_STUCK_SECONDS} or more, or unset it.",
                id="rightsdesk.E004",
            )
        ]
    return []


DEMANDED = {
    "SECRET_KEY": "a long random text, the same on every host",
    "ENCRYPTION_KEYS": "32 random bytes in URL-safe base64, the same on every host",
    "DATABASE_URL": "postgresql://user:password@host/name",
    "REDIS_URL": "redis://host:6379/0",
    "SITE_URL": "https://your.desk, as people see it",
    "ALLOWED_HOSTS": "the host names of SITE_URL, separated by commas",
    "DEFAULT_FROM_EMAIL": "an address that may send mail for you",
}


@register(Tags.security, deploy=True)
def production_is_configured(
    app_configs: Sequence[AppConfig] | None, **kwargs: Any
) -> list[CheckMessage]:
    """What a production installation has to be given stands in the environment."""
    faults: list[CheckMessage] = [
        Error(
            f"{name} is not set.",
            hint=f"Set it to {meaning} (docs/settings.md).",
            id="rightsdesk.E010",
        )
        for name, meaning in DEMANDED.items()
        if not os.environ.get(name)
    ]
    if not os.environ.get("EMAIL_URL") and not os.environ.get("EMAIL_BACKEND"):
        faults.append(
            Error(
                "Neither EMAIL_URL nor EMAIL_BACKEND is set, so no mail can leave.",
                hint="Set EMAIL_URL=smtp+tls://user:password@host:587, or an Anymail backend.",
                id="rightsdesk.E011",
            )
        )
    if not settings.SERVED_OVER_HTTPS:
        faults.append(
            Warning(
                "SITE_URL does not begin with https://, so links and cookies are not protected.",
                hint="Serve the desk over HTTPS and set SITE_URL to its address.",
                id="rightsdesk.W012",
            )
        )
    if not settings.SECURITY_CONTACT:
        faults.append(
            Warning(
                "SECURITY_CONTACT is not set, so nobody learns whom to tell of a weakness.",
                hint="Set it to mailto:security@your.domain, or to the https:// page of a form.",
                id="rightsdesk.W013",
            )
        )
    faults += [
        Error(
            f"{contact} in SECURITY_CONTACT is no address that can be followed.",
            hint="Begin each with mailto:, https:// or tel: (RFC 9116, 2.5.3).",
            id="rightsdesk.E014",
        )
        for contact in settings.SECURITY_CONTACT
        if not contact.startswith(("mailto:", "https://", "tel:"))
    ]
    return faults
