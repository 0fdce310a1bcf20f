"""Links for whoever works on a task: the secret is in the mail only; a digest stays here."""

from datetime import timedelta

from django.conf import settings

from config.clock import now
from requests_app.models import Task, TaskLink
from requests_app.models.person_link import digest, new_secret
from requests_app.services.links import absolute


def make_task_link(task: Task) -> str:
    """A new absolute address, in its owner's language, whose page has a button that opens *task*.

    Earlier links that nobody has used still open it: the newer mail may be what is lost.
    """
    secret = new_secret()
    TaskLink.objects.create(
        task=task,
        secret_digest=digest(secret),
        created_at=now(),
        expires_at=now() + timedelta(days=settings.TASK_LINK_DAYS),
    )
    return absolute(
        "portal:task_open",
        submission=task.request.submission,
        language=task.owner_language,
        secret=secret,
    )


def find_task_link(secret: str) -> TaskLink | None:
    """The link with this secret, used or over too, unless it was ended."""
    links = TaskLink.objects.select_related(
        "task__data_system__register", "task__request__submission__controller"
    )
    return links.filter(secret_digest=digest(secret), ended_at=None).first()


def can_be_used(link: TaskLink) -> bool:
    """Whether it still opens its task."""
    return link.used_at is None and link.expires_at > now()


def use_task_link(link: TaskLink) -> bool:
    """Use a link up; False: somebody was quicker, or its time is over. One UPDATE is the lock."""
    unused = TaskLink.objects.filter(pk=link.pk, used_at=None, ended_at=None, expires_at__gt=now())
    return unused.update(used_at=now()) == 1


def end_task_links(task: Task) -> None:
    """Let no link open *task* any more, nor what was opened by one stay open."""
    TaskLink.objects.filter(task=task, ended_at=None).update(ended_at=now())
