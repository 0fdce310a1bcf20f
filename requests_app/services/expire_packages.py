"""Destroy copies whose time is over (GDPR Art. 5(1)(e))."""

from django.db import transaction

from config.clock import now
from registers_app.domain.actors import SYSTEM
from requests_app.models import DisclosurePackage
from requests_app.services.destroy_archives import destroy_archives
from requests_app.services.destroy_files import destroy_files
from requests_app.services.errors import NotPossible
from requests_app.services.fetch import FETCHABLE
from requests_app.services.perform import perform


def expire_packages() -> int:
    """Expire every package past its last day, its files with it; returns how many."""
    over = DisclosurePackage.objects.filter(state__in=FETCHABLE, expires_at__lte=now())
    expired = 0
    for pk in list(over.values_list("pk", flat=True)):
        try:
            _expire(pk)
        except NotPossible:  # another worker was quicker
            continue
        expired += 1
    return expired


@transaction.atomic
def _expire(pk: int) -> None:
    package = perform(DisclosurePackage, pk, "expire", actor=SYSTEM)
    destroy_files(package.files.all())
    destroy_archives(package=package)
