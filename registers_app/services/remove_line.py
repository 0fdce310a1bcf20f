"""Remove one line of a draft, with every reference to it."""

from typing import Any

from django.db import transaction

from registers_app.services.editing import locked_draft
from registers_app.services.references import forget


@transaction.atomic
def remove_line(row: Any) -> None:
    """Take *row* away; lines that named it name it no longer. Raises NotADraft."""
    locked_draft(row.version_id)
    forget(row)
    row.delete()
