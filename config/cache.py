"""Django's Redis cache, with one client for each process instead of one for each command."""

from functools import cached_property
from typing import Any

from django.core.cache.backends.redis import RedisCache, RedisCacheClient


class _OneClient(RedisCacheClient):
    """There is one server. Threads may share a client of redis-py; its pool has the connections."""

    @cached_property
    def _made_once(self) -> Any:
        return super().get_client(write=True)

    def get_client(self, *_key: Any, **_how: Any) -> Any:
        """The client."""
        return self._made_once


class DeskCache(RedisCache):
    """The cache of the desk: counts of how often something was done."""

    def __init__(self, server: str, params: dict[str, Any]) -> None:
        super().__init__(server, params)
        self._class = _OneClient
