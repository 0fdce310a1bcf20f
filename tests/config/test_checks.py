"""The configuration is checked, and every fault says how to mend it."""

import base64
import os
import subprocess
import sys
from collections.abc import Mapping
from pathlib import Path

import pytest
from django.core.checks import CheckMessage
from pytest_django import Settings

from config import checks

CHECKOUT = Path(__file__).resolve().parents[2]
KEY = base64.urlsafe_b64encode(bytes(range(32))).decode()
PRODUCTION = {
    "SECRET_KEY": "a0b1c2d3e4f5g6h7i8j9k0l1m2n3o4p5q6r7s8t9u0v1w2x3y4z5!-_",
    "ENCRYPTION_KEYS": KEY,
    "DATABASE_URL": "postgresql://desk:secret@db.example/desk",
    "REDIS_URL": "redis://redis.example:6379/0",
    "SITE_URL": "https://desk.example",
    "ALLOWED_HOSTS": "desk.example",
    "DEFAULT_FROM_EMAIL": "privacy@desk.example",
    "SECURITY_CONTACT": "mailto:security@desk.example",
    "EMAIL_URL": "smtp+tls://desk:secret@mail.example:587",
}


def check(environment: Mapping[str, str], *options: str) -> subprocess.CompletedProcess[str]:
    """``manage.py check`` in a process of its own, which sees nothing but *environment*."""
    return subprocess.run(
        [sys.executable, "manage.py", "check", *options],
        cwd=CHECKOUT,
        env={"PATH": os.environ["PATH"], "PYTHONWARNINGS": "error", **environment},
        capture_output=True,
        text=True,
        timeout=120,
        check=False,
    )


def deploy_check(environment: Mapping[str, str]) -> subprocess.CompletedProcess[str]:
    return check(environment, "--deploy", "--fail-level", "WARNING")


def ids(messages: list[CheckMessage]) -> list[str]:
    assert all(message.hint for message in messages)
    return [str(message.id) for message in messages]


def test_a_whole_production_environment_has_no_fault() -> None:
    finished = deploy_check(PRODUCTION)

    assert (finished.returncode, finished.stderr.strip()) == (0, "")
    assert "no issues" in finished.stdout


@pytest.mark.parametrize(
    "name",
    [
        "SECRET_KEY",
        *(
            # That each is demanded by its name, without a process of its own: below.
            pytest.param(other, marks=pytest.mark.soak)
            for other in ("ENCRYPTION_KEYS", "DATABASE_URL", "REDIS_URL")
        ),
    ],
)
def test_what_all_hosts_must_share_is_demanded(name: str) -> None:
    finished = deploy_check({**PRODUCTION, name: ""})

    assert finished.returncode == 1
    assert f"(rightsdesk.E010) {name} is not set." in finished.stderr
    assert f"HINT: Set it to {checks.DEMANDED[name]}" in finished.stderr


def test_an_empty_environment_is_told_all_at_once() -> None:
    finished = deploy_check({})

    assert finished.returncode == 1
    for name in checks.DEMANDED:
        assert f"{name} is not set." in finished.stderr
    assert "rightsdesk.E011" in finished.stderr
    assert "rightsdesk.W012" in finished.stderr
    assert "rightsdesk.W013" in finished.stderr


def test_another_database_stops_every_command() -> None:
    finished = check({**PRODUCTION, "DATABASE_URL": "sqlite:////tmp/desk.sqlite3"})

    assert finished.returncode == 1
    assert "rightsdesk.E003" in finished.stderr
    assert "Traceback" not in finished.stderr


# Each alone stops every command: what is found is an error.
FAULTS = {
    "ENCRYPTION_KEYS": f"{KEY},too-short",
    "RIGHTSDESK_TEST_CLOCK": "/tmp/clock",
    "NOTICE_STUCK_SECONDS": "120",
}


def test_a_broken_key_a_moved_clock_and_too_short_a_claim_stop_every_command() -> None:
    finished = check({**PRODUCTION, **FAULTS})

    assert finished.returncode == 1
    errors = finished.stderr.partition("ERRORS:")[2].partition("WARNINGS:")[0]
    assert "(rightsdesk.E001) Key 2 in ENCRYPTION_KEYS is" in errors
    assert "too-short" not in finished.stderr
    assert "rightsdesk.E002" in errors
    assert "HINT: Unset RIGHTSDESK_TEST_CLOCK" in errors
    # A claim that ends while a message is being sent.
    assert "rightsdesk.E004" in errors
    assert "HINT: Set it to 300 or more" in errors


