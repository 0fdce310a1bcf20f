"""What others have done in a case since a page of it was opened.

The version of a case is the length of its audit chain: whatever happens in it makes it longer.
"""

from django.db.models import Q, QuerySet

from registers_app.domain.actors import ActorKind
from requests_app.models import AuditEntry, AuditHead, RightsRequest

# Who only looked, or was only reminded, has changed nothing that a form stands on.
CHANGES_NOTHING = (
    "file.opened",
    "identity.evidence_opened",
    "authority.paper_opened",
    "message.file_opened",
    "submission.contact_opened",
    "submission.codes_opened",
    "package.downloaded",
    "reminder.sent",
)


def version_of(case: RightsRequest) -> int:
    """The version of the case as it stands."""
    return AuditHead.objects.values_list("count", flat=True).get(pk=case.submission_id)


def meanwhile(case: RightsRequest, *, since: int) -> QuerySet[AuditEntry]:
    """What people have done after version *since* in this request or what it shares, in order.

    What the system does by itself follows from that, and is not news.
    """
    here = Q(request_id=case.pk) | Q(request_id=None)
    return (
        AuditEntry.objects.filter(here, submission=case.submission_id, number__gt=since)
        .exclude(event__in=CHANGES_NOTHING)
        .exclude(actor_kind=ActorKind.SYSTEM.value)
        .select_related("payload")
        .order_by("number")
    )
