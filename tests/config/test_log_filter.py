"""The secrets of mailed links stand in no log, whoever writes the line."""

import logging
import sys

import pytest
from django.urls import URLPattern, reverse

from config.log_filter import LinkSecretsHidden
from requests_app.portal.urls import urlpatterns

WITH_SECRET = [
    str(pattern.name)
    for pattern in urlpatterns
    if isinstance(pattern, URLPattern) and "<str:secret>" in str(pattern.pattern)
]


@pytest.mark.parametrize(
    ("message", "arguments", "written"),
    [
        ("Not Found: %s", ("/fi/open/s3cr3t/",), "Not Found: /fi/open/…/"),
        (
            "Forbidden (%s): %s",
            ("CSRF", "/sv/confirm/s3cr3t/?a=1"),
            "Forbidden (CSRF): /sv/confirm/…/?a=1",
        ),
        ("GET /en/open/s3cr3t HTTP/1.1", (), "GET /en/open/… HTTP/1.1"),
        ("Not Found: %s", ("/fi/link/",), "Not Found: /fi/link/"),
    ],
)
def test_a_line_is_written_without_the_secret(
    message: str, arguments: tuple[str, ...], written: str
) -> None:
    record = logging.LogRecord("django.request", logging.WARNING, "", 0, message, arguments, None)

    assert LinkSecretsHidden().filter(record)
    assert record.getMessage() == written


@pytest.mark.parametrize("name", WITH_SECRET)
def test_no_address_with_a_secret_is_written_whole(name: str) -> None:
    address = reverse(f"portal:{name}", kwargs={"secret": "s3cr3t"})
    record = logging.LogRecord("x", logging.WARNING, "", 0, "GET %s", (address,), None)

    assert LinkSecretsHidden().filter(record)
    assert "s3cr3t" not in record.getMessage()


def test_there_are_addresses_with_a_secret() -> None:
    assert {"open", "confirm", "handed_over"} <= set(WITH_SECRET)


QUOTED = "null value\nDETAIL:  Failing row contains (7, Maija\nMeikäläinen)."


def test_the_row_that_a_database_quotes_does_not_stand_in_a_log() -> None:
    record = logging.LogRecord("django", logging.ERROR, __file__, 1, "Failed", None, None)
    try:
        try:
            raise ValueError(QUOTED)
        except ValueError as error:
            raise RuntimeError(QUOTED) from error
    except RuntimeError:
        record.exc_info = sys.exc_info()
    LinkSecretsHidden().filter(record)
    line = logging.Formatter("%(message)s").format(record)
    assert "Maija" not in line
    assert "Meikäläinen" not in line
    assert "DETAIL: …" in line
    assert "RuntimeError: null value" in line
    assert "direct cause" in line


def test_an_error_without_a_row_is_told_whole() -> None:
    record = logging.LogRecord("django", logging.ERROR, __file__, 1, "Failed", None, None)
    try:
        raise ValueError("the disk is full")
    except ValueError:
        record.exc_info = sys.exc_info()
    LinkSecretsHidden().filter(record)
    assert "ValueError: the disk is full" in logging.Formatter("%(message)s").format(record)
