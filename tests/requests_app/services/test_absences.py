"""A deputy has the absent one’s requests, mails and reminders, and acts for them on record."""

from datetime import UTC, date, datetime

import pytest
from django.urls import reverse

from notices_app.models import Notice
from registers_app.domain.actors import subject_actor, user_actor
from registers_app.models import User
from requests_app.models import AuditEntry, RightsRequest
from requests_app.services.absences import end_absence, note_absence
from requests_app.services.assess import assess
from requests_app.services.assign import assign
from requests_app.services.errors import NotPossible
from requests_app.services.remind_staff import remind_staff
from requests_app.services.tell import handlers_of
from requests_app.services.write_message import write_message
from tests.cases import make_received
from tests.clock import Clock
from tests.factories import make_controller, make_user
from tests.requests_app.admin.staff import QUEUE, case_url, signed_in, text_of

pytestmark = pytest.mark.django_db
RECEIVED = datetime(2026, 6, 1, 9, 0, tzinfo=UTC)
FIRST, LAST = date(2026, 6, 22), date(2026, 6, 26)
DURING = datetime(2026, 6, 22, 9, 0, tzinfo=UTC)
# Friday the 26th has ended in Helsinki, and not yet in UTC.
OVER = datetime(2026, 6, 26, 21, 30, tzinfo=UTC)


@pytest.fixture
def case(clock: Clock) -> RightsRequest:
    clock.set(RECEIVED)
    return make_received(received_at=RECEIVED)


@pytest.fixture
def olli(case: RightsRequest) -> User:
    user = make_user(case.controller, first_name="Olli", last_name="Poissa")
    assign(case.pk, assignee=user, actor=user_actor(user.pk))
    return user


@pytest.fixture
def kaisa(case: RightsRequest, olli: User) -> User:
    user = make_user(case.controller, first_name="Kaisa", last_name="Koski")
    note_absence(olli, deputy=user, first_on=FIRST, last_on=LAST)
    return user


def mine(user: User) -> str:
    return text_of(signed_in(user).get(f"{reverse(QUEUE)}?handler=mine"))


def fresh(case: RightsRequest) -> RightsRequest:
    return RightsRequest.objects.select_related("assignee").get(pk=case.pk)


def test_the_deputy_finds_the_absent_ones_requests_among_their_own_on_those_days_only(
    case: RightsRequest, olli: User, kaisa: User, clock: Clock
) -> None:
    reference = case.submission.reference
    assert reference not in mine(kaisa)
    clock.set(DURING)
    assert reference in mine(kaisa)
    assert reference in mine(olli)
    clock.set(OVER)
    assert reference not in mine(kaisa)


def test_the_deputy_gets_mails_and_reminders_too(
    case: RightsRequest, olli: User, kaisa: User, clock: Clock
) -> None:
    assert handlers_of(fresh(case)) == [olli]
    clock.set(DURING)
    assert handlers_of(fresh(case)) == [olli, kaisa]
    write_message(case.submission_id, text="Moi", actor=subject_actor(case.submission_id))
    remind_staff()
    told = Notice.objects.filter(to_address=kaisa.email).values_list("kind", flat=True)
    assert {"staff_person_acted", "staff_before"} <= set(told)


def test_the_record_says_for_whom_the_deputy_acts(
    case: RightsRequest, olli: User, kaisa: User, clock: Clock
) -> None:
    clock.set(DURING)
    assess(case.pk, actor=user_actor(kaisa.pk))
    entry = AuditEntry.objects.get(event="request.assess")
    assert entry.facts["for"] == olli.pk
    page = text_of(signed_in(olli).get(case_url(case)))
    assert "Kaisa Koski (for Olli Poissa) started assessing the request." in page


def test_in_a_case_of_ones_own_nobody_acts_for_another(
    case: RightsRequest, olli: User, kaisa: User, clock: Clock
) -> None:
    clock.set(DURING)
    own = make_received(case.controller)
    assess(own.pk, actor=user_actor(kaisa.pk))
    assert "for" not in AuditEntry.objects.get(event="request.assess").facts


def test_an_absence_that_was_ended_has_no_deputy(
    case: RightsRequest, olli: User, kaisa: User, clock: Clock
) -> None:
    clock.set(DURING)
    absence = olli.absences.get()
    assert not end_absence(kaisa, absence_id=absence.pk)
    assert end_absence(olli, absence_id=absence.pk)
    assert handlers_of(fresh(case)) == [olli]
    assert case.submission.reference not in mine(kaisa)


def test_a_deputy_handles_requests_wherever_the_absent_one_does(olli: User) -> None:
    elsewhere = make_user(make_controller())
    for deputy, first, last, why in (
        (elsewhere, FIRST, LAST, "wherever you do"),
        (olli, FIRST, LAST, "Somebody else"),
        (elsewhere, LAST, FIRST, "last day"),
    ):
        with pytest.raises(NotPossible, match=why):
            note_absence(olli, deputy=deputy, first_on=first, last_on=last)


def test_one_deputy_for_each_day(olli: User, kaisa: User, case: RightsRequest) -> None:
    other = make_user(case.controller)
    with pytest.raises(NotPossible, match="some of these days"):
        note_absence(olli, deputy=other, first_on=LAST, last_on=LAST)


def test_a_member_of_staff_notes_and_ends_their_own_absence(
    case: RightsRequest, olli: User
) -> None:
    kaisa = make_user(case.controller, first_name="Kaisa", last_name="Koski")
    browser = signed_in(olli)
    page = reverse("admin:my_absence")
    form = {"first_on": "2026-07-01", "last_on": "2026-07-31", "deputy": kaisa.pk}
    assert "1 July 2026 – 31 July 2026: Kaisa Koski" in text_of(
        browser.post(page, form, follow=True)
    )
    wrong = text_of(browser.post(page, {**form, "first_on": "2026-07-31", "last_on": "2026-07-01"}))
    assert "The last day does not come before the first." in wrong
    absence = olli.absences.get()
    url = reverse("admin:end_absence", args=[absence.pk])
    signed_in(kaisa).post(url)
    absence.refresh_from_db()
    assert absence.ended_at is None
    assert "The absence was ended." in text_of(browser.post(url, follow=True))
