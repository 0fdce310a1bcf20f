"""The database backend of the private server; a server named in DATABASE_URL has Django's own."""

from typing import Any

from django.db.backends.postgresql import base

from config.embedded import use_desk_servers


class DatabaseWrapper(base.DatabaseWrapper):
    """PostgreSQL, which is started when a command first asks for it."""

    def get_new_connection(self, conn_params: dict[str, Any]) -> Any:
        """A connection. Raises ServerError when the private server cannot be started."""
        use_desk_servers()
        return super().get_new_connection(conn_params)
