"""What the answers to public notices say to browsers and to what stands between."""

from collections.abc import Callable
from typing import Concatenate, ParamSpec

from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.views.decorators.cache import cache_control
from django.views.decorators.http import conditional_page, require_safe

P = ParamSpec("P")
View = Callable[Concatenate[HttpRequest, P], HttpResponseBase]

# How long a new version may take to reach everybody.
FRESH_FOR_SECONDS = 300


def public(view: View[P]) -> View[P]:
    """A page that says the same to everybody: any cache may keep it for a while."""
    return require_safe(
        conditional_page(cache_control(public=True, max_age=FRESH_FOR_SECONDS)(view))
    )
