"""The secrets of mailed links stand in no log, whoever writes the line."""

import logging

import pytest

from config.log_filter import LinkSecretsHidden


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
