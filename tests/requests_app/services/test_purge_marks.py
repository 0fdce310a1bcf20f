"""The desk’s own backup is restored: what the desk had erased does not come back unseen."""

from datetime import UTC, datetime
from io import StringIO
from pathlib import Path
from typing import Any

import pytest
from django.core.files.storage import default_storage
from django.core.management import call_command

from requests_app.models import AccessRequest, Submission
from requests_app.services.purge import purge_due
from requests_app.services.purge_marks import resurrected
from tests.cases import make_answered
from tests.clock import Clock
from tests.raw_sql import force

pytestmark = pytest.mark.django_db
AFTER_ALL = datetime(2029, 6, 1, 12, tzinfo=UTC)
PARTS = ["material_purged_at", "contacts_purged_at", "purged_at"]


@pytest.fixture
def purged(clock: Clock, settings: Any, tmp_path: Path) -> Submission:
    """A case whose whole file is erased, and then the database is as it was before."""
    settings.STORAGES = {
        **settings.STORAGES,
        "default": {
            "BACKEND": "django.core.files.storage.FileSystemStorage",
            "OPTIONS": {"location": tmp_path},
        },
    }
    case = make_answered()
    clock.set(AFTER_ALL)
    assert purge_due() == 1
    assert resurrected() == []
    force(Submission, case.submission_id, email="maija@example.org", **dict.fromkeys(PARTS))
    return Submission.objects.get(pk=case.submission_id)


def test_the_marks_say_nothing_of_anybody(purged: Submission) -> None:
    _folders, files = default_storage.listdir("purged")
    assert len(files) == len(PARTS)
    assert not any(purged.reference in name for name in files)


def test_what_is_due_is_erased_again_at_once(purged: Submission) -> None:
    assert [parts for _case, parts in resurrected()] == [PARTS]
    call_command("purge_again", stdout=(out := StringIO()))
    assert out.getvalue().startswith("1 files")
    assert Submission.objects.get(pk=purged.pk).email == ""
    assert resurrected() == []


def test_what_cannot_be_erased_by_rule_is_named(purged: Submission) -> None:
    """It was closed after the backup was made: in the restored database it is open."""
    request = AccessRequest.objects.get(submission=purged)
    force(AccessRequest, request.pk, state="received", closed_at=None, closed_on=None)
    err = StringIO()
    with pytest.raises(SystemExit):
        call_command("purge_again", stdout=StringIO(), stderr=err)
    assert f"{purged.reference}: material_purged_at" in err.getvalue()
