"""The record of processing activities holds what GDPR Art. 30 asks, in files safe to open."""

import csv
import io
import re
import zipfile
from collections.abc import Iterator
from datetime import date
from typing import Any
from xml.etree import ElementTree

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from registers_app.domain.roles import Role
from registers_app.exchange.record.controller import controller_columns
from registers_app.exchange.record.processor import processor_columns
from registers_app.models import (
    Automation,
    Controller,
    DataCategory,
    PurposeBasis,
    Recipient,
    Register,
    RetentionRule,
    SubjectCategory,
    Transfer,
)
from registers_app.models.content import PARTS
from registers_app.services.publish import publish
from tests.factories import make_controller, make_register, make_user, make_version, texts

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("nothing_is_found")]

PAGE = "/admin/registers_app/register/record/"
MAIN = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"


@pytest.fixture
def register() -> Register:
    """A register in force with a line of everything."""
    controller = make_controller(
        slug="a", name="A Oy", representative="Rep Ltd", dpo_name="Officer", language="en"
    )
    register = make_register(controller, systems=("CRM",))
    Register.objects.update(owner="Head of Sales", reviewed_on=date(2026, 2, 1))
    other = make_controller(slug="b", name="Joint Ab")
    register.joint_controllers.add(other)
    version = make_version(register)
    version.impact_assessment = "DPIA 4/2025"
    version.save()
    purpose = version.purposes.get()
    purpose.owner, purpose.legitimate_interests = "Sales lead", texts("Knowing customers")
    purpose.save()
    PurposeBasis.objects.create(
        purpose=purpose, basis="legal_obligation", legal_acts=texts("Accounting Act")
    )
    lines = {"version": version}
    SubjectCategory.objects.create(names=texts("Buyers"), **lines)
    DataCategory.objects.create(
        names=texts("Health"), is_special=True, special_condition="employment", **lines
    )
    Recipient.objects.create(
        names=texts("Host Ltd"), country="US", agreement="DPA 1", is_published=False, **lines
    )
    Recipient.objects.create(names=texts("Banks"), kind="controller", is_category=True, **lines)
    Recipient.objects.create(names=texts("Tax office"), kind="authority", **lines)
    Transfer.objects.create(
        names=texts("Hosting"),
        country="US",
        safeguard="standard_clauses",
        documentation="TIA 9",
        **lines,
    )
    RetentionRule.objects.create(
        names=texts("Books"),
        period_months=72,
        is_statutory=True,
        legal_acts=texts("Accounting Act 2:10"),
        **lines,
    )
    Automation.objects.create(names=texts("Scoring"), **lines)
    publish(version_id=version.pk, effective_on=date(2021, 1, 1))
    return register


def signed_in(controller: Controller, role: Role = Role.DPO) -> Client:
    client = Client(headers={"accept-language": "en"})
    client.force_login(make_user(controller, role=role))
    return client


def fetched(
    controller: Controller, form: str, *, client: Client | None = None, **more: str
) -> bytes:
    chosen = {"controller": str(controller.pk), "form": form, "language": "en", **more}
    response: Any = (client or signed_in(controller)).get(PAGE, chosen)
    assert response.status_code == 200
    assert "attachment" in response.headers["Content-Disposition"]
    return b"".join(response.streaming_content) if response.streaming else response.content


def table(content: bytes) -> list[dict[str, str]]:
    assert content.startswith(b"\xef\xbb\xbf")
    return list(csv.DictReader(io.StringIO(content.decode("utf-8-sig"))))


def sheets(content: bytes) -> dict[str, list[list[str]]]:
    """The texts of each sheet, row by row."""
    with zipfile.ZipFile(io.BytesIO(content)) as book:
        names = re.findall(r'<sheet name="([^"]+)"', book.read("xl/workbook.xml").decode())
        return {
            name: list(_rows(ElementTree.fromstring(book.read(f"xl/worksheets/sheet{n}.xml"))))
            for n, name in enumerate(names, start=1)
        }


def _rows(sheet: ElementTree.Element) -> Iterator[list[str]]:
    assert not list(sheet.iter(f"{MAIN}f")), "A cell is a formula."
    for row in sheet.iter(f"{MAIN}row"):
        yield ["".join(cell.itertext()) for cell in row.iter(f"{MAIN}c")]


def test_the_record_of_a_controller_says_all_that_is_asked_and_recommended(
    register: Register,
) -> None:
    (row,) = table(fetched(register.controller, "csv-controller"))
    expected = {
        "Register": "Customer register",
        "Version": "2 (published)",
        "In force from": "2021-01-01",
        "Controller": "A Oy",
        "Joint controllers": "Joint Ab",
        "Representative": "Rep Ltd",
        "Data protection officer": "Officer",
        "Purpose": "Delivering what was ordered",
        "Groups of people": "Buyers",
        "Data categories": "Health",
        "Categories of recipients": "Banks\nauthority\nprocessor",
        "Transfers to third countries": "Hosting (US): standard contractual clauses",
        "Documentation of the safeguards": "TIA 9",
        "Time limits for erasure": "Books (72 months)",
        "Security measures": "Access is limited by role.",
        "Lawful bases": "legal obligation (Accounting Act)",
        "Legitimate interest pursued": "Knowing customers",
        "Special categories, and what allows them": "Health: employment and social security law",
        "Laws that demand retention": "Accounting Act 2:10",
        "Rights that can reach it": "15, 16",
        "Sources": "You",
        "Recipients by name": "Tax office",
        "Processors and their agreements": "Host Ltd (US) (DPA 1)",
        "Automated decisions and profiling": "Scoring",
        "Impact assessment": "DPIA 4/2025",
        "Data systems": "CRM (IT)",
        "Owner (a role)": "Head of Sales",
        "Owner of the purpose": "Sales lead",
        "Last looked through": "2026-02-01",
    }
    assert set(row) == set(expected)
    for heading, said in expected.items():
        assert said in row[heading], heading


