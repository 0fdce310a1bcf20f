"""Two people at work on one case at the same moment: one step is taken, both are told how it is."""

from typing import Any

from tests.concurrency.together import press_together
from tests.house.house import House
from tests.house.person import Person
from tests.house.staff import Staff

GROUND = {
    "reasoning": "Sama pyyntö viikko sitten.",
    "ground_ART12_5_EXCESSIVE": "Viides tässä kuussa.",
    "proof_ART12_5_EXCESSIVE": "Neljä aiempaa vastausta.",
}

SHOWN_AGAIN = "The case has changed since you opened this page"


def test_two_handlers_who_begin_together_leave_one_handler(
    house: House, office: dict[str, Any]
) -> None:
    person, kaisa, colleague = _case(house, office, "yhdessa")
    case = person.request_id
    answers = press_together(
        house,
        [(one.browser, one.prepared(case, "Start assessing")) for one in (kaisa, colleague)],
        row=_submission(house, case),
    )
    assert all(answer.status_code < 500 for answer in answers)
    assert sum(SHOWN_AGAIN in answer.text for answer in answers) == 1
    begun = house.rows(
        "SELECT actor_id FROM requests_app_auditentry "
        "WHERE request_id = %s AND event = 'request.assess'",
        case,
    )
    assert len(begun) == 1
    assignee = house.value("SELECT assignee_id FROM requests_app_rightsrequest WHERE id = %s", case)
    assert assignee == begun[0].actor_id


def test_a_refusal_and_a_withdrawal_that_meet_end_the_case_once(
    house: House, office: dict[str, Any]
) -> None:
    person, kaisa, _ = _case(house, office, "vastakkain")
    case = person.request_id
    person.confirm()
    kaisa.begin(case)
    page = person.open_case(person.mail("email_confirmed")).follow_to("/withdraw/")
    answers = press_together(
        house,
        [
            (kaisa.browser, kaisa.prepared(case, "Refuse", **GROUND)),
            (person.browser, page.request(page.form_to_itself())),
        ],
        row=_submission(house, case),
    )
    assert all(answer.status_code < 500 for answer in answers)
    again = [answer for answer in answers if SHOWN_AGAIN in answer.text]
    assert all(GROUND["reasoning"] in answer.text for answer in again)
    house.settle()
    ended = {
        kind
        for kind in ("decision_refused", "withdrawn")
        if house.mails_of_kind(kind, to=person.email)
    }
    assert ended == {{"refused": "decision_refused", "withdrawn": "withdrawn"}[person.state]}


def test_two_handlers_who_finish_the_same_task_keep_one_result(
    house: House, office: dict[str, Any]
) -> None:
    person, kaisa, colleague = _case(house, office, "tulos")
    case = person.request_id
    kaisa.begin(case)
    kaisa.collect(case)
    answers = press_together(
        house,
        [
            (kaisa.browser, kaisa.prepared(case, "Data found", result="Kaisan löytö.")),
            (colleague.browser, colleague.prepared(case, "Nothing found")),
        ],
        row=_submission(house, case),
    )
    assert all(answer.status_code < 500 for answer in answers)
    first = house.rows(
        "SELECT state, result FROM requests_app_task WHERE request_id = %s ORDER BY id", case
    )[0]
    assert (first.state, first.result) in {("done", "Kaisan löytö."), ("nothing_found", "")}
    assert sum(SHOWN_AGAIN in answer.text for answer in answers) == 1


def _case(house: House, office: dict[str, Any], name: str) -> tuple[Person, Staff, Staff]:
    person = Person(house, email=f"{name}{office['id']}@posti.example")
    person.submit(office)
    kaisa, colleague = (
        Staff(house, office[role], password=office["password"]) for role in ("handler", "colleague")
    )
    return person, kaisa, colleague


def _submission(house: House, case: int) -> str:
    number = house.value("SELECT submission_id FROM requests_app_rightsrequest WHERE id = %s", case)
    return f"requests_app_submission WHERE id = {number}"
