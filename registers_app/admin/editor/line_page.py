"""The page of one line: to add it, to change it, or only to read it."""

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from registers_app.admin.editor.checked import section_findings
from registers_app.admin.editor.conflict import differences, line_meanwhile, stand_on_nothing
from registers_app.admin.editor.facts import facts_of
from registers_app.admin.editor.forms import LineForm
from registers_app.admin.editor.frame import frame
from registers_app.admin.editor.line_forms import initial_copy, line_form
from registers_app.admin.editor.lines import NamesByPart, named_lines
from registers_app.admin.editor.opened import Opened, open_version, require_editing
from registers_app.admin.editor.preview import PREVIEW, preview_of
from registers_app.admin.editor.progress import section_url
from registers_app.admin.editor.rows import PER_PAGE
from registers_app.admin.editor.sections import BY_PART, Section
from registers_app.admin.scoped import ControllerScopedAdmin
from registers_app.domain.languages import pick
from registers_app.models import RegisterVersion
from registers_app.models.content import PARTS
from registers_app.services.editing import (
    ChangedMeanwhile,
    KeyTaken,
    NotADraft,
    RemovedMeanwhile,
)
from registers_app.services.move_line import place_of
from registers_app.services.save_line import save_line

Page = ControllerScopedAdmin[RegisterVersion]
AGAIN = "_again"


@require_http_methods(["GET", "HEAD", "POST"])
def add_page(request: HttpRequest, *, page: Page, pk: int, part: str) -> HttpResponse:
    """Add a line, empty or like another one (``?copy=``). Raises Http404."""
    opened = open_version(page, request, pk)
    require_editing(opened)
    section = section_of(part)
    if request.method == "POST":
        return _save(page, request, opened, section, row=PARTS[part](version=opened.version))
    if not opened.edits:
        return HttpResponseRedirect(section_url(pk, section.key))
    copied = request.GET.get("copy", "")
    initial = initial_copy(line_of(opened, part, int(copied))) if copied.isdecimal() else {}
    row = PARTS[part](version=opened.version)
    return _page(request, opened, section, row=row, form=_form(opened, section, row, initial))


@require_http_methods(["GET", "HEAD", "POST"])
def line_page(request: HttpRequest, *, page: Page, pk: int, part: str, line: int) -> HttpResponse:
    """Show a line to read or to change, or save it. Raises Http404."""
    opened = open_version(page, request, pk)
    section = section_of(part)
    if request.method == "POST":
        require_editing(opened)
        row = find_line(opened, part, line) or PARTS[part](pk=line, version=opened.version)
        return _save(page, request, opened, section, row=row)
    row = line_of(opened, part, line)
    form = _form(opened, section, row) if opened.edits else None
    return _page(request, opened, section, row=row, form=form)


def section_of(part: str) -> Section:
    """The section of a part. Raises Http404."""
    if part not in BY_PART:
        raise Http404
    return BY_PART[part]


def line_of(opened: Opened, part: str, line: int) -> Any:
    """A line of the version. Raises Http404."""
    found = find_line(opened, part, line)
    if found is None:
        raise Http404
    return found


def find_line(opened: Opened, part: str, line: int) -> Any:
    """A line of the version, or None where somebody has removed it."""
    return PARTS[part]._default_manager.filter(version=opened.version, pk=line).first()


def line_url(version_id: int, part: str, line: int) -> str:
    """The address of a line’s page."""
    return reverse("admin:registers_app_registerversion_line", args=[version_id, part, line])


def _form(
    opened: Opened, section: Section, row: Any, initial: Any = None, data: Any = None
) -> LineForm:
    named: NamesByPart = named_lines(opened.version, type(row))
    return line_form(section.part)(
        data,
        instance=row,
        initial=initial,
        version=opened.version,
        named=named,
        languages=opened.languages,
    )


def _save(
    page: Page, request: HttpRequest, opened: Opened, section: Section, *, row: Any
) -> HttpResponse:
    form = _form(opened, section, row, data=request.POST)

    def save() -> None:
        save_line(form.instance, seen=form.cleaned_data["seen"], bases=form.bases())

    if PREVIEW in request.POST:
        return preview_of(request, opened, form, save=save)
    if not form.is_valid():
        return _page(request, opened, section, row=row, form=form)

    try:
        save()
    except NotADraft:
        form.add_error(None, _("This version is no draft any more. Nothing was saved."))
    except KeyTaken:
        form.add_error("key", _("Another line has this key."))
    except ChangedMeanwhile:
        return _changed(page, request, opened, section, form)
    except RemovedMeanwhile:
        return _removed(request, opened, section, form)
    else:
        return _saved(page, request, opened, section, form)
    return _page(request, opened, section, row=row, form=form, status=409)


def _saved(
    page: Page, request: HttpRequest, opened: Opened, section: Section, form: LineForm
) -> HttpResponse:
    message = _("Saved: %(what)s.") % {"what": form.instance}
    page.log_change(request, opened.version, message)
    messages.success(request, message)
    if AGAIN in request.POST:
        names = [opened.version.pk, section.part]
        address = reverse("admin:registers_app_registerversion_line_add", args=names)
        return HttpResponseRedirect(address)
    return HttpResponseRedirect(to_line(opened, section, form.instance))


def to_line(opened: Opened, section: Section, row: Any) -> str:
    """The address of the page of the list that holds the line."""
    number = place_of(row) // PER_PAGE + 1
    return f"{section_url(opened.version.pk, section.key)}?page={number}#line-{row.pk}"


def _changed(
    page: Page, request: HttpRequest, opened: Opened, section: Section, form: LineForm
) -> HttpResponse:
    typed = facts_of(form.instance, named=form.named, bases=form.bases())
    saved = facts_of(line_meanwhile(form), named=form.named)
    conflict = differences(saved, typed)
    if not conflict:
        # Both wrote the same.
        return _saved(page, request, opened, section, form)
    return _page(
        request, opened, section, row=form.instance, form=form, conflict=conflict, status=409
    )


def _removed(
    request: HttpRequest, opened: Opened, section: Section, form: LineForm
) -> HttpResponse:
    stand_on_nothing(form)
    form.instance.pk = None
    names = [opened.version.pk, section.part]
    return _page(
        request,
        opened,
        section,
        row=form.instance,
        form=form,
        was_removed=True,
        action=reverse("admin:registers_app_registerversion_line_add", args=names),
        status=409,
    )


def _page(
    request: HttpRequest,
    opened: Opened,
    section: Section,
    *,
    row: Any,
    form: LineForm | None,
    status: int = 200,
    **more: Any,
) -> HttpResponse:
    named = form.named if form else named_lines(opened.version, type(row))
    around = frame(request, opened, section=section)
    context = {
        **around,
        **section_findings(request, opened, around["overview"], section, row=row),
        "title": row._meta.verbose_name if row.pk is None else str(row),
        "part": row._meta,
        "part_name": section.part,
        "row": row,
        "row_name": pick(row.names, language=request.LANGUAGE_CODE),
        "form": form,
        "facts": [] if form else facts_of(row, named=named),
        **more,
    }
    return TemplateResponse(request, "admin/registers_app/editor/line.html", context, status=status)
