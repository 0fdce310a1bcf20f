"""What an address chooses beforehand, for links from elsewhere: a register, and rights.

A privacy notice leads to ``/to/<organisation>/?register=<register>&right=<right>``; ``right``, or
``rights``, may stand there several times.
"""

from django.http import HttpRequest

from registers_app.models import Controller
from requests_app.portal.drafts import Answers, Typed, answers_of
from requests_app.portal.steps import ORGANISATION, REGISTER, RIGHT, Step, way_of
from requests_app.typed import keepable


def chosen_beforehand(request: HttpRequest, controller: Controller) -> dict[str, Typed]:
    """What the address says, by step; what the form would not take counts for nothing."""
    way = way_of(Answers(), controller)
    chosen: dict[str, Typed] = {}
    asked = request.GET.copy()
    asked.setlist("rights", [*asked.getlist("rights"), *asked.getlist("right")])
    for step in (REGISTER, RIGHT):
        form = way.form_of(step, data=asked)
        if form.is_valid():
            chosen[step.name] = keepable(form.typed())
    if RIGHT.name in chosen:
        chosen[RIGHT.name] = _beside_earlier(request, chosen[RIGHT.name])
    return chosen


def first_open(chosen: dict[str, Typed], controller: Controller) -> Step:
    """The step at which the person goes on."""
    if REGISTER.name not in chosen:
        return REGISTER
    by_step: dict[str, Typed] = {ORGANISATION.name: {"organisation": controller.slug}, **chosen}
    following = way_of(Answers(by_step=by_step), controller).after(REGISTER)
    assert following, "What is asked for is asked of everybody."
    return following


def _beside_earlier(request: HttpRequest, typed: Typed) -> Typed:
    """The rights of the address, beside those that were ticked before: nothing typed is lost."""
    earlier = (answers_of(request).of(RIGHT.name) or {}).get("rights", [])
    ticked = [*earlier, *typed["rights"]] if isinstance(earlier, list) else typed["rights"]
    return {"rights": list(dict.fromkeys(ticked))}
