"""How a finished task is called, by what the data system was asked to do."""

from django.utils.translation import gettext_lazy as _

from requests_app.admin.forms.base import Words
from requests_app.models import Task, TaskKind, TaskState

DONE: dict[str, Words] = {
    TaskKind.SEARCH.value: _("Data found"),
    TaskKind.CORRECT.value: _("Corrected"),
    TaskKind.ERASE.value: _("Erased"),
    TaskKind.RESTRICT.value: _("Restricted"),
    TaskKind.CEASE.value: _("Stopped"),
    TaskKind.STOP_MARKETING.value: _("Stopped"),
}
DOES: dict[str, Words] = {
    TaskKind.SEARCH.value: _(
        "Keeps what this system holds about the person. Files are kept encrypted."
    ),
    TaskKind.CORRECT.value: _("Records that the corrections stand in this system now."),
    TaskKind.ERASE.value: _("Records that the data were erased from this system."),
    TaskKind.RESTRICT.value: _(
        "Records that this system only stores the data from now on (Art. 18(2))."
    ),
    TaskKind.CEASE.value: _("Records that this system has stopped using the data."),
    TaskKind.STOP_MARKETING.value: _("Records that this system has stopped marketing."),
}


def task_state(task: Task) -> Words:
    """Where a task stands, in the words of its work."""
    if task.state == TaskState.DONE:
        return DONE[task.kind]
    return task.get_state_display()
