"""Workers are killed while they send: every message arrives, and each kill doubts one at most."""

import os
import random
import signal
import subprocess
import sys
import time
from collections import Counter
from collections.abc import Iterator
from email import message_from_bytes
from email.message import Message
from pathlib import Path
from typing import Any

import pytest
from django.db import connection

from notices_app.models import Notice
from notices_app.services.message import POSSIBLE_DUPLICATE
from notices_app.services.release_stuck import release_stuck
from tests.notices_app import forked_worker
from tests.notices_app.conftest import MailServer
from tests.notices_app.many import queue_many

pytestmark = pytest.mark.django_db(transaction=True)
CHECKOUT = Path(__file__).resolve().parents[3]


class Workers:
    """One worker after the other, in processes of their own."""

    def __init__(self, port: int) -> None:
        self._forks = subprocess.Popen(
            [sys.executable, str(forked_worker.__file__)],
            cwd=CHECKOUT,
            env={
                **os.environ,
                "PYTHONPATH": str(CHECKOUT),
                "DJANGO_SETTINGS_MODULE": "config.settings",
                "TEST_DATABASE": connection.settings_dict["NAME"],
                "TEST_SMTP_PORT": str(port),
            },
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
        )

    def start(self) -> int:
        """The process id of a new worker, which is at work."""
        assert self._forks.stdin
        self._forks.stdin.write("\n")
        self._forks.stdin.flush()
        return int(self._told())

    def wait(self) -> None:
        """Until the worker is gone."""
        assert self._told() == "gone\n"

    def end(self) -> None:
        """No further worker."""
        assert self._forks.stdin
        assert self._forks.stdout
        self._forks.stdin.close()
        self._forks.wait()
        self._forks.stdout.close()

    def _told(self) -> str:
        assert self._forks.stdout
        return self._forks.stdout.readline()


@pytest.fixture
def workers(mail_server: MailServer) -> Iterator[Workers]:
    workers = Workers(mail_server.port)
    yield workers
    workers.end()


def _send_with_kills(
    workers: Workers, server: MailServer, settings: Any, *, count: int, kills: int
) -> None:
    ids, chance = queue_many(count), random.Random(count)
    moments = sorted(chance.sample(range(1, count), kills))
    for after in moments:
        worker = workers.start()
        while len(server.taken) < after:
            time.sleep(0.0005)
        time.sleep(chance.uniform(0, 0.006))  # anywhere in the sending of one
        os.kill(worker, signal.SIGKILL)
        workers.wait()
        settings.NOTICE_STUCK_SECONDS = -1
        release_stuck()
    workers.start()
    workers.wait()
    _check(ids, server, kills=kills)


def _check(ids: set[str], server: MailServer, *, kills: int) -> None:
    taken: list[Message] = [
        message_from_bytes(each.original_content or b"") for each in server.taken
    ]
    times = Counter(str(message["Message-ID"]) for message in taken)
    doubtful = set(
        Notice.objects.filter(maybe_sent_before=True).values_list("message_id", flat=True)
    )
    marked = [str(message["Message-ID"]) for message in taken if message[POSSIBLE_DUPLICATE]]
    assert set(times) == ids
    assert set(Notice.objects.values_list("state", flat=True)) == {"sent"}
    assert len(doubtful) <= kills
    assert {name for name, number in times.items() if number > 1} <= doubtful
    assert set(marked) == doubtful
    assert sum(times.values()) - len(ids) <= kills


def test_sixty_messages_outlive_two_killed_workers(
    workers: Workers, mail_server: MailServer, settings: Any
) -> None:
    _send_with_kills(workers, mail_server, settings, count=60, kills=2)


@pytest.mark.soak
def test_five_thousand_messages_outlive_ten_killed_workers(
    workers: Workers, mail_server: MailServer, settings: Any
) -> None:
    _send_with_kills(workers, mail_server, settings, count=5_000, kills=10)
