"""Links for a person's mail. The secret is in the mail only; a digest stays here."""

from datetime import timedelta

from django.conf import settings
from django.urls import reverse
from django.utils import translation

from config.clock import now
from requests_app.models import (
    Complaint,
    LinkPurpose,
    PersonLink,
    SourceNotice,
    Submission,
    SystemRestore,
)
from requests_app.models.person_link import digest, new_secret
from requests_app.services.codes import code_digest

# Confirming an address shows nothing of the case, and may wait for who seldom reads mail.
CONFIRM_LIFETIME = timedelta(days=60)


def make_link(submission: Submission, *, purpose: LinkPurpose, code: str = "") -> str:
    """A new absolute address whose page has a button that does what *purpose* says.

    *code*: what the person may type instead of following it.
    """
    secret = new_secret()
    PersonLink.objects.create(
        submission=submission,
        purpose=purpose,
        secret_digest=digest(secret),
        code_digest=code_digest(submission.pk, code) if code else "",
        created_at=now(),
        expires_at=now() + _lifetime(purpose),
    )
    return absolute(f"portal:{purpose}", submission=submission, secret=secret)


def find_link(secret: str, *, purpose: LinkPurpose) -> PersonLink | None:
    """The link with this secret, unless its time is over or it has opened a request already."""
    link = find_any_link(secret, purpose=purpose)
    return link if link and _can_be_used(link) else None


def find_any_link(secret: str, *, purpose: LinkPurpose) -> PersonLink | None:
    """The link with this secret, used or not, until the file of the case is erased."""
    links = PersonLink.objects.select_related("submission__controller")
    return links.filter(secret_digest=digest(secret), purpose=purpose).first()


def use_link(link: PersonLink) -> bool:
    """Use a link up; False: somebody was quicker, or its time is over. One UPDATE is the lock."""
    unused = PersonLink.objects.filter(pk=link.pk, used_at=None, expires_at__gt=now())
    return unused.update(used_at=now()) == 1


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


def mails_address() -> str:
    """The absolute address of the mail that came in."""
    return settings.SITE_URL + reverse("admin:notices_app_inboundmail_changelist")


def duty_address(row: Complaint | SourceNotice | SystemRestore) -> str:
    """The absolute address of a duty apart from requests."""
    path = reverse(f"admin:requests_app_{row._meta.model_name}_change", args=[row.pk])
    return settings.SITE_URL + path


def _can_be_used(link: PersonLink) -> bool:
    if link.expires_at <= now():
        return False
    # To confirm an address twice is to confirm it; a request is opened by each link once.
    return link.purpose == LinkPurpose.CONFIRM or link.used_at is None


def _lifetime(purpose: LinkPurpose) -> timedelta:
    if purpose is LinkPurpose.CONFIRM:
        return CONFIRM_LIFETIME
    return timedelta(hours=settings.OPEN_LINK_HOURS)
