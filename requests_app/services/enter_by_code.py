"""Open one's own request with a code from a mail."""

from datetime import timedelta

from django.conf import settings
from django.db import transaction
from django.db.models import F

from config.clock import now
from requests_app.models import LinkPurpose, PersonLink, Submission
from requests_app.models.person_link import MOST_WRONG_CODES
from requests_app.services.codes import is_code_of


@transaction.atomic
def enter_by_code(*, reference: str, email: str, code: str) -> Submission | None:
    """The case that the code opens, once; None: nothing fits, and nobody is told what did not.

    1. Lock the living codes of that case: guesses at the same instant are counted one by one.
    2. A right one is used up, and the link beside it in the mail with it.
    3. A wrong one counts against every living code, each of which dies of the last that it bears.
    """
    living = list(
        PersonLink.objects.select_for_update(of=("self",))
        .select_related("submission__controller")
        .filter(
            submission__reference=reference,
            submission__email__iexact=email,
            purpose=LinkPurpose.OPEN,
            used_at=None,
            expires_at__gt=now(),
            created_at__gt=now() - timedelta(minutes=settings.CODE_MINUTES),
            wrong_codes__lt=MOST_WRONG_CODES,
        )
        .exclude(code_digest="")
        .order_by("pk")
    )
    right = next(
        (one for one in living if is_code_of(one.code_digest, one.submission_id, code)), None
    )
    tried = PersonLink.objects.filter(pk__in=[link.pk for link in living])
    if right is None:
        tried.update(wrong_codes=F("wrong_codes") + 1)
        return None
    tried.filter(pk=right.pk).update(used_at=now())
    return right.submission
