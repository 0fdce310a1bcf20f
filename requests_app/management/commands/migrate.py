"""``manage.py migrate``: Django's, in a third of the time."""

import contextlib
import functools
from collections.abc import Callable, Iterator
from typing import Any
from unittest.mock import patch

from django.core.management.commands import migrate
from django.db.migrations import AddConstraint, AddIndex, RemoveConstraint, RemoveIndex
from django.db.migrations.state import ProjectState
from pgtrigger.migrations import AddTrigger, RemoveTrigger

# They change what stands in a model's Meta, and no field: nothing has to be built anew for them.
META_ALONE = (
    AddConstraint,
    RemoveConstraint,
    AddIndex,
    RemoveIndex,
    AddTrigger,
    RemoveTrigger,
)

Forwards = Callable[[Any, str, ProjectState], None]


class Command(migrate.Command):
    """Does what Django's does, statement by statement."""

    def handle(self, *args: Any, **options: Any) -> None:
        """Migrate."""
        with models_kept():
            super().handle(*args, **options)


@contextlib.contextmanager
def models_kept() -> Iterator[None]:
    """Keep the models of a migration's past when only constraints, indexes or triggers change.

    Django builds each of them anew, with all that are related, for every one of the hundreds.
    """
    with contextlib.ExitStack() as patches:
        for operation in META_ALONE:
            kept = _keeping(operation.state_forwards)
            patches.enter_context(patch.object(operation, "state_forwards", kept))
        yield


def _keeping(forwards: Forwards) -> Forwards:
    @functools.wraps(forwards)
    def changed(operation: Any, app_label: str, state: ProjectState) -> None:
        built = state.__dict__.pop("apps", None)
        forwards(operation, app_label, state)
        if built is not None:
            state.__dict__["apps"] = built

    return changed
