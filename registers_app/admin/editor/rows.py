"""The lines of a section as its list shows them."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.core.paginator import Page, Paginator
from django.db.models import Q, QuerySet
from django.utils.functional import Promise
from django.utils.translation import get_language

from registers_app.admin.editor.lines import lacking
from registers_app.domain.languages import LANGUAGES, Text, pick
from registers_app.models import LanguageChoice, RegisterVersion
from registers_app.models.content import PARTS

PER_PAGE = 50
# What stands beside a line's name, as long as it says more than the name does.
BESIDE = ("kind", "origin", "safeguard", "country", "period_months", "email", "phone")


@dataclass(frozen=True, kw_only=True)
class Row:
    """One line in the list."""

    pk: int
    name: Text
    beside: tuple[str, ...]
    lacks: tuple[str | Promise, ...]
    is_first: bool
    is_last: bool


def page_of_rows(
    version: RegisterVersion, part: str, *, number: str, words: str
) -> tuple[Page[Any], list[Row]]:
    """One page of the lines that hold *words*, in a constant number of queries."""
    page = Paginator(_found(version, part, words), PER_PAGE).get_page(number)
    lines = list(page.object_list)
    last = page.paginator.count
    start = page.start_index()
    rows = [
        _row(line, is_first=place == 1, is_last=place == last)
        for place, line in enumerate(lines, start=start)
    ]
    return page, rows


def _found(version: RegisterVersion, part: str, words: str) -> QuerySet[Any]:
    lines = PARTS[part]._default_manager.filter(version=version).order_by("position", "pk")
    if part == "purposes":
        lines = lines.prefetch_related("bases")
    if words:
        anywhere = Q(key__icontains=words)
        for language in LANGUAGES:
            anywhere |= Q(**{f"names__{language}__icontains": words})
        lines = lines.filter(anywhere)
    return lines


def _row(line: Any, *, is_first: bool, is_last: bool) -> Row:
    return Row(
        pk=line.pk,
        name=pick(line.names, language=get_language() or "en"),
        beside=tuple(_beside(line)),
        lacks=tuple(LanguageChoice(code).label for code in lacking(line)),
        is_first=is_first,
        is_last=is_last,
    )


def _beside(line: Any) -> Iterable[str]:
    if hasattr(line, "bases"):
        yield from (basis.get_basis_display() for basis in line.bases.all())
    for name in BESIDE:
        if getattr(line, name, None):
            shown = getattr(line, f"get_{name}_display", None)
            yield str(shown() if shown else getattr(line, name))
