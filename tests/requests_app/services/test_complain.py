"""Complaints to a controller in the United Kingdom (DPA 2018 s. 164A)."""

from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest

from notices_app.models import Notice
from registers_app.domain.actors import subject_actor, user_actor
from registers_app.domain.roles import Role
from registers_app.models import Controller, Membership
from requests_app.models import Channel, Complaint, RightsRequest, Submission
from requests_app.services.close import withdraw
from requests_app.services.complain import (
    NewComplaint,
    acknowledge,
    complain,
    dates_of_complaint,
    tell_outcome,
    tell_progress,
)
from requests_app.services.errors import NotPermitted, NotPossible
from requests_app.services.morning_digest import mail_digests
from requests_app.services.purge import purge_due
from requests_app.services.purge_complaints import purge_complaints
from requests_app.services.remind_of_duties import remind_of_duties
from tests.cases import acting, handler_of, make_received
from tests.clock import Clock
from tests.factories import make_controller, make_register, make_user

pytestmark = pytest.mark.django_db

NOON = datetime(2026, 3, 2, 10, tzinfo=UTC)


@pytest.fixture(autouse=True)
def monday(clock: Clock) -> None:
    clock.set(NOON)


def british() -> Controller:
    return make_controller(
        country="GB", regime="UK", time_zone="Europe/London", calendar="GB-ENG", language="en"
    )


def case_in_the_uk() -> RightsRequest:
    controller = british()
    return make_received(controller, register=make_register(controller, systems=()))


def complained(controller: Controller | None = None, **more: Any) -> Complaint:
    controller = controller or british()
    new = {
        "channel": Channel.LETTER,
        "received_at": NOON,
        "language": "en",
        "person_name": "Maija Meikäläinen",
        "about": "You never answered me.",
        **more,
    }
    return complain(NewComplaint(controller=controller, **new), actor=acting(controller))


def test_who_gets_a_morning_mail_reads_of_complaints_there(clock: Clock) -> None:
    complaint = complained(contact="1 High Street")
    handler = handler_of(complaint.controller)
    Membership.objects.filter(user=handler).update(morning_digest=True)
    clock.set(datetime(2026, 3, 30, 10, tzinfo=UTC))
    remind_of_duties()
    assert not Notice.objects.filter(kind="staff_complaint", to_address=handler.email).exists()
    mail_digests()
    digest = Notice.objects.get(kind="staff_digest", to_address=handler.email)
    assert "omplaints to be acknowledged or answered: 1" in digest.text


def test_it_is_acknowledged_by_the_thirtieth_day_and_the_letter_names_the_commissioner() -> None:
    complaint = complained(contact="1 High Street")
    assert complaint.acknowledge_by == dates_of_complaint(complaint).due_on == date(2026, 3, 31)
    assert not complaint.letters.exists()

    acknowledge(complaint.pk, actor=acting(complaint.controller))

    (letter,) = complaint.letters.all()
    assert "We received your complaint" in letter.text
    assert "section 164A(3)" in letter.text
    assert "Information Commissioner" in letter.text
    with pytest.raises(NotPossible, match="acknowledged already"):
        acknowledge(complaint.pk, actor=acting(complaint.controller))


@pytest.mark.parametrize(("language", "word"), [("fi", "valituksesi"), ("sv", "klagomål")])
def test_the_letters_are_in_the_persons_language(language: str, word: str) -> None:
    complaint = complained(language=language)
    tell_outcome(complaint.pk, outcome="Mended.", actor=acting(complaint.controller))

    (letter,) = complaint.letters.all()
    assert word in letter.text
    assert "Mended." in letter.text


def test_who_complains_on_their_own_page_reads_at_once_that_it_came() -> None:
    case = case_in_the_uk().submission

    complaint = complain(
        NewComplaint(
            controller=case.controller,
            submission=case,
            channel=Channel.PORTAL,
            received_at=NOON,
            language="en",
            person_name=case.person_name,
            about="You never answered me.",
        ),
        actor=subject_actor(case.pk),
    )

    assert complaint.acknowledged_at is not None
    assert complaint.letters.get().kind == "complaint_acknowledged"
    assert Notice.objects.filter(kind="complaint_letter", to_address=case.email).count() == 1
    tell_outcome(complaint.pk, outcome="You were right.", actor=acting(case.controller))
    assert Notice.objects.filter(kind="complaint_letter").count() == 2
    assert "You were right." not in "".join(Notice.objects.values_list("text", flat=True))


def test_who_complains_is_told_how_it_goes_on_as_often_as_it_takes() -> None:
    complaint = complained()
    actor = acting(complaint.controller)
    with pytest.raises(NotPossible, match="Acknowledge"):
        tell_progress(complaint.pk, progress="We ask sales.", actor=actor)
    acknowledge(complaint.pk, actor=actor)
    for said in ("We ask sales.", "Sales looks for it."):
        tell_progress(complaint.pk, progress=said, actor=actor)
    told = complaint.letters.filter(kind="complaint_progress")
    assert [said in letter.text for said, letter in zip(("sales", "Sales"), told, strict=True)]
    tell_outcome(complaint.pk, outcome="Mended.", actor=actor)
    with pytest.raises(NotPossible):
        tell_progress(complaint.pk, progress="Still.", actor=actor)


