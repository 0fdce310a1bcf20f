"""The organisation whose own host a page was asked from."""

from urllib.parse import urlsplit

from django.conf import settings
from django.core.exceptions import DisallowedHost
from django.http import HttpRequest
from django.http.request import split_domain_port

from registers_app.models import Controller

KEPT_AS = "_controller_of_host"


def controller_of_host(request: HttpRequest) -> Controller | None:
    """Whose host it is; None on the desk's own. Asks the database once a request, and never
    where the desk has no other host.
    """
    if not hasattr(request, KEPT_AS):
        setattr(request, KEPT_AS, _found(request))
    found: Controller | None = getattr(request, KEPT_AS)
    return found


def _found(request: HttpRequest) -> Controller | None:
    try:
        host, _port = split_domain_port(request.get_host())
    except DisallowedHost:  # the page that says so asks for its brand
        return None
    if host == urlsplit(settings.SITE_URL).hostname:
        return None
    return Controller.objects.filter(host_name=host.casefold()).first() if host else None
