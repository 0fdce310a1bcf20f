"""Django's Redis cache, with one client for each process instead of one for each command."""

from functools import cached_property
from typing import Any

from django.core.cache import caches
from django.core.cache.backends.redis import RedisCache, RedisCacheClient


class _OneClient(RedisCacheClient):
    """There is one server. Threads may share a client of redis-py; its pool has the connections."""

    @cached_property
    def _made_once(self) -> Any:
        return super().get_client(write=True)

    def get_client(self, *_key: Any, **_how: Any) -> Any:
        """The client."""
        return self._made_once

    def count(self, key: str, seconds: int) -> int:
        """See ``DeskCache``."""
        both = self.get_client().pipeline()
        both.set(key, 0, nx=True, ex=seconds)
        both.incr(key)
        return int(both.execute()[1])

    def kept_first(self, key: str, word: str, seconds: int) -> str:
        """See ``DeskCache``."""
        both = self.get_client().pipeline()
        both.set(key, word, nx=True, ex=seconds)
        both.get(key)
        return str(both.execute()[1], "ascii")


class DeskCache(RedisCache):
    """The cache of the desk: counts of how often something was done.

    What Django's cache does in several commands is done in one round trip, and as one.
    """

    def __init__(self, server: str, params: dict[str, Any]) -> None:
        super().__init__(server, params)
        self._class = _OneClient

    def count(self, key: str, *, seconds: int) -> int:
        """Count one more under *key*, and give the count since the first of so many seconds."""
        return self._client.count(self.make_and_validate_key(key), seconds)

    def kept_first(self, key: str, word: str, *, seconds: int) -> str:
        """What was kept first under *key* within so many seconds: *word* where it is the first."""
        return self._client.kept_first(self.make_and_validate_key(key), word, seconds)

    @property
    def _client(self) -> _OneClient:
        assert isinstance(self._cache, _OneClient)
        return self._cache


def desk_cache() -> DeskCache:
    """The cache, for what only ours can do."""
    cache = caches["default"]
    assert isinstance(cache, DeskCache)
    return cache
