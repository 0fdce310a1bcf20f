"""Who wrote on paper to the wrong organisation is told by post, and forgotten in time."""

from datetime import UTC, date, datetime

import pytest
from django.test import Client
from django.urls import reverse

from notices_app.inbound.take_in import take_in
from notices_app.models import Notice, Way
from registers_app.models import Controller
from requests_app.models import MisdirectedLetter, PaperLetter
from requests_app.services.mark_posted import mark_posted
from requests_app.services.print_letters import print_letters
from requests_app.services.write_misdirected import forget_misdirected
from tests.cases import acting, handler_of
from tests.clock import Clock
from tests.factories import make_controller
from tests.pdf import Pdf
from tests.requests_app.admin.staff import signed_in, text_of
from tests.requests_app.mails.written import written

pytestmark = pytest.mark.django_db

PAGE = reverse("admin:paper_misdirected")
TRAY = reverse("admin:requests_app_paperletter_changelist")
RECEIVER = "Erkki Erehtynyt\nKatu 1\n00100 Helsinki"


@pytest.fixture
def controller(clock: Clock) -> Controller:
    clock.set(datetime(2026, 10, 9, 9, tzinfo=UTC))
    return make_controller(language="en")


@pytest.fixture
def client(controller: Controller) -> Client:
    return signed_in(handler_of(controller))


def typed(controller: Controller, **changes: str) -> dict[str, str]:
    return {
        "controller": str(controller.pk),
        "received_on": "2026-10-08",
        "receiver": RECEIVER,
        "language": "en",
        "turn_to": "Contoso AB\n\n PL 5, Turku ",
        **changes,
    }


def test_a_letter_that_came_by_mistake_is_answered_by_post(
    client: Client, controller: Controller
) -> None:
    assert PAGE in client.get(TRAY).text
    sent = client.post(PAGE, typed(controller), follow=True)
    assert "print it and post it" in text_of(sent)
    letter, paper = MisdirectedLetter.objects.get(), PaperLetter.objects.get()
    assert letter.reference in text_of(sent)
    assert paper.notice.way == Way.POST
    assert "Erkki" not in str(MisdirectedLetter.objects.values()) + str(Notice.objects.values())

    pdf = Pdf(print_letters([paper.pk], actor=acting(controller)))

    assert pdf.is_tagged
    assert "Erkki Erehtynyt Katu 1 00100 Helsinki" in pdf.words
    assert "Please turn to: Contoso AB PL 5, Turku" in pdf.words
    assert "not passed your message on" in pdf.words
    mark_posted(paper.pk, posted_on=date(2026, 10, 9), actor=acting(controller))


def test_what_was_passed_on_says_who_answers(client: Client, controller: Controller) -> None:
    client.post(PAGE, typed(controller, was_passed_on="on", language="sv"))
    assert "Vi har skickat meddelandet vidare" in MisdirectedLetter.objects.get().text


@pytest.mark.parametrize(
    ("field", "value"), [("receiver", " "), ("turn_to", ""), ("received_on", "2026-10-10")]
)
def test_what_is_missing_is_told_and_nothing_typed_is_lost(
    client: Client, controller: Controller, field: str, value: str
) -> None:
    page = client.post(PAGE, typed(controller, **{field: value}))
    assert page.status_code == 200
    assert ("Katu 1" if field != "receiver" else "Turku") in page.text
    assert not MisdirectedLetter.objects.exists()


def test_nobody_writes_for_another_organisation(client: Client) -> None:
    assert client.post(PAGE, typed(make_controller())).status_code == 200
    assert not MisdirectedLetter.objects.exists()


def test_a_mail_without_an_address_is_answered_by_post_and_a_machine_never(
    client: Client, controller: Controller
) -> None:
    asked = {"do": "misdirected", "turn_to": "Contoso AB", "post_to": RECEIVER}
    decide = "admin:notices_app_inboundmail_decide"
    machine = take_in(written(controller, "Where is my parcel?", Auto_Submitted="auto-replied"))
    client.post(reverse(decide, args=[machine.pk]), asked)
    assert not MisdirectedLetter.objects.exists()

    mail = take_in(written(controller, "Where is my invoice?", message_id="<2@example.org>"))
    client.post(reverse(decide, args=[mail.pk]), asked)

    mail.refresh_from_db()
    letter = MisdirectedLetter.objects.get()
    assert (mail.settled_as, letter.mail_id) == ("misdirected", mail.pk)
    assert letter.received_on == mail.received_at.date()
    assert not Notice.objects.exclude(way=Way.POST).exists()


def test_in_ninety_days_all_is_forgotten_but_not_what_is_still_to_be_posted(
    client: Client, controller: Controller, clock: Clock
) -> None:
    client.post(PAGE, typed(controller))
    clock.advance(days=91)
    assert forget_misdirected() == 0
    (paper,) = PaperLetter.objects.all()
    print_letters([paper.pk], actor=acting(controller))
    mark_posted(paper.pk, posted_on=date(2027, 1, 8), actor=acting(controller))

    assert (forget_misdirected(), forget_misdirected()) == (1, 0)

    letter = MisdirectedLetter.objects.get()
    assert (letter.text, bytes(letter.sealed_receiver)) == ("–", b"")
    assert bytes(PaperLetter.objects.get().sealed_pdf) == b""
    assert text_of(client.get(TRAY, {"stand": "all"}))
