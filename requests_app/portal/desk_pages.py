"""Pages about the desk itself."""

from django.db import Error, connection
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe
from django.views.decorators.vary import vary_on_headers

from requests_app.portal import drafts

UNAVAILABLE = 503


@require_safe
def accessibility(request: HttpRequest) -> HttpResponse:
    """The accessibility statement."""
    return render(request, "portal/accessibility.html")


@require_safe
def privacy(request: HttpRequest) -> HttpResponse:
    """What this desk itself keeps of its visitors."""
    context = {
        "draft_days": drafts.LIFETIME.days,
        "has_draft": drafts.COOKIE in request.COOKIES,
    }
    return render(request, "portal/privacy.html", context)


@require_safe
@vary_on_headers("Accept-Language")
def root(request: HttpRequest) -> HttpResponse:
    """To the start page in a language that the browser asks for."""
    return redirect("portal:start")


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
