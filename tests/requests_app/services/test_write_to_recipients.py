"""The desk writes to those to whom data were disclosed (GDPR Art. 19)."""

import re
from datetime import timedelta

import pytest
import time_machine
from django.test import Client

from config.clock import now, today
from notices_app.models import Notice
from registers_app.models import Recipient
from requests_app.domain.rights import Right
from requests_app.models import (
    AuditEntry,
    IdentityCheck,
    PaperLetter,
    RecipientLetter,
    RightsRequest,
)
from requests_app.models.request_guards import recipients_informed
from requests_app.services.errors import NotPossible
from requests_app.services.inform import address_of, inform, tell_recipient, write_to_recipient
from requests_app.services.mark_posted import leave_unposted, mark_posted
from requests_app.services.perform import perform
from requests_app.services.print_letters import print_letters
from requests_app.services.write_recipient_letter import Did, RecipientWords
from tests.cases import acting, handler_of
from tests.eight import received, rectified
from tests.requests_app.admin.staff import case_url, signed_in, step_url, take, text_of

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("published_may_change")]

WORDS = RecipientWords(
    did=Did.RECTIFIED, known_as="customer 4711", change="The address.", language="en"
)


@pytest.fixture
def case() -> RightsRequest:
    """A rectification that is done; its recipients are being told."""
    case = rectified(received(Right.RECTIFICATION))
    return inform(case.pk, actor=acting(case.controller))


def test_a_handler_has_the_desk_write_to_the_address_in_the_register(case: RightsRequest) -> None:
    Recipient.objects.update(email="art19@posti.example")
    client, row = signed_in(handler_of(case.controller)), case.recipient_notices.first()
    assert row
    page = text_of(client.get(step_url(case, "write-to-recipient", row.pk)))
    assert 'value="art19@posti.example"' in page
    assert "What the recipient is told" in page
    assert "What the person is told" not in page
    form = {
        "did": "rectified",
        "known_as": "customer 4711",
        "change": "The address of 2026.",
        "language": "en",
        "email": "art19@posti.example",
        "post_to": "",
    }
    url = step_url(case, "write-to-recipient", row.pk)
    preview = text_of(client.post(url, {**form, "_preview": "1"}))
    assert "What the recipient will be told" in preview
    assert "Correct the data" in preview
    assert "Mail to art19@posti.example" in preview
    assert "we hold no e-mail address" not in preview
    take(client, case, "write-to-recipient", about=row.pk, **form)
    letter = RecipientLetter.objects.get(recipient=row)
    for words in ("customer 4711", "The address of 2026.", "Article 19", "Correct the data"):
        assert words in letter.text
    row = case.recipient_notices.get(pk=row.pk)
    assert row.told_at
    assert "art19@posti.example" in row.how
    page = text_of(client.get(case_url(case)))
    assert letter.digest in page


def test_the_mail_names_nobody_and_its_link_opens_the_letter_by_a_button(
    case: RightsRequest, client: Client
) -> None:
    row = case.recipient_notices.get()
    actor = acting(case.controller)
    write_to_recipient(row.pk, letter=WORDS, email="art19@posti.example", actor=actor)
    mail = Notice.objects.get(kind="recipient_told")
    assert mail.to_address == "art19@posti.example"
    for personal in ("4711", case.submission.person_name, case.submission.email):
        assert personal not in mail.text + mail.html + mail.subject
    found = re.search(r"https?://[^/]+(/\S+)", mail.text)
    assert found
    assert "4711" not in client.get(found[1]).text
    assert not AuditEntry.objects.filter(event="recipient.letter_opened").exists()
    for _again in range(2):
        assert "customer 4711" in client.post(found[1]).text
    assert AuditEntry.objects.filter(event="recipient.letter_opened").count() == 1
    with time_machine.travel(now() + timedelta(days=61)):
        assert client.post(found[1]).status_code == 410
    assert client.get(found[1].rstrip("/") + "x/").status_code == 410


