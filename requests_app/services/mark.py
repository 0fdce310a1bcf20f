"""Mark what is to be covered in a collected file or text, or take a mark away."""

from collections.abc import Iterable

from django.db import transaction
from django.utils.translation import gettext as _

from config.clock import now
from registers_app.domain.actors import Actor
from requests_app.domain.redaction import Box, Reason, occurrences
from requests_app.fulfilment.covering.kinds import Coverable, coverable, seen
from requests_app.fulfilment.covering.pdf import page_count, places_of
from requests_app.fulfilment.reading.cells import cells_at, stretches_of
from requests_app.models import RedactionMark, StoredFile, Task
from requests_app.services.errors import NotPossible
from requests_app.services.look_through import (
    Thing,
    about,
    digest_of,
    require_open,
    void_reviews,
)
from requests_app.services.store_file import read_file

MOST_MARKS = 2000


@transaction.atomic
def mark_box(file: StoredFile, box: Box, *, reason: Reason, actor: Actor) -> RedactionMark:
    """Mark a part of a page. Raises NotPermitted; NotPossible for what is not on the page."""
    require_open(file, actor=actor)
    content = content_of(file)
    kind = coverable(content)
    pages = (
        {Coverable.PICTURE: 1}.get(kind, 0) if kind is not Coverable.PDF else page_count(content)
    )
    inside = (
        box.x >= 0 and box.y >= 0 and box.x + box.width <= 1.001 and box.y + box.height <= 1.001
    )
    if not (0 <= box.page < pages and inside and box.width > 0 and box.height > 0):
        raise NotPossible(_("The box does not lie on a page of this file."))
    (mark,) = _write(file, [_of_box(box)], reason=reason, actor=actor)
    return mark


@transaction.atomic
def mark_words(thing: Thing, words: str, *, reason: Reason, actor: Actor) -> int:
    """Mark every occurrence of *words*; returns how many. Raises NotPermitted, NotPossible."""
    require_open(thing, actor=actor)
    if not words.strip():
        raise NotPossible(_("Write which words are to be covered."))
    places = _places(thing, words)
    if not places:
        raise NotPossible(
            _(
                "The words were not found. In a scanned page there is no text to search: draw a "
                "box there."
            )
        )
    return len(_write(thing, places, reason=reason, actor=actor))


@transaction.atomic
def mark_stretch(
    thing: Thing, start: int, end: int, *, reason: Reason, actor: Actor
) -> RedactionMark:
    """Mark a stretch of a text, by its characters. Raises NotPermitted, NotPossible."""
    require_open(thing, actor=actor)
    text = thing.result if isinstance(thing, Task) else seen(content_of(thing)).text
    if text is None or not 0 <= start < end <= len(text):
        raise NotPossible(_("There is no such stretch in the text."))
    (mark,) = _write(thing, [{"start": start, "end": end}], reason=reason, actor=actor)
    return mark


@transaction.atomic
def mark_cells(file: StoredFile, place: str, *, reason: Reason, actor: Actor) -> int:
    """Mark cells of a sheet; returns how many stretches. Raises NotPermitted, NotPossible."""
    require_open(file, actor=actor)
    reading = seen(content_of(file)).reading
    try:
        cells = cells_at(place)
    except ValueError as error:
        raise NotPossible(
            _("Give the cells as a spreadsheet does: B3, B2:D9, C:C or 2:40.")
        ) from error
    stretches = [] if reading is None else list(stretches_of(reading, cells))
    if not stretches:
        raise NotPossible(_("There is nothing in these cells, or no sheet of that name."))
    places: list[dict[str, float]] = [{"start": start, "end": end} for start, end in stretches]
    return len(_write(file, places, reason=reason, actor=actor))


@transaction.atomic
def unmark(mark: RedactionMark, *, actor: Actor) -> None:
    """Take a mark away. Raises NotPermitted, NotPossible."""
    thing = mark.file or mark.task
    assert thing is not None, "a mark is on one thing"
    require_open(thing, actor=actor)
    void_reviews(thing)
    RedactionMark.objects.filter(pk=mark.pk, removed_at=None).update(removed_at=now())


def content_of(file: StoredFile) -> bytes:
    """The whole of a collected file: as large as an upload may be."""
    return b"".join(read_file(file))


def _places(thing: Thing, words: str) -> list[dict[str, float]]:
    if isinstance(thing, Task):
        return [{"start": start, "end": end} for start, end in occurrences(thing.result, words)]
    content = content_of(thing)
    file = seen(content)
    if file.kind is Coverable.PDF:
        return [_of_box(box) for box in places_of(content, words)]
    return [{"start": start, "end": end} for start, end in occurrences(file.text or "", words)]


def _of_box(box: Box) -> dict[str, float]:
    return {"page": box.page, "x": box.x, "y": box.y, "width": box.width, "height": box.height}


def _write(
    thing: Thing, places: Iterable[dict[str, float]], *, reason: Reason, actor: Actor
) -> list[RedactionMark]:
    standing = thing.marks.filter(removed_at=None).count()
    rows = [
        RedactionMark(
            **about(thing),
            **place,
            content_sha256=digest_of(thing),
            reason=reason.value,
            made_by_id=actor.id,
            made_at=now(),
        )
        for place in places
    ]
    if standing + len(rows) > MOST_MARKS:
        raise NotPossible(_("That would be too many marks for one file: withhold it instead."))
    void_reviews(thing)
    return RedactionMark.objects.bulk_create(rows)
