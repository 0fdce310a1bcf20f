"""What every page of the editor has around it: where one is, and how far one has come."""

from typing import Any

from django.contrib import admin
from django.http import HttpRequest
from django.urls import reverse

from registers_app.admin.editor.opened import Opened
from registers_app.admin.editor.progress import overview_of
from registers_app.admin.editor.sections import Section
from registers_app.models import LanguageChoice, RegisterVersion


def frame(
    request: HttpRequest, opened: Opened, *, section: Section | None = None
) -> dict[str, Any]:
    """The context of a page."""
    overview = overview_of(opened)
    return {
        **admin.site.each_context(request),
        "opts": RegisterVersion._meta,
        "opened": opened,
        "version": opened.version,
        "register_name": opened.register.name_in(request.LANGUAGE_CODE),
        "section": section,
        "overview": overview,
        "next": overview.after(section) if section else None,
        "overview_url": reverse(
            "admin:registers_app_registerversion_change", args=[opened.version.pk]
        ),
        "notice_url": reverse(
            "admin:registers_app_registerversion_notice", args=[opened.version.pk]
        ),
        "preview_languages": [(code, LanguageChoice(code).label) for code in opened.languages],
        "anchor": section.anchor if section else "",
    }
