"""``manage.py purge_again``: the desk’s own database was restored from a backup.

Run it before the desk is opened again.
"""

import sys
from typing import Any

from django.core.management.base import BaseCommand

from requests_app.services.purge import purge_due
from requests_app.services.purge_complaints import purge_complaints
from requests_app.services.purge_marks import resurrected
from requests_app.services.write_misdirected import forget_misdirected


class Command(BaseCommand):
    """Erase again what the desk had erased, and name what waits for a human; exit 1 with any."""

    help = (
        "After a restore of the desk's own database: erases again what is due, and names the cases "
        "of which a part had been erased and is there again; exits 1 with any."
    )

    def handle(self, *args: Any, **options: Any) -> None:
        """Erase, compare with the marks in the storage, and say what is left."""
        erased = 0
        while some := purge_due():
            erased += some
        purge_complaints()
        forget_misdirected()
        self.stdout.write(f"{erased} files of cases were erased again.")
        left = resurrected()
        for case, parts in left:
            self.stderr.write(f"{case.reference}: {', '.join(parts)} was erased, and is back")
        if left:
            self.stderr.write(
                "They are open again, or are kept, as they were when the backup was made: close "
                "them, or end what keeps them, and run this again."
            )
            sys.exit(1)
