"""The addresses of the editor, below a version’s."""

from collections.abc import Callable
from functools import partial, update_wrapper
from typing import Any

from django.http.response import HttpResponseBase
from django.urls import URLPattern, path

from registers_app.admin.editor.line_page import add_page, line_page
from registers_app.admin.editor.line_steps import move_step, remove_page
from registers_app.admin.editor.preview import notice_page
from registers_app.admin.editor.section_page import section_page
from registers_app.admin.scoped import ControllerScopedAdmin
from registers_app.models import RegisterVersion

LINE = "<int:pk>/lines/<slug:part>/<int:line>/"
ROUTES: tuple[tuple[str, str, Callable[..., HttpResponseBase]], ...] = (
    ("<int:pk>/notice/", "notice", notice_page),
    ("<int:pk>/sections/<slug:section>/", "section", section_page),
    ("<int:pk>/lines/<slug:part>/add/", "line_add", add_page),
    (LINE, "line", line_page),
    (f"{LINE}remove/", "line_remove", remove_page),
    (f"{LINE}move/", "line_move", move_step),
)


def editor_urls(page: ControllerScopedAdmin[RegisterVersion]) -> list[URLPattern]:
    """The pages, for the admin page of versions."""
    return [
        path(
            route,
            page.admin_site.admin_view(_bound(view, page)),
            name=f"registers_app_registerversion_{name}",
        )
        for route, name, view in ROUTES
    ]


def _bound(view: Callable[..., HttpResponseBase], page: Any) -> Any:
    return update_wrapper(partial(view, page=page), view)
