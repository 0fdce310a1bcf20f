"""A link by mail with which somebody goes on with their form later, or in another browser."""

from django.conf import settings
from django.db import transaction
from django.db.models import QuerySet
from django.urls import reverse
from django.utils.translation import get_language

from config.clock import now
from notices_app.services import enqueue
from registers_app.models import Controller
from requests_app.models import Draft
from requests_app.models.person_link import digest, new_secret
from requests_app.services.forget_drafts import LINK_MAIL, kept_until, still_kept

# Of the browsers in which one form is open; the eldest gives way.
MOST_BROWSERS = 5


@transaction.atomic
def mail_draft_link(draft_id: int, *, email: str, controller: Controller) -> None:
    """Mail the link to a draft; it takes the place of one that was mailed before.

    The mail says nothing of what was typed. The link ends with the draft.
    """
    draft = Draft.objects.select_for_update().get(pk=draft_id)
    secret = new_secret()
    draft.link_digest = digest(secret)
    draft.save(update_fields=["link_digest"])
    language = get_language() or controller.language
    enqueue(
        kind=LINK_MAIL,
        language=language,
        to_address=email,
        controller=controller,
        occasion=f"{LINK_MAIL}:{draft.link_digest}",
        context={
            "controller": controller,
            "draft_url": settings.SITE_URL + reverse("portal:go_on", kwargs={"secret": secret}),
            "kept_until": kept_until(draft, time_zone=controller.time_zone),
        },
    )


def has_draft(secret: str) -> bool:
    """Whether a link with this secret still opens a draft that was not sent."""
    return _linked(secret).exists()


@transaction.atomic
def use_draft_link(secret: str) -> str | None:
    """Spend the link; the secret with which the draft opens in this browser. None: it is over."""
    draft = _linked(secret).select_for_update().first()
    if draft is None:
        return None
    own = new_secret()
    draft.link_digest = None
    draft.other_digests = [*draft.other_digests, digest(own)][-MOST_BROWSERS:]
    draft.changed_at = now()
    draft.save(update_fields=["link_digest", "other_digests", "changed_at"])
    return own


def _linked(secret: str) -> QuerySet[Draft]:
    return still_kept().filter(link_digest=digest(secret), submission=None)
