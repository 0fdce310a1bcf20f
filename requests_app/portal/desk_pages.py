"""Pages about the desk itself."""

from datetime import date, timedelta

from django.conf import settings
from django.db import Error, connection
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.templatetags.static import static
from django.views.decorators.cache import cache_control, never_cache
from django.views.decorators.http import require_safe
from django.views.decorators.vary import vary_on_headers

from config.clock import now
from registers_app.pages.own_host import controller_of_host
from registers_app.selectors import open_controllers
from requests_app.portal import drafts

UNAVAILABLE = 503
# When the pages were last gone through as a whole: docs/testing.md.
ASSESSED_ON = date(2026, 11, 26)
# Whose laws on accessibility, and authorities, the statement names.
NAMED_COUNTRIES = {"FI", "SE", "GB"}
# RFC 9116 (2.5.5) recommends less than a year; each answer counts anew.
GOOD_FOR = timedelta(days=180)


@require_safe
def accessibility(request: HttpRequest) -> HttpResponse:
    """The accessibility statement (FI: Act 306/2019 s. 9; Implementing Decision (EU) 2018/1523)."""
    own = controller_of_host(request)
    controllers = [own] if own else list(open_controllers())
    countries = {controller.country for controller in controllers}
    context = {
        "assessed_on": ASSESSED_ON,
        "controllers": controllers,
        "countries": countries,
        "elsewhere": not countries or countries - NAMED_COUNTRIES,
    }
    return render(request, "portal/accessibility.html", context)


@require_safe
def privacy(request: HttpRequest) -> HttpResponse:
    """What this desk itself keeps of its visitors."""
    context = {
        "draft_days": settings.DRAFT_DAYS,
        "has_draft": drafts.COOKIE in request.COOKIES,
    }
    return render(request, "portal/privacy.html", context)


@require_safe
@vary_on_headers("Accept-Language")
def root(request: HttpRequest) -> HttpResponse:
    """To the start page in a language that the browser asks for."""
    return redirect("portal:start")


@require_safe
def security_txt(request: HttpRequest) -> HttpResponse:
    """Whom to tell of a weakness, as RFC 9116 has it. Raises Http404 where nobody is named."""
    if not settings.SECURITY_CONTACT:
        raise Http404
    lines = [
        *(f"Contact: {contact}" for contact in settings.SECURITY_CONTACT),
        f"Expires: {now() + GOOD_FOR:%Y-%m-%dT00:00:00Z}",
        "Preferred-Languages: en, fi, sv",
        f"Canonical: {_site_of(request)}{request.path}",
    ]
    if settings.SECURITY_POLICY:
        lines.append(f"Policy: {settings.SECURITY_POLICY}")
    return HttpResponse("\n".join([*lines, ""]), content_type="text/plain; charset=utf-8")


@require_safe
@cache_control(public=True, max_age=24 * 60 * 60)
def favicon(request: HttpRequest) -> HttpResponse:
    """Where the icon is, for a browser that looks for it at the old place."""
    return redirect(static("portal/icon.ico"))


@never_cache
@require_safe
def healthz(request: HttpRequest) -> HttpResponse:
    """Whether this process answers and reaches its database."""
    try:
        with connection.cursor() as cursor:
            cursor.execute("SELECT 1")
    except Error:
        return HttpResponse("no database\n", status=UNAVAILABLE, content_type="text/plain")
    return HttpResponse("ok\n", content_type="text/plain")


def _site_of(request: HttpRequest) -> str:
    own = controller_of_host(request)
    return own.site_url if own else str(settings.SITE_URL).rstrip("/")
