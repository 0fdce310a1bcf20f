"""Every right to each of its ends, and what may happen on the way, by HTTP and SMTP only.

The journeys (tests/house/journeys) are walked once, side by side in one office, over some days;
then each test looks at one of them. ``make test`` walks SHARE, ``make soak`` the others.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest

from tests.house.calendar import Month, in_finnish, next_working_day
from tests.house.house import House
from tests.house.journeys import access, automated_decision, erasure, extension, forwarding, proof
from tests.house.journeys.case import Case, Journey
from tests.house.journeys.catalogue import JOURNEYS
from tests.house.journeys.outcomes import REASONS
from tests.house.person import Person, Wish
from tests.house.staff import QUEUE, Staff
from tests.house.walker import Walker

# Every right to its answer (consent within several rights), each other kind of end, and all that
# may happen on the way.
SHARE = {name for name in JOURNEYS if not name.endswith(("refused", "withdrawn"))} | {
    "access refused",
    "marketing objection withdrawn",
} - {"consent withdrawal answered"}

AUTHORITY, COURT = "Tietosuojavaltuutetun toimisto", "tuomioistui"
STOPPING = [name for name in JOURNEYS if name.startswith(("marketing", "consent"))]
# What is told to somebody without a decision on their data.
WITHOUT_COMPLAINT = ("withdrawn", "forwarded")

# What nobody of the staff does.
BY_THE_DESK = ("request.cease_at_once", "request.handed_over_opened", "reminder.sent")


def each_of(names: Iterable[str]) -> pytest.MarkDecorator:
    """Parametrize a test by journeys."""
    params = [pytest.param(name, marks=() if name in SHARE else pytest.mark.soak) for name in names]
    return pytest.mark.parametrize("name", params)


every_journey = each_of(JOURNEYS)


@dataclass(frozen=True, kw_only=True)
class Walked:
    """The cases at their ends, and the month that they began."""

    house: House
    month: Month
    cases: dict[str, Case]

    def __getitem__(self, name: str) -> Case:
        case = self.cases[name]
        if case.failure:
            raise AssertionError(f"{name} did not come to its end") from case.failure
        return case


@pytest.fixture(scope="module")
def walked(standing_house: House, request: pytest.FixtureRequest) -> Iterator[Walked]:
    month = standing_house.begin_plain_day()
    office = standing_house.vacant_office()
    staff = Staff(standing_house, office["handler"], password=office["password"])
    cases = [
        Case(standing_house, office, staff, journey, number=number)
        for number, journey in enumerate(_asked_for(request.session.items))
    ]
    Walker(standing_house).walk(cases, at_a_time=len(cases))
    standing_house.settle()
    yield Walked(house=standing_house, month=month, cases={str(case): case for case in cases})
    standing_house.close_browsers()


def _asked_for(tests: Iterable[pytest.Item]) -> list[Journey]:
    here = [test for test in tests if test.path == Path(__file__)]
    soaked = {test.get_closest_marker("soak") is not None for test in here}
    return [journey for name, journey in JOURNEYS.items() if (name not in SHARE) in soaked]


@every_journey
def test_each_request_goes_through_its_states_to_its_end(walked: Walked, name: str) -> None:
    walked[name].check_states()


@every_journey
def test_every_step_has_its_author_in_the_audit(walked: Walked, name: str) -> None:
    case = walked[name]
    events = case.events()
    assert events[0].event == "submission.received"
    handler = ("user", case.staff.user["id"])
    for row in events:
        if row.event in ("request.opened", "request.withdraw", "submission.email_confirmed"):
            assert row.actor_kind == "subject", row
        elif row.event in BY_THE_DESK:
            assert row.actor_kind == "system", row
        elif row.event.startswith("request."):
            assert (row.actor_kind, row.actor_id) == handler, row


@every_journey
def test_the_person_gets_each_mail_once_and_in_one_thread(walked: Walked, name: str) -> None:
    case = walked[name]
    case.check_mails()
    mails = [mail.message_id for mail in walked.house.mails(to=case.person.email)]
    links = walked.house.mails_of_kind("new_link", to=case.person.email)  # that they asked for
    assert len(mails) == len(set(mails)) == 1 + len(case.journey.mails) + len(links)


@every_journey
def test_the_letters_are_those_of_the_right_and_its_end(walked: Walked, name: str) -> None:
    case = walked[name]
    case.check_letters()
    for right, states in case.journey.states.items():
        read = case.read[right]
        assert case.person.reference in read
        assert (AUTHORITY in read, COURT in read) == 2 * (states[-1] not in WITHOUT_COMPLAINT,)


@every_journey
def test_each_request_keeps_the_dates_of_its_right(walked: Walked, name: str) -> None:
    case, month = walked[name], walked.month
    for right in case.wish.rights:
        row = case.row(right)
        assert (row.received_on, row.safe_on) == (month.received_on, month.due_on)
        assert row.refuse_by == month.due_after_waiting(_waited(name))
        assert row.due_on == _due_on(name, month)
        assert row.closed_on == month.after_receipt(_days_to_the_end(name))
        stops = row.received_at + timedelta(days=1) if _stops_at_once(right, case) else None
        assert row.stop_by == stops
        forwards = next_working_day(month.after_receipt(1)) if name == "forwarding" else None
        assert row.forward_by == forwards


@each_of(name for name in JOURNEYS if name.endswith("refused"))
def test_a_refusal_gives_its_reasons_and_nothing_else_away(walked: Walked, name: str) -> None:
    case = walked[name]
    (read,) = case.read.values()
    assert REASONS in read
    case.person.open_case(case.person.mail(case.journey.mails[-1]))
    assert case.person.browser.get("/fi/request/answer/").status == 410


def test_only_the_duties_to_stop_offer_no_refusal(walked: Walked) -> None:
    offering = {
        name
        for name in walked.cases
        if any("Refuse" in walked[name].staff.offered[pk] for pk in _requests(walked[name]))
    }
    assert offering == set(walked.cases) - {*STOPPING, "forwarding"}


@each_of(name for name in STOPPING if name.endswith("answered"))
def test_the_house_is_reminded_on_the_day_by_which_it_has_to_stop(
    walked: Walked, name: str
) -> None:
    (pk,) = _requests(walked[name])
    reminders = walked.house.rows(
        # The owners of data systems have a ladder of their own.
        "SELECT kind, reminder_on FROM requests_app_reminder "
        "WHERE request_id = %s AND kind NOT LIKE 'owner%%'",
        pk,
    )
    assert reminders == [("on_the_day", walked.month.after_receipt(1))]


@each_of(name for name in JOURNEYS if name.endswith("withdrawn"))
def test_who_handles_a_request_hears_that_the_person_confirmed_and_withdrew(
    walked: Walked, name: str
) -> None:
    case = walked[name]
    told = walked.house.rows(
        "SELECT n.to_address FROM notices_app_notice n "
        "JOIN requests_app_submission s ON s.id = n.submission_id "
        "WHERE s.reference = %s AND n.kind = 'staff_person_acted'",
        case.person.reference,
    )
    # A duty to stop may be withdrawn before anybody has taken it up.
    who = ["colleague", "handler"] if name in STOPPING else ["handler"]
    assert sorted(row.to_address for row in told) == sorted(
        2 * [case.office[role]["email"] for role in who]
    )


def test_the_answer_of_access_is_fetched_with_its_file(walked: Walked) -> None:
    case = walked["access answered"]
    assert access.FOUND in case.read["answer"]
    assert case.read["file"] == access.FILE[1]


def test_an_erasure_names_what_is_kept_by_which_law_and_until_when(walked: Walked) -> None:
    read = walked["erasure answered"].read["erasure"]
    assert erasure.LAW in read
    assert "31.12.2033" in read


def test_a_restriction_is_lifted_after_the_person_was_told_the_day(walked: Walked) -> None:
    case = walked["restriction answered"]
    (row,) = walked.house.rows(
        "SELECT * FROM requests_app_restriction WHERE request_id = %s", case.request("restriction")
    )
    assert row.announced_at < row.lifted_at
    assert row.lifts_on == walked.month.after_receipt(3)


def test_a_human_decides_anew_and_is_named_in_the_answer(walked: Walked) -> None:
    read = walked["automated decision answered"].read["automated_decision"]
    assert "Rauha Ratkaisija" in read
    assert automated_decision.FINDINGS in read


def test_several_rights_have_one_receipt_one_identity_check_and_one_word_to_staff(
    walked: Walked,
) -> None:
    case = walked["several rights"]
    events = [row.event for row in case.events()]
    assert events.count("submission.received") == 1
    assert events.count("identity.settle") == 1
    for role in ("handler", "colleague"):
        mails = walked.house.mails(to=case.office[role]["email"])
        about = [mail for mail in mails if case.person.reference in mail.text]
        assert len([mail for mail in about if mail.message["In-Reply-To"] is None]) == 1


def test_the_clock_waits_for_the_proof_and_runs_on_by_the_days_waited(walked: Walked) -> None:
    case = walked["proof of identity that is enough"]
    waiting = case.read["while the clock waits"]
    assert (waiting.due_on, waiting.target_on) == (None, None)
    running = case.read["once the clock runs again"]
    assert running.due_on == walked.month.due_after_waiting(proof.WAITED_DAYS)


@each_of(name for name in JOURNEYS if name.startswith("proof"))
def test_a_proof_is_looked_at_and_destroyed_once_identity_is_decided(
    walked: Walked, name: str
) -> None:
    case = walked[name]
    assert case.read["proof"] == proof.PROOF[1]
    events = [row.event for row in case.events() if row.event.startswith("identity.")]
    decision = "identity.settle" if name.endswith("that is enough") else "identity.fail"
    assert events == [
        "identity.ask",
        "identity.evidence_received",
        "identity.evidence_opened",
        decision,
        "identity.evidence_destroyed",
    ]
    (row,) = walked.house.rows(
        "SELECT e.* FROM requests_app_identityevidence e "
        "JOIN requests_app_identitycheck c ON c.id = e.check_row_id "
        "JOIN requests_app_submission s ON s.id = c.submission_id WHERE s.reference = %s",
        case.person.reference,
    )
    assert row.destroyed_at
    assert (row.sealed, row.name, row.content_type) == ("", "", "")


def test_an_extension_is_told_with_its_reason_and_moves_the_day(walked: Walked) -> None:
    told = walked["extension"].read["extension"]
    assert extension.REASON in told
    assert in_finnish(walked.month.extended_due_on) in told


def test_a_forwarded_request_reaches_the_client_and_the_person_is_told_who_answers(
    walked: Walked,
) -> None:
    case = walked["forwarding"]
    assert forwarding.CLIENT in case.read["erasure"]
    (mail,) = forwarding.mails_to_the_client(case)
    assert case.person.name not in mail.text
    assert case.person.name in case.read["client"]
    assert forwarding.ABOUT in case.read["client"]
    assert [row.event for row in case.events()].count("request.handed_over_opened") == 1


@pytest.mark.parametrize(
    ("right", "scope"), [("objection", "marketing"), ("consent_withdrawal", "")]
)
def test_a_duty_to_stop_is_not_refused_even_by_the_address_of_the_step(
    walked: Walked, right: str, scope: str
) -> None:
    case = walked["marketing objection answered"]
    person = Person(walked.house, email=f"ei.{right}@posti.example")
    person.ask(dict(case.office), Wish(rights=(right,), scope=scope, register="rich"))
    address = f"{QUEUE}{person.request_id}/steps/refuse/"
    browser = case.staff.browser
    assert browser.get(address).status in (200, 403, 404)
    page = browser.send(
        browser.client.build_request(
            "POST",
            address,
            data={
                "csrfmiddlewaretoken": browser.client.cookies["csrftoken"],
                "reasoning": REASONS,
                "ground_ART12_5_EXCESSIVE": "Viides pyyntö.",
                "proof_ART12_5_EXCESSIVE": "Neljä aiempaa vastausta.",
            },
            headers={"Referer": walked.house.address},
        )
    )
    assert page.status in (200, 403)
    assert person.state == "ceasing"


def test_the_audit_of_all_of_it_is_whole(walked: Walked) -> None:
    assert "are whole" in walked.house.manage("verify_audit").stdout


def _requests(case: Case) -> list[int]:
    return list(case.person.requests.values())


def _stops_at_once(right: str, case: Case) -> bool:
    return right == "consent_withdrawal" or case.wish.scope == "marketing"


def _waited(name: str) -> int:
    return proof.WAITED_DAYS if name.startswith("proof") else 0


def _days_to_the_end(name: str) -> int:
    if name in STOPPING and name.endswith("withdrawn"):
        return 0
    return 1 + _waited(name)


def _due_on(name: str, month: Month) -> Any:
    if name == "extension":
        return month.extended_due_on
    return month.due_after_waiting(_waited(name))
