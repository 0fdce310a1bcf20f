"""Print what the linter finds in the registers that are in force; for cron and CI."""

from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.utils import translation

from registers_app.domain.languages import LANGUAGES
from registers_app.domain.lint.finding import Severity
from registers_app.models import RegisterVersion
from registers_app.selectors import versions_in_force_today
from registers_app.services.check_version import Checked, checked
from registers_app.services.finding_words import SEVERITY_WORDS, as_line


class Command(BaseCommand):
    """Exit 1 where there is an error."""

    help = "Print what the linter finds in the registers in force; exit 1 on errors."

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Of whom, of which versions, in which language."""
        parser.add_argument("--controller", metavar="SLUG", help="of one controller only")
        parser.add_argument("--all", action="store_true", help="every version, drafts too")
        parser.add_argument("--language", choices=LANGUAGES, default="en", help="of the sentences")

    def handle(self, *args: Any, **options: Any) -> None:
        """One version after another, and the number of errors."""
        rows = RegisterVersion.objects.all() if options["all"] else versions_in_force_today()
        if options["controller"]:
            rows = rows.filter(register__controller__slug=options["controller"])
        errors = 0
        with translation.override(options["language"]):
            for version in rows.select_related("register__controller").order_by("register", "pk"):
                found = checked([version])[version.pk]
                self._print(version, found)
                errors += sum(one.finding.severity is Severity.ERROR for one in found)
        if errors:
            raise CommandError(f"Errors: {errors}", returncode=1)

    def _print(self, version: RegisterVersion, found: tuple[Checked, ...]) -> None:
        register = version.register
        self.stdout.write(f"{register.controller.slug}/{register.slug} {version.number}")
        for one in found:
            severity = SEVERITY_WORDS[one.finding.severity]
            reason = f" [{one.reason.reason}]" if one.reason else ""
            self.stdout.write(f"  {severity} {one.finding.code}: {as_line(one.finding)}{reason}")
