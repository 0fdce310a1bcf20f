"""The page of one section: its texts as a form, its lines as a list."""

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.template.response import TemplateResponse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from registers_app.admin.editor.checked import section_findings
from registers_app.admin.editor.conflict import differences, words_meanwhile
from registers_app.admin.editor.facts import words_of
from registers_app.admin.editor.forms import WordsForm, words_form
from registers_app.admin.editor.frame import frame
from registers_app.admin.editor.opened import Opened, open_version, require_editing
from registers_app.admin.editor.preview import PREVIEW, preview_of
from registers_app.admin.editor.progress import section_url
from registers_app.admin.editor.rows import page_of_rows
from registers_app.admin.editor.sections import BY_KEY, Section
from registers_app.admin.scoped import ControllerScopedAdmin
from registers_app.models import RegisterVersion
from registers_app.models.content import PARTS
from registers_app.services.editing import ChangedMeanwhile, NotADraft
from registers_app.services.save_words import save_words

Page = ControllerScopedAdmin[RegisterVersion]


@require_http_methods(["GET", "HEAD", "POST"])
def section_page(request: HttpRequest, *, page: Page, pk: int, section: str) -> HttpResponse:
    """Show a section, or save its texts. Raises Http404."""
    opened = open_version(page, request, pk)
    found = BY_KEY.get(section)
    if found is None:
        raise Http404
    if request.method != "POST":
        return _page(request, opened, found, form=_form(opened, found))
    require_editing(opened)
    if not found.words:
        return HttpResponseRedirect(section_url(pk, section))
    return _save(page, request, opened, found)


def _form(opened: Opened, section: Section, data: Any = None) -> WordsForm | None:
    if not section.words or not opened.may_edit or (data is None and not opened.edits):
        return None
    kind = words_form(section.words)
    return kind(data, instance=opened.version, languages=opened.languages)


def _save(page: Page, request: HttpRequest, opened: Opened, section: Section) -> HttpResponse:
    form = _form(opened, section, request.POST)
    assert form is not None

    def save() -> None:
        save_words(opened.version.pk, words=form.words(), seen=form.cleaned_data["seen"])

    if PREVIEW in request.POST:
        return preview_of(request, opened, form, save=save)
    if not form.is_valid():
        return _page(request, opened, section, form=form)

    try:
        save()
    except NotADraft:
        form.add_error(None, _("This version is no draft any more. Nothing was saved."))
        return _page(request, opened, section, form=form, status=409)
    except ChangedMeanwhile:
        return _conflict(page, request, opened, section, form)
    return _saved(page, request, opened, section)


def _saved(page: Page, request: HttpRequest, opened: Opened, section: Section) -> HttpResponse:
    message = _("Saved: %(what)s.") % {"what": section.title}
    page.log_change(request, opened.version, message)
    messages.success(request, message)
    return HttpResponseRedirect(section_url(opened.version.pk, section.key))


def _conflict(
    page: Page, request: HttpRequest, opened: Opened, section: Section, form: WordsForm
) -> HttpResponse:
    now = words_meanwhile(form, section.words)
    typed = words_of(form.instance, section.words)
    conflict = differences(words_of(now, section.words), typed)
    if not conflict:
        # Both wrote the same.
        return _saved(page, request, opened, section)
    return _page(request, opened, section, form=form, conflict=conflict, status=409)


def _page(
    request: HttpRequest,
    opened: Opened,
    section: Section,
    *,
    form: WordsForm | None,
    status: int = 200,
    **more: Any,
) -> HttpResponse:
    around = frame(request, opened, section=section)
    context = {
        **around,
        **section_findings(request, opened, around["overview"], section),
        "title": section.title,
        "form": form,
        "facts": words_of(opened.version, section.words) if form is None else [],
        **_list(request, opened, section),
        **more,
    }
    template = "admin/registers_app/editor/section.html"
    return TemplateResponse(request, template, context, status=status)


def _list(request: HttpRequest, opened: Opened, section: Section) -> dict[str, Any]:
    if not section.part:
        return {}
    words = request.GET.get("q", "").strip()
    page, rows = page_of_rows(
        opened.version, section.part, number=request.GET.get("page", "1"), words=words
    )
    return {"part": PARTS[section.part]._meta, "rows": rows, "lines": page, "words": words}
