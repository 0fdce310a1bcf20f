"""Steps towards whoever works on a task behind a mailed link."""

from collections.abc import Iterable
from typing import Any

from django import forms
from django.db.models import Model
from django.utils.translation import gettext as _text
from django.utils.translation import gettext_lazy as _

from requests_app.admin.forms.base import Situation, Standing, TaskStep, Told, long_text
from requests_app.models import Task, TaskSide, TaskState
from requests_app.services.ask_desk import write_to_owner
from requests_app.services.hand_task import hand_task
from requests_app.services.mail_owner import can_be_told, mail_task_again, why_not_told


class OwnerStep(TaskStep):
    """A step about an open task, towards who has it; no transition, the task stays open."""

    transitions = ()
    tells_whom = Told.OWNER

    @classmethod
    def standing(cls, at: Situation, target: Model) -> Standing | None:
        """While the task is open, for who handles requests."""
        assert isinstance(target, Task)
        if not at.may_handle or target.state != TaskState.OPEN or at.case.is_closed:
            return None
        return Standing(obstacles=tuple(cls.obstacles_of(target)))

    @classmethod
    def obstacles_of(cls, target: Task) -> Iterable[str]:
        """What stands in the way."""
        return ()

    def to_know(self) -> Iterable[tuple[str, str]]:
        """Which system, what it is asked, and where its mails go."""
        yield from super().to_know()
        yield _text("Mailbox"), self.target.mailbox or "–"

    @property
    def can_rehearse(self) -> bool:
        """The person is told nothing."""
        return False


class WriteToOwnerForm(OwnerStep):
    """A message to the owner."""

    name = "write-to-owner"
    title = _("Write to the owner")
    button = _("Write to the owner")
    does = _(
        "The message stands on the page of the task. What the owner had asked is seen to by it."
    )
    tells = _("A mail to the owner that a message waits, with a new link and without its content.")
    done = _("The message was sent.")

    text = long_text(
        label=_("Message"),
        help_text=_(
            "Whoever works on the task reads it. Say no more of the person than is needed."
        ),
    )

    @classmethod
    def obstacles_of(cls, target: Task) -> Iterable[str]:
        """There has to be a mailbox."""
        return () if target.mailbox else why_not_told(target)

    def to_know(self) -> Iterable[tuple[str, str]]:
        """What the owner wrote last, too."""
        yield from super().to_know()
        last = self.target.messages.filter(side=TaskSide.OWNER).last()
        if last:
            yield _text("The owner wrote"), last.text

    def run(self) -> None:
        """Send it. Raises Refused."""
        write_to_owner(self.target.pk, text=self.cleaned_data["text"], actor=self.actor)


class MailOwnerForm(OwnerStep):
    """A new link."""

    name = "mail-owner"
    title = _("Mail a new link")
    button = _("Mail a new link")
    does = _("Links that were mailed before go on working until their time is over.")
    tells = _("A mail to the owner with a new link to this task.")
    done = _("The link is on its way.")

    @classmethod
    def obstacles_of(cls, target: Task) -> Iterable[str]:
        """There has to be something to do behind the link."""
        return () if can_be_told(target) else why_not_told(target)

    def run(self) -> None:
        """Mail it. Raises Refused."""
        mail_task_again(self.target.pk, actor=self.actor)


class HandTaskForm(OwnerStep):
    """Somebody else does it."""

    name = "hand-task"
    title = _("Give it to somebody else")
    button = _("Give it to somebody else")
    does = _(
        "From now on the mails about this task go to that address. Every link that was mailed "
        "before ends, and nobody can go on behind it."
    )
    tells = _("A mail to the new address with a link to this task.")
    done = _("The task was given to somebody else.")

    address = forms.EmailField(
        label=_("E-mail address"),
        required=False,
        help_text=_("Empty: the owner’s mailbox, as the register names it."),
    )

    def run(self) -> None:
        """Hand it over. Raises Refused."""
        hand_task(self.target.pk, address=self.cleaned_data["address"], actor=self.actor)


def owner_line(task: Task) -> dict[str, Any]:
    """Where a task stands with its owner: mailed, opened, and what they wrote to each other."""
    links = list(task.links.all())
    thread = list(task.messages.all())
    return {
        "mailbox": task.mailbox,
        "mailed_at": max((link.created_at for link in links), default=None),
        "opened_at": max((link.used_at for link in links if link.used_at), default=None),
        "thread": thread,
        "waits": any(not row.is_ours and row.settled_at is None for row in thread),
    }