def test_each_bad_key_is_named_by_its_place(settings: Settings) -> None:
    settings.ENCRYPTION_KEYS = ["", KEY, "%%%"]
    messages = checks.encryption_keys_are_keys(None)

    assert ids(messages) == ["rightsdesk.E001", "rightsdesk.E001"]
    assert [message.msg.split(" in ")[0] for message in messages] == ["Key 1", "Key 3"]


def test_the_key_that_the_hint_makes_can_be_used(settings: Settings) -> None:
    settings.ENCRYPTION_KEYS = [""]
    hint = str(checks.encryption_keys_are_keys(None)[0].hint)
    program = hint.partition("python -c '")[2].rstrip("'")
    made = subprocess.run(
        [sys.executable, "-c", program], capture_output=True, text=True, check=True
    )
    settings.ENCRYPTION_KEYS = [made.stdout.strip()]

    assert checks.encryption_keys_are_keys(None) == []


def test_the_clock_may_be_moved_with_debug_on(
    settings: Settings, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("RIGHTSDESK_TEST_CLOCK", "/tmp/clock")
    settings.DEBUG = True
    assert checks.clock_is_moved_in_tests_only(None) == []

    settings.DEBUG = False
    assert ids(checks.clock_is_moved_in_tests_only(None)) == ["rightsdesk.E002"]


@pytest.mark.parametrize(
    ("engine", "faults"),
    [
        ("django.db.backends.postgresql", []),
        ("config.postgresql", []),
        ("django.db.backends.mysql", ["rightsdesk.E003"]),
    ],
)
def test_postgresql_of_either_backend_is_taken(
    engine: str, faults: list[str], settings: Settings, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(settings.DATABASES["default"], "ENGINE", engine)

    assert ids(checks.database_is_postgresql(None)) == faults


@pytest.mark.parametrize("name", sorted(checks.DEMANDED))
def test_each_demand_is_made_by_name(
    name: str, settings: Settings, monkeypatch: pytest.MonkeyPatch
) -> None:
    for variable, value in PRODUCTION.items():
        monkeypatch.setenv(variable, value)
    settings.SERVED_OVER_HTTPS = True
    settings.SECURITY_CONTACT = [PRODUCTION["SECURITY_CONTACT"]]
    assert checks.production_is_configured(None) == []

    monkeypatch.delenv(name)
    messages = checks.production_is_configured(None)
    assert ids(messages) == ["rightsdesk.E010"]
    assert messages[0].msg == f"{name} is not set."


def test_mail_may_leave_by_a_backend_instead_of_a_server(
    settings: Settings, monkeypatch: pytest.MonkeyPatch
) -> None:
    for variable, value in PRODUCTION.items():
        monkeypatch.setenv(variable, value)
    settings.SERVED_OVER_HTTPS = True
    settings.SECURITY_CONTACT = ["https://desk.example/security"]
    monkeypatch.delenv("EMAIL_URL")
    assert ids(checks.production_is_configured(None)) == ["rightsdesk.E011"]

    monkeypatch.setenv("EMAIL_BACKEND", "anymail.backends.mailgun.EmailBackend")
    assert checks.production_is_configured(None) == []


def test_plain_http_is_warned_of(settings: Settings, monkeypatch: pytest.MonkeyPatch) -> None:
    for variable, value in PRODUCTION.items():
        monkeypatch.setenv(variable, value)
    settings.SERVED_OVER_HTTPS = False
    settings.SECURITY_CONTACT = ["tel:+358-9-123456"]

    assert ids(checks.production_is_configured(None)) == ["rightsdesk.W012"]


def test_who_hears_of_a_weakness_can_be_reached(
    settings: Settings, monkeypatch: pytest.MonkeyPatch
) -> None:
    for variable, value in PRODUCTION.items():
        monkeypatch.setenv(variable, value)
    settings.SERVED_OVER_HTTPS = True
    settings.SECURITY_CONTACT = ["security@desk.example"]

    assert ids(checks.production_is_configured(None)) == ["rightsdesk.E014"]
