"""Mailboxes on a real IMAP server."""

from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from itertools import count
from typing import Any

import pytest

from config.clock import now
from notices_app.models import Mailbox
from registers_app.models import Controller
from tests.clock import Clock
from tests.factories import make_controller, make_register, make_user
from tests.imap_server import PASSWORD, ImapServer, imap_server

_numbers = count(1)
MakeMailbox = Callable[..., Mailbox]


@pytest.fixture(scope="session")
def imap() -> Iterator[ImapServer]:
    with imap_server() as server:
        yield server


@pytest.fixture(autouse=True)
def in_november(clock: Clock) -> None:
    clock.set(datetime(2026, 11, 26, 12, tzinfo=UTC))


@pytest.fixture
def desk() -> Controller:
    """A controller whose requests somebody handles."""
    controller = make_controller()
    make_register(controller)
    make_user(controller)
    return controller


@pytest.fixture
def make_mailbox(imap: ImapServer, desk: Controller) -> MakeMailbox:
    """A mailbox with an account of its own on the server."""

    def make(**more: Any) -> Mailbox:
        account = f"box{next(_numbers)}@mail.example"
        imap.add(account)
        mailbox = Mailbox(
            **{
                "controller": desk,
                "address": account,
                "host": "127.0.0.1",
                "port": imap.port,
                "encryption": "none",
                "user_name": account,
                "created_at": now(),
                **more,
            }
        )
        mailbox.keep_password(PASSWORD)
        mailbox.full_clean()
        mailbox.save()
        return mailbox

    return make
