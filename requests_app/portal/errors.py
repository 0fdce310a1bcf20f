"""Pages for when something went wrong: calm, in the person's language, and with a way on."""

from django.core.exceptions import RequestDataTooBig, TooManyFieldsSent, TooManyFilesSent
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.template.loader import render_to_string

from registers_app.models import Controller

WAIT_SECONDS = 15 * 60
MULTIPART = "multipart/form-data"
TOO_LARGE = (RequestDataTooBig, TooManyFieldsSent, TooManyFilesSent)


def bad_request(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """400; 413 where the reason is the size."""
    if isinstance(exception, TOO_LARGE):
        return too_large(request)
    return render(request, "400.html", {"back_to": request.path}, status=400)


def forbidden(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """403."""
    return render(request, "403.html", status=403)


def csrf_failed(request: HttpRequest, reason: str = "") -> HttpResponse:
    """403 for a form whose token is missing or old: nothing happened, the draft is kept."""
    return render(request, "403_csrf.html", {"back_to": request.get_full_path()}, status=403)


def not_found(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """404."""
    return render(request, "404.html", status=404)


def too_large(request: HttpRequest) -> HttpResponse:
    """413: more was sent than this desk takes at once; the draft is kept."""
    context = {
        "back_to": request.get_full_path(),
        "sends_files": request.content_type == MULTIPART,
    }
    return render(request, "413.html", context, status=413)


def too_many(request: HttpRequest, controller: Controller | None) -> HttpResponse:
    """429: far too many come from this network; the draft is kept, and other ways are named."""
    context = {
        "back_to": request.get_full_path(),
        "controller": controller,
        "minutes": WAIT_SECONDS // 60,
    }
    response = render(request, "429.html", context, status=429)
    response.headers["Retry-After"] = str(WAIT_SECONDS)
    return response


def server_error(request: HttpRequest) -> HttpResponse:
    """500. Without the request: what broke may be what its context needs."""
    return HttpResponse(render_to_string("500.html"), status=500)
