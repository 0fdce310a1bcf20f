"""The print tray, as staff use it."""

from datetime import UTC, datetime

import pytest
from django.urls import reverse

from requests_app.models import Channel, PaperLetter
from tests.cases import handler_of, make_received
from tests.clock import Clock
from tests.factories import make_controller, make_register, make_user
from tests.pdf import Pdf
from tests.requests_app.admin.staff import case_url, signed_in, text_of

pytestmark = pytest.mark.django_db

TRAY = "admin:requests_app_paperletter_changelist"


def test_letters_are_printed_as_one_pdf_then_posted_and_leave_the_tray(clock: Clock) -> None:
    controller = make_controller()
    register = make_register(controller)
    cases = [
        make_received(controller, register=register, channel=Channel.PHONE, email="")
        for _ in range(2)
    ]
    ids = list(PaperLetter.objects.values_list("pk", flat=True))
    client = signed_in(handler_of(controller))
    chosen = {"_selected_action": ids, "index": "0"}

    printed = client.post(reverse(TRAY), {**chosen, "action": "print_chosen"})
    assert printed["Content-Type"] == "application/pdf"
    assert "no-store" in printed["Cache-Control"]
    words = Pdf(printed.content).words
    assert all(case.submission.reference in words for case in cases)

    asked = text_of(client.post(reverse(TRAY), {**chosen, "action": "posted"}))
    assert "When were these letters posted?" in asked
    assert cases[0].submission.reference in asked
    day = PaperLetter.objects.all()[0].written.written_at.date().isoformat()
    done = client.post(
        reverse(TRAY), {**chosen, "action": "posted", "go": "1", "posted_on": day}, follow=True
    )
    assert "2 letters are noted as posted." in text_of(done)
    assert cases[0].submission.reference not in text_of(client.get(reverse(TRAY)))
    assert "posted on" in text_of(client.get(reverse(TRAY), {"stand": "posted"}))
    assert "posted on" in text_of(client.get(case_url(cases[0])))
    kept = client.post(reverse("admin:paper_as_posted", args=[ids[0]]))
    assert Pdf(kept.content).is_tagged


def test_the_front_page_counts_what_waits_and_what_is_overdue(clock: Clock) -> None:
    case = make_received(channel=Channel.PHONE, email="")
    client = signed_in(handler_of(case.controller))
    assert "letters to be posted" in text_of(client.get(reverse("admin:index")))
    assert "overdue" not in text_of(client.get(reverse("admin:index")))
    clock.set(datetime(2026, 3, 7, 8, tzinfo=UTC))

    page = text_of(client.get(reverse("admin:index")))

    assert "(overdue: 1)" in page
    assert case.submission.reference in text_of(client.get(reverse(TRAY), {"stand": "late"}))


def test_a_mistaken_day_is_told_and_nothing_is_lost() -> None:
    case = make_received(channel=Channel.PHONE, email="")
    client = signed_in(handler_of(case.controller))
    (paper,) = PaperLetter.objects.all()
    sent = {"_selected_action": [paper.pk], "index": "0", "action": "posted", "go": "1"}

    blank = text_of(client.post(reverse(TRAY), {**sent, "posted_on": "32.13.2026"}))
    assert 'value="32.13.2026"' in blank
    told = client.post(reverse(TRAY), {**sent, "posted_on": "2026-01-01"}, follow=True)
    assert "Print the letter here first" in text_of(told)
    assert PaperLetter.objects.get().waits


def test_letters_of_another_organisation_do_not_exist() -> None:
    case = make_received(channel=Channel.PHONE, email="")
    (paper,) = PaperLetter.objects.all()
    client = signed_in(make_user(make_controller()))

    assert case.submission.reference not in text_of(client.get(reverse(TRAY)))
    sent = {"_selected_action": [paper.pk], "index": "0", "action": "print_chosen"}
    assert client.post(reverse(TRAY), sent)["Content-Type"] != "application/pdf"
    assert PaperLetter.objects.get().printed_at is None
