"""Destroy copies whose time is over (GDPR Art. 5(1)(e))."""

from config.clock import now
from registers_app.domain.actors import SYSTEM
from requests_app.models import DisclosurePackage
from requests_app.services.errors import NotPossible
from requests_app.services.fetch import FETCHABLE
from requests_app.services.perform import perform


def expire_packages() -> int:
    """Expire every package past its last day; returns how many."""
    over = DisclosurePackage.objects.filter(state__in=FETCHABLE, expires_at__lte=now())
    expired = 0
    for pk in list(over.values_list("pk", flat=True)):
        try:
            perform(DisclosurePackage, pk, "expire", actor=SYSTEM)
        except NotPossible:  # another worker was quicker
            continue
        expired += 1
    return expired
