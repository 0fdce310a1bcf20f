"""The letter of an answer as a document to keep: the very letter that was sent."""

from notices_app.letters.pdf import OnPaper, letters_pdf
from requests_app.domain.periods import local_day
from requests_app.domain.representation import AnswerTo
from requests_app.models import CaseLetter, RightsRequest, Submission
from requests_app.services.addressing import addressing


def letter_of(request: RightsRequest) -> CaseLetter | None:
    """The newest letter that tells the answer to the request's right."""
    return request.letters.filter(kind__startswith=f"{request.right}_").order_by("-pk").first()


def letter_pdf(letter: CaseLetter, *, submission: Submission) -> bytes:
    """The letter as a tagged PDF, to the names that it is addressed to and without their address:
    it is fetched, not posted, and an address may be kept encrypted.
    """
    controller = submission.controller
    return letters_pdf(
        [
            OnPaper(
                controller=controller,
                language=letter.language,
                subject=letter.subject,
                text=letter.text,
                reference=submission.reference,
                written_on=local_day(letter.written_at, controller.time_zone),
                receiver=addressing(submission, to=AnswerTo(letter.addressed_to))["name"],
            )
        ]
    )
