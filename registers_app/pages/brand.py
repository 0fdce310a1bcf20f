"""What makes a public page an organisation's own: its colours and its logo.

Their addresses change with them, so that a browser may keep them for good.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.views.decorators.cache import cache_control
from django.views.decorators.http import require_safe

from registers_app.domain.colours import DARK, HEX, LIGHT, Palette, palette
from registers_app.models import Controller, ControllerLogo

KEPT_FOR = 365 * 24 * 60 * 60
for_good = cache_control(public=True, max_age=KEPT_FOR, immutable=True)


@dataclass(frozen=True, kw_only=True)
class Brand:
    """What stands at the head of a page."""

    name: str
    home_url: str
    style_url: str  # empty: the desk's own colours
    logo_url: str  # empty: the name alone


def brand_of(controller: Controller, *, on_a_notice: bool = False) -> Brand:
    """The brand of a controller; asks the database nothing.

    The head of a notice leads to all notices, that of the form to its beginning.
    """
    colour, digest = controller.brand_colour.removeprefix("#"), controller.logo_digest
    logo = {"slug": controller.slug, "digest": digest}
    return Brand(
        name=controller.name,
        home_url=_home(controller, on_a_notice=on_a_notice),
        style_url=reverse("brand:colours", kwargs={"colour": colour}) if colour else "",
        logo_url=reverse("brand:logo", kwargs=logo) if digest else "",
    )


def controller_in(context: Mapping[str, Any]) -> Controller | None:
    """The controller that a page is about, from what its template was given."""
    for name in ("controller", "submission", "case", "notice", "receipt"):
        found = context.get(name)
        for _step in range(2):
            found = found if isinstance(found, Controller) else _towards(found)
        if isinstance(found, Controller):
            return found
    return None


def _home(controller: Controller, *, on_a_notice: bool) -> str:
    """Where a request begins; the notices of an organisation that has left the desk."""
    if controller.is_open and not on_a_notice:
        return reverse("portal:organisation", kwargs={"slug": controller.slug})
    return reverse("notices:controller", kwargs={"controller": controller.slug})


def _towards(value: Any) -> Any:
    return getattr(value, "controller", None) or getattr(value, "submission", None)


@require_safe
@for_good
def colours(request: HttpRequest, colour: str) -> HttpResponse:
    """A style sheet with the colours that are made from one."""
    if not HEX.fullmatch(f"#{colour}"):
        raise Http404
    light, dark = palette(f"#{colour}", LIGHT), palette(f"#{colour}", DARK)
    sheet = f"{_rule(light)}\n@media (prefers-color-scheme: dark) {{ {_rule(dark)} }}\n"
    return HttpResponse(sheet, content_type="text/css; charset=utf-8")


@require_safe
@for_good
def logo(request: HttpRequest, slug: str, digest: str) -> HttpResponse:
    """The logo of a controller. Raises Http404 for one of another day."""
    found = get_object_or_404(ControllerLogo, controller__slug=slug, controller__logo_digest=digest)
    return HttpResponse(bytes(found.content), content_type="image/png")


def _rule(found: Palette) -> str:
    return (
        f":root {{ --accent: {found.accent}; --on-accent: {found.on_accent}; "
        f"--tint: {found.tint}; }}"
    )
