"""Who is one thing here and another there is each where they are it, and nowhere both."""

from dataclasses import dataclass

import pytest
from django.test import Client
from django.urls import reverse

from notices_app.models import Notice
from registers_app.domain.roles import Role
from registers_app.models import Membership, User
from requests_app.models import RightsRequest
from tests.factories import make_user
from tests.requests_app.admin.staff import INTAKE, QUEUE
from tests.roles.desk import Desk, Side, signed_in

OUTBOX = "admin:notices_app_notice_changelist"


@dataclass(kw_only=True)
class Both:
    """The data protection officer of ``read``, who supervises at ``work`` and edits there too."""

    read: Side
    work: Side
    user: User
    browser: Client


@pytest.fixture
def both(desk: Desk) -> Both:
    user = make_user(desk.own.controller, role=Role.DPO)
    for role in (Role.SUPERVISOR, Role.REGISTER_EDITOR):
        Membership.objects.create(user=user, controller=desk.foreign.controller, role=role.value)
    return Both(read=desk.own, work=desk.foreign, user=user, browser=signed_in(user))


def case_at(side: Side) -> RightsRequest:
    return RightsRequest.objects.get(pk=side.rows["received"])


def test_both_controllers_requests_are_read_and_only_one_has_steps(both: Both) -> None:
    for side, offers in ((both.read, False), (both.work, True)):
        url = reverse("admin:requests_app_rightsrequest_change", args=[side.rows["received"]])
        page = both.browser.get(url).text
        assert side.controller.name in page
        assert ("/steps/" in page) is offers


def test_a_step_is_taken_where_one_handles_requests_only(both: Both) -> None:
    codes = {
        side.controller.name: both.browser.post(
            reverse("admin:case_step", args=[side.rows["received"], "assess"])
        ).status_code
        for side in (both.read, both.work)
    }
    assert codes == {"Omenatarha Oy": 403, "Vierasmaa Oy": 302}
    assert (case_at(both.read).state, case_at(both.work).state) == ("received", "assessing")


def test_many_requests_are_taken_where_one_handles_them_only(both: Both) -> None:
    chosen = [both.read.rows["received"], both.work.rows["received"]]
    both.browser.post(reverse(QUEUE), {"action": "take", "_selected_action": chosen})
    assert case_at(both.read).assignee is None
    assert case_at(both.work).assignee == both.user


def test_mail_is_sent_again_where_one_supervises_only(both: Both) -> None:
    chosen = [both.read.rows["notice"], both.work.rows["notice"]]
    both.browser.post(reverse(OUTBOX), {"action": "send_again", "_selected_action": chosen})
    states = [Notice.objects.get(pk=pk).state for pk in chosen]
    assert states == ["failed", "queued"]


def test_requests_are_entered_where_one_handles_them_only(both: Both) -> None:
    page = both.browser.get(reverse(INTAKE)).text
    assert both.work.controller.name in page
    assert both.read.controller.name not in page


def test_the_local_mailbox_holds_only_mail_of_where_one_handles_requests(both: Both) -> None:
    page = both.browser.get(reverse("admin:notices_app_localmessage_changelist")).text
    assert f"/{both.work.rows['localmessage']}/" in page
    assert both.read.word not in page
    assert f"/{both.read.rows['localmessage']}/" not in page


def test_registers_are_edited_where_one_edits_them_only(both: Both) -> None:
    for side, edits in ((both.read, False), (both.work, True)):
        url = reverse("admin:registers_app_register_change", args=[side.rows["register"]])
        assert ('name="_save"' in both.browser.get(url).text) is edits
        assert both.browser.post(url, {}).status_code == (200 if edits else 403)
        names = [side.rows["registerversion"], "purposes", side.rows["line"]]
        url = reverse("admin:registers_app_registerversion_line", args=names)
        assert ('id="line_form"' in both.browser.get(url).text) is edits
        assert both.browser.post(url, {}).status_code == (200 if edits else 403)


@pytest.mark.parametrize("lookup", ["text__contains", "html__contains", "message_id__startswith"])
def test_no_address_spells_out_the_text_of_a_mail(both: Both, lookup: str) -> None:
    answered = both.browser.get(reverse(OUTBOX), {lookup: "a"})
    assert answered.status_code == 400
