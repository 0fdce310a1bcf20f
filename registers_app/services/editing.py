"""What every change of a draft stands on: the draft is locked, and what was seen still holds."""

import hashlib
import json
from collections.abc import Iterable
from typing import Any

from django.db import models

from registers_app.models import Purpose, PurposeBasis, RegisterVersion, VersionState
from registers_app.models.content import columns_of
from registers_app.services.version_tree import said


class NotADraft(Exception):
    """Only a draft changes."""


class ChangedMeanwhile(Exception):
    """Somebody else has changed what was open here; nothing was written."""


class RemovedMeanwhile(Exception):
    """Somebody else has removed what was open here; nothing was written."""


class KeyTaken(Exception):
    """Another line of the version has that key."""


def locked_draft(version_id: int) -> RegisterVersion:
    """The draft, locked until the transaction ends. Raises NotADraft, RegisterVersion.DoesNotExist.

    Changes of one draft follow one another: places and keys are counted in it.
    """
    version = RegisterVersion.objects.select_for_update().get(pk=version_id)
    if version.state != VersionState.DRAFT:
        raise NotADraft
    return version


def mark_of_line(row: models.Model) -> str:
    """By which one sees whether a line still says what it said; its place does not count."""
    tree = said(row, columns_of(type(row)))
    if isinstance(row, Purpose):
        bases = PurposeBasis.objects.filter(purpose=row).order_by("basis")
        tree["bases"] = [said(basis, columns_of(PurposeBasis)) for basis in bases]
    return _digest(tree)


def mark_of_words(version: RegisterVersion, names: Iterable[str]) -> str:
    """By which one sees whether some of a version's own columns still say what they said."""
    return _digest(said(version, [version._meta.get_field(name) for name in names]))


def _digest(tree: Any) -> str:
    canonical = json.dumps(tree, sort_keys=True, ensure_ascii=False)
    return hashlib.sha256(canonical.encode()).hexdigest()[:32]
