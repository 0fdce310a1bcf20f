"""Whom letters and mails go to, by which name, and in whose matter."""

from typing import Any

from requests_app.domain.representation import (
    AnswerTo,
    Authority,
    Role,
    may_act,
    person_is_posted,
    reads_as_a_child,
    writer_reads,
)
from requests_app.models import AnswerBy, Submission, representation_of


def answers_to(submission: Submission) -> AnswerTo:
    """Who gets the letters of a case: who wrote, unless it was said otherwise."""
    row = representation_of(submission)
    return AnswerTo(row.answer_to) if row else AnswerTo.WRITER


def writer_reads_answers(submission: Submission) -> bool:
    """Whether who wrote may read what tells of the person's data: an authority that is doubted
    after the answer shuts it again (EDPB Guidelines 01/2022 para. 80-82).
    """
    row = representation_of(submission)
    return row is None or (may_act(Authority(row.state)) and writer_reads(AnswerTo(row.answer_to)))


def another_reads_of_the_hidden(submission: Submission) -> bool:
    """Whether somebody else reads the answer about a person who must not be found."""
    row = representation_of(submission)
    return (
        submission.protected_identity
        and row is not None
        and row.is_for_another
        and writer_reads(AnswerTo(row.answer_to))
    )


def writer_of(submission: Submission) -> str:
    """The name of who wrote to us, and is reached by the e-mail address of the case."""
    row = representation_of(submission)
    return row.writer_name if row and row.writer_name else submission.person_name


def writer_is_posted(submission: Submission) -> bool:
    """Whether who wrote reads on paper: they want it so, or have no other link to the desk."""
    return submission.answer_by == AnswerBy.POST or not submission.email


def posted_readers(submission: Submission, *, to: AnswerTo) -> list[AnswerTo]:
    """Who gets a letter to *to* by post."""
    writer = [AnswerTo.WRITER] if writer_reads(to) and writer_is_posted(submission) else []
    return [*writer, *([AnswerTo.PERSON] if person_is_posted(to) else [])]


def receiver_of(submission: Submission, *, reader: AnswerTo) -> str:
    """What stands on the envelope; an address that is kept encrypted is opened for it.

    Raises Undecipherable.
    """
    row = representation_of(submission)
    if reader is AnswerTo.PERSON:
        return f"{submission.person_name}\n{row.contact if row else ''}"
    return f"{writer_of(submission)}\n{submission.contact.postal_address}"


def addressing(submission: Submission, *, to: AnswerTo) -> dict[str, Any]:
    """The names that a letter is addressed to, and for whom it was asked.

    ``by_post``: it is printed, since its reader wants it so or has no link to the desk.
    ``for_whom`` is None where the writer asks for themselves, and in a letter to the person
    alone. ``for_child``: a child reads it.
    """
    row = representation_of(submission)
    by_post = to is AnswerTo.PERSON or writer_is_posted(submission)
    for_child = row is not None and reads_as_a_child(Role(row.role), to)
    if row is None or not row.is_for_another or to is AnswerTo.PERSON:
        return {
            "by_post": by_post,
            "name": submission.person_name if to is AnswerTo.PERSON else writer_of(submission),
            "for_whom": None,
            "for_child": for_child,
        }
    has_died = row.role == Role.RELATIVE and row.state != Authority.SETTLED
    return {
        "by_post": by_post,
        "name": row.writer_name
        if to is AnswerTo.WRITER
        else f"{submission.person_name}, {row.writer_name}",
        "for_whom": {"person": submission.person_name, "has_died": has_died},
        "for_child": for_child,
    }
