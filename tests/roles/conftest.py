"""Two furnished controllers, made once for all tests here; what one changes is taken back."""

from collections.abc import Iterator
from typing import Any

import pytest
from django.db import transaction
from django.test import override_settings

from tests.roles.desk import Desk, furnish


@pytest.fixture(scope="package")
def furnished(django_db_setup: None, django_db_blocker: Any) -> Iterator[Desk]:
    with django_db_blocker.unblock(), transaction.atomic():
        yield furnish()
        transaction.set_rollback(True)


@pytest.fixture
def desk(
    furnished: Desk, db: None, django_db_blocker: Any, caplog: pytest.LogCaptureFixture
) -> Iterator[Desk]:
    """The desk, on which mail is read in the admin."""
    caplog.set_level("CRITICAL", logger="django.request")
    with override_settings(EMAIL_TO_LOCAL_MAILBOX=True):
        yield furnished
