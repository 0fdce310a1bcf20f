"""Two requests that truly meet: both wait for the same row before either may go on."""

from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager

import httpx
import psycopg

from tests.house.house import House
from tests.house.visitor import Visitor

WAITING = """
    SELECT count(*) FROM pg_stat_activity
    WHERE wait_event_type = 'Lock' AND datname = current_database()
"""


def press_together(
    house: House, presses: Sequence[tuple[Visitor, httpx.Request]], *, row: str
) -> list[httpx.Response]:
    """Send all requests at once, while *row* (a table and a condition) is held until all wait.

    The answers after redirects, in the order of *presses*.
    """
    with _held(house, row) as let_go, ThreadPoolExecutor(len(presses)) as hands:
        answers = [hands.submit(_send, visitor, request) for visitor, request in presses]
        house.wait_for(
            lambda: house.value(WAITING) == len(presses) or all(one.done() for one in answers),
            what=f"{len(presses)} requests to meet at {row}",
        )
        met = not any(one.done() for one in answers)
        let_go()
        done = [answer.result() for answer in answers]
    assert met, f"they did not meet: {done}"
    return done


def _send(visitor: Visitor, request: httpx.Request) -> httpx.Response:
    # A browser of its own with the same cookies: one client would send one after the other.
    with httpx.Client(cookies=visitor.client.cookies, follow_redirects=True, timeout=60) as twin:
        return twin.send(
            twin.build_request(
                request.method, request.url, headers=request.headers, content=request.read()
            )
        )


@contextmanager
def _held(house: House, row: str) -> Iterator[Callable[[], None]]:
    with psycopg.connect(house.servers.database_url) as connection:
        found = connection.execute(f"SELECT 1 FROM {row} FOR NO KEY UPDATE".encode()).fetchall()
        assert len(found) == 1, row
        yield connection.rollback
