"""Forget forms that were never sent, with their files and the links to them."""

from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

import pgtrigger
from django.conf import settings
from django.db import transaction
from django.db.models import QuerySet

from config.clock import now
from notices_app.models import Notice
from requests_app.models import Draft
from requests_app.services.draft_files import forget_draft
from requests_app.services.personal_columns import ERASED

LINK_MAIL = "draft_link"
BATCH = 500


def lifetime() -> timedelta:
    """How long a draft is kept after its last change."""
    return timedelta(days=settings.DRAFT_DAYS)


def still_kept() -> QuerySet[Draft]:
    """The drafts whose time is not over."""
    return Draft.objects.filter(changed_at__gt=_since())


def kept_until(draft: Draft, *, time_zone: str) -> date:
    """The local day on which it is forgotten if nothing more is typed."""
    return (draft.changed_at + lifetime()).astimezone(ZoneInfo(time_zone)).date()


def forget_drafts() -> int:
    """Destroy drafts that nobody has touched for that long; returns how many."""
    old = Draft.objects.filter(changed_at__lte=_since()).order_by("changed_at")[:BATCH]
    forgotten = 0
    for draft in old:
        forget_draft(draft)
        forgotten += 1
    _erase_link_mails()
    return forgotten


@transaction.atomic
def _erase_link_mails() -> None:
    """To whom links to drafts were mailed: of no use once they are over."""
    mails = Notice.objects.filter(kind=LINK_MAIL, created_at__lte=_since()).exclude(to_address="")
    with pgtrigger.ignore(
        "notices_app.Notice:notice_says_what_it_said", "notices_app.Notice:notice_text_as_written"
    ):
        mails.update(to_address="", subject=ERASED, text="", html="")


def _since() -> datetime:
    return now() - lifetime()
