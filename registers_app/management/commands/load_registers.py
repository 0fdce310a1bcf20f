"""``manage.py load_registers FILE [--preview]``: take in a file of registers."""

from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from registers_app.exchange.apply import ChangedMeanwhile, import_file, preview
from registers_app.exchange.summary import lines_of_plan
from registers_app.exchange.yaml_tree import MAX_BYTES, FileRefused, too_large


class Command(BaseCommand):
    """Says first what it does; every fault by its path and line, with nothing changed."""

    help = "Takes in a YAML file with a controller and its registers, the whole of it or nothing."

    def add_arguments(self, parser: ArgumentParser) -> None:
        """The file, and whether to look only."""
        parser.add_argument("file", type=Path)
        parser.add_argument("--preview", action="store_true", help="only say what would change")

    def handle(self, *args: Any, **options: Any) -> None:
        """Say what changes, then change it."""
        try:
            source = _read(options["file"])
            planned = preview(source)
            for line in lines_of_plan(planned):
                self.stdout.write(line)
            if not options["preview"]:
                import_file(source, agreed=planned.agreement)
        except ChangedMeanwhile as changed:
            raise CommandError("The registers changed meanwhile: look again.") from changed
        except OSError as error:
            raise CommandError(f"The file cannot be read: {error.strerror}.") from error
        except FileRefused as refused:
            raise CommandError(f"Nothing was changed.\n{refused}") from refused


def _read(path: Path) -> bytes:
    if path.stat().st_size > MAX_BYTES:
        raise FileRefused([too_large()])
    return path.read_bytes()
