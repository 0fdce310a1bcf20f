"""Complaining to the controller on the page of one's own request: in the United Kingdom."""

import pytest
from django.urls import reverse

from requests_app.models import Complaint, RightsRequest
from requests_app.services.complain import tell_outcome
from tests.cases import acting, make_received
from tests.factories import make_controller, make_register
from tests.requests_app.admin.staff import text_of
from tests.requests_app.portal.person import Person

pytestmark = pytest.mark.django_db


def case_in_the_uk() -> RightsRequest:
    controller = make_controller(
        country="GB", regime="UK", time_zone="Europe/London", calendar="GB-ENG"
    )
    return make_received(controller, register=make_register(controller, systems=()))


def test_a_person_complains_and_reads_the_letters_there() -> None:
    case, person = case_in_the_uk(), Person()
    person.open_request(case.submission)
    assert reverse("portal:complaints") in text_of(person.get("request"))
    empty = person.post("complaints", {"about": ""})
    assert "Write what the complaint is about." in text_of(empty)

    assert person.post("complaints", {"about": "You were too slow."}).status_code == 302

    page = text_of(person.get("complaints"))
    assert "You were too slow." in page
    assert "We received your complaint" in page
    complaint = Complaint.objects.get(submission=case.submission)
    tell_outcome(complaint.pk, outcome="You are right.", actor=acting(case.controller))
    assert "You are right." in text_of(person.get("complaints"))


def test_elsewhere_there_is_no_such_page() -> None:
    case, person = make_received(), Person()
    person.open_request(case.submission)

    assert person.get("complaints").status_code == 404
    assert person.post("complaints", {"about": "x"}).status_code == 404
    assert reverse("portal:complaints") not in text_of(person.get("request"))


def test_nobody_reads_it_without_a_link_of_their_own() -> None:
    case_in_the_uk()

    assert Person().get("complaints").status_code != 200
