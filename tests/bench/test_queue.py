"""Queue, search, case page and report over 100,000 requests, against the same pages over 1,000."""

from collections.abc import Iterator
from contextlib import contextmanager
from functools import partial

import pytest
from django.db import connection, transaction
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from requests_app.models import RightsRequest
from tests.bench.many_requests import load, supervisor_of_all
from tests.bench.test_reports import seconds
from tests.requests_app.admin.staff import QUEUE, case_url, signed_in

pytestmark = [pytest.mark.bench, pytest.mark.django_db]

MOST = 1.5
Figures = dict[str, tuple[float, int]]


@contextmanager
def a_desk_with(*, requests: int, still_open: int) -> Iterator[Client]:
    """Somebody who sees everything, signed in; afterwards the desk is empty again."""
    with transaction.atomic():
        everybody = supervisor_of_all(
            load(requests=requests, still_open=still_open, controllers=50)
        )
        yield signed_in(everybody)
        transaction.set_rollback(True)


def pages() -> dict[str, str]:
    """What staff open all day, by name."""
    queue = reverse(QUEUE)
    case = RightsRequest.objects.filter(closed_at=None).order_by("pk")[20]
    return {
        "queue": queue,
        "late": f"{queue}?urgency=late",
        "mine": f"{queue}?handler=mine",
        "closed": f"{queue}?urgency=closed",
        "search for a person": f"{queue}?q={_name_of_a_hundred()}",
        "search by reference": f"{queue}?q={case.submission.reference}",
        "search for nobody": f"{queue}?q=nobody+at+all",
        "case": case_url(case),
    }


def _name_of_a_hundred() -> str:
    """The beginning of a name that 111 people have, of a thousand or of a hundred thousand."""
    return "person+7" if RightsRequest.objects.count() <= 1_000 else "person+777"


def measured(client: Client) -> Figures:
    """Seconds and queries of each page, once it has been opened before."""
    figures = {}
    for name, url in pages().items():
        assert client.get(url).status_code == 200, name
        with CaptureQueriesContext(connection) as queries:
            client.get(url)
        asked = len(queries)
        figures[name] = seconds(partial(client.get, url), times=5), asked
    return figures


def test_the_pages_of_staff_at_100_000_requests_against_1_000() -> None:
    # Enough of them open that every list fills its page: rows are compared with as many rows.
    with a_desk_with(requests=1_000, still_open=200) as client:
        small = measured(client)
    with a_desk_with(requests=100_000, still_open=5_000) as client:
        large = measured(client)
    print()
    for name, (took, queries) in large.items():
        print(f"{name}: {took * 1000:.0f} ms, {took / small[name][0]:.2f} times, {queries} queries")
    for name, (took, queries) in large.items():
        # One more where a list is too long to be counted: the plan is asked how long it is.
        assert small[name][1] <= queries <= small[name][1] + 1, name
        assert took < MOST * small[name][0], name
