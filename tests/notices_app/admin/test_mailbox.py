from email import message_from_bytes, policy
from typing import Any

import pytest
from django.core.mail import EmailMultiAlternatives
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from notices_app.local_mailbox import LocalMailboxBackend
from notices_app.models import LocalMessage
from registers_app.domain.roles import Role
from registers_app.models import User
from tests.factories import make_controller, make_user

pytestmark = pytest.mark.django_db


@pytest.fixture
def local_mailbox(settings: Any) -> None:
    settings.EMAIL_TO_LOCAL_MAILBOX = True
    settings.EMAIL_BACKEND = "notices_app.local_mailbox.LocalMailboxBackend"


@pytest.fixture
def staff(client: Client) -> Client:
    client.force_login(make_user(make_controller()))
    return client


def put(to: str = "maija@example.org", *, subject: str = "Hyvää päivää") -> LocalMessage:
    message = EmailMultiAlternatives(
        subject, "Avaa: https://desk.example/fi/open/s3cret/", "desk@rightsdesk.example", [to]
    )
    message.attach_alternative("<script>alert(1)</script>", "text/html")
    LocalMailboxBackend().send_messages([message])
    return LocalMessage.objects.latest("pk")


def test_a_message_is_kept_byte_for_byte() -> None:
    message = EmailMultiAlternatives(
        "Hyvää päivää", "Ö\n", "desk@rightsdesk.example", ["a@example.org", "b@example.org"]
    )
    message.extra_headers["Message-ID"] = "<1@rightsdesk.example>"
    LocalMailboxBackend().send_messages([message])
    kept = LocalMessage.objects.get()
    raw = bytes(kept.raw)
    assert kept.to_addresses == "a@example.org, b@example.org"
    assert b"Message-ID: <1@rightsdesk.example>\r\n" in raw
    assert message_from_bytes(raw, policy=policy.default)["Subject"] == "Hyvää päivää"


@pytest.mark.usefixtures("local_mailbox")
def test_the_short_address_leads_to_the_newest_message_first(staff: Client) -> None:
    put(subject="First")
    put(subject="Second")
    page = staff.get("/admin/mailbox/", follow=True).content.decode()
    assert page.index("Second") < page.index("First")


@pytest.mark.usefixtures("local_mailbox")
def test_the_mailbox_is_searched_by_address(staff: Client) -> None:
    put("maija@example.org", subject="Hers")
    put("pekka@example.org", subject="His")
    address = reverse("admin:notices_app_localmessage_changelist")
    page = staff.get(address, {"q": "pekka@"}).content.decode()
    assert "His" in page
    assert "Hers" not in page


@pytest.mark.usefixtures("local_mailbox")
def test_a_long_mailbox_has_pages_and_asks_the_database_no_more_often(staff: Client) -> None:
    address = reverse("admin:notices_app_localmessage_changelist")
    put(subject="Message 00")
    with CaptureQueriesContext(connection) as of_one:
        staff.get(address)
    for number in range(1, 60):
        put(subject=f"Message {number:02}")
    with CaptureQueriesContext(connection) as of_many:
        page = staff.get(address).content.decode()
    assert len(of_many) <= len(of_one)
    assert "Message 59" in page
    assert "Message 05" not in page
    assert "Message 05" in staff.get(address, {"p": 2}).content.decode()


@pytest.mark.usefixtures("local_mailbox")
def test_a_message_shows_its_text_with_links_and_its_html_as_source(staff: Client) -> None:
    row = put()
    address = reverse("admin:notices_app_localmessage_change", args=[row.pk])
    page = staff.get(address).content.decode()
    assert '<a href="https://desk.example/fi/open/s3cret/"' in page
    assert "&lt;script&gt;alert(1)&lt;/script&gt;" in page
    assert "<script>alert(1)" not in page
    assert "maija@example.org" in page
    assert "Hyvää päivää" in page


@pytest.mark.usefixtures("local_mailbox")
def test_a_message_can_be_downloaded_as_it_is(staff: Client) -> None:
    row = put()
    response = staff.get(reverse("admin:notices_app_localmessage_raw", args=[row.pk]))
    assert response.content == bytes(row.raw)
    assert response["Content-Type"] == "message/rfc822"


@pytest.mark.usefixtures("local_mailbox")
def test_nobody_but_staff_reads_the_mailbox(client: Client) -> None:
    row = put()
    outsider = User.objects.create_user("outsider", password="correct horse battery")
    for person in (None, outsider):
        if person:
            client.force_login(person)
        for name in ("change", "raw"):
            address = reverse(f"admin:notices_app_localmessage_{name}", args=[row.pk])
            assert client.get(address).status_code == 302


def test_where_mail_really_leaves_there_is_no_mailbox(staff: Client) -> None:
    row = put()
    addresses = [
        "/admin/mailbox/",
        reverse("admin:notices_app_localmessage_changelist"),
        reverse("admin:notices_app_localmessage_change", args=[row.pk]),
        reverse("admin:notices_app_localmessage_raw", args=[row.pk]),
    ]
    assert [staff.get(address).status_code for address in addresses] == [404] * 4


@pytest.mark.usefixtures("local_mailbox")
def test_who_sees_no_requests_finds_no_mailbox(client: Client) -> None:
    message = put()
    client.force_login(make_user(make_controller(), role=Role.REGISTER_EDITOR))
    for address in (
        reverse("admin:notices_app_localmessage_changelist"),
        reverse("admin:notices_app_localmessage_change", args=[message.pk]),
        reverse("admin:notices_app_localmessage_raw", args=[message.pk]),
    ):
        assert client.get(address).status_code == 404
    assert "mailbox" not in client.get(reverse("admin:index")).content.decode()
