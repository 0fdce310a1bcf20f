"""A plan in words: what a file makes, changes and keeps, for the preview and the command line."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from django.db import models
from django.utils.formats import date_format
from django.utils.functional import Promise
from django.utils.text import capfirst
from django.utils.translation import get_language, gettext_lazy
from django.utils.translation import gettext as _

from registers_app.domain.compare import ITSELF, Change, ChangeKind
from registers_app.domain.languages import pick
from registers_app.exchange.plan import Fate, Plan, RegisterPlan, RowPlan, VersionPlan
from registers_app.models import RegisterVersion
from registers_app.models.content import PARTS

FATES: dict[Fate, str | Promise] = {
    Fate.MADE: gettext_lazy("new"),
    Fate.CHANGED: gettext_lazy("changes"),
    Fate.KEPT: gettext_lazy("stays as it is"),
}
WORDS: dict[ChangeKind, str | Promise] = {
    ChangeKind.ADDED: gettext_lazy("%(part)s, added: %(lines)s"),
    ChangeKind.REMOVED: gettext_lazy("%(part)s, removed: %(lines)s"),
    ChangeKind.CHANGED: gettext_lazy("%(part)s, changed: %(lines)s"),
    ChangeKind.MOVED: gettext_lazy("%(part)s, in another place: %(lines)s"),
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
    details = [*_columns(RegisterVersion, _words(planned.changes))]
    if planned.fate is Fate.MADE:
        details += _counts(planned)
    details += _parts(planned.changes)
    if planned.publishes_on:
        day = {"day": date_format(planned.publishes_on)}
        details.append(_("It is published, in force from %(day)s.") % day)
    number = {"number": planned.told.row.number}
    return Item(name=_("Version %(number)d") % number, fate=planned.fate, details=tuple(details))


def _counts(planned: VersionPlan) -> Iterator[str]:
    for part, lines in planned.told.lines.items():
        if lines:
            yield f"{_name_of(part)}: {len(lines)}"


def _words(changes: Iterable[Change]) -> list[str]:
    own = [change.differences for change in changes if change.part == ITSELF]
    return list(dict.fromkeys(each.column for differences in own for each in differences))


def _parts(changes: Iterable[Change]) -> Iterator[str]:
    grouped: dict[tuple[str, ChangeKind], list[Change]] = {}
    for change in changes:
        if change.part != ITSELF:
            grouped.setdefault((change.part, change.kind), []).append(change)
    for (part, kind), lines in grouped.items():
        yield WORDS[kind] % {"part": _name_of(part), "lines": _named(lines)}


def _named(lines: list[Change]) -> str:
    language = get_language() or "en"
    names = "; ".join(str(pick(line.names, language=language)) for line in lines[:NAMED])
    if len(lines) <= NAMED:
        return names
    return _("%(names)s and %(number)d more") % {"names": names, "number": len(lines) - NAMED}


def _columns(model: type[models.Model], names: Iterable[str]) -> tuple[str, ...]:
    labels = [str(model._meta.get_field(name).verbose_name) for name in names]  # type: ignore[union-attr]
    return (_("Changes: %(columns)s") % {"columns": ", ".join(labels)},) if labels else ()


def _name_of(part: str) -> str:
    return str(capfirst(PARTS[part]._meta.verbose_name_plural))
