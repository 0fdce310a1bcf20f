"""``manage.py verify_audit``: are the audit chains whole?"""

import sys
from typing import Any

from django.core.management.base import BaseCommand

from requests_app.models import AuditHead
from requests_app.services.verify_audit import broken_chains


class Command(BaseCommand):
    """Name the first broken entry of every broken chain; exit 1 when there is one."""

    help = "Checks every audit chain; names the first broken entry and exits 1 if one is broken."

    def handle(self, *args: Any, **options: Any) -> None:
        """Check, and say what was found."""
        breaks = list(broken_chains())
        for broken in breaks:
            self.stderr.write(f"{broken.reference}: entry {broken.number}: {broken.reason}")
        if breaks:
            sys.exit(1)
        self.stdout.write(f"{AuditHead.objects.count()} chains are whole.")
