"""An access request from the public form to the fetched answer, by HTTP and SMTP only."""

import csv
import io
from typing import Any

from tests.house.calendar import in_finnish
from tests.house.house import House
from tests.house.person import Person
from tests.house.staff import Staff
from tests.house.visitor import addresses_in

ORDERS = b"order;date\r\n1001;2026-03-01\r\n\xff\x00\xe4"


def test_an_access_request_in_finnish_travels_from_the_form_to_the_fetched_answer(
    house: House, office: dict[str, Any]
) -> None:
    month = house.begin_plain_day()
    day = in_finnish(month.due_on)
    maija = Person(house, email="maija@posti.example", language="fi")

    receipt = maija.submit(office, about="Mitä tietoja teillä on minusta?")
    assert day in receipt.text, receipt.describe()

    _a_mail_scanner_opens_every_link(house, maija)
    assert _confirmed_at(house, maija) is None
    confirmed = maija.confirm()
    assert confirmed.status == 200, confirmed.describe()
    assert _confirmed_at(house, maija) is not None

    status = maija.open_case(maija.mail("email_confirmed"))
    assert maija.reference in status.text
    assert day in status.text, status.describe()
    assert "3 artiklan 1 kohta" in status.text or "12 artiklan 3 kohta" in status.text, status.text

    kaisa = Staff(house, office["handler"], password=office["password"])
    assert maija.reference in kaisa.queue().text
    _answer(kaisa, maija)
    assert maija.state == "answered"

    _read_and_download(maija)
    trail = kaisa.case(maija.request_id).text
    for sentence in (
        "The person confirmed the e-mail address.",
        "sent the answer.",
        "The person opened the answer for the first time.",
        "The person downloaded a file of the answer.",
    ):
        assert sentence in trail
    _the_report_counts_it_as_answered_on_time(house, office)
    assert "are whole" in house.manage("verify_audit").stdout


def _a_mail_scanner_opens_every_link(house: House, person: Person) -> None:
    with house.visitor() as scanner:
        for address in addresses_in(person.mail("received_confirm").text):
            if address.startswith(house.address):
                assert scanner.get(address).status == 200
                scanner.client.head(address)


def _confirmed_at(house: House, person: Person) -> object:
    return house.value(
        "SELECT email_confirmed_at FROM requests_app_submission WHERE reference = %s",
        person.reference,
    )


def _answer(staff: Staff, person: Person) -> None:
    request_id = person.request_id
    staff.begin(request_id)
    staff.settle_identity(request_id)
    staff.collect(request_id)
    staff.finish_task(
        request_id, result="Tilaus 1001, Maija Meikäläinen.", uploads=("tilaukset.csv", ORDERS)
    )
    staff.find_nothing(request_id)
    staff.review(request_id)
    staff.prepare(request_id)
    staff.send_answer(request_id)


def _read_and_download(person: Person) -> None:
    status = person.open_case(person.mail("answer_ready"))
    answer = status.follow_to("/answer/")
    assert "Tilaus 1001, Maija Meikäläinen." in answer.text, answer.describe()
    file = answer.follow_to("/file/")
    assert file.content == ORDERS
    assert "attachment" in file.headers["content-disposition"]
    assert "sandbox" in file.headers["content-security-policy"]


def _the_report_counts_it_as_answered_on_time(house: House, office: dict[str, Any]) -> None:
    supervisor = Staff(house, office["supervisor"], password=office["password"])
    report = supervisor.browser.get("/admin/reports/deadlines/")
    assert report.status == 200, report.describe()
    assert office["name"] in report.text
    href = next(link.href for link in report.links if "/deadlines/csv/" in link.href)
    table = supervisor.browser.get(href).content.decode("utf-8-sig")
    lines = list(csv.reader(io.StringIO(table)))
    row = next(line for line in lines if line[1] == office["name"])
    head = next(line for line in lines if line[0] == row[0])
    counted = dict(zip(head, row, strict=True))
    asked = ("requests", "open", "late now", "answered on time")
    assert {name: counted[name] for name in asked} == dict(zip(asked, "1001", strict=True))
