"""``manage.py left_alone --controller SLUG ADDRESSES``: which of them get no direct marketing.

For the systems that send: they ask before each sending (GDPR Art. 21(3)).
"""

from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from registers_app.models import Controller
from requests_app.management.read_lines import NOTHING_TO_ANSWER, read_lines
from requests_app.selectors import addresses_left_alone

AT_ONCE = 1000


class Command(BaseCommand):
    """Print each address that is on the list, as it was written."""

    help = (
        "Reads mail addresses and phone numbers, one a line, and prints those that are on the "
        "organisation's list of addresses to leave alone. Nothing that is read is kept."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Whose list, and the addresses."""
        parser.add_argument(
            "--controller", metavar="SLUG", required=True, help="its name in addresses"
        )
        parser.add_argument("addresses", metavar="FILE", help="a text file in UTF-8, or -")

    def handle(self, *args: Any, **options: Any) -> None:
        """Answer; exit 2 where nothing can be answered."""
        controller = Controller.objects.filter(slug=options["controller"]).first()
        if controller is None:
            raise CommandError(
                "No organisation has that name in addresses.", returncode=NOTHING_TO_ANSWER
            )
        asked = read_lines(options["addresses"])
        for start in range(0, len(asked), AT_ONCE):
            for address in addresses_left_alone(controller, asked[start : start + AT_ONCE]):
                self.stdout.write(address)
