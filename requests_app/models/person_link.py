"""Links that were mailed to a person. Only a digest of the secret is kept."""

import hashlib
import secrets

import pgtrigger
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from requests_app.models.submission import Submission


class LinkPurpose(models.TextChoices):
    """What a mailed link opens. It does nothing on GET: its page has a button."""

    CONFIRM = "confirm", _("confirm the e-mail address")
    OPEN = "open", _("open one’s own request")


def new_secret() -> str:
    """A secret for a link, with 256 bits."""
    return secrets.token_urlsafe(32)


def digest(secret: str) -> str:
    """What is kept of a link's secret."""
    return hashlib.sha256(secret.encode()).hexdigest()


class PersonLink(models.Model):
    """One mailed link."""

    submission = models.ForeignKey(Submission, on_delete=models.PROTECT, related_name="links")
    purpose = models.CharField(max_length=10, choices=LinkPurpose)
    secret_digest = models.CharField(max_length=64, unique=True)
    created_at = models.DateTimeField()
    expires_at = models.DateTimeField()
    used_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="person_link_purpose_known", condition=Q(purpose__in=LinkPurpose.values)
            )
        ]
        triggers = [
            pgtrigger.ReadOnly(
                name="person_link_keeps_its_case",
                fields=["submission", "purpose", "secret_digest", "created_at"],
            ),
            pgtrigger.Protect(
                name="person_link_never_prolonged",
                operation=pgtrigger.Update,
                condition=pgtrigger.Q(new__expires_at__gt=pgtrigger.F("old__expires_at")),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.submission_id} {self.purpose}"
