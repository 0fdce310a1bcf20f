"""On an organisation's own host the desk is its alone: start page, registers and notices."""

from collections.abc import Callable, Mapping
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect

from registers_app.pages.own_host import controller_of_host
from requests_app.portal.journey import organisation

START = "portal:start"
# The pages of one organisation, and what names it in their addresses.
OF_ONE = {"portal": "slug", "notices": "controller", "notice_links": "controller"}


class OwnHostMiddleware:
    """Stands after the check of CSRF tokens: it answers in place of a view."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """The view's answer."""
        return self.get_response(request)

    def process_view(
        self,
        request: HttpRequest,
        view: Callable[..., HttpResponse],
        args: tuple[Any, ...],
        kwargs: Mapping[str, Any],
    ) -> HttpResponseBase | None:
        """The organisation's own start page. Raises Http404 for another organisation's pages."""
        match = request.resolver_match
        named = kwargs.get(OF_ONE.get(match.app_name, "")) if match else None
        if match is None or not (named or match.view_name == START):
            return None
        own = controller_of_host(request)
        if own is None:
            return None
        if named and named != own.slug:
            raise Http404
        if match.view_name != START:
            return None
        if not own.is_open:
            return redirect("notices:controller", controller=own.slug)
        return organisation(request, slug=own.slug)
