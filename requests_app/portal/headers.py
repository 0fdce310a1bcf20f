"""What the answers to personal pages say to browsers and to what stands between."""

from collections.abc import Callable
from functools import wraps
from typing import Concatenate, ParamSpec

from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.views.decorators.cache import never_cache

P = ParamSpec("P")
View = Callable[Concatenate[HttpRequest, P], HttpResponseBase]


def personal(view: View[P]) -> View[P]:
    """A page about somebody: kept by no cache, and its address told to nobody.

    Not "no-referrer": browsers then hide the origin of our own forms too, and CSRF protection
    would refuse them.
    """

    @wraps(view)
    def answer(request: HttpRequest, /, *args: P.args, **kwargs: P.kwargs) -> HttpResponseBase:
        response = view(request, *args, **kwargs)
        response.headers["Referrer-Policy"] = "strict-origin"
        response.headers["X-Robots-Tag"] = "noindex"
        return response

    return never_cache(answer)
