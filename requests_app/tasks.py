"""What the worker does when beat wakes it. Every task is idempotent and carries no data."""

from celery import shared_task

from requests_app.services import expire_packages as expiring
from requests_app.services import forget_drafts as forgetting
from requests_app.services import remind_persons as reminding_persons
from requests_app.services import remind_staff as reminding_staff


@shared_task(name="requests.remind_staff")
def remind_staff() -> None:
    """Remind handlers and supervisors of deadlines."""
    reminding_staff.remind_staff()


@shared_task(name="requests.remind_persons")
def remind_persons() -> None:
    """Remind persons of what waits on them."""
    reminding_persons.remind_persons()


@shared_task(name="requests.forget_drafts")
def forget_drafts() -> None:
    """Delete forms that were never sent."""
    forgetting.forget_drafts()


@shared_task(name="requests.expire_packages")
def expire_packages() -> None:
    """Destroy copies whose time is over."""
    expiring.expire_packages()
