"""What tests with a browser stand on."""

import pytest
from django.db import connections


@pytest.fixture(autouse=True)
def playwright_beside_django(monkeypatch: pytest.MonkeyPatch) -> None:
    """Playwright's loop runs in the test's own thread, and Django asks the database there."""
    monkeypatch.setenv("DJANGO_ALLOW_ASYNC_UNSAFE", "1")


@pytest.fixture(autouse=True)
def no_connection_outlives_its_page(monkeypatch: pytest.MonkeyPatch) -> None:
    """The threads of the live server would hold the database when it is to be dropped."""
    monkeypatch.setitem(connections.settings["default"], "CONN_MAX_AGE", 0)
