"""Every address under /admin/, asked of the resolver, and how to reach it for one controller."""

import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from functools import cache
from typing import Any
from urllib.parse import urlencode

from django.contrib import admin
from django.contrib.contenttypes.models import ContentType
from django.urls import URLPattern, URLResolver, get_resolver

from registers_app.admin.scoped import ControllerScopedAdmin
from registers_app.models import Controller
from tests.roles.desk import Side

PARAMETER = re.compile(r"<(?:\w+:)?(\w+)>")
# No row has this number.
NOBODY = 987_654_321
# One use of an address for which a query is needed.
QUERIES = {
    "users": {"model_name": "membership", "field_name": "user", "app_label": "registers_app"},
    "controllers": {
        "model_name": "membership",
        "field_name": "controller",
        "app_label": "registers_app",
    },
    "requests": {"model_name": "task", "field_name": "request", "app_label": "requests_app"},
}
# In which case a step can be taken, and about what.
STEP_CASES = {"assess": "received", "reopen": "refused", "resume": "waiting"}


@dataclass(frozen=True, kw_only=True)
class Address:
    """A pattern: its name, or its route where it has none."""

    name: str
    route: str

    @property
    def parameters(self) -> list[str]:
        """The parts that are filled in."""
        return PARAMETER.findall(self.route)

    def of(self, side: Side, variant: str = "") -> str:
        """The address of the controller's row."""
        return self._filled(lambda name: _value(self, name, side=side, variant=variant), variant)

    def of_nobody(self, side: Side, variant: str = "") -> str:
        """The address of a row that does not exist."""

        def value(name: str) -> Any:
            known = _value(self, name, side=side, variant=variant)
            return NOBODY if isinstance(known, int) else known

        return self._filled(value, variant)

    def _filled(self, value: Callable[[str], Any], variant: str) -> str:
        path = PARAMETER.sub(lambda found: str(value(found[1])), self.route)
        query = QUERIES.get(variant, {})
        return f"{path}?{urlencode(query)}" if query else path


@cache
def addresses() -> dict[str, Address]:
    """Every address under /admin/, by name."""
    found = list(_walk(get_resolver().url_patterns, "/", ()))
    return {one.name: one for one in found if one.route.startswith("/admin/")}


def _walk(
    patterns: Iterable[URLPattern | URLResolver], before: str, spaces: tuple[str, ...]
) -> Iterator[Address]:
    for pattern in patterns:
        route = before + _plain(str(pattern.pattern))
        if isinstance(pattern, URLResolver):
            inner = (*spaces, pattern.namespace) if pattern.namespace else spaces
            yield from _walk(pattern.url_patterns, route, inner)
        else:
            name = (
                ":".join((*spaces, pattern.name)) if pattern.name else PARAMETER.sub(r"<\1>", route)
            )
            yield Address(name=name, route=route)


def _plain(pattern: str) -> str:
    """A regular expression written as a route."""
    return re.sub(r"\(\?P<(\w+)>[^)]*\)", r"<\1>", pattern.removeprefix("^")).removesuffix("$")


def _value(address: Address, parameter: str, *, side: Side, variant: str) -> Any:
    """What to fill in for one parameter of an address."""
    about_proof = "evidence_id" in address.parameters
    about_paper = "paper_id" in address.parameters
    looks = "/look/" in address.route
    case = (
        "looking"
        if looks
        else "asked"
        if about_proof
        else "represented"
        if about_paper
        else STEP_CASES.get(variant, "rightsrequest")
    )
    known: dict[str, Any] = {
        "app_label": variant,
        "name": variant,
        "section": "automation",
        "part": "purposes",
        "line": side.rows["line"],
        "url": "nowhere/",
        "content_type_id": ContentType.objects.get_for_model(Controller).pk,
        "case_id": side.rows[case],
        "file_id": side.rows["scan" if looks else "file"],
        "page": 1,
        "evidence_id": side.rows["evidence"],
        "paper_id": side.rows["paper"],
        "absence_id": NOBODY,  # an absence is its reader's own, of no controller
        "view_id": NOBODY,  # a saved view is its reader's own, of no controller
        "pending_id": side.rows["pending"],
        "message_file_id": side.rows["message_file"],
        "letter_id": side.rows[
            "complaint_letter" if "complaint_id" in address.parameters else "letter"
        ],
        "complaint_id": side.rows["complaint"],
        "controller_id": side.rows["controller"],
        "medium": "case",
        "kind": "received",
        "language": "en",
        "target_id": side.rows["suspension"],
    }
    if looks:
        known["task_id"] = side.rows["found_text"]
    if parameter in known:
        return known[parameter]
    if "content_type_id" in address.parameters:
        return side.rows["controller"]
    return side.rows.get(variant) or _row_of(address, side)


def _row_of(address: Address, side: Side) -> int:
    app_label, model_name = address.route.split("/")[2:4]
    if model_name not in side.rows:
        side.rows[model_name] = _latest(app_label, model_name, side.controller)
    return side.rows[model_name]


def _latest(app_label: str, model_name: str, controller: Controller) -> int:
    model = ContentType.objects.get_by_natural_key(app_label, model_name).model_class()
    assert model is not None
    there = admin.site.get_model_admin(model)
    assert isinstance(there, ControllerScopedAdmin), f"Whose is a {model_name}? Say so in desk.py."
    rows = model._default_manager.filter(**{there.controller_path: controller}).order_by("-pk")
    key: int | None = rows.values_list("pk", flat=True).first()
    assert key, f"The controller has no {model_name}: give it one in tests/roles/desk.py."
    return key
