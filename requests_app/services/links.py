"""Links for a person's mail. The secret is in the mail only; a digest stays here."""

from datetime import timedelta

from django.conf import settings
from django.urls import reverse
from django.utils import translation

from config.clock import now
from requests_app.models import Complaint, LinkPurpose, PersonLink, SourceNotice, Submission
from requests_app.models.person_link import digest, new_secret

LIFETIMES = {LinkPurpose.CONFIRM: timedelta(days=60), LinkPurpose.OPEN: timedelta(days=60)}


def make_link(submission: Submission, *, purpose: LinkPurpose) -> str:
    """A new absolute address whose page has a button that does what *purpose* says."""
    secret = new_secret()
    PersonLink.objects.create(
        submission=submission,
        purpose=purpose,
        secret_digest=digest(secret),
        created_at=now(),
        expires_at=now() + LIFETIMES[purpose],
    )
    return absolute(f"portal:{purpose}", submission=submission, secret=secret)


def find_link(secret: str, *, purpose: LinkPurpose) -> PersonLink | None:
    """The link with this secret, unless its time is over."""
    return (
        PersonLink.objects.select_related("submission__controller")
        .filter(secret_digest=digest(secret), purpose=purpose, expires_at__gt=now())
        .first()
    )


def absolute(
    name: str, *, submission: Submission, language: str | None = None, **arguments: str
) -> str:
    """An absolute address of the public pages where the organisation is met, in the person's
    language or in another.
    """
    with translation.override(language or submission.language):
        return submission.controller.site_url + reverse(name, kwargs=arguments)


def admin_address(request_id: int) -> str:
    """The absolute address of a case in the queue."""
    path = reverse("admin:requests_app_rightsrequest_change", args=[request_id])
    return settings.SITE_URL + path


def duty_address(row: Complaint | SourceNotice) -> str:
    """The absolute address of a duty apart from requests."""
    path = reverse(f"admin:requests_app_{row._meta.model_name}_change", args=[row.pk])
    return settings.SITE_URL + path
