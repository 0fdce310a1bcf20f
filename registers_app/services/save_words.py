"""Save some of what a draft says by itself."""

from collections.abc import Mapping
from typing import Any

from django.db import transaction

from registers_app.services.editing import ChangedMeanwhile, locked_draft, mark_of_words


@transaction.atomic
def save_words(version_id: int, *, words: Mapping[str, Any], seen: str) -> None:
    """Write the columns *words* of a draft. Raises NotADraft, ChangedMeanwhile.

    *seen* is the mark of these columns when the user opened them.
    """
    version = locked_draft(version_id)
    if seen != mark_of_words(version, words):
        raise ChangedMeanwhile
    for name, value in words.items():
        setattr(version, name, value)
    version.save(update_fields=list(words))
