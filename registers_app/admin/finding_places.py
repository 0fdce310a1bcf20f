"""Where a finding is, in words and as an address in the admin."""

from collections.abc import Iterable
from typing import Any

from django.http import HttpRequest
from django.urls import reverse
from django.utils.functional import Promise
from django.utils.text import capfirst

from registers_app.admin.editor.sections import BY_PART, SECTIONS
from registers_app.admin.scoped import controllers_of
from registers_app.domain.roles import Permission
from registers_app.models import Controller, ProcessorClient, Register, RegisterVersion
from registers_app.models.content import PARTS
from registers_app.services.check_version import Checked

_SECTION_OF_WORDS = {word: section.key for section in SECTIONS for word in section.words}
_NAMES: dict[str, str | Promise] = {
    **{part: model._meta.verbose_name or "" for part, model in PARTS.items()},
    "controller": Controller._meta.verbose_name or "",
    "clients": ProcessorClient._meta.verbose_name or "",
}


def name_of(place: str) -> str:
    """What kind of thing a place is; empty for the whole version."""
    part, _dot, key = place.partition(".")
    if part in _NAMES:
        return capfirst(str(_NAMES[part]))
    if not place:
        return ""
    model = Register if part == "register" else RegisterVersion
    column: Any = model._meta.get_field(key or part)
    return capfirst(str(column.verbose_name))


def addresses_of(
    request: HttpRequest, version: RegisterVersion, found: Iterable[Checked]
) -> dict[str, str]:
    """The page on which each place is put right, as far as the user may see it."""
    places = {one.finding.place for one in found}
    lines = _lines_of(version, places)
    administers = controllers_of(request, Permission.MANAGE_CONTROLLER)
    controllers = dict(administers.values_list("slug", "pk"))
    return {place: _address(version, place, lines, controllers) for place in places}


def _address(
    version: RegisterVersion, place: str, lines: dict[str, int], controllers: dict[str, int]
) -> str:
    part, _dot, key = place.partition(".")
    admin = "admin:registers_app_"
    if place in lines:
        return reverse(f"{admin}registerversion_line", args=[version.pk, part, lines[place]])
    if part in BY_PART:
        return reverse(f"{admin}registerversion_section", args=[version.pk, BY_PART[part].key])
    if part in _SECTION_OF_WORDS:
        section = _SECTION_OF_WORDS[part]
        return reverse(f"{admin}registerversion_section", args=[version.pk, section])
    if part in ("register", "clients"):
        return reverse(f"{admin}register_change", args=[version.register_id])
    if part == "controller" and key in controllers:
        return reverse(f"{admin}controller_change", args=[controllers[key]])
    return ""


def _lines_of(version: RegisterVersion, places: set[str]) -> dict[str, int]:
    found: dict[str, int] = {}
    for part in {place.partition(".")[0] for place in places} & set(PARTS):
        rows = PARTS[part]._default_manager.filter(version=version)
        found |= {f"{part}.{key}": pk for key, pk in rows.values_list("key", "pk")}
    return found
