"""Attacks on letters on paper."""

from requests_app.models import MisdirectedLetter, PaperLetter
from tests.invariants.attacks.attack import (
    NOON,
    Attack,
    after,
    copied,
    never_deleted,
    update,
    updated,
)

PAPER = "requests_app_paperletter"
PRINTED = f"printed_at = {NOON}, printed_by_id = 1, pdf_sha256 = 'ab', sealed_pdf = 'x'"
POSTED = "posted_on = '2026-03-02', posted_by_id = 1"


MISTAKEN = "requests_app_misdirectedletter"


def _mistaken(**changes: object) -> Attack:
    return copied(MisdirectedLetter, "misdirected_letter", **changes)


def _paper(**changes: object) -> Attack:
    return copied(PaperLetter, "paper_letter", notice_id="@notice", **changes)


ATTACKS: dict[str, list[Attack]] = {
    "requests_app_paperletter.notice_id": [copied(PaperLetter, "paper_letter")],
    "paper_of_one_letter": [
        _paper(letter_id=None),
        _paper(complaint_letter_id="@complaint_letter"),
        _paper(misdirected_letter_id="@misdirected_letter"),
        _paper(recipient_letter_id="@recipient_letter", reader="recipient"),
    ],
    "paper_reader_known": [_paper(reader="both"), _paper(reader="recipient")],
    "paper_posted_as_printed": [update(PAPER, POSTED, "paper_letter")],
    "paper_born_unprinted": [_paper(printed_at="2026-03-02T12:00:00Z")],
    "paper_keeps_its_letter": [
        update(PAPER, "reader = 'person'", "paper_letter"),
        update(PAPER, "notice_id = %(notice)s", "paper_letter"),
    ],
    "paper_posted_for_good": [
        after(
            [updated(PAPER, f"{PRINTED}, {POSTED}", "paper_letter")],
            update(PAPER, what, "paper_letter"),
        )
        for what in ("posted_on = '2026-03-01'", "sealed_pdf = 'y'", "pdf_sha256 = 'cd'")
    ],
    "paper_letter_never_deleted": never_deleted(PAPER, "paper_letter"),
    "requests_app_misdirectedletter.reference": [_mistaken(mail_id=None)],
    "requests_app_misdirectedletter.mail_id": [_mistaken(reference="RD-2345-6789")],
    "misdirected_letter_born_whole": [
        _mistaken(reference="RD-2345-6789", mail_id=None, erased_at="2026-03-02T12:00:00Z")
    ],
    "misdirected_letter_never_changed": [
        update(MISTAKEN, "received_on = '2026-03-01'", "misdirected_letter"),
        update(MISTAKEN, "digest = 'cd'", "misdirected_letter"),
    ],
    "misdirected_letter_only_erased": [
        update(MISTAKEN, "text = 'Never mind.'", "misdirected_letter"),
        update(MISTAKEN, "sealed_receiver = 'y'", "misdirected_letter"),
    ],
    "misdirected_letter_erased_for_good": [
        after(
            [updated(MISTAKEN, f"text = '–', erased_at = {NOON}", "misdirected_letter")],
            update(MISTAKEN, what, "misdirected_letter"),
        )
        for what in ("text = 'You wrote to us.'", "erased_at = NULL")
    ],
    "misdirected_letter_never_deleted": never_deleted(MISTAKEN, "misdirected_letter"),
}
