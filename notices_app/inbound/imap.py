"""A mailbox on a mail server, over IMAP (RFC 9051), as far as the desk needs it."""

import os
import re
import ssl
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from imaplib import IMAP4
from typing import Any

from imap_tools import BaseMailBox, MailBox, MailBoxStartTls, MailBoxUnencrypted
from imap_tools.errors import (
    ImapToolsError,
    MailboxFolderSelectError,
    MailboxLoginError,
    MailboxStarttlsError,
)

from config.crypto import Undecipherable
from notices_app.models import AfterReading, Encryption, Mailbox, MailboxError

TIMEOUT = 20
_SIZE = re.compile(rb"RFC822\.SIZE (\d+)")
_DATE = re.compile(rb'INTERNALDATE "([^"]+)"')
_DATE_FORMAT = "%d-%b-%Y %H:%M:%S %z"


class MailboxFault(Exception):
    """What stands in the way; *error* is all that is told of it."""

    def __init__(self, error: MailboxError) -> None:
        super().__init__(error.value)
        self.error = error


@dataclass(frozen=True, kw_only=True)
class Letter:
    """One mail as the server has it; *is_cut* where it was too large to be fetched whole."""

    raw: bytes
    arrived_at: datetime | None
    is_cut: bool


class OpenMailbox:
    """A folder that is open for reading and marking."""

    def __init__(self, box: BaseMailBox, mailbox: Mailbox) -> None:
        self._box = box
        self._mailbox = mailbox
        self.uid_validity = self._validity()

    def uids(self, *, above: int) -> list[int]:
        """The numbers of the mails above one that may be taken in, in their order."""
        since = self._mailbox.since
        criteria = [f"UID {above + 1}:*"]
        if since:
            criteria.append(f"SINCE {since.day}-{_MONTHS[since.month - 1]}-{since.year}")
        with _told(MailboxError.PROTOCOL):
            answer = self._command("SEARCH", *criteria)
        found = {int(uid) for line in answer if line for uid in line.split()}
        # "5:*" names the last one too where none is above it.
        return sorted(uid for uid in found if uid > above)

    def letter(self, uid: int, *, most_bytes: int) -> Letter | None:
        """One mail, unread as it was; None where it is gone meanwhile."""
        with _told(MailboxError.PROTOCOL):
            head = _joined(self._command("FETCH", str(uid), "(RFC822.SIZE INTERNALDATE)"))
            size = _SIZE.search(head)
            if not size:
                return None
            is_cut = int(size[1]) > most_bytes
            part = f"BODY.PEEK[]<0.{most_bytes}>" if is_cut else "BODY.PEEK[]"
            parts = self._command("FETCH", str(uid), f"({part})")
        raw = next((part[1] for part in parts if isinstance(part, tuple)), None)
        if raw is None:
            return None
        return Letter(raw=raw, arrived_at=_date(head), is_cut=is_cut)

    def settle(self, uids: Iterable[int]) -> None:
        """Move or mark what is taken in. Doing it twice does no harm."""
        names = [str(uid) for uid in uids]
        if not names:
            return
        with _told(MailboxError.MOVE):
            if self._mailbox.after_reading == AfterReading.MOVE:
                self._box.move(names, self._mailbox.moves_to)
            else:
                self._box.flag(names, ["\\Seen"], True)

    def has_folder_to_move_to(self) -> bool:
        """Whether mail can be moved to where it shall be."""
        if self._mailbox.after_reading != AfterReading.MOVE:
            return True
        with _told(MailboxError.PROTOCOL):
            return bool(self._box.folder.exists(self._mailbox.moves_to))

    def _validity(self) -> int:
        _kind, data = self._box.client.response("UIDVALIDITY")
        try:
            return int(data[-1])
        except (TypeError, ValueError, IndexError) as error:
            raise MailboxFault(MailboxError.PROTOCOL) from error

    def _command(self, name: str, *arguments: str) -> list[Any]:
        status, data = self._box.client.uid(name, *arguments)
        if status != "OK":
            raise MailboxFault(MailboxError.PROTOCOL)
        return list(data)


@contextmanager
def opened(mailbox: Mailbox) -> Iterator[OpenMailbox]:
    """The mailbox's folder, open. Raises MailboxFault."""
    password = _password(mailbox)
    box = _connected(mailbox)
    try:
        with _told(MailboxError.PROTOCOL):
            box.login_utf8(mailbox.user_name, password, initial_folder=None) if not (
                mailbox.user_name + password
            ).isascii() else box.login(mailbox.user_name, password, initial_folder=None)
            box.folder.set(mailbox.folder)
        yield OpenMailbox(box, mailbox)
    finally:
        _leave(box)


def _connected(mailbox: Mailbox) -> BaseMailBox:
    host, port = mailbox.host, mailbox.port
    with _told(MailboxError.UNREACHABLE):
        match mailbox.encryption:
            case Encryption.TLS:
                context = ssl.create_default_context()
                return MailBox(host, port, timeout=TIMEOUT, ssl_context=context)
            case Encryption.STARTTLS:
                context = ssl.create_default_context()
                return MailBoxStartTls(host, port, timeout=TIMEOUT, ssl_context=context)
            case _:
                return MailBoxUnencrypted(host, port, timeout=TIMEOUT)


def _password(mailbox: Mailbox) -> str:
    if mailbox.password_variable:
        password = os.environ.get(mailbox.password_variable, "")
    else:
        try:
            password = mailbox.opened_password() if mailbox.sealed_password else ""
        except Undecipherable as error:
            raise MailboxFault(MailboxError.PASSWORD) from error
    if not password:
        raise MailboxFault(MailboxError.PASSWORD)
    return password


def _leave(box: BaseMailBox) -> None:
    """Say goodbye; a connection that is gone needs none."""
    try:
        box.client.logout()
    except (IMAP4.error, OSError):
        box.client.shutdown()


@contextmanager
def _told(otherwise: MailboxError) -> Iterator[None]:
    """Say what failed in the desk's own words: those of a server may name a person."""
    try:
        yield
    except MailboxLoginError as error:
        raise MailboxFault(MailboxError.LOGIN) from error
    except MailboxFolderSelectError as error:
        raise MailboxFault(MailboxError.FOLDER) from error
    except ssl.SSLCertVerificationError as error:
        raise MailboxFault(MailboxError.CERTIFICATE) from error
    except MailboxStarttlsError as error:
        raise MailboxFault(MailboxError.PROTOCOL) from error
    except IMAP4.abort as error:
        raise MailboxFault(MailboxError.UNREACHABLE) from error
    except OSError as error:
        raise MailboxFault(MailboxError.UNREACHABLE) from error
    except (ImapToolsError, IMAP4.error, ValueError, UnicodeError) as error:
        raise MailboxFault(otherwise) from error


_MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")


def _joined(data: list[Any]) -> bytes:
    return b" ".join(b" ".join(each) if isinstance(each, tuple) else each or b"" for each in data)


def _date(head: bytes) -> datetime | None:
    found = _DATE.search(head)
    try:
        return (
            datetime.strptime(found[1].decode().strip(), _DATE_FORMAT).astimezone(UTC)
            if found
            else None
        )
    except ValueError:
        return None
