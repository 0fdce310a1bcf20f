"""Mail the owner of a restored system a link to an erasure that has to be done again.

As every mail to an owner it has nothing of the person: that stands behind the link.
"""

from datetime import timedelta

from django.db import transaction

from config.clock import now, today
from notices_app.models import Notice
from notices_app.services import enqueue
from requests_app.domain.periods import local_day
from requests_app.models import RepeatedErasure, Submission, Task, TaskLink
from requests_app.services.awake import awake_at_work
from requests_app.services.mail_owner import AN_HOUR
from requests_app.services.perform import lock_case
from requests_app.services.task_links import make_task_link

# The owner of what is not erased again hears of it every so many days.
EVERY_DAYS = 3


def mail_repeat(repeat: RepeatedErasure, *, step: int | str) -> None:
    """Mail the owner of the system; the same *step* is told once."""
    task = repeat.erasure.task
    system = repeat.restore.data_system
    if not system.owner_email or repeat.done_at is not None:
        return
    submission = task.request.submission
    zone = submission.controller.time_zone
    enqueue(
        kind="task_erase_again",
        language=task.owner_language,
        to_address=system.owner_email,
        controller=submission.controller,
        occasion=f"erase_again:{repeat.pk}:{step}",
        context={
            "reference": submission.reference,
            "controller": submission.controller,
            "system": system.name,
            "erased_on": local_day(repeat.erasure.done_at, zone),
            "restored_on": local_day(repeat.restore.restored_at, zone),
            "finish_by": repeat.restore.due_on,
            "task_url": make_task_link(task),
        },
        submission_id=submission.pk,
    )


def chase_repeats() -> int:
    """Mail the owners of what is still not erased again, every third day; returns how many."""
    chased = 0
    for group in awake_at_work():
        rows = RepeatedErasure.objects.filter(
            done_at=None, restore__data_system__register__controller__in=group.controllers
        ).order_by("pk")
        chased += sum(_chase(pk) for pk in list(rows.values_list("pk", flat=True)))
    return chased


@transaction.atomic
def renew_repeat_link(task: Task) -> bool:
    """Mail a new link at the owner's own word. False: their share of the hour, or nothing to do."""
    Submission.objects.select_for_update(no_key=True).get(pk=task.request.submission_id)
    repeat = open_repeat_of(task)
    lately = TaskLink.objects.filter(task=task, created_at__gt=now() - timedelta(hours=1))
    if repeat is None or lately.count() >= AN_HOUR:
        return False
    mail_repeat(repeat, step=now().isoformat())
    return True


def open_repeat_of(task: Task) -> RepeatedErasure | None:
    """What has to be done again of the erasure that *task* was; None: nothing."""
    rows = RepeatedErasure.objects.filter(erasure__task=task, done_at=None)
    pk = rows.order_by("pk").values_list("pk", flat=True).first()
    return None if pk is None else whole_repeat(pk)


def whole_repeat(repeat_id: int) -> RepeatedErasure:
    """With all that its mail and its page say."""
    return RepeatedErasure.objects.select_related(
        "restore__data_system__register__controller",
        "erasure__data_system__register__controller",
        "erasure__task__data_system__register",
        "erasure__task__request__submission__controller",
    ).get(pk=repeat_id)


@transaction.atomic
def _chase(repeat_id: int) -> bool:
    repeat = whole_repeat(repeat_id)
    lock_case(Task, repeat.erasure.task_id)
    repeat = whole_repeat(repeat_id)
    zone = repeat.restore.data_system.register.controller.time_zone
    step = (today(zone) - local_day(repeat.restore.noted_at, zone)).days // EVERY_DAYS
    if repeat.done_at is not None or step == 0 or _was_told(repeat, step):
        return False
    mail_repeat(repeat, step=step)
    return True


def _was_told(repeat: RepeatedErasure, step: int) -> bool:
    # Before a link is made for a mail that is not sent.
    return Notice.objects.filter(occasion=f"erase_again:{repeat.pk}:{step}").exists()
