"""``manage.py makediagrams``: draw the state machines anew."""

from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand

from requests_app.management.diagrams.document import PATH, document


class Command(BaseCommand):
    """Needs no database."""

    help = "Writes docs/state-machines.md from the declared machines."
    requires_system_checks = []

    def handle(self, *args: Any, **options: Any) -> None:
        """Write the page."""
        (settings.BASE_DIR / PATH).write_text(document(), encoding="utf-8")
        self.stdout.write(f"{PATH} is drawn.")