def test_a_letter_by_post_goes_into_the_tray_with_the_recipients_address(
    case: RightsRequest,
) -> None:
    row, actor = case.recipient_notices.get(), acting(case.controller)
    write_to_recipient(row.pk, letter=WORDS, post_to="PL 1\n00011 Posti", actor=actor)
    paper = PaperLetter.objects.get()
    assert (paper.reader, paper.notice.kind) == ("recipient", "recipient_told")
    assert paper.reference == case.submission.reference
    assert print_letters([paper.pk], actor=actor).startswith(b"%PDF")
    tray = signed_in(handler_of(case.controller)).get("/admin/requests_app/paperletter/")
    assert row.name in text_of(tray)


def test_by_post_a_recipient_is_told_on_the_day_of_posting_and_not_before(
    case: RightsRequest,
) -> None:
    row, actor = case.recipient_notices.get(), acting(case.controller)
    client = signed_in(handler_of(case.controller))
    write_to_recipient(row.pk, letter=WORDS, post_to="PL 1", actor=actor)
    page = text_of(client.get(case_url(case)))
    assert "the letter waits to be posted" in page
    assert step_url(case, "write-to-recipient", row.pk) not in page
    assert case.recipient_notices.get().told_at is None
    assert not recipients_informed(RightsRequest.objects.get(pk=case.pk))

    paper = PaperLetter.objects.get()
    print_letters([paper.pk], actor=actor)
    mark_posted(paper.pk, posted_on=today("Europe/Helsinki"), actor=actor)

    row = case.recipient_notices.get()
    assert row.told_at
    assert "posted on" in row.how
    assert recipients_informed(RightsRequest.objects.get(pk=case.pk))


def test_a_letter_that_was_not_posted_tells_nobody(case: RightsRequest) -> None:
    row, actor = case.recipient_notices.get(), acting(case.controller)
    write_to_recipient(row.pk, letter=WORDS, post_to="PL 1", actor=actor)
    leave_unposted(PaperLetter.objects.get().pk, reason="Wrong address.", actor=actor)
    page = text_of(signed_in(handler_of(case.controller)).get(case_url(case)))
    assert "the letter was not posted" in page
    tell_recipient(row.pk, how="By telephone.", actor=actor)
    assert case.recipient_notices.get().told_at


def test_who_was_told_in_another_way_meanwhile_stays_so(case: RightsRequest) -> None:
    row, actor = case.recipient_notices.get(), acting(case.controller)
    write_to_recipient(row.pk, letter=WORDS, post_to="PL 1", actor=actor)
    paper = PaperLetter.objects.get()
    print_letters([paper.pk], actor=actor)
    tell_recipient(row.pk, how="By telephone.", actor=actor)
    mark_posted(paper.pk, posted_on=today("Europe/Helsinki"), actor=actor)
    assert case.recipient_notices.get().how == "By telephone."


def test_what_was_posted_is_noted_though_identity_came_into_doubt_and_tells_nobody(
    case: RightsRequest,
) -> None:
    row, actor = case.recipient_notices.get(), acting(case.controller)
    write_to_recipient(row.pk, letter=WORDS, post_to="PL 1", actor=actor)
    paper = PaperLetter.objects.get()
    print_letters([paper.pk], actor=actor)
    perform(IdentityCheck, case.submission.identity_check.pk, "doubt_again", actor=actor)

    mark_posted(paper.pk, posted_on=today("Europe/Helsinki"), actor=actor)

    assert PaperLetter.objects.get().posted_on
    assert case.recipient_notices.get().told_at is None


def test_a_recipient_is_written_to_once_and_one_way(case: RightsRequest) -> None:
    row, actor = case.recipient_notices.get(), acting(case.controller)
    with pytest.raises(NotPossible):
        write_to_recipient(row.pk, letter=WORDS, actor=actor)
    with pytest.raises(NotPossible):
        write_to_recipient(row.pk, letter=WORDS, email="a@b.example", post_to="PL 1", actor=actor)
    assert address_of(row) == ("", "")
    write_to_recipient(row.pk, letter=WORDS, post_to="PL 1", actor=actor)
    with pytest.raises(NotPossible):
        write_to_recipient(row.pk, letter=WORDS, post_to="PL 1", actor=actor)
