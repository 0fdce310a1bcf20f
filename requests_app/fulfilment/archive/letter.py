"""The letter of an answer as a document to keep."""

from config.typeset import pdf_of
from registers_app.domain.dates import written_date
from requests_app.domain.periods import local_day
from requests_app.models import CaseLetter, RightsRequest

TEMPLATE = "package/letter.typ"


def letter_of(request: RightsRequest) -> CaseLetter | None:
    """The newest letter that tells the answer to the request's right."""
    return request.letters.filter(kind__startswith=f"{request.right}_").order_by("-pk").first()


def letter_pdf(letter: CaseLetter, *, controller: str, reference: str, time_zone: str) -> bytes:
    """The letter as a tagged PDF."""
    day = written_date(local_day(letter.written_at, time_zone), letter.language)
    return pdf_of(
        TEMPLATE,
        {
            "language": letter.language,
            "title": letter.subject,
            "author": controller,
            "footer": f"{controller} · {reference}",
            "when": f"{day} · {reference}",
            "paragraphs": [
                paragraph.split("\n") for paragraph in letter.text.strip().split("\n\n")
            ],
        },
    )
