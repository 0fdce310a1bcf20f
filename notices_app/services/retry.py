"""When to try again, and when not to: bounded exponential backoff with jitter."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from random import SystemRandom
from smtplib import (
    SMTPDataError,
    SMTPNotSupportedError,
    SMTPRecipientsRefused,
    SMTPResponseException,
)

from anymail.exceptions import (
    AnymailRecipientsRefused,
    AnymailRequestsAPIError,
    AnymailSerializationError,
)

from config.clock import now

# 1, 4, 16 and 64 minutes, 4 hours, then every 12 hours: ten attempts in a little over two days.
ATTEMPTS = 10
FIRST_WAIT = timedelta(minutes=1)
FACTOR = 4
LONGEST_WAIT = timedelta(hours=12)
JITTER = 0.2
ERROR_MAX = 2000

HOPELESS = (
    AnymailRecipientsRefused,
    AnymailSerializationError,
    ValueError,  # what no message can carry: a broken address, a line break in a header
    SMTPNotSupportedError,
)
# An HTTP provider refuses the message itself; 401 and 403 are our key, which can be mended.
HOPELESS_STATUS = (400, 413, 422)

_random = SystemRandom()


@dataclass(frozen=True, kw_only=True)
class Failure:
    """Why an attempt failed: for good or not, and whether the message may have gone out."""

    error: str
    is_permanent: bool
    maybe_sent: bool
    was_reached: bool


def next_attempt_at(attempts: int) -> datetime:
    """When to try again after that many attempts (one or more)."""
    factor: int = FACTOR ** (attempts - 1)
    return now() + min(FIRST_WAIT * factor, LONGEST_WAIT) * _random.uniform(1 - JITTER, 1 + JITTER)


def failure_of(error: Exception, *, was_reached: bool) -> Failure:
    """What an exception of the mail backend means for the message."""
    refused = _was_refused(error)
    return Failure(
        error=f"{type(error).__name__}: {error}".replace("\0", "")[:ERROR_MAX],
        is_permanent=was_reached and _is_permanent(error),
        # A server that answered with a refusal has not taken it; a broken line says nothing.
        maybe_sent=was_reached and not refused,
        was_reached=was_reached,
    )


def _was_refused(error: Exception) -> bool:
    if isinstance(error, AnymailRequestsAPIError):
        return error.status_code is not None and error.status_code < 500
    return isinstance(error, (*HOPELESS, SMTPRecipientsRefused, SMTPResponseException))


def _is_permanent(error: Exception) -> bool:
    if isinstance(error, SMTPRecipientsRefused):
        return all(code >= 500 for code, _ in error.recipients.values())
    if isinstance(error, SMTPDataError):
        return error.smtp_code >= 500
    if isinstance(error, AnymailRequestsAPIError):
        return error.status_code in HOPELESS_STATUS
    # A refused sender, login or greeting is our own configuration, which can be mended.
    return isinstance(error, HOPELESS)