def test_the_outcome_is_told_once_and_with_words() -> None:
    complaint = complained()
    actor = acting(complaint.controller)
    with pytest.raises(NotPossible, match="reason"):
        tell_outcome(complaint.pk, outcome=" ", actor=actor)

    tell_outcome(complaint.pk, outcome="Mended.", actor=actor)

    complaint.refresh_from_db()
    assert (complaint.outcome, complaint.is_open) == ("Mended.", False)
    assert complaint.acknowledged_at is not None  # the outcome says that it came
    with pytest.raises(NotPossible, match="told already"):
        tell_outcome(complaint.pk, outcome="No.", actor=actor)
    with pytest.raises(NotPossible, match="told already"):
        acknowledge(complaint.pk, actor=actor)


def test_the_union_knows_no_such_step() -> None:
    with pytest.raises(NotPossible, match="United Kingdom"):
        complained(make_controller())


def test_an_empty_one_one_from_tomorrow_and_one_about_anothers_case_are_refused() -> None:
    with pytest.raises(NotPossible, match="what the complaint is about"):
        complained(about=" ")
    with pytest.raises(NotPossible, match="future"):
        complained(received_at=NOON + timedelta(days=1))
    with pytest.raises(NotPossible, match="another organisation"):
        complained(submission=case_in_the_uk().submission)


def test_strangers_neither_enter_nor_answer_one() -> None:
    complaint = complained()
    stranger = user_actor(handler_of(make_controller()).pk)
    dpo = user_actor(make_user(complaint.controller, role=Role.DPO).pk)
    for actor in (stranger, dpo, subject_actor(case_in_the_uk().submission_id)):
        with pytest.raises(NotPermitted):
            acknowledge(complaint.pk, actor=actor)
        with pytest.raises(NotPermitted):
            complain(
                NewComplaint(
                    controller=complaint.controller,
                    channel=Channel.LETTER,
                    received_at=NOON,
                    language="en",
                    person_name="Maija",
                    about="x",
                ),
                actor=actor,
            )


def test_staff_are_reminded_of_the_day_and_every_month_of_the_outcome(clock: Clock) -> None:
    complaint = complained()
    told = []
    for day in (date(2026, 3, 23), date(2026, 3, 24), date(2026, 3, 31), date(2026, 4, 1)):
        clock.set(datetime(day.year, day.month, day.day, 10, tzinfo=UTC))
        told.append(remind_of_duties())
    acknowledge(complaint.pk, actor=acting(complaint.controller))
    assert remind_of_duties() == 0
    clock.advance(days=30)

    assert [*told, remind_of_duties(), remind_of_duties()] == [0, 1, 1, 1, 1, 0]
    assert "still waits for its outcome" in Notice.objects.latest("pk").subject


def closed_with_complaint(outcome: str) -> tuple[Submission, Complaint]:
    request = case_in_the_uk()
    complaint = complained(request.controller, submission=request.submission)
    withdraw(request.pk, statement="She changed her mind.", actor=acting(request.controller))
    if outcome:
        tell_outcome(complaint.pk, outcome=outcome, actor=acting(request.controller))
    return request.submission, complaint


def test_an_open_complaint_keeps_the_file_of_its_case(clock: Clock) -> None:
    case, _complaint = closed_with_complaint("")
    clock.advance(days=365 * 5)

    assert purge_due() == 0
    case.refresh_from_db()
    assert case.material_purged_at is None


def test_the_file_is_kept_for_its_time_after_the_outcome_and_the_complaint_goes_with_it(
    clock: Clock,
) -> None:
    request = case_in_the_uk()
    complaint = complained(request.controller, submission=request.submission)
    withdraw(request.pk, statement="She changed her mind.", actor=acting(request.controller))
    clock.set(datetime(2027, 3, 2, 10, tzinfo=UTC))
    tell_outcome(complaint.pk, outcome="Mended.", actor=acting(request.controller))
    clock.set(datetime(2030, 3, 1, 10, tzinfo=UTC))
    purge_due()
    complaint.refresh_from_db()
    assert complaint.about == "You never answered me."

    clock.set(datetime(2030, 3, 3, 10, tzinfo=UTC))
    purge_due()

    complaint.refresh_from_db()
    assert {complaint.about, complaint.outcome, complaint.person_name} == {"–"}
    assert {letter.text for letter in complaint.letters.all()} == {"–"}


def test_one_about_no_case_is_erased_when_its_own_time_is_over(clock: Clock) -> None:
    complaint = complained(contact="1 High Street")
    tell_outcome(complaint.pk, outcome="Mended.", actor=acting(complaint.controller))
    clock.set(datetime(2029, 3, 1, 10, tzinfo=UTC))
    assert purge_complaints() == 0

    clock.set(datetime(2029, 3, 2, 10, tzinfo=UTC))

    assert [purge_complaints(), purge_complaints()] == [1, 0]
    complaint.refresh_from_db()
    assert {complaint.about, complaint.outcome, complaint.person_name, complaint.contact} == {"–"}
    assert complaint.purged_at is not None
