"""``manage.py replay_erasures SYSTEM --since MOMENT --restored MOMENT``: a system was restored.

With ``--holds FILE`` it notes nothing, and says whom of those in the restored system had been
erased, by the keyed digests that are kept: for cases whose file the desk itself has erased since.
"""

from argparse import ArgumentParser
from datetime import datetime
from typing import Any
from zoneinfo import ZoneInfo

from django.core.management.base import BaseCommand, CommandError

from registers_app.domain.actors import SYSTEM
from registers_app.models import DataSystem
from requests_app.management.read_lines import read_lines
from requests_app.selectors import erased_among
from requests_app.services.errors import Refused
from requests_app.services.note_restore import note_restore

NOTHING_DONE = 2
AT_ONCE = 1000


class Command(BaseCommand):
    """Ask the owner of a restored system to erase again what had been erased since the backup."""

    help = (
        "Notes that a data system was restored from a backup, and asks its owner to erase again "
        "what had been erased since. Noted twice it is the same."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Which system, and the moments."""
        parser.add_argument("system", metavar="SYSTEM", help="its name in the register, or its id")
        parser.add_argument(
            "--since", metavar="MOMENT", required=True, help="of the backup, as 2026-03-31T02:00"
        )
        then = parser.add_mutually_exclusive_group(required=True)
        then.add_argument("--restored", metavar="MOMENT", help="of the restore: asks the owner")
        then.add_argument(
            "--holds",
            metavar="FILE",
            help="addresses and numbers in the restored system, one a line, or -: prints those "
            "that had been erased",
        )

    def handle(self, *args: Any, **options: Any) -> None:
        """Note it; exit 2 where nothing can be done."""
        system = _system(options["system"])
        zone = ZoneInfo(system.register.controller.time_zone)
        backup_of = _moment(options["since"], zone)
        if options["holds"]:
            self._print_erased(system, backup_of, options["holds"])
            return
        restored_at = _moment(options["restored"], zone)
        try:
            restore = note_restore(
                system.pk, backup_of=backup_of, restored_at=restored_at, actor=SYSTEM
            )
        except Refused as refused:
            raise CommandError(" ".join(refused.reasons), returncode=NOTHING_DONE) from refused
        for row in restore.erasures.select_related("erasure__task__request__submission"):
            reference = row.erasure.task.request.submission.reference
            self.stdout.write(f"{reference} {row.ended_as or 'open'}")

    def _print_erased(self, system: DataSystem, backup_of: datetime, name: str) -> None:
        lines = read_lines(name)
        for start in range(0, len(lines), AT_ONCE):
            for line in erased_among(system, lines[start : start + AT_ONCE], since=backup_of):
                self.stdout.write(line)


def _system(name: str) -> DataSystem:
    rows = DataSystem.objects.select_related("register__controller").order_by("pk")
    found = list(rows.filter(pk=int(name)) if name.isdecimal() else rows.filter(name=name))
    if len(found) == 1:
        return found[0]
    if not found:
        raise CommandError("No data system has that name.", returncode=NOTHING_DONE)
    which = "\n".join(f"{row.pk}: {row.register.controller.slug}, {row.name}" for row in found)
    raise CommandError(f"Several have that name; give the id:\n{which}", returncode=NOTHING_DONE)


def _moment(text: str, zone: ZoneInfo) -> datetime:
    try:
        moment = datetime.fromisoformat(text)
    except ValueError as error:
        raise CommandError(f"No moment: {text}", returncode=NOTHING_DONE) from error
    return moment if moment.tzinfo else moment.replace(tzinfo=zone)
