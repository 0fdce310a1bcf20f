"""``manage.py makeschema``: write the schemas of the files and of the public JSON anew."""

import json
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand

from registers_app.exchange import file_schema, notice_schema

SCHEMAS = {
    file_schema.PATH: file_schema.file_schema,
    notice_schema.PATH: notice_schema.notice_schema,
}


def document(path: str) -> str:
    """The schema that belongs at *path*, as text."""
    return json.dumps(SCHEMAS[path](), ensure_ascii=False, indent=2) + "\n"


class Command(BaseCommand):
    """Needs no database."""

    help = "Writes docs/*.schema.json from the columns of registers."
    requires_system_checks = []

    def handle(self, *args: Any, **options: Any) -> None:
        """Write them."""
        for path in SCHEMAS:
            (settings.BASE_DIR / path).write_text(document(path), encoding="utf-8")
            self.stdout.write(f"{path} is written.")
