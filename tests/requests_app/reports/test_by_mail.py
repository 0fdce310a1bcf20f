"""The report by mail: once for each week or month that has ended, to who may still see it."""

from datetime import UTC, datetime

import pytest
from django.urls import reverse

from notices_app.models import Notice
from registers_app.domain.roles import Role
from registers_app.models import Controller, User
from requests_app.models import ReportSubscription, Rhythm
from requests_app.services.errors import NotPermitted
from requests_app.services.mail_reports import mail_reports
from requests_app.services.subscribe_to_report import subscribe_to_report
from requests_app.tasks import mail_reports as task
from tests.cases import make_answered, make_received
from tests.clock import Clock
from tests.factories import make_controller, make_register, make_user
from tests.requests_app.admin.staff import signed_in, text_of

pytestmark = pytest.mark.django_db

FRIDAY = datetime(2026, 3, 6, 9, tzinfo=UTC)
SUNDAY_LATE = datetime(2026, 3, 8, 21, 59, tzinfo=UTC)  # a minute before Monday in Helsinki
MONDAY = datetime(2026, 3, 8, 22, 1, tzinfo=UTC)


@pytest.fixture
def controller(clock: Clock) -> Controller:
    clock.set(FRIDAY)
    controller = make_controller()
    make_register(controller)
    return controller


@pytest.fixture
def supervisor(controller: Controller) -> User:
    return make_user(controller, role=Role.SUPERVISOR, language="sv")


def test_a_week_is_told_once_when_it_is_over(
    controller: Controller, supervisor: User, clock: Clock
) -> None:
    subscribe_to_report(controller, rhythm=Rhythm.WEEKLY, user=supervisor)
    make_answered(controller, register=controller.registers.get())
    make_received(controller)
    make_received(controller)
    clock.set(SUNDAY_LATE)
    assert mail_reports() == 0
    clock.set(MONDAY)
    assert mail_reports() == 1
    assert mail_reports() == 0
    notice = Notice.objects.get(kind="report")
    assert (notice.language, notice.to_address) == ("sv", supervisor.email)
    assert "2 mars 2026 – 8 mars 2026" in notice.text
    for line in ("Inkomna: 3", "Besvarade i tid: 1", "Öppna: 2", "Försenade: 0"):
        assert line in notice.text
    assert "first=2026-03-02&last=2026-03-08" in notice.text
    for secret in ("Maija", "RD-", supervisor.last_name):
        assert secret not in notice.text + notice.html


def test_after_downtime_one_mail_covers_all_that_was_missed(
    controller: Controller, supervisor: User, clock: Clock
) -> None:
    subscribe_to_report(controller, rhythm=Rhythm.MONTHLY, user=supervisor)
    clock.set(datetime(2026, 6, 10, 9, tzinfo=UTC))
    task()
    task()
    notice = Notice.objects.get(kind="report")
    assert "first=2026-03-01&last=2026-05-31" in notice.text


def test_who_may_no_longer_see_the_report_is_not_mailed(
    controller: Controller, supervisor: User, clock: Clock
) -> None:
    subscribe_to_report(controller, rhythm=Rhythm.WEEKLY, user=supervisor)
    supervisor.memberships.update(role=Role.HANDLER.value)
    gone = make_user(controller, role=Role.SUPERVISOR)
    subscribe_to_report(controller, rhythm=Rhythm.WEEKLY, user=gone)
    User.objects.filter(pk=gone.pk).update(is_active=False)
    clock.set(MONDAY)
    assert mail_reports() == 0
    assert not Notice.objects.filter(kind="report").exists()


def test_a_reader_begins_changes_and_ends_it_on_the_page(
    controller: Controller, supervisor: User
) -> None:
    client = signed_in(supervisor)
    url = reverse("deadline_report_mail")
    for rhythm, shown in (("weekly", "every Monday"), ("monthly", "first day of every month")):
        answer = client.post(url, {"controller": controller.pk, "rhythm": rhythm}, follow=True)
        assert shown in text_of(answer)
        assert ReportSubscription.objects.get().rhythm == rhythm
    client.post(url, {"controller": controller.pk, "rhythm": ""})
    assert not ReportSubscription.objects.exists()
    assert client.get(url).status_code == 405


def test_nobody_is_mailed_the_report_of_another_organisation(
    controller: Controller, supervisor: User
) -> None:
    other = make_controller()
    with pytest.raises(NotPermitted):
        subscribe_to_report(other, rhythm=Rhythm.WEEKLY, user=supervisor)
    answer = signed_in(supervisor).post(
        reverse("deadline_report_mail"), {"controller": other.pk, "rhythm": "weekly"}, follow=True
    )
    assert "Choose an organisation and how often, please." in text_of(answer)
    assert not ReportSubscription.objects.exists()
