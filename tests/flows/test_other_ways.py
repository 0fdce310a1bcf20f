"""Other languages, other doors and other ends of an access request, by HTTP and SMTP only."""

from datetime import timedelta
from typing import Any

import pytest

from tests.house.house import House
from tests.house.person import Person
from tests.house.staff import QUEUE, Staff

# Of the data systems of a furnished office: asked by mail for each piece of work.
OWNER = "it@northwind.example"


@pytest.mark.parametrize("language", ["sv", "en"])
def test_the_form_its_mail_and_its_letter_speak_the_language_of_the_person(
    house: House, office: dict[str, Any], language: str
) -> None:
    person = Person(house, email=f"{language}{office['id']}@posti.example", language=language)
    receipt = person.submit(office)
    assert f'<html lang="{language}"' in receipt.response.text
    mail = person.mail("received_confirm")
    assert mail.message["Content-Language"] == language
    assert f"/{language}/confirm/" in person.link(mail, "confirm")
    person.confirm()
    status = person.open_case(person.mail("email_confirmed"))
    letter = status.follow_to("/letter/")
    assert f'<html lang="{language}"' in letter.response.text
    assert person.reference in letter.text


def test_a_letter_from_somebody_without_e_mail_is_entered_and_answered_on_paper(
    house: House, office: dict[str, Any]
) -> None:
    month = house.begin_plain_day()
    house.morning(month.after_receipt(3))
    kaisa = Staff(house, office["handler"], password=office["password"])
    page = kaisa.browser.get(f"{QUEUE}add/")
    form = page.form_with("person_name", "channel")
    entered = page.send(
        form,
        controller=office["id"],
        register=office["register_id"],
        rights="access",
        channel="letter",
        received_on=month.received_on,
        person_name="Väinö Vanha",
        postal_address="Kylätie 1\n99999 Korvatunturi",
        language="fi",
    )
    assert entered.status == 200, entered.describe()
    assert "Väinö Vanha" in entered.text, entered.describe()
    case = int(entered.url.rstrip("/").split("/")[-2])
    due_on = house.value("SELECT due_on FROM requests_app_rightsrequest WHERE id = %s", case)
    assert due_on == month.due_on

    kaisa.begin(case)
    kaisa.settle_identity(case)
    kaisa.collect(case)
    kaisa.find_nothing(case)
    kaisa.find_nothing(case)
    kaisa.review(case)
    kaisa.take(case, "Prepare the answer", outcome="no_data")
    answered = kaisa.send_answer(case)
    letters = [link.href for link in answered.links if f"/{case}/letters/" in link.href]
    assert len(letters) == 2, answered.describe()
    for href in letters:
        printed = kaisa.browser.get(href)
        assert printed.status == 200, printed.describe()
        assert "Väinö Vanha" in printed.text
        assert "Kylätie 1" in printed.text, printed.describe()
    tray = kaisa.browser.get("/admin/requests_app/paperletter/")
    reference = house.value(
        "SELECT reference FROM requests_app_submission s "
        "JOIN requests_app_rightsrequest r ON r.submission_id = s.id WHERE r.id = %s",
        case,
    )
    assert tray.text.count(reference) == 2, tray.describe()
    staff = {office[role]["email"] for role in ("handler", "colleague", "supervisor")}
    case_mails = house.rows(
        "SELECT to_address FROM notices_app_notice n JOIN requests_app_rightsrequest r "
        "USING (submission_id) WHERE r.id = %s AND n.way = 'mail'",
        case,
    )
    assert {row.to_address for row in case_mails} <= staff | {OWNER}


def test_a_refusal_waits_for_a_second_person_who_is_not_the_first(house: House) -> None:
    (office,) = house.furnish(second_person_approves=True)
    person = Person(house, email=f"kaksin{office['id']}@posti.example")
    person.submit(office)
    case = person.request_id
    kaisa = Staff(house, office["handler"], password=office["password"])
    kaisa.begin(case)
    kaisa.refuse(case)
    assert person.state == "awaiting_approval"
    house.wait_for_mail(to=office["supervisor"]["email"], subject=person.reference)
    assert "Approve the refusal" not in [link.label for link in kaisa.case(case).links]
    supervisor = Staff(house, office["supervisor"], password=office["password"])
    supervisor.take(case, "Approve the refusal")
    assert person.state == "refused"
    person.open_case(person.mail("decision_refused"))
    _the_refusal_can_be_read(person)


def test_a_question_about_identity_stops_the_clock_until_it_is_settled(
    house: House, office: dict[str, Any]
) -> None:
    month = house.begin_plain_day()
    person = Person(house, email=f"kuka{office['id']}@posti.example")
    person.submit(office)
    person.confirm()
    case = person.request_id
    kaisa = Staff(house, office["handler"], password=office["password"])
    kaisa.begin(case)
    kaisa.take(
        case,
        "Ask for proof of identity",
        doubt="Osoite ei ole se, joka meillä on.",
        what_is_asked="Kertokaa asiakasnumeronne.",
    )
    person.open_case(person.mail("identity_asked"))
    assert "Kertokaa asiakasnumeronne." in _letters_of(person)

    waited = 20
    _days_pass(house, until=waited, since=month.received_on)
    assert len(house.mails_of_kind("identity_reminder", to=person.email)) == 1
    chased = house.mails_of_kind("staff_before", to=office["handler"]["email"])
    assert chased == []

    kaisa.settle_identity(case)
    due_on = house.value("SELECT due_on FROM requests_app_rightsrequest WHERE id = %s", case)
    assert due_on == month.due_after_waiting(waited)
    kaisa.collect(case)
    kaisa.finish_task(case, result="Tilaus 1001.")
    kaisa.find_nothing(case)
    kaisa.review(case)
    kaisa.prepare(case)
    kaisa.send_answer(case)
    answer = person.open_case(person.mail("answer_ready")).follow_to("/answer/")
    assert "Tilaus 1001." in answer.text


def _days_pass(house: House, *, until: int, since: Any) -> None:
    for days in range(1, until + 1, 5):
        house.morning(since + timedelta(days=days))
        house.settle()
    house.morning(since + timedelta(days=until))
    house.settle()


def _letters_of(person: Person) -> str:
    status = person.browser.get(f"/{person.language}/request/")
    letters = [link.href for link in status.links if "/letter/" in link.href]
    return "\n".join(person.browser.get(href).text for href in letters)


def _the_refusal_can_be_read(person: Person) -> None:
    letters = _letters_of(person)
    assert "Pyysitte samaa viikko sitten, eikä mikään ole muuttunut." in letters
    assert "Tietosuojavaltuutetun toimisto" in letters
    assert "tuomioistui" in letters
