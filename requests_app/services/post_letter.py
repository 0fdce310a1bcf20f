"""Put a letter into the print tray: once for each reader who is reached by post."""

from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from config.clock import today
from notices_app.services import enqueue_for_post
from registers_app.models import Controller
from requests_app.domain.calendars import holiday_calendar
from requests_app.domain.representation import AnswerTo
from requests_app.domain.working_days import working_days_after
from requests_app.models import (
    CaseLetter,
    ComplaintLetter,
    MisdirectedLetter,
    PaperLetter,
    RecipientLetter,
)
from requests_app.models.paper_letter import RECIPIENT
from requests_app.services.addressing import posted_readers
from requests_app.services.redate_posted import redate_posted


def post_letter(letter: CaseLetter) -> list[PaperLetter]:
    """Queue *letter* for everybody who is to read it on paper; nobody else."""
    case = letter.request.submission
    readers = posted_readers(case, to=AnswerTo(letter.addressed_to))
    papers = [post_to(letter, reader) for reader in readers]
    if papers:
        redate_posted(letter)
    return papers


def post_to(letter: CaseLetter, reader: AnswerTo) -> PaperLetter:
    """Queue *letter* for one reader, in the transaction that it is written in."""
    case = letter.request.submission
    notice = enqueue_for_post(
        kind=letter.kind,
        language=letter.language,
        subject=letter.subject,
        controller=case.controller,
        occasion=f"post:{letter.pk}:{reader.value}",
        post_by=_post_by(case.controller, letter.request.due_on),
        submission_id=case.pk,
    )
    return PaperLetter.objects.create(notice=notice, letter=letter, reader=reader.value)


def post_complaint_letter(letter: ComplaintLetter) -> PaperLetter:
    """Queue a letter about a complaint for who complained."""
    complaint = letter.complaint
    notice = enqueue_for_post(
        kind=letter.kind,
        language=letter.language,
        subject=letter.subject,
        controller=complaint.controller,
        occasion=f"post:complaint:{letter.pk}",
        post_by=_post_by(complaint.controller, None),
        submission_id=complaint.submission_id,
    )
    return PaperLetter.objects.create(
        notice=notice, complaint_letter=letter, reader=AnswerTo.WRITER.value
    )


def post_to_recipient(letter: RecipientLetter) -> PaperLetter:
    """Queue a letter that tells a recipient of a change."""
    request = letter.recipient.request
    case = request.submission
    notice = enqueue_for_post(
        kind=letter.kind,
        language=letter.language,
        subject=letter.subject,
        controller=case.controller,
        occasion=f"post:recipient:{letter.pk}",
        post_by=_post_by(case.controller, request.due_on),
        submission_id=case.pk,
    )
    return PaperLetter.objects.create(notice=notice, recipient_letter=letter, reader=RECIPIENT)


def post_misdirected(letter: MisdirectedLetter) -> PaperLetter:
    """Queue a letter that tells who wrote that they meant somebody else."""
    notice = enqueue_for_post(
        kind="misdirected",
        language=letter.language,
        subject=letter.subject,
        controller=letter.controller,
        occasion=f"post:misdirected:{letter.pk}",
        post_by=_post_by(letter.controller, None),
    )
    return PaperLetter.objects.create(
        notice=notice, misdirected_letter=letter, reader=AnswerTo.WRITER.value
    )


def _post_by(controller: Controller, due_on: date | None) -> datetime:
    """The end of the next working day, or of the due day where that is nearer."""
    day = today(controller.time_zone)
    calendar = holiday_calendar(controller.calendar)
    last = working_days_after(day, days=1, calendar=calendar)
    if due_on is not None:
        last = max(day, min(last, due_on))
    return datetime.combine(
        last + timedelta(days=1), time.min, tzinfo=ZoneInfo(controller.time_zone)
    )
