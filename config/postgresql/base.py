"""The database backend named in DATABASES."""

from typing import Any

from django.db.backends.postgresql import base

from config.embedded import desk_servers


class DatabaseWrapper(base.DatabaseWrapper):
    """PostgreSQL, started first where it is the desk's private one."""

    def get_new_connection(self, conn_params: dict[str, Any]) -> Any:
        """A connection. Raises ServerError when the private server cannot be started."""
        servers = desk_servers()
        if conn_params.get("host") == str(servers.place.sockets):
            servers.use()
        return super().get_new_connection(conn_params)
