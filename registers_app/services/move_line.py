"""Move one line of a draft to another place among its kind."""

from typing import Any

from django.db import transaction

from registers_app.services.editing import locked_draft


@transaction.atomic
def move_line(row: Any, *, to: int) -> None:
    """Put *row* at place *to*, counted from 0; beyond an end means that end. Raises NotADraft.

    Only lines whose place changes are written.
    """
    locked_draft(row.version_id)
    kin = type(row)._default_manager.filter(version=row.version_id)
    places = dict(kin.order_by("position", "pk").values_list("pk", "position"))
    order = [pk for pk in places if pk != row.pk]
    order.insert(max(0, min(to, len(order))), row.pk)
    moved = [
        type(row)(pk=pk, position=place) for place, pk in enumerate(order) if places[pk] != place
    ]
    kin.bulk_update(moved, ["position"])


def place_of(row: Any) -> int:
    """The place of *row* among its kind, counted from 0."""
    kin = type(row)._default_manager.filter(version=row.version_id)
    before = kin.filter(position=row.position, pk__lt=row.pk) | kin.filter(
        position__lt=row.position
    )
    return int(before.count())
