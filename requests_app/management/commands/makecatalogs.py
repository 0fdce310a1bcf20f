"""``manage.py makecatalogs``: bring the catalogs in step with the source."""

from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand

from requests_app.management.catalogs.catalog import LANGUAGES, catalog_path, merged
from requests_app.management.catalogs.extract import messages


class Command(BaseCommand):
    """Needs neither a database nor the programs of GNU gettext."""

    help = "Writes every text of the source into locale/*/LC_MESSAGES/django.po."
    requires_system_checks = []

    def handle(self, *args: Any, **options: Any) -> None:
        """Merge, and say what waits for a translator."""
        found = messages(settings.BASE_DIR)
        for language in LANGUAGES:
            path = catalog_path(settings.BASE_DIR, language)
            catalog = merged(path, found, language=language)
            path.parent.mkdir(parents=True, exist_ok=True)
            catalog.save(str(path))
            waiting = len(catalog.untranslated_entries()) + len(catalog.fuzzy_entries())
            self.stdout.write(f"{language}: {len(found)} texts, {waiting} to translate.")
