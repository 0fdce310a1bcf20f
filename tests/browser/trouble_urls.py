"""The desk's addresses, and some at which something goes wrong."""

from typing import NoReturn

from django.conf.urls.i18n import i18n_patterns
from django.core.exceptions import BadRequest, PermissionDenied, RequestDataTooBig
from django.http import HttpRequest, HttpResponse
from django.urls import path

from config.urls import handler400, handler403, handler404, handler500
from config.urls import urlpatterns as desk
from registers_app.models import Controller
from requests_app.portal.errors import csrf_failed, too_many

__all__ = ["handler400", "handler403", "handler404", "handler500", "urlpatterns"]

FAULTS: dict[str, type[Exception]] = {
    "400": BadRequest,
    "403": PermissionDenied,
    "413": RequestDataTooBig,
    "500": RuntimeError,
}


def broken(request: HttpRequest, name: str) -> NoReturn:
    """Something goes wrong."""
    raise FAULTS[name]


def without_token(request: HttpRequest) -> HttpResponse:
    """A form whose token is old."""
    return csrf_failed(request)


def from_a_busy_network(request: HttpRequest) -> HttpResponse:
    """A form that is sent where many have sent theirs."""
    return too_many(request, Controller.objects.get())


urlpatterns = [
    *i18n_patterns(
        path("trouble/403_csrf/", without_token),
        path("trouble/429/", from_a_busy_network),
        path("trouble/<str:name>/", broken),
    ),
    *desk,
]
