"""What changed between two published versions of a register, for everybody to read."""

from dataclasses import dataclass

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils.functional import Promise
from django.utils.translation import get_language

from config.clock import today
from registers_app.domain.languages import Text, pick
from registers_app.models import Register
from registers_app.pages.headers import public
from registers_app.pages.history import Dated, history
from registers_app.pages.words import notice_name
from registers_app.selectors import published_versions
from registers_app.services.change_words import ShownPart, shown
from registers_app.services.compare import compare


@dataclass(frozen=True, kw_only=True)
class Changes:
    """Two versions in their order, and what is published of the changes between them."""

    register: Register
    name: Text
    kind: str | Promise
    before: Dated
    after: Dated
    notes: Text  # what the organisation itself says of the newer version
    parts: list[ShownPart]
    earlier: list[Dated]  # every version that the newer one can be compared with


@public
def changes_page(
    request: HttpRequest, controller: str, register: str, number: int, since: int | None = None
) -> HttpResponse:
    """From version *since*, or else from the one before, to version *number*."""
    found = get_object_or_404(
        Register.objects.select_related("controller"), controller__slug=controller, slug=register
    )
    changes = changes_of(found, number=number, since=since)
    if changes is None:
        raise Http404
    response = render(request, "notices/changes.html", {"changes": changes})
    response.headers["X-Robots-Tag"] = "noindex"  # what holds is on the notice itself
    return response


def changes_of(register: Register, *, number: int, since: int | None = None) -> Changes | None:
    """None where no such versions were published."""
    versions = history(
        published_versions().filter(register=register), on=today(register.controller.time_zone)
    )
    after = next((row for row in versions if row.version.number == number), None)
    earlier = [row for row in versions if row.version.number < number]
    before = next((row for row in earlier if since in (None, row.version.number)), None)
    if after is None or before is None:
        return None
    language = get_language() or "en"
    comparison = compare(before.version, after.version, is_public=True)
    return Changes(
        register=register,
        name=register.name_in(language),
        kind=notice_name(register.controller.country),
        before=before,
        after=after,
        notes=pick(after.version.change_notes, language=language),
        parts=shown(comparison, language=language),
        earlier=earlier,
    )
