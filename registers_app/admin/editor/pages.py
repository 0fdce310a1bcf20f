"""The editor, as a part of the admin pages of versions."""

from typing import Any

from django.http import HttpRequest, HttpResponse, HttpResponseNotAllowed
from django.urls import URLPattern

from registers_app.admin.editor.overview_page import overview_page
from registers_app.admin.editor.urls import editor_urls
from registers_app.admin.scoped import ControllerScopedAdmin
from registers_app.models import RegisterVersion


class EditorPages(ControllerScopedAdmin[RegisterVersion]):
    """The editor’s first page in place of Django’s form, and its other pages below it."""

    def change_view(
        self,
        request: HttpRequest,
        object_id: str,
        form_url: str = "",
        extra_context: dict[str, Any] | None = None,
    ) -> HttpResponse:
        """The first page; *extra_context* is for what the version’s steps show there."""
        version = self.get_object(request, object_id)
        if version is None or not self.has_view_permission(request, version):
            # Says that there is no such thing, or that it is not for the user.
            return super().change_view(request, object_id, form_url, extra_context)
        if request.method not in ("GET", "HEAD"):
            return HttpResponseNotAllowed(["GET", "HEAD"])
        return overview_page(self, request, version, **(extra_context or {}))

    def get_urls(self) -> list[URLPattern]:
        """The pages, and those of sections and lines."""
        return [*editor_urls(self), *super().get_urls()]
