"""pgtrigger's app, which registers hundreds of triggers without comparing each with all others.

Its registry looks through everything registered before, for each trigger anew: an eighth of the
time in which a process of the desk starts.
"""

from typing import Any

from pgtrigger import registry
from pgtrigger.apps import PGTriggerConfig


class _Filling(registry._Registry):
    """The registry while it is filled: names are remembered instead of collected each time."""

    def __init__(self) -> None:
        self._by_table: dict[tuple[str, str], Any] = {}
        self._functions: set[str] = set()
        super().__init__()

    @property
    def by_db_table(self) -> dict[tuple[str, str], Any]:
        """The triggers by their table and name."""
        return self._by_table

    @property
    def pg_function_names(self) -> set[str]:
        """The names of their functions in PostgreSQL."""
        return self._functions

    def __setitem__(self, key: str, value: tuple[Any, Any]) -> None:
        """Add a trigger. Raises KeyError for a name that is taken, as pgtrigger does."""
        super().__setitem__(key, value)  # type: ignore[no-untyped-call]
        model, trigger = value
        self._by_table[model._meta.db_table, trigger.name] = trigger
        self._functions.add(trigger.get_pgid(model))


class TriggersConfig(PGTriggerConfig):
    """Registers what the models declare."""

    def ready(self) -> None:
        """Fill the registry, then leave it as pgtrigger made it."""
        plain = registry._registry
        registry._registry = _Filling()
        try:
            registry._registry.update(plain.data)
            super().ready()  # type: ignore[no-untyped-call]
            plain.data.update(registry._registry.data)
        finally:
            registry._registry = plain
