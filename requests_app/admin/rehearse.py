"""What a step would tell the person: take it, read what was written, and take it back."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date

from django.db import transaction
from django.db.models import Q, QuerySet

from notices_app.models import Notice, Way
from requests_app.fulfilment.package_content import PackageContent, open_content
from requests_app.models import (
    CaseLetter,
    DisclosurePackage,
    PackageState,
    RecipientLetter,
    RightsRequest,
    StoredFile,
)

SHOWN_PACKAGES = (PackageState.READY, PackageState.RELEASED)


@dataclass(frozen=True, kw_only=True)
class Answer:
    """What the person may fetch."""

    content: PackageContent
    files: list[StoredFile]


@dataclass(frozen=True, kw_only=True)
class Rehearsal:
    """What was written while a step was tried."""

    letters: list[CaseLetter | RecipientLetter]
    mails: list[Notice]
    due_on: date | None
    answer: Answer | None


@transaction.atomic
def rehearse(case: RightsRequest, *, run: Callable[[], object]) -> Rehearsal:
    """Take a step and undo it: nothing is kept, nothing is sent. Raises Refused."""
    letters = set(_letters(case).values_list("pk", flat=True))
    others = set(_to_recipients(case).values_list("pk", flat=True))
    mails = set(_mails(case).values_list("pk", flat=True))
    run()
    found = Rehearsal(
        letters=[
            *_letters(case).exclude(pk__in=letters),
            *_to_recipients(case).exclude(pk__in=others),
        ],
        mails=list(_mails(case).exclude(pk__in=mails)),
        due_on=RightsRequest.objects.values_list("due_on", flat=True).get(pk=case.pk),
        answer=answer_of(case),
    )
    transaction.set_rollback(True)
    return found


def answer_of(case: RightsRequest) -> Answer | None:
    """The answer that waits to be fetched or sent, if there is one."""
    package = DisclosurePackage.objects.filter(request=case, state__in=SHOWN_PACKAGES).first()
    if package is None:
        return None
    return Answer(content=open_content(package), files=list(package.files.all()))


def _letters(case: RightsRequest) -> QuerySet[CaseLetter]:
    return CaseLetter.objects.filter(request__submission=case.submission_id).order_by("pk")


def _to_recipients(case: RightsRequest) -> QuerySet[RecipientLetter]:
    return RecipientLetter.objects.filter(recipient__request=case).order_by("pk")


def _mails(case: RightsRequest) -> QuerySet[Notice]:
    told = Q(to_address=case.submission.email) | Q(kind__in=("handed_over", RecipientLetter.kind))
    return Notice.objects.filter(told, way=Way.MAIL, submission_id=case.submission_id).order_by(
        "pk"
    )
