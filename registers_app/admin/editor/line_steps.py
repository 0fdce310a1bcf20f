"""Removing a line, which asks first, and moving it."""

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.template.response import TemplateResponse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from registers_app.admin.editor.frame import frame
from registers_app.admin.editor.line_page import find_line, line_of, section_of, to_line
from registers_app.admin.editor.opened import open_version, require_editing
from registers_app.admin.editor.progress import section_url
from registers_app.admin.scoped import ControllerScopedAdmin
from registers_app.models import RegisterVersion
from registers_app.models.content import PARTS
from registers_app.services.editing import NotADraft
from registers_app.services.move_line import move_line, place_of
from registers_app.services.references import Reference, references_to
from registers_app.services.remove_line import remove_line

Page = ControllerScopedAdmin[RegisterVersion]
# So many of the lines that name another are listed; the number is always told.
LISTED = 20
STEPS = {"up": -1, "down": 1}


@require_http_methods(["GET", "HEAD", "POST"])
def remove_page(request: HttpRequest, *, page: Page, pk: int, part: str, line: int) -> HttpResponse:
    """Say what goes with the line, and remove it. Raises Http404."""
    opened = open_version(page, request, pk)
    require_editing(opened)
    section = section_of(part)
    row = find_line(opened, part, line) if request.method == "POST" else line_of(opened, part, line)
    if row is None or not opened.edits:
        # It is gone already, or nothing goes any more; the list shows which.
        return HttpResponseRedirect(section_url(pk, section.key))
    if request.method == "POST":
        return _removed(page, request, opened.version, row, back=section_url(pk, section.key))
    context = {
        **frame(request, opened, section=section),
        "title": _("Remove this line?"),
        "part": row._meta,
        "row": row,
        "naming": [found for each in references_to(row) if (found := _naming(each))],
        "back": to_line(opened, section, row),
    }
    return TemplateResponse(request, "admin/registers_app/editor/remove.html", context)


@require_POST
def move_step(request: HttpRequest, *, page: Page, pk: int, part: str, line: int) -> HttpResponse:
    """Move a line up, down, or to a place counted from 1. Raises Http404."""
    opened = open_version(page, request, pk)
    require_editing(opened)
    section = section_of(part)
    row = line_of(opened, part, line)
    to = request.POST.get("to", "")
    try:
        if to in STEPS:
            move_line(row, to=place_of(row) + STEPS[to])
        elif to.isdecimal() and len(to) < 7:
            move_line(row, to=int(to) - 1)
    except NotADraft:
        messages.warning(request, _("This version is no draft any more. Nothing was saved."))
    row.refresh_from_db(fields=["position"])
    return HttpResponseRedirect(to_line(opened, section, row))


def _removed(
    page: Page, request: HttpRequest, version: RegisterVersion, row: Any, *, back: str
) -> HttpResponse:
    message = _("Removed: %(what)s.") % {"what": row}
    try:
        remove_line(row)
    except NotADraft:
        messages.warning(request, _("This version is no draft any more. Nothing was saved."))
    else:
        page.log_change(request, version, message)
        messages.success(request, message)
    return HttpResponseRedirect(back)


def _naming(reference: Reference) -> dict[str, Any] | None:
    count = reference.lines.count()
    if not count:
        return None
    alone = reference.alone.count()
    return {
        "kind": PARTS[reference.part]._meta.verbose_name_plural,
        "count": count,
        "lines": [str(row) for row in reference.lines[:LISTED]],
        "more": max(0, count - LISTED),
        "alone": [str(row) for row in reference.alone[:LISTED]] if alone else [],
        "alone_more": max(0, alone - LISTED),
    }
