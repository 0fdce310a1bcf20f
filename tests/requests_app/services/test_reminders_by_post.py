"""Who is reached by post alone is reminded by post, and has the time that post takes."""

from datetime import UTC, date, datetime, time, timedelta

import pytest

from notices_app.models import Notice
from notices_app.services.tell_lost import tell_lost
from registers_app.models import Controller
from requests_app.admin.queue_conditions import is_silent
from requests_app.domain.reminders import POST_DAYS, QUESTION_DAYS_AFTER, SILENCE_DAYS
from requests_app.domain.representation import AnswerTo
from requests_app.domain.representation import Role as Representing
from requests_app.models import (
    AccessRequest,
    AuditEntry,
    Channel,
    PaperLetter,
    Reminder,
    RightsRequest,
)
from requests_app.services.close_silent import closing_is_proposed
from requests_app.services.mark_posted import leave_unposted, mark_posted
from requests_app.services.print_letters import print_letters
from requests_app.services.propose_closing import propose_closing
from requests_app.services.remind_by_hand import remind_by_hand
from requests_app.services.remind_persons import remind_persons
from requests_app.services.resume import end_open
from requests_app.services.suspend import ask_clarification
from tests.cases import acting, ask_for_identity, make_received, settle
from tests.clock import Clock
from tests.factories import at_any_hour, make_controller
from tests.pdf import Pdf
from tests.represented import answer_to, make_represented, settle_role

pytestmark = pytest.mark.django_db

ASKED_ON = date(2026, 3, 2)
REMINDED_AFTER = QUESTION_DAYS_AFTER[0] + POST_DAYS
CLOSED_AFTER = SILENCE_DAYS + POST_DAYS


@pytest.fixture
def office(clock: Clock) -> Controller:
    clock.set(datetime(2026, 3, 2, 8, tzinfo=UTC))
    return at_any_hour(make_controller())


def by_post(office: Controller) -> AccessRequest:
    return make_received(
        office, channel=Channel.LETTER, email="", postal_address="Esimerkkikatu 1\n00100 Helsinki"
    )


def paper_of(case: RightsRequest, kind: str) -> PaperLetter:
    return PaperLetter.objects.get(letter__request=case, letter__kind=kind)


def post(case: RightsRequest, kind: str, *, on: date) -> None:
    paper, actor = paper_of(case, kind), acting(case.controller)
    print_letters([paper.pk], actor=actor)
    mark_posted(paper.pk, posted_on=on, actor=actor)


def go_to(clock: Clock, day: date) -> None:
    clock.set(datetime.combine(day, time(8), tzinfo=UTC))


def test_the_question_is_asked_again_on_paper_and_stands_in_the_letter(
    office: Controller, clock: Clock
) -> None:
    case = ask_for_identity(by_post(office))
    post(case, "identity_asked", on=ASKED_ON)

    go_to(clock, ASKED_ON + timedelta(days=REMINDED_AFTER - 1))
    assert remind_persons() == 0
    clock.advance(days=1)
    assert (remind_persons(), remind_persons()) == (1, 0)

    paper = paper_of(case, "identity_reminder")
    assert paper.waits
    words = Pdf(print_letters([paper.pk], actor=acting(office))).words
    asked = case.letters.get(kind="identity_asked")
    assert " ".join(asked.text.partition("\n\n")[2].split())[:300] in words
    assert "link" not in paper.written.text
    assert not Notice.objects.filter(kind="identity_reminder").exclude(pk=paper.notice_id).exists()
    assert Reminder.objects.get(request=case).kind == "person_identity"
    clock.advance(days=40)
    assert remind_persons() == 0


def test_nobody_is_silent_while_the_question_lies_in_our_tray(
    office: Controller, clock: Clock
) -> None:
    case = ask_for_identity(by_post(office))
    posted_on = ASKED_ON + timedelta(days=50)

    go_to(clock, posted_on)
    assert (remind_persons(), propose_closing()) == (0, 0)
    assert not silent(case)

    post(case, "identity_asked", on=posted_on)
    go_to(clock, posted_on + timedelta(days=CLOSED_AFTER - 1))
    assert (remind_persons(), propose_closing()) == (1, 0)
    assert not silent(case)
    clock.advance(days=1)
    assert (propose_closing(), propose_closing()) == (1, 0)
    assert silent(case)


