"""``manage.py load_demo``: five organisations, their staff, and requests at every stage."""

from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError

from requests_app.management.demo.load import load


class Command(BaseCommand):
    """Load the demo into an empty desk that runs with DEBUG; repeat it without harm."""

    help = "Loads the demo into an empty desk; only with DEBUG, for everybody knows its password."

    def handle(self, *args: Any, **options: Any) -> None:
        """Load, and say what was done."""
        if not settings.DEBUG:
            raise CommandError("The demo is for DEBUG only: everybody knows its password.")
        if load():
            self.stdout.write("The demo is loaded.")
        else:
            self.stdout.write("There is a controller already; nothing was changed.")
