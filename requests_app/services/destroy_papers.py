"""Destroy proof of authority, as soon as it is needed no more (GDPR Art. 5(1)(b), (e))."""

from config.clock import now
from registers_app.domain.actors import Actor
from requests_app.models import OPEN_STATES, Representation, Submission, representation_of
from requests_app.services.destroy_files import delete_on_commit
from requests_app.services.record import record


def destroy_papers(row: Representation, *, actor: Actor) -> int:
    """The authority is decided: nothing of its proof is kept; returns how many files went.

    The caller holds the lock of the case. The bytes go once the transaction stands.
    """
    papers = list(row.papers.select_for_update().filter(destroyed_at=None))
    for paper in papers:
        delete_on_commit(paper.sealed)  # a constraint: what is not destroyed has its bytes
        paper.sealed, paper.name, paper.content_type = "", "", ""
        paper.destroyed_at = now()
        paper.save(update_fields=["sealed", "name", "content_type", "destroyed_at"])
    if papers:
        record(
            submission_id=row.submission_id,
            event="authority.papers_destroyed",
            actor=actor,
            facts={"files": len(papers)},
        )
    return len(papers)


def destroy_papers_when_closed(case: Submission, *, actor: Actor) -> None:
    """Nothing of the case is open any more: what was sent for it goes, decided or not."""
    row = representation_of(case)
    if row and not case.requests.filter(state__in=OPEN_STATES).exists():
        destroy_papers(row, actor=actor)
