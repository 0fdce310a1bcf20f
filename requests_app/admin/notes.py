"""The notes for colleagues, as the case page shows them."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.urls import reverse

from requests_app.admin.case_rows import users_named
from requests_app.admin.forms import Situation
from requests_app.models import CaseNote, RightsRequest


@dataclass(frozen=True, kw_only=True)
class NoteLine:
    """A note with who wrote it, who is to read it, and how it is put right."""

    note: CaseNote
    by: str
    for_whom: Sequence[str]
    correct_url: str
    puts_right: CaseNote | None
    is_put_right: bool


def notes_of(case: RightsRequest, at: Situation) -> list[NoteLine]:
    """The notes of the submission, the oldest first."""
    notes = list(
        CaseNote.objects.filter(submission=case.submission_id)
        .select_related("corrects")
        .prefetch_related("mentions")
    )
    mentioned = {mention.user_id for note in notes for mention in note.mentions.all()}
    names = users_named({note.written_by_id for note in notes} | mentioned) if notes else {}
    put_right = {note.corrects_id for note in notes}
    return [
        NoteLine(
            note=note,
            by=names.get(note.written_by_id, ""),
            for_whom=[names.get(each.user_id, "") for each in note.mentions.all()],
            correct_url=_correct_url(case, note) if at.may_handle else "",
            puts_right=note.corrects,
            is_put_right=note.pk in put_right,
        )
        for note in notes
    ]


def _correct_url(case: RightsRequest, note: CaseNote) -> str:
    return reverse("admin:case_step_about", args=[case.pk, "correct-note", note.pk])
