"""Forget forms that were never sent."""

from datetime import timedelta

from config.clock import now
from requests_app.models import Draft

KEPT_FOR = timedelta(days=7)


def forget_drafts() -> int:
    """Delete drafts that nobody has touched for a week; returns how many."""
    deleted, _ = Draft.objects.filter(changed_at__lt=now() - KEPT_FOR).delete()
    return deleted
