"""Make the covered copy of a collected file: what is marked is not in it any more."""

import hashlib
import json
from pathlib import PurePath

from django.db import transaction
from django.utils import translation
from django.utils.translation import gettext as _

from config.clock import now
from registers_app.domain.actors import Actor
from requests_app.domain.identity_codes import masked
from requests_app.domain.redaction import Box, covered
from requests_app.fulfilment.covering.documents import covered_document
from requests_app.fulfilment.covering.kinds import Coverable, seen
from requests_app.fulfilment.covering.pdf import covered_pdf
from requests_app.fulfilment.covering.pictures import covered_picture
from requests_app.models import DisclosureReview, RedactionMark, StoredFile, Verdict
from requests_app.services.errors import NotPossible
from requests_app.services.look_through import (
    Thing,
    labels,
    marks_of,
    require_open,
    spans_of,
    write_review,
)
from requests_app.services.mark import content_of
from requests_app.services.seal_upload import sealed_content
from requests_app.uploads.examine import clean_name


@transaction.atomic
def cover(thing: Thing, *, actor: Actor, name: str = "") -> DisclosureReview:
    """Cover what is marked, and note that it was looked through. Raises NotPermitted, NotPossible.

    *name* is the copy's, where the file's own names somebody else. A text that was found is
    covered when the answer is put together; a file gets its copy now.
    """
    require_open(thing, actor=actor)
    marks = marks_of(thing)
    if not marks:
        raise NotPossible(_("Nothing is marked in it."))
    copy = _copy(thing, marks, name=name) if isinstance(thing, StoredFile) else None
    return write_review(thing, Verdict.REDACTED, actor=actor, result=copy)


def _copy(file: StoredFile, marks: list[RedactionMark], *, name: str) -> StoredFile:
    with translation.override(file.request.submission.language):
        suffix, content_type, content = _covered(file, marks)
    stem = PurePath(clean_name(name.strip() or file.name)).stem
    copy = StoredFile(
        request=file.request,
        task=file.task,
        redacted_from=file,
        name=masked(clean_name(f"{stem}{suffix}"), cover="x"),
        content_type=content_type,
        size=len(content),
        sha256=hashlib.sha256(content).hexdigest(),
        created_at=now(),
    )
    copy.sealed.save("sealed", sealed_content(content), save=False)
    copy.save()
    return copy


def _covered(file: StoredFile, marks: list[RedactionMark]) -> tuple[str, str, bytes]:
    content = content_of(file)
    shown = seen(content)
    if shown.kind is Coverable.PDF:
        return ".pdf", "application/pdf", covered_pdf(content, _boxes(marks))
    if shown.kind is Coverable.PICTURE:
        return ".png", "image/png", covered_picture(content, _boxes(marks))
    if shown.reading is not None:
        return covered_document(shown.reading, list(spans_of(marks)), labels=labels())
    text = shown.text
    if text is None:
        raise NotPossible(
            _(
                "This file cannot be read here, and so not be covered: withhold it, or have it "
                "sent as PDF."
            )
        )
    made = covered(text, spans_of(marks), labels=labels())
    if file.name.lower().endswith(".json") and _is_json(text) and not _is_json(made):
        raise NotPossible(
            _("A mark goes over the edge of a value: the file would be readable no more.")
        )
    return PurePath(file.name).suffix, file.content_type, _encoded(made, like=content)


def _encoded(text: str, *, like: bytes) -> bytes:
    """In UTF-8; with the mark that spreadsheets look for, where it was not plain UTF-8 before."""
    try:
        is_plain = not like.decode().startswith("\ufeff")
    except UnicodeDecodeError:
        is_plain = False
    return text.encode("utf-8" if is_plain else "utf-8-sig")


def _boxes(marks: list[RedactionMark]) -> list[Box]:
    return [
        Box(
            page=mark.page or 0,
            x=mark.x or 0.0,
            y=mark.y or 0.0,
            width=mark.width or 0.0,
            height=mark.height or 0.0,
        )
        for mark in marks
        if mark.page is not None
    ]


def _is_json(text: str) -> bool:
    try:
        json.loads(text)
    except ValueError:
        return False
    return True
