"""The public notice as it would read: of the saved draft, and of what is being typed."""

from collections.abc import Callable
from contextlib import suppress

from csp.constants import SELF
from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import translation
from django.utils.translation import get_language
from django.views.decorators.http import require_safe

from registers_app.admin.editor.forms import EditorForm
from registers_app.admin.editor.opened import Opened, open_version
from registers_app.admin.scoped import ControllerScopedAdmin
from registers_app.domain.languages import LANGUAGES
from registers_app.models import RegisterVersion
from registers_app.pages.preview import rendered_draft
from registers_app.services.editing import (
    ChangedMeanwhile,
    KeyTaken,
    NotADraft,
    RemovedMeanwhile,
)

# With this field a form is tried and not saved; its value is the language to read it in.
PREVIEW = "_preview"
# By this the page's script tells a notice from a form that is not right yet.
IS_PREVIEW = "X-Desk-Preview"
FAULTS = (ChangedMeanwhile, KeyTaken, NotADraft, RemovedMeanwhile)
TEMPLATE = "admin/registers_app/editor/notice.html"


@require_safe
def notice_page(
    request: HttpRequest, *, page: ControllerScopedAdmin[RegisterVersion], pk: int
) -> HttpResponse:
    """The notice of what is saved, in the language that ``?language=`` names."""
    opened = open_version(page, request, pk)
    return _framed(_notice(request, opened.version, request.GET.get("language", ""), opened))


def preview_of(
    request: HttpRequest, opened: Opened, form: EditorForm, *, save: Callable[[], None]
) -> HttpResponse:
    """The notice as it would be with what was sent; nothing of it is kept."""
    if form.is_valid():
        with suppress(*FAULTS):
            return _framed(_tried(request, opened, save))
    context = {"language": get_language(), "waits": True, "form": form}
    return _framed(render(request, TEMPLATE, context))


def _tried(request: HttpRequest, opened: Opened, save: Callable[[], None]) -> HttpResponse:
    with transaction.atomic():
        save()
        version = RegisterVersion.objects.select_related("register__controller").get(
            pk=opened.version.pk
        )
        response = _notice(request, version, request.POST.get(PREVIEW, ""), opened)
        transaction.set_rollback(True)
    response.headers[IS_PREVIEW] = "1"
    return response


def _framed(response: HttpResponse) -> HttpResponse:
    """An answer that the editor’s own pages may show inside themselves."""
    response.headers["X-Frame-Options"] = "SAMEORIGIN"
    vars(response)["_csp_replace"] = {"frame-ancestors": [SELF]}
    return response


def _notice(
    request: HttpRequest, version: RegisterVersion, language: str, opened: Opened
) -> HttpResponse:
    language = language if language in LANGUAGES else opened.languages[0]
    context = {"language": language, "notice": rendered_draft(version, language)}
    with translation.override(language):
        return render(request, TEMPLATE, context)
