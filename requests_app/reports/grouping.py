"""By what the requests of a report are grouped."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from enum import StrEnum

from django.utils.functional import Promise
from django.utils.translation import gettext as _text
from django.utils.translation import gettext_lazy as _

from registers_app.models import Controller, LanguageChoice, Register, User
from requests_app.models import Channel, RightChoice
from requests_app.written import reader_language

Key = int | str | None


class Group(StrEnum):
    """What the lines of the table are."""

    CONTROLLER = "controller"
    REGISTER = "register"
    RIGHT = "right"
    CHANNEL = "channel"
    LANGUAGE = "language"
    HANDLER = "handler"


@dataclass(frozen=True, kw_only=True)
class Grouping:
    """The column of a group, its words, the names of its keys, and its filter in the queue."""

    column: str
    title: Promise
    heading: Promise
    names: Callable[[set[Key]], Mapping[Key, str]]
    # Handlers' names are personal data: they stand on the page, in no file that is passed on.
    names_people: bool = False


def _controllers(keys: set[Key]) -> Mapping[Key, str]:
    return dict(
        Controller.objects.filter(pk__in=[key for key in keys if key]).values_list("pk", "name")
    )


def _registers(keys: set[Key]) -> Mapping[Key, str]:
    language = reader_language()
    found = Register.objects.filter(pk__in=[key for key in keys if key])
    names: dict[Key, str] = {row.pk: row.name_in(language).text for row in found}
    return names | {None: _text("all registers")}


def _handlers(keys: set[Key]) -> Mapping[Key, str]:
    found = User.objects.filter(pk__in=[key for key in keys if key])
    names: dict[Key, str] = {user.pk: user.get_full_name() or user.username for user in found}
    return names | {None: _text("nobody")}


def _labels(
    choices: type[RightChoice] | type[Channel] | type[LanguageChoice],
) -> Callable[[set[Key]], Mapping[Key, str]]:
    return lambda _keys: {choice.value: str(choice.label) for choice in choices}


GROUPINGS: Mapping[Group, Grouping] = {
    Group.CONTROLLER: Grouping(
        column="controller",
        title=_("By organisation"),
        heading=_("organisation"),
        names=_controllers,
    ),
    Group.REGISTER: Grouping(
        column="submission__register",
        title=_("By register"),
        heading=_("register"),
        names=_registers,
    ),
    Group.RIGHT: Grouping(
        column="right", title=_("By right"), heading=_("right"), names=_labels(RightChoice)
    ),
    Group.CHANNEL: Grouping(
        column="submission__channel",
        title=_("By way in"),
        heading=_("way in"),
        names=_labels(Channel),
    ),
    Group.LANGUAGE: Grouping(
        column="submission__language",
        title=_("By language"),
        heading=_("language"),
        names=_labels(LanguageChoice),
    ),
    Group.HANDLER: Grouping(
        column="assignee",
        title=_("By handler"),
        heading=_("handler"),
        names=_handlers,
        names_people=True,
    ),
}