def silent(case: RightsRequest) -> bool:
    """Whether closing is proposed; the case page and the queue must say the same."""
    case = RightsRequest.objects.get(pk=case.pk)
    said = closing_is_proposed(case.submission)
    listed = RightsRequest.objects.filter(is_silent([case.controller]), pk=case.pk).exists()
    assert said == listed
    return said


def test_a_question_that_was_handed_over_counts_from_the_day_it_was_asked(
    office: Controller, clock: Clock
) -> None:
    case = ask_for_identity(by_post(office))
    asked = paper_of(case, "identity_asked")
    leave_unposted(asked.pk, reason="Given at the counter.", actor=acting(office))

    go_to(clock, ASKED_ON + timedelta(days=QUESTION_DAYS_AFTER[0]))

    assert remind_persons() == 1


def test_a_clarification_is_asked_for_on_paper_too_until_the_answer_comes(
    office: Controller, clock: Clock
) -> None:
    waiting, answered = by_post(office), by_post(office)
    for case in (waiting, answered):
        ask_clarification(case.pk, question="Which years?", facts="Thirty.", actor=acting(office))
        post(case, "clarification_asked", on=ASKED_ON)
    end_open(answered, ground="clarification", answered_on=None, actor=acting(office))

    go_to(clock, ASKED_ON + timedelta(days=REMINDED_AFTER))

    assert remind_persons() == 1
    assert "Which years?" in paper_of(waiting, "clarification_reminder").written.text


def test_past_who_wrote_it_goes_to_the_person(office: Controller, clock: Clock) -> None:
    case = settle_role(make_represented(Representing.AGENT, controller=office))
    answer_to(case, AnswerTo.PERSON)
    case = ask_for_identity(AccessRequest.objects.get(pk=case.pk))
    post(case, "identity_asked", on=ASKED_ON)

    go_to(clock, ASKED_ON + timedelta(days=REMINDED_AFTER))
    remind_persons()

    paper = paper_of(case, "identity_reminder")
    assert paper.reader == AnswerTo.PERSON
    assert not Notice.objects.filter(kind="identity_reminder").exclude(pk=paper.notice_id).exists()


def test_a_reminder_whose_mail_bounces_goes_by_post_to_the_address_they_gave(
    office: Controller, clock: Clock
) -> None:
    case = ask_for_identity(make_received(office, postal_address="Esimerkkikatu 1\n00100 Helsinki"))
    go_to(clock, ASKED_ON + timedelta(days=QUESTION_DAYS_AFTER[0]))
    remind_persons()

    tell_lost(Notice.objects.get(kind="identity_reminder"))

    assert paper_of(case, "identity_reminder").waits


def test_staff_remind_by_post_at_their_own_word(office: Controller) -> None:
    case = ask_for_identity(by_post(office))
    post(case, "identity_asked", on=ASKED_ON)

    remind_by_hand(case.pk, actor=acting(office))

    assert paper_of(case, "identity_reminder").waits
    assert AuditEntry.objects.filter(event="reminder.sent", request_id=case.pk).count() == 1


def test_the_clock_stands_still_from_the_day_of_posting(office: Controller, clock: Clock) -> None:
    """EDPB Guidelines 01/2022 para. 159: while it lies in our tray, the time is ours."""
    case = ask_for_identity(by_post(office))
    due_on = date(2026, 4, 2)
    assert dates(case) == due_on
    posted_on = ASKED_ON + timedelta(days=3)
    go_to(clock, posted_on + timedelta(days=1))

    post(case, "identity_asked", on=posted_on)
    assert dates(case) is None
    go_to(clock, ASKED_ON + timedelta(days=10))
    settle(case)

    assert dates(case) == due_on + timedelta(days=7)


def test_what_was_answered_before_it_was_posted_stopped_nothing(
    office: Controller, clock: Clock
) -> None:
    case = ask_for_identity(by_post(office))
    clock.advance(days=2)
    settle(case)
    clock.advance(days=1)

    post(case, "identity_asked", on=ASKED_ON + timedelta(days=3))

    assert dates(case) == date(2026, 4, 2)


def test_what_was_handed_over_stops_the_clock_when_it_was_asked(office: Controller) -> None:
    case = ask_for_identity(by_post(office))
    paper = paper_of(case, "identity_asked")
    leave_unposted(paper.pk, reason="Given at the counter.", actor=acting(office))
    assert dates(case) is None


def dates(case: RightsRequest) -> date | None:
    return RightsRequest.objects.get(pk=case.pk).due_on
