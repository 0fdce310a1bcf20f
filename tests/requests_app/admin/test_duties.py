"""Duties with dates of their own, as staff meet them: lists, pages, dashboard and report."""

from datetime import UTC, datetime

import pytest
from django.urls import reverse

from registers_app.domain.roles import Role
from registers_app.models import Controller, DataCategory
from registers_app.services.publish import publish
from requests_app.models import Complaint, SearchLimit, SourceNotice
from tests.cases import begin, collect_all, handler_of, make_received, settle
from tests.clock import Clock
from tests.factories import make_controller, make_register, make_user, make_version, texts
from tests.requests_app.admin.staff import case_url, send, signed_in, step_url, text_of

pytestmark = pytest.mark.django_db

NOTICES = "admin:requests_app_sourcenotice_changelist"
NEW_NOTICE = "admin:requests_app_sourcenotice_add"
COMPLAINTS = "admin:requests_app_complaint_changelist"
NEW_COMPLAINT = "admin:requests_app_complaint_add"
CAME = {
    "what": "Addresses of shop owners",
    "source": "Posti",
    "obtained_on": "2026-03-02",
    "communication_on": "",
    "disclosure_on": "2026-03-20",
}


@pytest.fixture(autouse=True)
def monday(clock: Clock) -> None:
    clock.set(datetime(2026, 3, 2, 10, tzinfo=UTC))


def british() -> Controller:
    return make_controller(
        country="GB", regime="UK", time_zone="Europe/London", calendar="GB-ENG", language="en"
    )


def test_data_from_elsewhere_are_entered_explained_and_told(clock: Clock) -> None:
    controller = make_controller()
    register = make_register(controller, systems=())
    version = make_version(register)
    purpose = version.purposes.create(names=texts("Finding customers"), owner="Sales", position=1)
    purpose.bases.create(basis="contract")
    DataCategory.objects.create(
        version=version,
        names=texts("Addresses"),
        origin="third_party",
        purposes=[purpose.key],
        position=1,
    )
    publish(version_id=version.pk, effective_on=datetime(2026, 3, 2, tzinfo=UTC).date())
    client = signed_in(handler_of(controller))
    assert "Finding customers" in text_of(client.get(reverse(NEW_NOTICE)))
    form = client.get(reverse(NEW_NOTICE), {"register": register.pk})
    assert "Finding customers" in text_of(form)

    sent = client.post(
        reverse(NEW_NOTICE), {**CAME, "register": register.pk, "purposes": [purpose.key]}
    )

    notice = SourceNotice.objects.get()
    assert notice.purposes == [purpose.key]
    page = text_of(client.get(sent["Location"]))
    assert "due 20 March 2026" in page
    assert "(GDPR Art. 14(3)(c))" in page
    assert "Finding customers" in page
    clock.set(datetime(2026, 3, 23, 10, tzinfo=UTC))
    assert "late by 3 days" in text_of(client.get(reverse(NOTICES)))
    assert "people to be told of data from elsewhere" in text_of(client.get(reverse("admin:index")))
    refused = client.post(
        sent["Location"], {"step": "told", "told-told_on": "2026-03-30", "told-how": "By letter."}
    )
    assert "That day is still to come." in text_of(refused)
    assert "By letter." in text_of(refused)  # nothing typed is lost

    client.post(
        sent["Location"], {"step": "told", "told-told_on": "2026-03-23", "told-how": "By letter."}
    )

    notice.refresh_from_db()
    assert notice.told_how == "By letter."
    page = text_of(client.get(sent["Location"]))
    assert "told 23 March 2026" in page
    assert 'name="step"' not in page
    assert "Addresses of shop owners" not in text_of(client.get(reverse(NOTICES)))
    assert "Addresses of shop owners" in text_of(client.get(reverse(NOTICES), {"standing": "done"}))


def test_an_exemption_needs_its_ground_and_a_nearer_day_is_noted() -> None:
    controller = make_controller()
    register = make_register(controller, systems=())
    client = signed_in(handler_of(controller))
    sent = client.post(reverse(NEW_NOTICE), {**CAME, "register": register.pk})
    address = sent["Location"]

    later = {"step": "nearer", "nearer-disclosure_on": "2026-03-25"}
    assert "A day that was noted is not put off." in text_of(client.post(address, later))
    client.post(address, {"step": "nearer", "nearer-disclosure_on": "2026-03-10"})
    nothing = client.post(address, {"step": "exempt", "exempt-because": "Too much work."})
    assert "This has to be put right first" in text_of(nothing)
    assert client.post(address, {"step": "burn"}).status_code == 302
    client.post(
        address,
        {
            "step": "exempt",
            "exempt-exemption": "ART14_5C_LAW",
            "exempt-because": "Act 1, section 2.",
        },
    )

    notice = SourceNotice.objects.get()
    assert (str(notice.due_on), notice.exemption) == ("2026-03-10", "ART14_5C_LAW")


