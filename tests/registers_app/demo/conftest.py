"""The clock that a test sets, as the services’ tests have it."""

from tests.requests_app.conftest import clock

__all__ = ["clock"]
