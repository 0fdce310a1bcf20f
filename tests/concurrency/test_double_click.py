"""The same button pressed twice at the same moment does its work once."""

from collections import Counter
from typing import Any

import httpx

from tests.concurrency.together import press_together
from tests.house.house import House
from tests.house.person import REFERENCE, Person
from tests.house.staff import REASON, Staff

# Events that an effect may show several times in one case: one task for each system, one look at
# each file and text.
REPEATED = {"task.opened", "disclosure_review.clear"}


def test_a_double_click_on_send_makes_one_submission_and_one_mail(
    house: House, office: dict[str, Any]
) -> None:
    person = Person(house, email=f"tupla{office['id']}@posti.example")
    check = person.fill_in(office)
    press = check.request(check.form_to_itself())
    digest = house.value("SELECT max(id) FROM requests_app_draft")
    answers = press_together(
        house, [(person.browser, press)] * 2, row=f"requests_app_draft WHERE id = {digest}"
    )
    references = [REFERENCE.findall(answer.text)[0] for answer in answers]
    assert len(set(references)) == 1
    made = house.rows(
        "SELECT reference FROM requests_app_submission WHERE email = %s", person.email
    )
    assert [row.reference for row in made] == references[:1]
    person.reference = references[0]
    person.mail("received_confirm")
    house.settle()
    assert len(house.mails(to=person.email)) == 1


def test_a_double_click_on_confirm_confirms_once(house: House, office: dict[str, Any]) -> None:
    person = Person(house, email=f"vahva{office['id']}@posti.example")
    person.submit(office)
    page = person.browser.get(person.link(person.mail("received_confirm"), "confirm"))
    answers = press_together(
        house,
        [(person.browser, page.request(page.form_to_itself()))] * 2,
        row=_submission(house, person.request_id),
    )
    assert [answer.status_code for answer in answers] == [200, 200]
    assert _events(house, person.request_id)["submission.email_confirmed"] == 1
    person.mail("email_confirmed")
    house.settle()
    assert len(house.mails_of_kind("email_confirmed", to=person.email)) == 1


def test_a_double_click_on_each_step_of_a_case_takes_it_once(
    house: House, office: dict[str, Any]
) -> None:
    person = Person(house, email=f"askel{office['id']}@posti.example")
    person.submit(office)
    case = person.request_id
    kaisa = Staff(house, office["handler"], password=office["password"])
    for label, values in (
        ("Start assessing", {}),
        ("Ask for proof of identity", {"doubt": "Toinen osoite.", "what_is_asked": "Numero."}),
        ("Settle identity", {"method": "evidence", "reason": REASON}),
        ("Extend the time", {"reason": "Muiden tietoja.", "cause": "others"}),
        ("Collect the data", {}),
        ("Data found", {"result": "Tilaus 1001.", "uploads": ("a.csv", b"1001")}),
        ("Nothing found", {}),
        ("Review what was found", {}),
        ("Prepare the answer", {"outcome": "granted", "looked_through": "on"}),
        ("Send the answer", {}),
    ):
        _press_twice(house, kaisa, case, label, values)
    assert person.state == "answered"
    letters = Counter(
        row.kind
        for row in house.rows(
            "SELECT kind FROM requests_app_caseletter WHERE request_id = %s", case
        )
    )
    assert set(letters) == {"received", "identity_asked", "extended", "access_granted"}
    assert set(letters.values()) == {1}
    files = house.value("SELECT count(*) FROM requests_app_storedfile WHERE request_id = %s", case)
    assert files == 1
    house.settle()
    kinds = dict(house.rows("SELECT message_id, kind FROM notices_app_notice"))
    mails = Counter(kinds[mail.message_id] for mail in house.mails(to=person.email))
    assert set(mails) == {"received_confirm", "identity_asked", "extended", "answer_ready"}
    assert set(mails.values()) == {1}


def test_a_double_click_on_withdraw_withdraws_once(house: House, office: dict[str, Any]) -> None:
    person = Person(house, email=f"pois{office['id']}@posti.example")
    person.submit(office)
    person.confirm()
    page = person.open_case(person.mail("email_confirmed")).follow_to("/withdraw/")
    answers = press_together(
        house,
        [(person.browser, page.request(page.form_to_itself()))] * 2,
        row=_submission(house, person.request_id),
    )
    assert [answer.status_code for answer in answers] == [200, 200]
    assert _events(house, person.request_id)["request.withdraw"] == 1
    person.mail("withdrawn")
    house.settle()
    assert len(house.mails_of_kind("withdrawn", to=person.email)) == 1


def _press_twice(
    house: House, staff: Staff, case: int, label: str, values: dict[str, Any]
) -> list[httpx.Response]:
    before = _events(house, case)
    press = staff.prepared(case, label, **values)
    answers = press_together(house, [(staff.browser, press)] * 2, row=_submission(house, case))
    assert all(answer.status_code < 500 for answer in answers), (label, answers)
    added = _events(house, case) - before
    assert added, label
    assert all(times == 1 or event in REPEATED for event, times in added.items()), (label, added)
    return answers


def _events(house: House, case: int) -> Counter[str]:
    """How often each event stands in the audit of a case."""
    rows = house.rows(
        "SELECT e.event FROM requests_app_auditentry e "
        "JOIN requests_app_rightsrequest r USING (submission_id) WHERE r.id = %s",
        case,
    )
    return Counter(row.event for row in rows)


def _submission(house: House, case: int) -> str:
    number = house.value("SELECT submission_id FROM requests_app_rightsrequest WHERE id = %s", case)
    return f"requests_app_submission WHERE id = {number}"
