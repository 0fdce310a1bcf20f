"""Two furnished controllers, made once for all tests here; what one changes is taken back."""

from collections.abc import Generator, Iterator
from contextlib import ExitStack
from pathlib import Path
from typing import Any

import pytest
from django.db import transaction
from django.test import override_settings

from tests.roles.desk import Desk, furnish

HERE = Path(__file__).parent
_standing: list[tuple[Desk, ExitStack]] = []


@pytest.fixture(scope="module")
def furnished(django_db_setup: None, django_db_blocker: Any) -> Desk:
    """What the first module here has furnished: it stands until the last test here has ended."""
    if not _standing:
        stack = ExitStack()
        stack.enter_context(django_db_blocker.unblock())
        stack.enter_context(transaction.atomic())
        stack.callback(transaction.set_rollback, True)
        _standing.append((furnish(), stack))
    return _standing[0][0]


@pytest.hookimpl(wrapper=True)
def pytest_runtest_teardown(nextitem: pytest.Item | None) -> Generator[None, None, None]:
    """A test elsewhere that commits must not find our transaction open."""
    try:
        yield
    finally:
        if _standing and (nextitem is None or HERE not in nextitem.path.parents):
            _standing.pop()[1].close()


@pytest.fixture
def desk(
    furnished: Desk, db: None, django_db_blocker: Any, caplog: pytest.LogCaptureFixture
) -> Iterator[Desk]:
    """The desk, on which mail is read in the admin."""
    caplog.set_level("CRITICAL", logger="django.request")
    with override_settings(EMAIL_TO_LOCAL_MAILBOX=True):
        yield furnished
