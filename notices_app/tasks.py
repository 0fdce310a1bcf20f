"""What the worker does when beat or a commit wakes it. Idempotent, and without data."""

from celery import current_app, shared_task
from django.conf import settings

from notices_app.inbound import poll as polling
from notices_app.inbound import probe as probing
from notices_app.services import deliver
from notices_app.services import forget_mail as forgetting
from notices_app.services import release_stuck as releasing


@shared_task(name="notices.deliver_due")
def deliver_due() -> None:
    """Send what is due."""
    deliver.deliver_due()


@shared_task(name="notices.release_stuck")
def release_stuck() -> None:
    """Take back what a killed worker left behind."""
    releasing.release_stuck()


@shared_task(name="notices.forget_mail")
def forget_mail() -> None:
    """Erase mail that asked for nothing, when its time is over."""
    forgetting.forget_mail()


@shared_task(name="notices.poll_mailboxes")
def poll_mailboxes() -> None:
    """Wake one task for each mailbox, so that a slow server holds up no other."""
    for pk in polling.mailboxes_to_poll():
        current_app.send_task(
            "notices.poll_mailbox", args=[pk], expires=max(10.0, settings.SWEEP_SECONDS)
        )


@shared_task(name="notices.poll_mailbox")
def poll_mailbox(mailbox_id: int) -> None:
    """Take in what is new in one mailbox."""
    polling.poll(mailbox_id)


@shared_task(name="notices.probe_mailboxes")
def probe_mailboxes() -> None:
    """Send each mailbox its daily probe."""
    probing.probe_mailboxes()
