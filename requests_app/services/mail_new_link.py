"""Mail a person a new link and a code to their own request."""

from datetime import timedelta

from django.conf import settings
from django.db import transaction

from config.clock import now
from requests_app.models import PersonLink, RightsRequest, Submission
from requests_app.models.person_link import new_secret
from requests_app.services.codes import in_groups, new_code
from requests_app.services.tell import mail_person

# Each of them is in the person's own mailbox and works: who asks in their stead locks out nobody.
AN_HOUR = 5


@transaction.atomic
def mail_new_link(submission: Submission) -> bool:
    """Mail it to the address in the case; False: that address had its share for this hour.

    The caller never shows which: nobody learns whose address is known here.
    """
    request = submission.requests.select_related("submission__controller").order_by("pk").first()
    if request is None or not submission.email or had_their_share(submission):
        return False
    _mail(request)
    return True


def find_submission(*, reference: str, email: str) -> Submission | None:
    """The case with this reference, if it has this address."""
    cases = Submission.objects.select_related("controller")
    return cases.filter(reference=reference, email__iexact=email).first()


def _mail(request: RightsRequest) -> None:
    code = new_code()
    mail_person(
        request,
        kind="new_link",
        # Each time is an occasion of its own: the earlier mail may be what was lost.
        occasion=f"new_link:{request.pk}:{new_secret()}",
        link_code=code,
        code=in_groups(code),
        code_minutes=settings.CODE_MINUTES,
    )


def had_their_share(submission: Submission) -> bool:
    """Whether so many codes went to the address within the hour that this would be one too many."""
    # Two for one case at once are one after the other, and counted both.
    Submission.objects.select_for_update(no_key=True).get(pk=submission.pk)
    sent = PersonLink.objects.filter(
        submission__email__iexact=submission.email, created_at__gt=now() - timedelta(hours=1)
    ).exclude(code_digest="")
    return sent.count() >= AN_HOUR
