"""Remind the person of a question that waits for their answer, in the way they are reached.

A letter that repeats the question, on paper for who reads on paper, and a mail that it is there.
"""

from requests_app.domain.periods import local_day
from requests_app.models import PaperLetter, RightsRequest, Suspension, SuspensionGround
from requests_app.services.in_the_post import letters_that_asked
from requests_app.services.tell import mail_person, write_letter

# The letter and the mail that ask again.
REMINDERS = {
    SuspensionGround.IDENTITY.value: "identity_reminder",
    SuspensionGround.CLARIFICATION.value: "clarification_reminder",
}


def remind_of_question(question: Suspension, *, occasion: str) -> None:
    """Write and mail it, in the transaction of the caller; the first letter stands in it."""
    request: RightsRequest = question.request
    kind = REMINDERS[question.ground]
    first = letters_that_asked(question).first()
    if first is not None:
        write_letter(
            request,
            kind=kind,
            asked_on=local_day(question.asked_at, request.submission.controller.time_zone),
            first_letter=first.text.partition("\n\n")[2],  # without its greeting
        )
    mail_person(request, kind=kind, occasion=occasion)


def lies_in_the_tray(question: Suspension) -> bool:
    """Whether the question itself still waits to be posted."""
    return PaperLetter.objects.filter(
        PaperLetter.WAITS, letter__in=letters_that_asked(question)
    ).exists()
