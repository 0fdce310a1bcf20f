"""Notes for colleagues: kept, put right by another, told without content, never shown outside."""

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from notices_app.models import Notice
from registers_app.domain.roles import Role
from registers_app.models import User
from requests_app.models import CaseNote, RightsRequest
from requests_app.services.errors import NotPossible
from requests_app.services.write_note import write_note
from tests.cases import acting, begin, handler_of, make_received
from tests.factories import make_controller, make_user
from tests.requests_app.admin.staff import (
    QUEUE,
    case_url,
    signed_in,
    step_url,
    take,
    take_and_look,
    text_of,
)
from tests.requests_app.portal.test_several_rights import own_page

pytestmark = pytest.mark.django_db
WORDS = "Hän soitti, ja oli huolissaan."


@pytest.fixture
def case() -> RightsRequest:
    return begin(make_received())


@pytest.fixture
def kaisa(case: RightsRequest) -> User:
    return make_user(case.controller, first_name="Kaisa", last_name="Koski")


@pytest.fixture
def me(case: RightsRequest) -> Client:
    return signed_in(handler_of(case.controller))


def test_a_note_stands_in_the_case_and_a_later_one_puts_it_right(
    case: RightsRequest, me: Client
) -> None:
    take(me, case, "write-note", text=WORDS)
    wrong = CaseNote.objects.get()
    page = text_of(take_and_look(me, case, "correct-note", about=wrong.pk, text="Hän kirjoitti."))
    assert WORDS in page
    assert "Put right by a later note." in page
    assert "Hän kirjoitti." in page
    assert "wrote a note for colleagues" in page
    assert "put a note for colleagues right" in page


def test_the_form_says_that_the_person_may_ask_for_a_copy(case: RightsRequest, me: Client) -> None:
    assert "they may ask for a copy (Art. 15)" in text_of(me.get(step_url(case, "write-note")))


def test_who_is_mentioned_finds_the_case_in_their_queue_and_gets_a_mail_without_content(
    case: RightsRequest, kaisa: User, me: Client
) -> None:
    take(me, case, "write-note", text=WORDS, mention=[kaisa.pk])
    mail = Notice.objects.get(kind="staff_mentioned")
    assert mail.to_address == kaisa.email
    assert WORDS not in mail.text + mail.html
    hers = signed_in(kaisa)
    to_read = f"{reverse(QUEUE)}?urgency=note"
    assert case.submission.reference in text_of(hers.get(to_read))
    assert case.submission.reference not in text_of(me.get(to_read))
    take(hers, case, "see-notes")
    assert case.submission.reference not in text_of(hers.get(to_read))
    assert "I have read the notes" not in text_of(hers.get(case_url(case)))


def test_only_colleagues_who_work_there_are_mentioned(case: RightsRequest) -> None:
    stranger = make_user(make_controller())
    for user in (stranger, make_user(case.controller, role=Role.DPO)):
        with pytest.raises(NotPossible, match="Mention only colleagues"):
            write_note(case.pk, text="x", mentions=[user], actor=acting(case.controller))
    assert not CaseNote.objects.exists()


def test_the_person_reads_no_note(case: RightsRequest) -> None:
    write_note(case.pk, text=WORDS, actor=acting(case.controller))
    page = own_page(case.submission)
    assert case.submission.reference in page
    assert WORDS not in page


def test_a_note_of_another_case_is_not_put_right_here(case: RightsRequest, me: Client) -> None:
    other = make_received(case.controller)
    note = write_note(other.pk, text=WORDS, actor=acting(case.controller))
    assert me.get(step_url(case, "correct-note", note.pk)).status_code == 404


def test_notes_cost_the_case_page_no_more_queries(
    case: RightsRequest, kaisa: User, me: Client
) -> None:
    counts = []
    for number in (1, 5):
        for _ in range(number):
            write_note(case.pk, text="x", mentions=[kaisa], actor=acting(case.controller))
        with CaptureQueriesContext(connection) as queries:
            me.get(case_url(case))
        counts.append(len(queries))
    assert counts[0] == counts[1]
