"""How long the largest register takes, against raw SQL in the same run: ``make bench``.

A ratio holds on every machine; seconds are printed for whoever wants them.
"""

import time
from collections.abc import Callable, Iterator
from datetime import date
from functools import partial
from typing import Any

import pytest
from django.db import connection, models, transaction
from django.test import Client

from registers_app.exchange.apply import import_file
from registers_app.exchange.dump_yaml import dump_controller
from registers_app.exchange.record.files import Wanted, xlsx_record
from registers_app.models import PurposeBasis, RegisterVersion
from registers_app.models.content import PARTS
from registers_app.services.publish import publish
from tests.registers_app.exchange.big import big_file

pytestmark = [pytest.mark.bench, pytest.mark.django_db]

TABLES: tuple[type[models.Model], ...] = (*PARTS.values(), PurposeBasis)


@pytest.fixture
def version() -> RegisterVersion:
    """The largest register, as a draft."""
    import_file(big_file(slug="a", purposes=500, data_categories=2000, recipients=300))
    return RegisterVersion.objects.get()


def seconds(work: Callable[[], Any]) -> float:
    started = time.perf_counter()
    work()
    return time.perf_counter() - started


def told(what: str, took: float, *, against: float, than: str) -> float:
    ratio = took / against
    print(f"\n{what}: {took:.2f} s, {ratio:.1f} times {than} ({against:.2f} s)")
    return ratio


def raw_insert(version: RegisterVersion) -> float:
    """The same rows with executemany, one statement a table, and nothing else."""
    kept = [(model, list(_rows(model))) for model in TABLES]
    with transaction.atomic():
        for model in reversed(TABLES):
            _run(f"DELETE FROM {model._meta.db_table}")
        took = sum(seconds(partial(_insert, model, rows)) for model, rows in kept)
        transaction.set_rollback(True)
    return took


def _rows(model: type[models.Model]) -> Iterator[tuple[Any, ...]]:
    fields = model._meta.concrete_fields
    for row in model._default_manager.order_by("pk"):
        values = (
            field.get_db_prep_save(getattr(row, field.attname), connection) for field in fields
        )
        yield tuple(values)


def _insert(model: type[models.Model], rows: list[tuple[Any, ...]]) -> None:
    columns = [str(field.column) for field in model._meta.concrete_fields]
    marks = ", ".join(["%s"] * len(columns))
    with connection.cursor() as cursor:
        table = model._meta.db_table
        cursor.executemany(f"INSERT INTO {table} ({', '.join(columns)}) VALUES ({marks})", rows)


def _run(sql: str) -> None:
    with connection.cursor() as cursor:
        cursor.execute(sql)


def test_an_import_against_raw_inserts(version: RegisterVersion) -> None:
    raw = raw_insert(version)
    large = big_file(slug="b", purposes=500, data_categories=2000, recipients=300)
    took = seconds(lambda: import_file(large))
    assert told("Import", took, against=raw, than="raw inserts") < 20


def test_the_edit_of_one_line_against_the_import(version: RegisterVersion) -> None:
    source = dump_controller(version.register.controller).encode()
    edited = source.replace(b"Data category 7 ", b"Edited category 7 ")
    large = big_file(slug="b", purposes=500, data_categories=2000, recipients=300)
    whole = seconds(lambda: import_file(large))
    took = seconds(lambda: import_file(edited))
    assert told("One line by file", took, against=whole, than="the import") < 1.5


def test_a_publish_an_export_and_the_record_against_raw_inserts(version: RegisterVersion) -> None:
    raw = raw_insert(version)
    controller = version.register.controller
    took = seconds(lambda: publish(version_id=version.pk, effective_on=date(2026, 1, 1)))
    assert told("Publishing", took, against=raw, than="raw inserts") < 10
    took = seconds(lambda: dump_controller(controller))
    assert told("Export to YAML", took, against=raw, than="raw inserts") < 10
    wanted = Wanted(controller=controller, language="en", with_drafts=True, made_by="Bench")
    took = seconds(lambda: xlsx_record(wanted).close())
    assert told("Record as XLSX", took, against=raw, than="raw inserts") < 40


def test_the_notice_against_raw_reads(client: Client, version: RegisterVersion) -> None:
    publish(version_id=version.pk, effective_on=date(2026, 1, 1))
    raw = min(seconds(_read_raw) for _ in range(3))
    for address in ("/en/notices/a/all/", "/notices/a/all/notice.json"):
        assert client.get(address).status_code == 200
        took = min(seconds(partial(client.get, address)) for _ in range(3))
        assert told(address, took, against=raw, than="raw reads") < 200


def _read_raw() -> None:
    with connection.cursor() as cursor:
        for model in TABLES:
            cursor.execute(f"SELECT * FROM {model._meta.db_table}")
            cursor.fetchall()
