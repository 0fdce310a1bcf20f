"""What the worker does when beat wakes it. Every task is idempotent and carries no data."""

from contextlib import ExitStack

from celery import shared_task

from requests_app.services import build_archives as building
from requests_app.services import destroy_strays as destroying
from requests_app.services import expire_packages as expiring
from requests_app.services import forget_drafts as forgetting
from requests_app.services import mail_intake as telling_of_intake
from requests_app.services import mail_repeat as repeating
from requests_app.services import mail_reports as mailing
from requests_app.services import morning_digest as digesting
from requests_app.services import propose_closing as proposing
from requests_app.services import purge as purging
from requests_app.services import purge_complaints as purging_complaints
from requests_app.services import record_erasure as recording
from requests_app.services import redate_stale as redating
from requests_app.services import remind_clients as reminding_clients
from requests_app.services import remind_of_duties as reminding_of_duties
from requests_app.services import remind_of_packages as reminding_of_packages
from requests_app.services import remind_of_work as reminding_of_work
from requests_app.services import remind_owners as reminding_owners
from requests_app.services import remind_persons as reminding_persons
from requests_app.services import remind_staff as reminding_staff
from requests_app.services import source_notice as dating_notices
from requests_app.services import unsent_proof as unsent
from requests_app.services import write_misdirected as forgetting_misdirected


@shared_task(name="requests.remind")
def remind() -> None:
    """Remind persons of what waits on them, staff of deadlines, controllers of what they were sent.

    One after the other: side by side, each would pass over the cases that the other has locked.
    Whatever fails keeps none of the others from its turn, and the task says that it failed.
    """
    with ExitStack() as turns:  # the last that is put on the stack has the first turn
        turns.callback(digesting.mail_digests)
        turns.callback(reminding_of_packages.remind_of_packages)
        turns.callback(reminding_of_duties.remind_of_duties)
        turns.callback(reminding_clients.remind_clients)
        turns.callback(reminding_of_work.remind_of_work)
        turns.callback(repeating.chase_repeats)
        turns.callback(reminding_owners.remind_owners)
        turns.callback(proposing.propose_closing)
        turns.callback(reminding_staff.remind_staff)
        turns.callback(reminding_persons.remind_persons)


@shared_task(name="requests.forget_drafts")
def forget_drafts() -> None:
    """Delete forms, and proofs of identity, that were never sent."""
    with ExitStack() as turns:
        turns.callback(unsent.forget_unsent)
        turns.callback(forgetting.forget_drafts)


@shared_task(name="requests.expire_packages")
def expire_packages() -> None:
    """Destroy copies whose time is over."""
    expiring.expire_packages()


@shared_task(name="requests.redate_stale")
def redate_stale() -> None:
    """Date what is open anew when a holiday table or a controller's clock has changed."""
    redating.redate_stale()
    dating_notices.redate_source_notices()


@shared_task(name="requests.mail_intake")
def mail_intake() -> None:
    """Tell staff of mail that waits for a human, and of mailboxes that do not work."""
    telling_of_intake.mail_intake()


@shared_task(name="requests.destroy_strays")
def destroy_strays() -> None:
    """Destroy files that a process left behind when it died."""
    destroying.destroy_strays()


@shared_task(name="requests.purge")
def purge() -> None:
    """Erase what is over of the files of closed cases."""
    try:
        purging.purge_due()
        recording.forget_erased_digests()
    finally:
        purging_complaints.purge_complaints()
        forgetting_misdirected.forget_misdirected()


@shared_task(name="requests.mail_reports")
def mail_reports() -> None:
    """Mail the deadline reports of weeks and months that have ended."""
    mailing.mail_reports()


# A large package takes longer than a task may by default; a dead worker is told by its silence.
@shared_task(name="requests.build_archives", time_limit=3600, soft_time_limit=3500)
def build_archives() -> None:
    """Build the packages that wait for it as one file each."""
    building.build_archives()
