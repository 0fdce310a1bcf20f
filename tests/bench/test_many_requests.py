"""The desk of the benches is written by hand: it has to fit the tables of today."""

import pytest

from requests_app.models import RightsRequest
from tests.bench.many_requests import load

pytestmark = pytest.mark.django_db


def test_what_the_benches_load_fits_the_tables() -> None:
    load(requests=20, still_open=5, controllers=2, handlers=2)
    assert RightsRequest.objects.filter(closed_at=None).count() == 5
