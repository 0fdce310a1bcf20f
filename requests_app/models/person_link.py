"""Links that were mailed to a person. Only a digest of the secret is kept."""

import hashlib
import secrets

import pgtrigger
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from registers_app.models.kept import born_without, stays_once_set
from requests_app.models.submission import Submission

MOST_WRONG_CODES = 5  # then the code is dead; a link beside it still works


class LinkPurpose(models.TextChoices):
    """What a mailed link opens. It does nothing on GET: its page has a button."""

    CONFIRM = "confirm", _("confirm the e-mail address")
    OPEN = "open", _("open one’s own request")
    FETCH = "fetch", _("fetch an answer as one file, by its code alone")


def new_secret() -> str:
    """A secret for a link, with 256 bits."""
    return secrets.token_urlsafe(32)


def digest(secret: str) -> str:
    """What is kept of a link's secret."""
    return hashlib.sha256(secret.encode()).hexdigest()


class PersonLink(models.Model):
    """One mailed link, and the code that may stand beside it in the mail.

    What opens a request does so once, by link or by code; whichever comes first uses up both.
    """

    submission = models.ForeignKey(Submission, on_delete=models.PROTECT, related_name="links")
    purpose = models.CharField(max_length=10, choices=LinkPurpose)
    # What a code fetches; no link goes with it.
    package = models.ForeignKey(
        "requests_app.DisclosurePackage",
        on_delete=models.PROTECT,
        related_name="codes",
        null=True,
        blank=True,
    )
    secret_digest = models.CharField(max_length=64, unique=True)
    # A code is short, so its digest is keyed (services/codes.py); empty: the mail holds no code.
    code_digest = models.CharField(max_length=64, blank=True, default="")
    wrong_codes = models.PositiveSmallIntegerField(default=0)
    created_at = models.DateTimeField()
    expires_at = models.DateTimeField()
    used_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="person_link_purpose_known", condition=Q(purpose__in=LinkPurpose.values)
            ),
            models.CheckConstraint(
                name="person_link_fetches_one_package",
                condition=Q(purpose=LinkPurpose.FETCH, package__isnull=False)
                | (~Q(purpose=LinkPurpose.FETCH) & Q(package=None)),
            ),
            models.CheckConstraint(
                name="person_link_wrong_codes_bounded",
                condition=Q(wrong_codes__lte=MOST_WRONG_CODES),
            ),
            models.CheckConstraint(
                name="person_link_used_in_its_time",
                condition=Q(used_at=None) | Q(used_at__lt=models.F("expires_at")),
            ),
        ]
        indexes = [
            # How many codes an address was sent within the hour.
            models.Index(
                fields=["created_at"],
                condition=~Q(code_digest=""),
                name="person_link_with_code",
            )
        ]
        triggers = [
            pgtrigger.ReadOnly(
                name="person_link_keeps_its_case",
                fields=[
                    "submission",
                    "purpose",
                    "package",
                    "secret_digest",
                    "code_digest",
                    "created_at",
                ],
            ),
            born_without("used_at", name="person_link_born_unused"),
            stays_once_set("used_at", "used_at", name="person_link_used_once"),
            pgtrigger.Protect(
                name="person_link_wrong_codes_only_grow",
                operation=pgtrigger.Update,
                condition=pgtrigger.Q(new__wrong_codes__lt=pgtrigger.F("old__wrong_codes")),
            ),
            pgtrigger.Protect(
                name="person_link_never_prolonged",
                operation=pgtrigger.Update,
                condition=pgtrigger.Q(new__expires_at__gt=pgtrigger.F("old__expires_at")),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.submission_id} {self.purpose}"
