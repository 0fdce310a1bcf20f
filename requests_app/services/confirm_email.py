"""The person pressed the button behind the mailed link: the address is theirs to use."""

from django.db import transaction

from config.clock import now
from registers_app.domain.actors import subject_actor
from requests_app.models import PersonLink, Submission
from requests_app.services.hold_suspicious import let_go_on
from requests_app.services.record import record
from requests_app.services.tell import handlers_of, mail_person, mail_staff


@transaction.atomic
def confirm_email(link: PersonLink) -> Submission:
    """Note that the mail address is confirmed. Pressing again changes nothing."""
    submission = confirm_address(link.submission_id)
    PersonLink.objects.filter(pk=link.pk, used_at=None).update(used_at=now())
    return submission


@transaction.atomic
def confirm_address(submission_id: int) -> Submission:
    """The person used something that only their mailbox has: the address is theirs.

    What was held goes on (hold_suspicious.py).
    """
    submission = Submission.objects.select_for_update(no_key=True).get(pk=submission_id)
    if submission.email_confirmed_at is not None:
        return submission
    submission.email_confirmed_at = now()
    submission.save(update_fields=["email_confirmed_at", "search_text"])
    record(
        submission_id=submission.pk,
        event="submission.email_confirmed",
        actor=subject_actor(submission.pk),
    )
    if submission.is_held:
        let_go_on(submission, actor=subject_actor(submission.pk))
    request = submission.requests.order_by("pk").first()
    if request is not None:
        occasion = f"confirmed:{submission.pk}"
        mail_person(request, kind="email_confirmed", occasion=occasion)
        mail_staff(
            request,
            users=handlers_of(request),
            kind="staff_person_acted",
            occasion=f"staff-{occasion}",
            what="confirmed",
        )
    return submission
