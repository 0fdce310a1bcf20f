"""``manage.py compilecatalogs``: compile the catalogs that changed."""

from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand

from requests_app.management.catalogs.catalog import compile_stale


class Command(BaseCommand):
    """Needs neither a database nor the programs of GNU gettext."""

    help = "Compiles the catalogs under locale/ that changed since the last time."
    requires_system_checks = []

    def handle(self, *args: Any, **options: Any) -> None:
        """Compile, and say what."""
        for path in compile_stale(settings.BASE_DIR):
            if options["verbosity"]:
                self.stdout.write(f"Compiled {path.relative_to(settings.BASE_DIR)}.")
