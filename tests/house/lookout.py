"""A look into a house's database, over one connection that is kept as long as it lasts."""

from typing import Any

import psycopg
from psycopg.rows import namedtuple_row


class Lookout:
    """Only looks. A server that died and came back is looked at anew."""

    def __init__(self, database_url: str) -> None:
        self._url = database_url
        self._kept: psycopg.Connection[Any] | None = None

    def rows(self, query: str, parameters: tuple[object, ...]) -> list[Any]:
        """The rows of a query, with named columns."""
        try:
            return self._connection().execute(query, parameters).fetchall()
        except psycopg.OperationalError:
            self.close()
            return self._connection().execute(query, parameters).fetchall()

    def close(self) -> None:
        """Look no more, until something is asked again."""
        if self._kept is not None:
            self._kept.close()
            self._kept = None

    def _connection(self) -> psycopg.Connection[Any]:
        if self._kept is None or self._kept.closed:
            self._kept = psycopg.connect(self._url, autocommit=True, row_factory=namedtuple_row)
        return self._kept
