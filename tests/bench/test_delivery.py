"""How many messages a second leave the outbox, against a bare loop of smtplib: ``make bench``.

Both talk to the same server, in a process of its own, over a connection that stays open.
The bare loop makes each message from its row and sends it; the desk claims the row as well, and
notes for each message that it begins and that it was taken.
"""

import smtplib
import socket
import subprocess
import sys
import time
from collections.abc import Iterator, Sequence
from statistics import median
from typing import Any

import pytest
from django.core.mail.message import SafeMIMEMultipart

from notices_app.models import Notice
from notices_app.services.deliver import deliver_due
from notices_app.services.message import build_message
from tests.house.ports import free_port
from tests.notices_app.many import queue_many

pytestmark = [pytest.mark.bench, pytest.mark.django_db(transaction=True)]
ROUNDS, MESSAGES = 10, 200
AT_LEAST = 0.5


@pytest.fixture
def port(settings: Any) -> Iterator[int]:
    port = free_port()
    server = subprocess.Popen(
        [
            *(sys.executable, "-m", "aiosmtpd", "-n"),
            *("-l", f"127.0.0.1:{port}", "-c", "aiosmtpd.handlers.Sink"),
        ]
    )
    settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    settings.EMAIL_HOST, settings.EMAIL_PORT = "127.0.0.1", port
    _wait_for(port)
    yield port
    server.terminate()
    server.wait()


def _wait_for(port: int) -> None:
    for _ in range(200):
        try:
            socket.create_connection(("127.0.0.1", port), timeout=1).close()
            return
        except OSError:
            time.sleep(0.05)
    raise AssertionError("The server did not start.")


def _bytes_of(notice: Notice) -> bytes:
    message = build_message(notice).message()
    assert isinstance(message, SafeMIMEMultipart)
    return message.as_bytes(linesep="\r\n")


def _bare(port: int, notices: Sequence[Notice]) -> float:
    started = time.perf_counter()
    with smtplib.SMTP("127.0.0.1", port) as server:
        for notice in notices:
            message = _bytes_of(notice)
            server.sendmail("desk@rightsdesk.example", [notice.to_address], message)
    return time.perf_counter() - started


def _ours() -> float:
    started = time.perf_counter()
    deliver_due(budget_seconds=600)
    return time.perf_counter() - started


def test_the_outbox_sends_half_as_fast_as_a_bare_loop(port: int) -> None:
    bare, ours = [], []
    for part in range(ROUNDS):
        ids = queue_many(MESSAGES, first=part * MESSAGES)
        notices = list(Notice.objects.filter(message_id__in=ids).select_related("controller"))
        bare.append(_bare(port, notices))
        ours.append(_ours())
    assert set(Notice.objects.values_list("state", flat=True)) == {"sent"}
    # The median of the rounds: what else runs on the machine disturbs one or the other.
    ratio = median(quick / slow for quick, slow in zip(bare, ours, strict=True))
    rates = [f"{MESSAGES / median(times):.0f}" for times in (ours, bare)]
    print(f"{rates[0]} messages a second, a bare loop {rates[1]}: {ratio:.2f}")
    assert ratio >= AT_LEAST
