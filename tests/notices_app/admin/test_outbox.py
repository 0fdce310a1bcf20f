from collections.abc import Callable

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from notices_app.models import Notice
from notices_app.services.deliver import deliver_due
from registers_app.domain.roles import Role
from registers_app.models import Controller
from tests.factories import make_controller, make_user
from tests.notices_app.conftest import MailServer

Queue = Callable[..., Notice]
pytestmark = pytest.mark.django_db
LIST = "admin:notices_app_notice_changelist"


@pytest.fixture
def controller() -> Controller:
    return make_controller()


@pytest.fixture
def supervisor(client: Client, controller: Controller) -> Client:
    client.force_login(make_user(controller, role=Role.SUPERVISOR))
    return client


@pytest.fixture
def failed(queue_notice: Queue, mail_server: MailServer, controller: Controller) -> Notice:
    notice = queue_notice("failed:1", controller=controller)
    mail_server.answer_to_recipient = "550 No such mailbox"
    deliver_due()
    mail_server.answer_to_recipient = ""
    return notice


def test_the_outbox_says_what_failed_and_why(supervisor: Client, failed: Notice) -> None:
    page = supervisor.get(reverse(LIST), {"state__exact": "failed"}).content.decode()
    assert "maija@example.org" in page
    assert "No such mailbox" in page


def test_a_failed_message_is_sent_again_from_the_outbox(
    supervisor: Client, failed: Notice, mail_server: MailServer
) -> None:
    supervisor.post(reverse(LIST), {"action": "send_again", "_selected_action": [failed.pk]})
    deliver_due()
    assert Notice.objects.get().state == "sent"
    assert len(mail_server.taken) == 1


def test_a_message_that_waits_is_left_alone(
    supervisor: Client, queue_notice: Queue, controller: Controller
) -> None:
    notice = queue_notice(controller=controller)
    supervisor.post(reverse(LIST), {"action": "send_again", "_selected_action": [notice.pk]})
    assert Notice.objects.get().due_at == notice.due_at


def test_staff_cannot_use_the_link_that_a_message_holds(supervisor: Client, failed: Notice) -> None:
    page = supervisor.get(reverse("admin:notices_app_notice_change", args=[failed.pk]))
    text = page.content.decode()
    assert "Maija Meikäläinen" in text
    assert "s3cret" not in text


def test_nobody_rewrites_adds_or_deletes_a_message(supervisor: Client, failed: Notice) -> None:
    change = reverse("admin:notices_app_notice_change", args=[failed.pk])
    assert supervisor.post(change, {"subject": "Other"}).status_code == 403
    assert supervisor.get(reverse("admin:notices_app_notice_add")).status_code == 403
    delete = reverse("admin:notices_app_notice_delete", args=[failed.pk])
    assert supervisor.post(delete, {"post": "yes"}).status_code == 403
    assert Notice.objects.get().subject == failed.subject


def test_messages_of_another_organisation_do_not_exist(client: Client, failed: Notice) -> None:
    client.force_login(make_user(make_controller(), role=Role.SUPERVISOR))
    assert "maija@example.org" not in client.get(reverse(LIST)).content.decode()
    client.post(reverse(LIST), {"action": "send_again", "_selected_action": [failed.pk]})
    assert Notice.objects.get().state == "failed"


def test_a_handler_does_not_read_the_outbox(client: Client, controller: Controller) -> None:
    client.force_login(make_user(controller, role=Role.HANDLER))
    assert client.get(reverse(LIST)).status_code == 403


def test_a_long_outbox_asks_the_database_no_more_often(
    supervisor: Client, queue_notice: Queue, controller: Controller
) -> None:
    counts = []
    for number in range(12):
        queue_notice(f"a:{number}", controller=controller)
        with CaptureQueriesContext(connection) as queries:
            supervisor.get(reverse(LIST))
        counts.append(len(queries))
    assert counts[-1] <= counts[0]
