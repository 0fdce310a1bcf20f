"""``manage.py verify_registers``: does every published version say what was published?"""

import sys
from typing import Any

from django.core.management.base import BaseCommand

from registers_app.selectors import published_versions
from registers_app.services.verify_registers import broken_versions


class Command(BaseCommand):
    """Name every published version that was changed past the desk; exit 1 when there is one."""

    help = "Checks every published register version against its hash; exits 1 if one was changed."

    def handle(self, *args: Any, **options: Any) -> None:
        """Check, and say what was found."""
        broken = list(broken_versions())
        for each in broken:
            self.stderr.write(f"{each.name}: {each.reason}")
        if broken:
            sys.exit(1)
        self.stdout.write(f"{published_versions().count()} published versions are whole.")
