"""A real mail server, which can be told what to answer."""

import asyncio
import logging
from collections.abc import Callable, Iterator
from typing import Any

import pytest
from aiosmtpd.controller import Controller as Server
from aiosmtpd.smtp import SMTP, Envelope, Session

from notices_app.models import Notice
from notices_app.services import enqueue
from tests.factories import make_controller
from tests.house.ports import free_port
from tests.notices_app.letters.facts import facts


class MailServer:
    """An SMTP server in a thread of its own; what it took lies in ``taken``."""

    def __init__(self) -> None:
        self.taken: list[Envelope] = []
        self.answer_to_recipient = ""
        self.answer_to_data = ""
        self.hangs_up_after_data = False
        self.when_taken: Callable[[], None] = lambda: None
        self.waits_for_clients = 1
        self._clients: list[Session] = []
        self._server: Server | None = None
        self.port = free_port()

    def start(self) -> None:
        """Listen, on the same port every time."""
        # It would tell every line of every conversation.
        logging.getLogger("mail.log").setLevel(logging.WARNING)
        server = Server(self, hostname="127.0.0.1", port=self.port)
        server.start()
        self._server = server

    def stop(self) -> None:
        """Refuse connections."""
        if self._server is not None:
            self._server.stop()
            self._server = None

    async def handle_RCPT(  # noqa: N802
        self, server: SMTP, session: Session, envelope: Envelope, address: str, options: list[Any]
    ) -> str:
        if session not in self._clients:
            self._clients.append(session)
        if self.answer_to_recipient:
            return self.answer_to_recipient
        envelope.rcpt_tos.append(address)
        return "250 OK"

    async def handle_DATA(  # noqa: N802
        self, server: SMTP, session: Session, envelope: Envelope
    ) -> str:
        while len(self._clients) < self.waits_for_clients:
            await asyncio.sleep(0.01)
        if self.answer_to_data:
            return self.answer_to_data
        self.taken.append(envelope)
        await asyncio.get_running_loop().run_in_executor(None, self.when_taken)
        if self.hangs_up_after_data:
            assert isinstance(server.transport, asyncio.Transport)
            server.transport.abort()
        return "250 OK"


@pytest.fixture
def mail_server(settings: Any) -> Iterator[MailServer]:
    server = MailServer()
    server.start()
    settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    settings.EMAIL_HOST = "127.0.0.1"
    settings.EMAIL_PORT = server.port
    settings.EMAIL_TIMEOUT = 10
    settings.DEFAULT_FROM_EMAIL = "Desk <desk@rightsdesk.example>"
    yield server
    server.stop()


@pytest.fixture
def queue_notice() -> Callable[..., Notice]:
    """Queue one message; *more* replaces arguments of enqueue."""

    def queue(occasion: str = "received:1", **more: Any) -> Notice:
        controller = more.pop("controller", None) or make_controller(name="Kävelykenkä, Oy")
        arguments = {
            "kind": "received",
            "language": "fi",
            "to_address": "maija@example.org",
            "controller": controller,
            "occasion": occasion,
            "context": facts(controller=controller),
            **more,
        }
        return enqueue(**arguments)

    return queue
