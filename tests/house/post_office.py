"""A mail server that keeps what it is given, and can be slow about saying so."""

import asyncio
import logging
import threading
from dataclasses import dataclass
from datetime import datetime
from email import message_from_bytes, policy
from email.message import EmailMessage
from email.utils import parsedate_to_datetime
from itertools import count

from aiosmtpd.controller import Controller
from aiosmtpd.smtp import SMTP, Envelope, Session

from tests.house.ports import free_port


@dataclass(frozen=True)
class Mail:
    """One message as it was received. A doubtful resend is a second one with the same id."""

    number: int
    to: str
    message: EmailMessage

    @property
    def message_id(self) -> str:
        return str(self.message["Message-ID"])

    @property
    def sent_at(self) -> datetime:
        """What the sender's clock said."""
        return parsedate_to_datetime(str(self.message["Date"]))

    @property
    def subject(self) -> str:
        return str(self.message["Subject"])

    @property
    def text(self) -> str:
        body = self.message.get_body(("plain",))
        assert body is not None
        return str(body.get_content())


class PostOffice:
    """An SMTP server in a thread of its own."""

    def __init__(self) -> None:
        self._mails: list[Mail] = []
        self._numbers = count(1)
        self._open = threading.Event()
        self._open.set()
        self._waiting = 0
        self._controller = Controller(self, hostname="127.0.0.1", port=free_port())

    def start(self) -> None:
        # The server would tell every line of every conversation.
        logging.getLogger("mail.log").setLevel(logging.WARNING)
        self._controller.start()

    def stop(self) -> None:
        self._open.set()
        self._controller.stop()

    @property
    def url(self) -> str:
        return f"smtp://127.0.0.1:{self._controller.port}"

    def hold(self) -> None:
        """From now on take messages, and leave whoever brings them without an answer."""
        self._open.clear()

    def release(self) -> None:
        """Answer those who wait, and everybody from now on."""
        self._open.set()

    @property
    def waiting(self) -> int:
        """How many messages were taken and wait for their answer."""
        return self._waiting

    def mails(self, *, to: str | None = None, subject: str = "") -> list[Mail]:
        """What has come, oldest first."""
        return [
            mail
            for mail in list(self._mails)
            if (to is None or mail.to == to) and subject in mail.subject
        ]

    async def handle_DATA(self, server: SMTP, session: Session, envelope: Envelope) -> str:  # noqa: N802
        assert isinstance(envelope.content, bytes)
        message = message_from_bytes(envelope.content, policy=policy.default)
        assert isinstance(message, EmailMessage)
        for recipient in envelope.rcpt_tos:
            self._mails.append(Mail(next(self._numbers), recipient, message))
        self._waiting += 1
        try:
            await self._until_open()
        finally:
            self._waiting -= 1
        return "250 kept"

    async def _until_open(self) -> None:
        while not self._open.is_set():
            await asyncio.sleep(0.02)
