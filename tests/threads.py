"""Real threads, each with a database connection of its own."""

import threading
from collections.abc import Callable, Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from typing import TypeVar

from django.db import connection

T = TypeVar("T")
LIMIT_SECONDS = 60
LOCK_SECONDS = 30


def together(actions: Sequence[Callable[[], T]]) -> list[Future[T]]:
    """Begin all *actions* at the same moment; every future is done when this returns."""
    start = threading.Barrier(len(actions))

    def begin(action: Callable[[], T]) -> T:
        try:
            with connection.cursor() as cursor:
                # Who waits for a lock that never comes fails instead of hanging.
                cursor.execute("SET lock_timeout = %s", [f"{LOCK_SECONDS}s"])
            start.wait(timeout=LIMIT_SECONDS)
            return action()
        finally:
            connection.close()

    with ThreadPoolExecutor(max_workers=len(actions)) as pool:
        return [pool.submit(begin, action) for action in actions]


def outcomes(futures: Sequence[Future[T]]) -> list[T | BaseException]:
    """What each gave, or what it raised."""
    return [future.exception() or future.result() for future in futures]
