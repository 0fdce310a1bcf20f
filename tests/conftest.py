"""What every test stands on."""

import pytest
from pytest_django import Settings


@pytest.fixture(autouse=True)
def static_files_from_their_source(settings: Settings) -> None:
    """No test needs collected static files."""
    plain = {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"}
    settings.STORAGES = {**settings.STORAGES, "staticfiles": plain}
    settings.WHITENOISE_AUTOREFRESH = True