def test_the_record_of_a_processor_has_a_row_for_each_controller_it_works_for(
    register: Register,
) -> None:
    Register.objects.update(our_role="processor")
    register.joint_controllers.clear()
    for name, is_active in (("Client One", True), ("Client Two", True), ("Gone", False)):
        register.clients.create(
            name=name,
            email="c@client.example",
            agreement=f"Agreement of {name}",
            representative="Their rep",
            dpo_contact="Their officer",
            processing="Payroll" if name == "Client One" else "",
            is_active=is_active,
        )
    one, two = table(fetched(register.controller, "csv-processor"))
    assert one["Processor"].startswith("A Oy")
    assert one["Processor’s data protection officer"] == "Officer"
    assert one["Controller"] == "Client One\nc@client.example"
    assert one["Controller’s representative"] == "Their rep"
    assert one["Controller’s data protection officer"] == "Their officer"
    assert (one["Categories of processing"], two["Categories of processing"]) == (
        "Payroll",
        "Delivering what was ordered",
    )
    assert one["Processing agreement"] == "Agreement of Client One"
    assert one["Transfers to third countries"].startswith("Hosting (US)")
    assert one["Security measures"] == "Access is limited by role."
    assert table(fetched(register.controller, "csv-controller")) == []


def test_every_item_of_article_30_has_its_column() -> None:
    of_controller = {column.article for column in controller_columns()}
    of_processor = {column.article for column in processor_columns()}
    for letter in "abcdefg":
        assert any(f"30(1)({letter})" in article for article in of_controller), letter
    for letter in "abcd":
        assert any(f"30(2)({letter})" in article for article in of_processor), letter


def test_the_spreadsheet_says_who_made_it_when_and_of_what(register: Register) -> None:
    client = signed_in(register.controller)
    assert PAGE in client.get("/admin/registers_app/register/").text
    found = sheets(fetched(register.controller, "xlsx", client=client, with_drafts="on"))
    assert list(found) == [
        "Record",
        "Art. 30(1)",
        "Data categories",
        "Recipients",
        "Transfers",
        "Retention rules",
    ]
    cover = dict(row for row in found["Record"] if len(row) == 2)
    assert cover["Made by"].startswith("Kaisa")
    assert cover["Versions"] == "in force, and drafts"
    assert "A Oy" in cover["Organisation"]
    headings = [column.heading for column in controller_columns()]
    assert headings in found["Art. 30(1)"]
    assert any("GDPR 30(1)(b)" in row for row in found["Art. 30(1)"])
    assert any("Health" in row for row in found["Data categories"])


def test_drafts_are_in_it_only_when_they_are_asked_for(register: Register) -> None:
    make_version(register)
    controller = register.controller
    assert [row["Version"][0] for row in table(fetched(controller, "csv-controller"))] == ["2"]
    both = table(fetched(controller, "csv-controller", with_drafts="on"))
    assert [row["Version"] for row in both] == ["2 (published)", "3 (draft)"]


def test_it_speaks_the_language_that_was_chosen(register: Register) -> None:
    (row,) = table(fetched(register.controller, "csv-controller", language="fi"))
    assert row["Rekisteri"] == "Customer register (fi)"
    cover = sheets(fetched(register.controller, "xlsx", language="sv"))
    assert "Art. 30(1)" in cover


@pytest.mark.parametrize("start", ["=", "+", "-", "@", "\t=", "\r=", " ="])
def test_no_cell_is_run_as_a_formula(register: Register, start: str) -> None:
    Register.objects.update(owner=f"{start}HYPERLINK(1)")
    (row,) = table(fetched(register.controller, "csv-controller"))
    assert row["Owner (a role)"].startswith("'")
    if start == "=":
        found = sheets(fetched(register.controller, "xlsx"))
        assert any("'=HYPERLINK(1)" in cells for cells in found["Art. 30(1)"])


def test_a_file_of_registers_is_handed_over_too(register: Register) -> None:
    assert b"owner: Head of Sales" in fetched(register.controller, "yaml")


def test_whose_registers_one_does_not_see_has_no_record_for_one(register: Register) -> None:
    foreign = make_controller()
    client = signed_in(foreign, Role.ADMINISTRATOR)
    chosen = {"controller": str(register.controller.pk), "form": "xlsx", "language": "en"}
    response = client.get(PAGE, chosen)
    assert "Content-Disposition" not in response.headers
    assert "A Oy" not in response.text
    client.logout()
    assert client.get(PAGE).status_code == 302


def test_what_is_many_stands_on_its_own_sheet_and_costs_no_more_queries(
    register: Register,
) -> None:
    client = signed_in(register.controller)
    fetched(register.controller, "xlsx", client=client)
    draft = make_version(register)
    with CaptureQueriesContext(connection) as few:
        fetched(register.controller, "xlsx", client=client, with_drafts="on")
    for part in ("data_categories", "purposes"):
        rows = [PARTS[part](version=draft, key=f"k{n}", names=texts(f"x{n}")) for n in range(80)]
        PARTS[part]._default_manager.bulk_create(rows)
    with CaptureQueriesContext(connection) as many:
        found = sheets(fetched(register.controller, "xlsx", client=client, with_drafts="on"))
    assert len(many) == len(few)
    assert any("and 31 more, on their own sheet" in cell for cell in found["Art. 30(1)"][-1])
    assert sum("x7" in "".join(row) for row in found["Data categories"]) == 11
