"""``manage.py dump_registers SLUG [REGISTER]``: write a controller's registers to a file."""

from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from registers_app.exchange.dump_yaml import dump_controller, dump_register
from registers_app.models import Controller


class Command(BaseCommand):
    """What it writes, load_registers takes in."""

    help = "Writes a controller and its registers as YAML to the standard output."

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Whose, and which."""
        parser.add_argument("slug", help="the controller's name in addresses")
        parser.add_argument("register", nargs="?", help="one register only, by its name there")

    def handle(self, *args: Any, **options: Any) -> None:
        """Write it."""
        controller = Controller.objects.filter(slug=options["slug"]).first()
        if controller is None:
            raise CommandError("There is no controller of that name.")
        self.stdout.write(_dump(controller, options["register"]), ending="")


def _dump(controller: Controller, slug: str | None) -> str:
    if not slug:
        return dump_controller(controller)
    register = controller.registers.filter(slug=slug).first()
    if register is None:
        raise CommandError("The controller has no register of that name.")
    return dump_register(register)
