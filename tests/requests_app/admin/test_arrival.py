"""Where a request came in first decides which moment counts, and both moments are kept."""

from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from django.test import Client
from django.urls import reverse

from config.clock import now
from registers_app.models import Controller
from requests_app.domain.rights import Right
from requests_app.models import Arrival, AuditEntry, Channel, RightsRequest, Submission
from requests_app.services.errors import NotPossible
from requests_app.services.submit import NewSubmission, submit
from tests.cases import acting, handler_of
from tests.factories import make_controller, make_register
from tests.requests_app.admin.staff import INTAKE, case_url, signed_in, text_of
from tests.requests_app.admin.test_intake import typed

pytestmark = pytest.mark.django_db

ZONE = ZoneInfo("Europe/Helsinki")
MARCH_2 = datetime(2026, 3, 2, 9, 15, tzinfo=ZONE)


@pytest.fixture
def controller() -> Controller:
    controller = make_controller()
    make_register(controller)
    return controller


@pytest.fixture
def client(controller: Controller) -> Client:
    return signed_in(handler_of(controller))


def enter(client: Client, controller: Controller, **more: object) -> RightsRequest:
    """Enter what came on 2 March 2026 at 9:15."""
    fields = {"received_on": "2026-03-02", "received_time": "09:15", **more}
    answer = client.post(reverse(INTAKE), typed(client, controller, **fields))
    assert answer.status_code == 302, text_of(answer)
    return RightsRequest.objects.get()


@pytest.mark.parametrize("arrival", ["", "proper", "general", "contact", "intake"])
def test_passing_on_inside_takes_no_extra_time(
    client: Client, controller: Controller, arrival: str
) -> None:
    case = enter(client, controller, arrival=arrival, other_on="2026-03-20")
    assert case.submission.received_at == MARCH_2
    assert case.submission.other_moment_at is None
    assert (case.received_on, case.due_on) == (date(2026, 3, 2), date(2026, 4, 2))


def test_at_an_address_nobody_could_expect_the_clock_starts_at_a_proper_one_and_both_are_kept(
    client: Client, controller: Controller
) -> None:
    case = enter(client, controller, arrival="stray", other_on="2026-02-10", other_time="16:00")
    submission = case.submission
    assert submission.received_at == MARCH_2
    assert submission.other_moment_at == datetime(2026, 2, 10, 14, tzinfo=UTC)
    assert case.due_on == date(2026, 4, 2)
    page = text_of(client.get(case_url(case)))
    assert "an address that nobody could expect to be the right one" in page
    assert "10 February 2026" in page
    facts = AuditEntry.objects.get(event="submission.received").facts
    assert facts["other_moment_at"].startswith("2026-02-10")


def test_a_slow_processor_extends_nothing_and_the_latest_arguable_day_is_shown(
    client: Client, controller: Controller
) -> None:
    case = enter(client, controller, arrival="processor", other_on="2026-03-20")
    assert (case.received_on, case.due_on) == (date(2026, 3, 2), date(2026, 4, 2))
    page = text_of(client.get(case_url(case)))
    assert "Latest arguable last day" in page
    assert "20 April 2026" in page


def test_of_any_other_way_no_later_day_is_shown(client: Client, controller: Controller) -> None:
    case = enter(client, controller, arrival="intake")
    assert "Latest arguable last day" not in text_of(client.get(case_url(case)))


@pytest.mark.parametrize(
    ("arrival", "other_on", "says"),
    [
        ("stray", "", "Give both moments"),
        ("processor", "", "Give both moments"),
        ("stray", "2026-03-05", "wrong address after"),
        ("processor", "2026-02-10", "passed it on after it had it"),
        ("processor", "2199-01-01", "passed it on after it had it"),
        ("processor", "the day after", "Enter a valid date"),
        ("pigeon", "2026-03-05", "Select a valid choice"),
    ],
)
def test_moments_that_cannot_be_are_said_and_what_was_typed_stays(
    client: Client, controller: Controller, arrival: str, other_on: str, says: str
) -> None:
    fields = typed(
        client,
        controller,
        received_on="2026-03-02",
        received_time="09:15",
        arrival=arrival,
        other_on=other_on,
    )
    page = text_of(client.post(reverse(INTAKE), fields))
    assert says in page
    assert "Liisa Letter" in page
    assert not Submission.objects.exists()


@pytest.mark.parametrize(
    ("arrival", "other"),
    [
        (Arrival.PROPER, timedelta(0)),
        (Arrival.STRAY, None),
        (Arrival.PROCESSOR, None),
        (Arrival.STRAY, timedelta(days=1)),
        (Arrival.PROCESSOR, timedelta(days=-1)),
        (Arrival.PROCESSOR, timedelta(days=9)),
    ],
)
def test_no_other_door_takes_them_in_either(
    controller: Controller, arrival: Arrival, other: timedelta | None
) -> None:
    received_at = now() - timedelta(days=5)
    with pytest.raises(NotPossible):
        submit(
            NewSubmission(
                controller=controller,
                register=controller.registers.get(),
                rights=(Right.ACCESS,),
                channel=Channel.EMAIL,
                received_at=received_at,
                arrival=arrival,
                other_moment_at=None if other is None else received_at + other,
                language="fi",
                person_name="Liisa Letter",
            ),
            actor=acting(controller),
        )
