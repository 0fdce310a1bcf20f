"""Published notices as JSON, for the controller's own site: in all languages, to any site."""

import hashlib
import json
from collections.abc import Callable
from functools import wraps
from typing import Any, Concatenate, ParamSpec

from django.db.models import Prefetch
from django.http import Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404

from config.clock import today
from registers_app.exchange.notice_tree import FORMAT, notice_tree, register_head, version_head
from registers_app.models import Controller, Register, RegisterVersion
from registers_app.pages.addresses import lasting_address
from registers_app.pages.headers import public
from registers_app.pages.history import current, history
from registers_app.selectors import published_registers, published_versions

P = ParamSpec("P")
View = Callable[Concatenate[HttpRequest, P], HttpResponseBase]


def from_any_site(view: View[P]) -> View[P]:
    """Lets the scripts of every site read the answer, be it that nothing changed."""

    @wraps(view)
    def answer(request: HttpRequest, /, *args: P.args, **kwargs: P.kwargs) -> HttpResponseBase:
        response = view(request, *args, **kwargs)
        response.headers["Access-Control-Allow-Origin"] = "*"
        return response

    return answer


@from_any_site
@public
def register_json(request: HttpRequest, controller: str, register: str) -> HttpResponse:
    """The version in force of one register, else the first to come."""
    registers = Register.objects.select_related("controller")
    found = get_object_or_404(registers, controller__slug=controller, slug=register)
    version = _current(found, list(published_versions().filter(register=found)))
    if version is None:
        raise Http404
    version.register = found
    return _answer({"address": lasting_address(found), **notice_tree(version)})


@from_any_site
@public
def controller_json(request: HttpRequest, controller: str) -> HttpResponse:
    """Which notices there are, each with the address of its own JSON."""
    found = get_object_or_404(Controller, slug=controller)
    registers = (
        published_registers(found)
        .select_related("controller")
        .prefetch_related(Prefetch("versions", queryset=published_versions()))
    )
    return _answer({"format": FORMAT, "notices": [_listed(row) for row in registers]})


def _listed(register: Register) -> dict[str, Any]:
    version = _current(register, list(register.versions.all()))
    assert version, "Only registers with a published version are listed."
    page = lasting_address(register)
    return {
        "register": register_head(register),
        "version": version_head(version),
        "address": page,
        "json": f"{page}notice.json",
    }


def _current(register: Register, versions: list[RegisterVersion]) -> RegisterVersion | None:
    day = today(register.controller.time_zone)
    return current(history(versions, on=day)).version if versions else None


def _answer(tree: dict[str, Any]) -> HttpResponse:
    body = json.dumps(tree, ensure_ascii=False, separators=(",", ":")).encode()
    response = HttpResponse(body, content_type="application/json")
    # By what it says, and so the same in every process and language.
    response.headers["ETag"] = f'"{hashlib.sha256(body).hexdigest()}"'
    return response
