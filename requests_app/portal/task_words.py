"""What an owner is asked to do, why, and how it is called when it is done."""

from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from requests_app.domain.rights import Right
from requests_app.models import Task, TaskKind

Words = str | Promise


@dataclass(frozen=True, kw_only=True)
class TaskWords:
    """The words of one kind of work."""

    title: Words
    purpose: Words
    steps: tuple[Words, ...]
    done: Words  # the button
    result: Words  # the field
    result_hint: Words = ""


COPY_PURPOSE = _(
    "A person wants to know which personal data about them are processed, and to get a copy of "
    "them (GDPR Art. 15)."
)
TAKE_ALONG_PURPOSE = _(
    "A person wants to take along the data that they provided, in a form that a machine can read "
    "(GDPR Art. 20)."
)
BEFORE_PURPOSE = _(
    "A person uses a right over their data. Before it is decided, the desk has to know what this "
    "system holds."
)
SEARCH_STEPS = (
    _("Search by what stands below, also in what is archived or marked as deleted."),
    _("Look twice before you take something for this person’s: names are shared."),
)
NOTHING_HIDDEN = _(
    "From now on nothing may be altered or erased so that it need not be given. What is erased by "
    "routine may go on as always."
)
LOGS = _(
    "Logs of who looked at the person’s data belong to it: say when and what for. Leave out the "
    "names of those who work here, unless the person cannot use their rights without them."
)
SEARCHES: dict[str, TaskWords] = {
    Right.ACCESS.value: TaskWords(
        title=_("Search for a person’s data"),
        purpose=COPY_PURPOSE,
        steps=(
            *SEARCH_STEPS,
            _(
                "Give us all of it, as files or as data: what is about others is blacked out by "
                "the desk, not by you. Change and delete nothing."
            ),
            LOGS,
            NOTHING_HIDDEN,
        ),
        done=_("I have given everything"),
        result=_("What was found"),
        result_hint=_("Goes to the person as it stands. Explain codes and abbreviations."),
    ),
    Right.PORTABILITY.value: TaskWords(
        title=_("Export a person’s data"),
        purpose=TAKE_ALONG_PURPOSE,
        steps=(
            *SEARCH_STEPS,
            _(
                "Give us what the person provided, or what was observed of them, as JSON, CSV or "
                "XML. What the house has worked out about them does not belong to it."
            ),
            NOTHING_HIDDEN,
        ),
        done=_("I have given everything"),
        result=_("What was found"),
        result_hint=_("Goes to the person as it stands. Explain codes and abbreviations."),
    ),
}
SEARCH = TaskWords(
    title=_("Search for a person’s data"),
    purpose=BEFORE_PURPOSE,
    steps=(
        *SEARCH_STEPS,
        _("Say what is there, and what a law makes you keep. Change and delete nothing yet."),
    ),
    done=_("I have searched, and found data"),
    result=_("What was found, and what would have to be kept"),
    result_hint=_("For the desk; the person does not read this."),
)
FOR_THE_DESK = _("For the desk; the person does not read this.")
WORKS: dict[str, TaskWords] = {
    TaskKind.CORRECT.value: TaskWords(
        title=_("Correct a person’s data"),
        purpose=_(
            "A person’s data are wrong or not complete, and have to be put right (GDPR Art. 16)."
        ),
        steps=(
            _("Find the person by what stands below."),
            _("Write what is right in the place of what is wrong, also in copies that are in use."),
        ),
        done=_("It is corrected"),
        result=_("What was done"),
        result_hint=FOR_THE_DESK,
    ),
    TaskKind.ERASE.value: TaskWords(
        title=_("Erase a person’s data"),
        purpose=_("A person’s data are no longer to be kept here (GDPR Art. 17)."),
        steps=(
            _("Find the person by what stands below."),
            _("Erase their data so that nobody can bring them back, also from copies in use."),
            _("If something must or can only be kept, say below what and why; leave it as it is."),
        ),
        done=_("It is erased"),
        result=_("What was done"),
        result_hint=FOR_THE_DESK,
    ),
    TaskKind.RESTRICT.value: TaskWords(
        title=_("Restrict the use of a person’s data"),
        purpose=_("A person’s data may for now only be stored, and not be used (GDPR Art. 18)."),
        steps=(
            _("Find the person by what stands below."),
            _("Mark, move or lock the data so that nobody uses or deletes them until we write."),
        ),
        done=_("It is restricted"),
        result=_("What was done"),
        result_hint=FOR_THE_DESK,
    ),
    TaskKind.CEASE.value: TaskWords(
        title=_("Stop using a person’s data"),
        purpose=_(
            "A person has withdrawn a consent, or objected with success: the use ends (GDPR "
            "Art. 7(3), 21)."
        ),
        steps=(
            _("Find the person by what stands below."),
            _("End the use that is named here, and see that no routine begins it again."),
        ),
        done=_("It has stopped"),
        result=_("What was done"),
        result_hint=FOR_THE_DESK,
    ),
    TaskKind.STOP_MARKETING.value: TaskWords(
        title=_("Stop marketing to a person"),
        purpose=_(
            "A person has objected to direct marketing. It stops at once, and is not weighed "
            "against anything (GDPR Art. 21(3))."
        ),
        steps=(
            _("Find the person by what stands below."),
            _("Take them off every list, also those planned or handed to others."),
        ),
        done=_("It has stopped"),
        result=_("What was done"),
        result_hint=FOR_THE_DESK,
    ),
}


def words_of(task: Task) -> TaskWords:
    """The words of a task, by its work and the right behind it."""
    if task.kind == TaskKind.SEARCH:
        return SEARCHES.get(task.request.right, SEARCH)
    return WORKS[task.kind]
