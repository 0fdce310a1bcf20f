"""The public pages of privacy notices. They only show, and show the same to everybody."""

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils import translation

from registers_app.models import Controller, Register
from registers_app.pages.headers import public
from registers_app.pages.history import Standing
from registers_app.pages.listing import notices_of
from registers_app.pages.notice import Notice, notice_of
from registers_app.pages.pdf import notice_pdf
from registers_app.pages.words import notices_name


@public
def controller_page(request: HttpRequest, controller: str) -> HttpResponse:
    """The notices of one controller."""
    found = get_object_or_404(Controller, slug=controller)
    context = {
        "controller": found,
        "kind": notices_name(found.country),
        "notices": notices_of(found),
    }
    return _searchable(render(request, "notices/controller.html", context), found.is_open)


@public
def register_page(request: HttpRequest, controller: str, register: str) -> HttpResponse:
    """The version in force of one register."""
    return _page(request, _found(controller, register))


@public
def version_page(request: HttpRequest, controller: str, register: str, number: int) -> HttpResponse:
    """One published version, old or new."""
    return _page(request, _found(controller, register, number=number))


@public
def register_pdf(request: HttpRequest, controller: str, register: str) -> HttpResponse:
    """The version in force of one register, as a PDF."""
    return _pdf(_found(controller, register))


@public
def version_pdf(request: HttpRequest, controller: str, register: str, number: int) -> HttpResponse:
    """One published version, old or new, as a PDF."""
    return _pdf(_found(controller, register, number=number))


@public
def in_main_language(request: HttpRequest, /, controller: str, **more: Any) -> HttpResponse:
    """From an address without a language to the page in the controller's own."""
    found = get_object_or_404(Controller, slug=controller)
    match = request.resolver_match
    assert match, "A view runs only where an address led to it."
    with translation.override(found.language):
        address = reverse(f"notices:{match.url_name}", kwargs={"controller": controller, **more})
    return HttpResponseRedirect(address)


def _found(controller: str, register: str, *, number: int | None = None) -> Notice:
    """The notice in the language of the address. Raises Http404."""
    found = get_object_or_404(
        Register.objects.select_related("controller"), controller__slug=controller, slug=register
    )
    notice = notice_of(found, language=translation.get_language() or "en", number=number)
    if notice is None:
        raise Http404
    return notice


def _page(request: HttpRequest, notice: Notice) -> HttpResponse:
    response = render(request, "notices/notice.html", {"notice": notice})
    return _searchable(response, _is_for_today(notice))


def _pdf(notice: Notice) -> HttpResponse:
    name = f"{notice.content.register.slug}-{notice.dated.version.number}-{notice.language}.pdf"
    response = HttpResponse(notice_pdf(notice), content_type="application/pdf")
    response.headers["Content-Disposition"] = f'inline; filename="{name}"'
    return _searchable(response, _is_for_today(notice))


def _is_for_today(notice: Notice) -> bool:
    return notice.controller.is_open and notice.dated.standing is not Standing.FORMER


def _searchable(response: HttpResponse, is_for_today: bool) -> HttpResponse:
    """Let no search engine lead to an old version, or to an organisation that has left the desk."""
    if not is_for_today:
        response.headers["X-Robots-Tag"] = "noindex"
    return response
