"""An access request from the public form to the fetched answer, by HTTP and SMTP only."""

from typing import Any

from tests.house.house import House
from tests.house.order import Order
from tests.house.person import Person
from tests.house.staff import Staff
from tests.house.visitor import Page, addresses_in

ORDERS = b"order;date\r\n1001;2026-03-01\r\n\xff\x00\xe4"


def test_an_access_request_in_finnish_travels_from_the_form_to_the_fetched_answer(
    house: House, office: dict[str, Any], order: Order
) -> None:
    month = house.begin_plain_day()
    day = f"{month.due_on.day}.{month.due_on.month}.{month.due_on.year}"
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
    for words in ("Maija Meikäläinen", "answered"):
        assert words in trail, trail
    _the_report_counts_it_as_answered_on_time(house, office, maija)


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
    answer = _link_to(status, "/answer/")
    assert "Tilaus 1001, Maija Meikäläinen." in answer.text, answer.describe()
    file = _link_to(answer, "/file/")
    assert file.content == ORDERS
    assert "attachment" in file.headers["content-disposition"]
    assert "sandbox" in file.headers["content-security-policy"]


def _link_to(page: Page, part: str) -> Page:
    href = next(link.href for link in page.links if part in link.href)
    found = page.visitor.get(str(page.response.url.join(href)))
    assert found.status == 200, found.describe()
    return found


def _the_report_counts_it_as_answered_on_time(
    house: House, office: dict[str, Any], person: Person
) -> None:
    supervisor = Staff(house, office["supervisor"], password=office["password"])
    report = supervisor.browser.get("/admin/").follow("Deadline report")
    assert report.status == 200, report.describe()
