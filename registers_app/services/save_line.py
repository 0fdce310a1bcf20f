"""Save one line of a draft, and nothing else of it."""

from collections.abc import Mapping
from typing import Any

from django.db import transaction
from django.db.models import Max

from registers_app.models import Purpose, PurposeBasis
from registers_app.services.editing import (
    ChangedMeanwhile,
    KeyTaken,
    RemovedMeanwhile,
    locked_draft,
    mark_of_line,
)
from registers_app.services.references import rename

Bases = Mapping[str, Mapping[str, str]]


@transaction.atomic
def save_line(row: Any, *, seen: str, bases: Bases | None = None) -> None:
    """Write *row* as it stands; a new one goes to the end.

    *seen* is the line's mark when the user opened it. *bases* are a purpose's lawful bases, each
    with its legal acts; None leaves them as they are. An empty key of a new line is made from its
    text; a key that changes changes in every line that names it. Raises NotADraft,
    ChangedMeanwhile, RemovedMeanwhile, KeyTaken.
    """
    locked_draft(row.version_id)
    kin = type(row)._default_manager.filter(version=row.version_id)
    if row.key and kin.exclude(pk=row.pk).filter(key=row.key).exists():
        raise KeyTaken
    if row.pk is None:
        last = kin.aggregate(last=Max("position"))["last"]
        row.position = 0 if last is None else last + 1
        row.save()
    else:
        _change(row, kin.filter(pk=row.pk).first(), seen=seen)
    if bases is not None:
        _set_bases(row, bases)


def _change(row: Any, now: Any, *, seen: str) -> None:
    if now is None:
        raise RemovedMeanwhile
    if seen != mark_of_line(now):
        raise ChangedMeanwhile
    row.key = row.key or now.key
    # Its place may have changed since: that is nobody's text.
    row.position = now.position
    row.save()
    if row.key != now.key:
        rename(row, before=now.key)


def _set_bases(purpose: Purpose, bases: Bases) -> None:
    there = {row.basis: row for row in purpose.bases.all()}
    PurposeBasis.objects.filter(
        pk__in=[row.pk for basis, row in there.items() if basis not in bases]
    ).delete()
    for basis, legal_acts in bases.items():
        row = there.get(basis) or PurposeBasis(purpose=purpose, basis=basis)
        if row.pk is None or row.legal_acts != legal_acts:
            row.legal_acts = dict(legal_acts)
            row.save()
