"""Proof of authority: taken in, opened by staff, destroyed on the decision."""

from collections.abc import Iterator, Sequence
from typing import Any, BinaryIO, cast

from django.core.files.uploadedfile import UploadedFile
from django.db import transaction
from django.utils.translation import gettext as _

from config.crypto import open_chunks
from registers_app.domain.actors import Actor, ActorKind
from registers_app.domain.roles import Permission
from registers_app.permissions import may
from requests_app.models import OPEN_STATES, AuthorityPaper, AuthorityState, Representation
from requests_app.services.errors import NotPermitted, NotPossible
from requests_app.services.evidence import MOST_FILES
from requests_app.services.perform import lock_case
from requests_app.services.record import record
from requests_app.services.seal_upload import seal_upload
from requests_app.services.tell import handlers_of, mail_staff

UNDECIDED = (AuthorityState.OPEN, AuthorityState.ASKED)


def takes_papers(row: Representation) -> bool:
    """Whether proof of authority is needed now, for something that goes on."""
    goes_on = row.submission.requests.filter(state__in=OPEN_STATES).exists()
    return row.state in UNDECIDED and goes_on


@transaction.atomic
def receive_papers(
    row_id: int, *, files: Sequence[UploadedFile[Any]], actor: Actor
) -> list[AuthorityPaper]:
    """Keep what shows that the writer may act, until that is decided. No clock stood still for it.

    Raises NotPermitted; NotPossible when it is decided, nothing of the case is open, or a file is
    empty or too large.
    """
    case = lock_case(Representation, row_id)
    of_the_writer = actor.kind is ActorKind.SUBJECT and actor.id == case.pk
    if not of_the_writer and not may(
        actor, Permission.HANDLE_REQUESTS, controller_id=case.controller_id
    ):
        raise NotPermitted
    row = Representation.objects.select_for_update(no_key=True).get(pk=row_id)
    if not takes_papers(row):
        raise NotPossible(_("No proof of authority is needed now. Please do not send any."))
    kept = row.papers.filter(destroyed_at=None).count()
    if not files or kept + len(files) > MOST_FILES:
        raise NotPossible(_("Choose at least one file, and at most %d in all.") % MOST_FILES)
    papers = [seal_upload(AuthorityPaper(representation=row), file) for file in files]
    entry = record(
        submission_id=case.pk,
        event="authority.papers_received",
        actor=actor,
        facts={"files": len(papers)},
    )
    if of_the_writer:
        first = case.requests.order_by("pk")[0]
        mail_staff(
            first,
            users=handlers_of(first),
            kind="staff_person_acted",
            occasion=f"papers:{row.pk}:{entry.number}",
            what="papers_came",
        )
    return papers


@transaction.atomic
def open_paper(paper_id: int, *, actor: Actor) -> AuthorityPaper:
    """Note that staff looked at a paper. Raises NotPermitted; NotPossible once destroyed."""
    row_id = AuthorityPaper.objects.values_list("representation_id", flat=True).get(pk=paper_id)
    case = lock_case(Representation, row_id)
    if not may(actor, Permission.HANDLE_REQUESTS, controller_id=case.controller_id):
        raise NotPermitted
    paper = AuthorityPaper.objects.get(pk=paper_id)
    if paper.destroyed_at is not None:
        raise NotPossible(_("This proof was destroyed when the authority was decided."))
    record(
        submission_id=case.pk,
        event="authority.paper_opened",
        actor=actor,
        facts={"paper": paper.pk},
    )
    return paper


def read_paper(paper: AuthorityPaper) -> Iterator[bytes]:
    """The file's content, piece by piece. Raises Undecipherable."""
    with paper.sealed.open("rb") as source:
        yield from open_chunks(cast(BinaryIO, source))
