"""Look whether the same person may have asked for the same right before.

One query for a whole submission, by its marks (an indexed column). What is found is only a
question to a human: nothing is linked, merged or refused by it, and no identity is taken over.
"""

from collections.abc import Sequence
from datetime import timedelta

from django.db.models import Q

from config.clock import now
from registers_app.domain.actors import SYSTEM
from requests_app.domain.matching import Mark, mark_of
from requests_app.models import CaseLink, RightsRequest, Submission
from requests_app.selectors import IS_OPEN
from requests_app.services.record import Happened

# What was closed longer ago says nothing of a repeat (EDPB Guidelines 01/2022: intervals).
CLOSED_WITHIN = timedelta(days=365)
# A mailbox that many share would find them all.
MOST = 20


def find_same(submission: Submission, requests: Sequence[RightsRequest]) -> list[CaseLink]:
    """Note earlier requests of perhaps the same person; the caller puts them on record, in the
    transaction that holds the case.
    """
    by_right = {request.right: request for request in requests}
    found = [
        CaseLink(request=by_right[other.right], other=other, found_by=marks, found_at=now())
        for other in _candidates(submission, rights=list(by_right))
        if (marks := _marks(submission, other.submission))
    ]
    if found:
        CaseLink.objects.bulk_create(found)
    return found


def found_link(link: CaseLink) -> Happened:
    """What the chain keeps of it."""
    return Happened(
        event="link.found",
        actor=SYSTEM,
        request_id=link.request_id,
        facts={"reference": link.other.submission.reference},
    )


def _candidates(submission: Submission, *, rights: list[str]) -> list[RightsRequest]:
    if not submission.match_keys:
        return []
    others = RightsRequest.objects.filter(
        IS_OPEN | Q(closed_at__gte=now() - CLOSED_WITHIN),
        controller=submission.controller_id,
        right__in=rights,
        part_of=None,
        submission__match_keys__overlap=submission.match_keys,
        submission__received_at__lte=submission.received_at,
    ).exclude(submission=submission.pk)
    told = others.select_related("submission").only(
        "right", "submission__reference", "submission__register", "submission__match_keys"
    )
    return list(told.order_by("-received_on", "-pk")[:MOST])


def _marks(submission: Submission, other: Submission) -> list[str]:
    """What is alike; a name alone counts only where it may be the same register."""
    alike = set(submission.match_keys) & set(other.match_keys)
    marks = sorted({mark_of(key).value for key in alike})
    registers = {submission.register_id, other.register_id}
    may_be_one_register = len(registers) == 1 or None in registers
    return [] if marks == [Mark.NAME.value] and not may_be_one_register else marks
