"""The page on which an organisation words a letter itself, with and without a script."""

import pytest
from django.test import Client
from django.urls import reverse

from notices_app.letters import LETTER_KINDS, Medium
from notices_app.letters.own_words import pieces_of
from notices_app.models import OwnWording
from registers_app.domain.roles import Role
from registers_app.models import Controller
from tests.factories import make_controller, make_user
from tests.pdf import Pdf
from tests.requests_app.admin.staff import signed_in, text_of

pytestmark = pytest.mark.django_db

STANDARD = pieces_of(LETTER_KINDS[Medium.CASE, "received"], "en")


def page_of(controller: Controller, kind: str = "received") -> str:
    return reverse("admin:own_wording", args=[controller.pk, "case", kind, "en"])


@pytest.fixture
def controller() -> Controller:
    return make_controller()


@pytest.fixture
def client(controller: Controller) -> Client:
    return signed_in(make_user(controller, role=Role.SUPERVISOR))


def sent(client: Client, controller: Controller, do: str, **words: str) -> str:
    typed = {"subject": STANDARD.subject, "body": STANDARD.body, "based_on": "", **words}
    return text_of(client.post(page_of(controller), {**typed, "do": do}, follow=True))


def test_without_words_of_its_own_the_page_shows_the_standard_text(
    client: Client, controller: Controller
) -> None:
    page = text_of(client.get(page_of(controller)))

    assert "the standard text is in force" in page
    assert "None: word for word the standard text." in page
    assert "{{ complaint }}" in page
    for sample in ("Hello Maija", "Hei Maija", "Hej Maija"):
        assert sample in page


def test_a_preview_keeps_nothing_and_shows_faults_difference_and_sample(
    client: Client, controller: Controller
) -> None:
    body = STANDARD.body.replace("{{ remedy }}", "{{ remedi }}").replace("Hello", "Greetings")

    page = sent(client, controller, "preview", body=body)

    assert "Did you mean {{ remedy }}?" in page
    assert "Art. 12(4), 79" in page
    assert "<ins>Greetings</ins>" in page
    assert "<del>Hello</del>" in page
    assert "Greetings Maija" in page
    assert not OwnWording.objects.exists()


def test_what_is_put_in_force_is_listed_with_who_and_its_version(
    client: Client, controller: Controller
) -> None:
    page = sent(client, controller, "force", body=f"Welcome.\n\n{STANDARD.body}")

    assert "Version 1 is in force" in page
    assert "put in force by" in page
    assert "own, version 1" in text_of(
        client.get(reverse("admin:notices_app_ownwording_changelist"))
    )
    assert "The standard text goes out again." in sent(client, controller, "standard")


def test_what_lacks_a_part_is_kept_as_a_draft_and_says_why(
    client: Client, controller: Controller
) -> None:
    page = sent(client, controller, "force", body="Only {{ name }}.")

    assert "Art. 12(3)" in page
    assert "Only {{ name }}." in page
    assert not OwnWording.objects.filter(state="in_force").exists()


def test_two_who_write_at_once_lose_nothing(client: Client, controller: Controller) -> None:
    sent(client, controller, "keep", body="First.")

    page = sent(client, controller, "keep", body="Second.")

    assert "Somebody has changed the draft" in page
    assert "Second." in page
    assert OwnWording.objects.get().body == "First."


def test_what_is_typed_is_never_html_of_the_page(client: Client, controller: Controller) -> None:
    page = sent(client, controller, "preview", body="<script>alert(1)</script> {{ name }}")

    assert "<script>alert(1)" not in page
    assert "&lt;script&gt;alert(1)" in page


def test_the_sample_case_can_be_seen_on_paper(client: Client, controller: Controller) -> None:
    typed = {"subject": "Hello {{ name }}", "body": "Word {{ reference }}\n\nBye.", "do": "pdf"}

    pdf = Pdf(client.post(page_of(controller), typed).content)

    assert pdf.title == "Hello Maija Meikäläinen"


@pytest.mark.parametrize("wrong", ["case/nothing/en", "mail/staff_late/en", "case/received/de"])
def test_only_letters_to_people_in_languages_of_the_desk_are_worded(
    client: Client, controller: Controller, wrong: str
) -> None:
    address = reverse("admin:notices_app_ownwording_changelist") + f"{controller.pk}/{wrong}/"

    assert client.get(address).status_code == 404


def test_a_handler_reads_and_does_not_write(controller: Controller) -> None:
    handler = signed_in(make_user(controller))

    assert "Put in force" not in text_of(handler.get(page_of(controller)))
    typed = {"subject": "x", "body": "y", "do": "keep"}
    assert handler.post(page_of(controller), typed).status_code == 403
