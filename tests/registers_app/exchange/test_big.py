"""A register of 500 purposes, 2,000 data categories and 300 recipients costs what it says."""

from datetime import date
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from registers_app.exchange.apply import import_file, preview
from registers_app.exchange.dump_yaml import dump_controller
from registers_app.models import RegisterVersion
from registers_app.services.publish import publish
from tests.registers_app.exchange.big import big_file

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("nothing_is_found")]


def queries(work: Any, *args: Any, **more: Any) -> int:
    with CaptureQueriesContext(connection) as caught:
        work(*args, **more)
    return sum("SAVEPOINT" not in query["sql"] for query in caught)


def test_no_queries_grow_with_the_lines(client: Client) -> None:
    """Neither those of an import, an export and a publish, nor those of the notice."""
    small = big_file(slug="small", purposes=3, data_categories=5, recipients=2)
    large = big_file(slug="large", purposes=60, data_categories=150, recipients=40)
    counted = {}
    for name, source in (("small", small), ("large", large)):
        taken = queries(import_file, source)
        again = queries(import_file, source)
        version = RegisterVersion.objects.get(register__controller__slug=name)
        written = queries(dump_controller, version.register.controller)
        put = queries(publish, version_id=version.pk, effective_on=date(2026, 1, 1))
        shown = queries(client.get, f"/en/notices/{name}/all/")
        told = queries(client.get, f"/notices/{name}/all/notice.json")
        counted[name] = (taken, again, written, put, shown, told)
    assert counted["small"] == counted["large"]


def test_the_edit_of_one_line_writes_one_line() -> None:
    source = big_file(slug="a", purposes=20, data_categories=50, recipients=10)
    import_file(source)
    version = RegisterVersion.objects.get()
    before = set(version.data_categories.values_list("pk", flat=True))
    edited = source.replace(b"Data category 7 ", b"Edited category 7 ")
    assert edited != source
    with CaptureQueriesContext(connection) as caught:
        import_file(edited)
    after = set(version.data_categories.values_list("pk", flat=True))
    assert len(after) == 50
    assert len(after & before) == 49
    changing = [query["sql"] for query in caught if query["sql"].startswith(("INSERT", "DELETE"))]
    assert len(changing) <= 3


def test_the_largest_register_is_taken_in_and_shown() -> None:
    source = big_file(slug="a", purposes=500, data_categories=2000, recipients=300)
    assert len(source) < 3_000_000
    planned = preview(source)
    assert [len(lines) for lines in planned.registers[0].versions[0].told.lines.values()][1:4] == [
        500,
        3,
        2000,
    ]
    import_file(source, agreed=planned.agreement)
    version = RegisterVersion.objects.get()
    counts = (version.purposes.count(), version.data_categories.count(), version.recipients.count())
    assert counts == (500, 2000, 300)
    assert dump_controller(version.register.controller).encode() == source
