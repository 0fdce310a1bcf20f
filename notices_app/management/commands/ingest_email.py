"""Take in one raw mail (RFC 5322), from an MTA's pipe or a file.

It prints one JSON object on its last line, and ends with 0 once the mail is kept: also where it was
taken in before, or cannot be read. With 75 (EX_TEMPFAIL) the MTA keeps it and tries again.
"""

import json
import sys
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.db import DatabaseError, OperationalError
from django.utils.dateparse import parse_datetime
from psycopg.errors import UndefinedColumn, UndefinedTable

from notices_app.inbound.receive import receive
from notices_app.inbound.take_in import told, told_of_a_probe
from registers_app.models import Controller

EX_TEMPFAIL = 75


class Command(BaseCommand):
    """``manage.py ingest_email FILE|-``."""

    help = "Takes in one raw mail from a file, or from standard input (-)."

    def add_arguments(self, parser: CommandParser) -> None:
        """The mail, and what only the mail server knows of it."""
        parser.add_argument("file", metavar="FILE|-")
        parser.add_argument("--mailbox", default="", help="the address it was delivered to")
        parser.add_argument(
            "--arrived-at", default="", help="when it arrived (ISO 8601), if no stamp says so"
        )

    def handle(self, *args: Any, **options: Any) -> None:
        """Take it in. Raises CommandError."""
        arrived_at = parse_datetime(options["arrived_at"]) if options["arrived_at"] else None
        if options["arrived_at"] and (arrived_at is None or arrived_at.tzinfo is None):
            raise CommandError("--arrived-at is no date and time with an offset.")
        try:
            raw = _content(options["file"])
        except OSError as error:
            raise CommandError(f"{options['file']} cannot be read: {error.strerror}") from error
        try:
            row = receive(raw, address=options["mailbox"], arrived_at=arrived_at)
        except Controller.DoesNotExist as error:
            raise CommandError(
                "There is no organisation yet that the mail could be for.", returncode=EX_TEMPFAIL
            ) from error
        except DatabaseError as error:
            raise CommandError(
                f"The mail could not be kept: {_why(error)}", returncode=EX_TEMPFAIL
            ) from error
        self.stdout.write(json.dumps(told(row) if row else told_of_a_probe()))


def _why(error: DatabaseError) -> str:
    """What stands in the way, without a word of the mail."""
    cause = error.__cause__
    if isinstance(cause, UndefinedTable | UndefinedColumn):
        return "the database is not of this version. Run manage.py migrate first."
    if isinstance(error, OperationalError):
        return "the database does not answer."
    return f"the database refused it ({type(cause or error).__name__})."


def _content(name: str) -> bytes:
    return sys.stdin.buffer.read() if name == "-" else Path(name).read_bytes()
