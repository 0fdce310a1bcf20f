"""A plan in words: what a file makes, changes and keeps, for the preview and the command line."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from django.db import models
from django.utils.formats import date_format
from django.utils.functional import Promise
from django.utils.text import capfirst
from django.utils.translation import get_language, gettext_lazy
from django.utils.translation import gettext as _

from registers_app.domain.languages import pick
from registers_app.exchange.changes import Names, PartChange
from registers_app.exchange.plan import Fate, Plan, RegisterPlan, RowPlan, VersionPlan
from registers_app.models import RegisterVersion
from registers_app.models.content import PARTS

FATES: dict[Fate, str | Promise] = {
    Fate.MADE: gettext_lazy("new"),
    Fate.CHANGED: gettext_lazy("changes"),
    Fate.KEPT: gettext_lazy("stays as it is"),
}
# So many lines are named; of the others it is said how many.
NAMED = 8


@dataclass(frozen=True, kw_only=True)
class Item:
    """Something that a file names: what becomes of it, and what of it changes."""

    name: str
    fate: Fate
    details: tuple[str, ...] = ()
    items: tuple["Item", ...] = ()

    @property
    def says(self) -> str:
        """What becomes of it, in words."""
        return str(FATES[self.fate])


def items_of_plan(planned: Plan) -> list[Item]:
    """The controllers, and the registers with their clients, systems and versions."""
    controllers = [_row(row) for row in planned.controllers]
    return [*controllers, *(_register(register) for register in planned.registers)]


def lines_of_plan(planned: Plan) -> Iterator[str]:
    """The same as lines of text."""
    return _lines(items_of_plan(planned), indent="")


def _lines(items: Iterable[Item], *, indent: str) -> Iterator[str]:
    for item in items:
        yield f"{indent}{item.name}: {item.says}"
        yield from (f"{indent}  {detail}" for detail in item.details)
        yield from _lines(item.items, indent=indent + "  ")


def _row(planned: RowPlan) -> Item:
    return Item(
        name=str(planned.row),
        fate=planned.fate,
        details=_columns(type(planned.row), planned.columns),
    )


def _register(planned: RegisterPlan) -> Item:
    itself = _row(planned.itself)
    joint = (_("Joint controllers change."),) if planned.is_joint_changed else ()
    named = [*planned.clients, *planned.data_systems]
    return Item(
        name=_("Register: %(name)s") % {"name": itself.name},
        fate=itself.fate,
        details=(*itself.details, *joint),
        items=(
            *(_row(row) for row in named if row.fate is not Fate.KEPT),
            *(_version(version) for version in planned.versions),
        ),
    )


def _version(planned: VersionPlan) -> Item:
    details = [*_columns(RegisterVersion, planned.words)]
    if planned.fate is Fate.MADE:
        details += _counts(planned)
    for part in planned.parts:
        details += _part(part)
    if planned.publishes_on:
        day = {"day": date_format(planned.publishes_on)}
        details.append(_("It is published, in force from %(day)s.") % day)
    number = {"number": planned.told.row.number}
    return Item(name=_("Version %(number)d") % number, fate=planned.fate, details=tuple(details))


def _counts(planned: VersionPlan) -> Iterator[str]:
    for part, lines in planned.told.lines.items():
        if lines:
            yield f"{_name_of(part)}: {len(lines)}"


def _part(change: PartChange) -> Iterator[str]:
    part = _name_of(change.part)
    for lines, words in (
        (change.added, _("%(part)s, added: %(lines)s")),
        (change.removed, _("%(part)s, removed: %(lines)s")),
        (change.changed, _("%(part)s, changed: %(lines)s")),
    ):
        if lines:
            yield words % {"part": part, "lines": _named(lines)}
    if change.moved:
        yield _("%(part)s: in another order") % {"part": part}


def _named(lines: tuple[Names, ...]) -> str:
    language = get_language() or "en"
    names = "; ".join(str(pick(line, language=language)) for line in lines[:NAMED])
    if len(lines) <= NAMED:
        return names
    return _("%(names)s and %(number)d more") % {"names": names, "number": len(lines) - NAMED}


def _columns(model: type[models.Model], names: Iterable[str]) -> tuple[str, ...]:
    labels = [str(model._meta.get_field(name).verbose_name) for name in names]  # type: ignore[union-attr]
    return (_("Changes: %(columns)s") % {"columns": ", ".join(labels)},) if labels else ()


def _name_of(part: str) -> str:
    return str(capfirst(PARTS[part]._meta.verbose_name_plural))
