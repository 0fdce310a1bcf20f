"""What the worker does when beat or a commit wakes it. Idempotent, and without data."""

from celery import shared_task

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