def test_what_is_wrong_with_a_new_one_is_told_and_nothing_typed_is_lost() -> None:
    controller = make_controller()
    register = make_register(controller, systems=())
    client = signed_in(handler_of(controller))
    wrong = {**CAME, "register": register.pk, "disclosure_on": "2026-03-01"}

    page = text_of(client.post(reverse(NEW_NOTICE), wrong))

    assert "Data cannot be used or disclosed before they were obtained." in page
    assert "Addresses of shop owners" in page
    foreign = make_register(make_controller(), systems=())
    for key in (foreign.pk, "x"):
        answer = client.post(reverse(NEW_NOTICE), {**CAME, "register": key})
        assert answer.status_code == 404
    assert not SourceNotice.objects.exists()


def test_a_complaint_by_letter_is_entered_acknowledged_and_answered() -> None:
    controller = british()
    client = signed_in(handler_of(controller))
    came = {
        "controller": controller.pk,
        "channel": "letter",
        "received_on": "2026-03-02",
        "received_time": "09:00",
        "person_name": "Maija Meikäläinen",
        "contact": "1 High Street",
        "language": "en",
        "about": "You never answered me.",
    }
    assert "section 164A(3)" in text_of(client.get(reverse(NEW_COMPLAINT)))
    unknown = client.post(reverse(NEW_COMPLAINT), {**came, "case": "RD-0000-0000"})
    assert "The organisation has no case of that reference." in text_of(unknown)
    tomorrow = client.post(reverse(NEW_COMPLAINT), {**came, "received_on": "2026-03-03"})
    assert "future" in text_of(tomorrow)

    sent = client.post(reverse(NEW_COMPLAINT), came)

    page = text_of(client.get(sent["Location"]))
    assert "to be acknowledged: due 31 March 2026" in page
    assert "(DPA 2018 s. 164A(3))" in page
    client.post(sent["Location"], {"step": "acknowledge"})
    complaint = Complaint.objects.get()
    letter = complaint.letters.get()
    printed = text_of(client.get(reverse("admin:complaint_letter", args=[complaint.pk, letter.pk])))
    assert "1 High Street" in printed
    assert "We received your complaint" in printed
    assert client.get(reverse("admin:complaint_letter", args=[complaint.pk, 0])).status_code == 404
    client.post(sent["Location"], {"step": "outcome", "outcome-outcome": "You were right."})
    assert "You were right." in text_of(client.get(sent["Location"]))
    assert complaint.reference not in text_of(client.get(reverse(COMPLAINTS)))


def test_a_complaint_about_a_case_stands_in_the_case_and_the_report_counts_it_apart() -> None:
    controller = british()
    case = begin(make_received(controller, register=make_register(controller)))
    client = signed_in(handler_of(controller))
    page = text_of(client.get(case_url(case)))
    assert f"{reverse(NEW_COMPLAINT)}?case={case.submission.reference}" in page
    form = client.get(reverse(NEW_COMPLAINT), {"case": case.submission.reference})
    assert case.submission.reference in text_of(form)

    client.post(
        reverse(NEW_COMPLAINT),
        {
            "controller": controller.pk,
            "case": case.submission.reference,
            "channel": "phone",
            "received_on": "2026-03-02",
            "received_time": "09:00",
            "person_name": "Maija",
            "language": "en",
            "about": "Too slow.",
        },
    )

    complaint = Complaint.objects.get()
    assert complaint.acknowledged_at is not None
    page = text_of(client.get(case_url(case)))
    assert complaint.reference in page
    assert "acknowledged the complaint." in page
    report = text_of(
        signed_in(make_user(controller, role=Role.SUPERVISOR)).get(reverse("deadline_report"))
    )
    assert "Duties with their own dates" in report
    assert "Complaints acknowledged (DPA 2018 s. 164A(3))" in report


def test_the_step_of_a_limited_search_is_there_in_the_uk_only() -> None:
    controller = british()
    case = collect_all(settle(begin(make_received(controller, register=make_register(controller)))))
    client = signed_in(handler_of(controller))
    facts = {"searched": "The mailbox.", "left_out": "The tapes.", "reason": "Four weeks."}

    page = text_of(client.get(send(client, case, "limit-search", facts)))

    assert "What a reasonable search left out" in page
    assert "The tapes." in page
    limits = SearchLimit.objects.count()
    union = begin(make_received())
    theirs = signed_in(handler_of(union.controller))
    assert "limit-search" not in text_of(theirs.get(case_url(union)))
    forced = theirs.post(step_url(union, "limit-search"), facts)
    assert "knows no limit of the search" in text_of(forced)
    assert SearchLimit.objects.count() == limits
