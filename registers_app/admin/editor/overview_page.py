"""The first page of a version’s editor: how far it has come, and what to do next."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.template.response import TemplateResponse
from django.utils.translation import gettext as _

from registers_app.admin.editor.findings import counted, findings_by_section, told
from registers_app.admin.editor.frame import frame
from registers_app.admin.editor.opened import opened
from registers_app.admin.scoped import ControllerScopedAdmin
from registers_app.models import RegisterVersion


def overview_page(
    page: ControllerScopedAdmin[RegisterVersion],
    request: HttpRequest,
    version: RegisterVersion,
    **more: Any,
) -> HttpResponse:
    """All sections with their progress; *more* is for the buttons of the version’s machine."""
    context = {
        **frame(request, opened(page, request, version)),
        **_findings(version),
        "title": str(version),
        "original": version,
        **more,
    }
    template = "admin/registers_app/registerversion_change_form.html"
    return TemplateResponse(request, template, context)


def _findings(version: RegisterVersion) -> dict[str, Any]:
    found = findings_by_section(version)
    return {
        "findings_in": {key: counted(ones) for key, ones in found.items() if key},
        "findings_title": _("What is to be put right outside these sections"),
        "findings": told(version, found.get("", ())),
    }
