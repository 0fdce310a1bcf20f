"""``manage.py makematrix``: write the matrix of rights and lawful bases anew."""

from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand

from requests_app.management.law_matrix import PATH, document


class Command(BaseCommand):
    """Needs no database."""

    help = "Writes docs/law-matrix.md from the matrix of rights and lawful bases."
    requires_system_checks = []

    def handle(self, *args: Any, **options: Any) -> None:
        """Write the page."""
        (settings.BASE_DIR / PATH).write_text(document(), encoding="utf-8")
        self.stdout.write(f"{PATH} is written.")
