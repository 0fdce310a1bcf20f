"""The tick that everything collected was looked through, where one person may say so."""

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from requests_app.admin.forms.base import StepForm
from requests_app.fulfilment.covering.kinds import seen
from requests_app.fulfilment.reading.text import Hidden
from requests_app.models import StoredFile
from requests_app.services.look_through import (
    Thing,
    current_review,
    find_all_clear,
    marks_of,
    things_of,
    wants_second,
)
from requests_app.services.mark import content_of


def looked_through_field() -> forms.BooleanField:
    """The tick."""
    return forms.BooleanField(
        label=gettext_lazy(
            "I have looked through all of this, and nothing of other people is in it"
        ),
        required=False,
    )


def keep_looked_through(form: StepForm, name: str, *, withheld: str) -> None:
    """What was ticked goes on record, but for the files that stay here. Raises Refused."""
    if form.cleaned_data.get(name):
        stay = frozenset(file.pk for file in form.cleaned_data.get(withheld) or ())
        find_all_clear(form.case, withheld=stay, actor=form.actor)


def offer_looking_through(form: StepForm, name: str) -> None:
    """Name what nobody has looked through; without any, or where two must, no tick is offered."""
    waiting = [thing for thing in things_of(form.case) if current_review(thing) is None]
    if wants_second(form.case) or not waiting or any(map(marks_of, waiting)):
        del form.fields[name]
        return
    names = ", ".join(name_of(thing) for thing in waiting)
    form.fields[name].help_text = _(
        "%(names)s. Where other people’s data are in it, do not tick this: look it through from "
        "the case, and cover them there."
    ) % {"names": names}
    hiding = [name_of(thing) for thing in waiting if _hides_something(thing)]
    if hiding:
        form.fields[name].help_text += " " + _(
            "Something is hidden in these files and would be given too: %(names)s. See what it is "
            "where you look them through."
        ) % {"names": ", ".join(hiding)}


def _hides_something(thing: Thing) -> bool:
    """Whether a document holds what who opens it may not see; pictures are seen."""
    if not isinstance(thing, StoredFile):
        return False
    reading = seen(content_of(thing)).reading
    return reading is not None and any(
        names for kind, names in reading.hidden.items() if kind is not Hidden.PICTURES
    )


def name_of(thing: Thing) -> str:
    """A file's name, or the system that a text was found in."""
    return thing.name if isinstance(thing, StoredFile) else thing.data_system.name
