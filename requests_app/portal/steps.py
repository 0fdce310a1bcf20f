"""The steps of the public form, in their order, and the form of each."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from registers_app.models import Controller
from registers_app.selectors import open_controllers
from requests_app.portal.drafts import Answers
from requests_app.portal.forms import (
    AboutForm,
    FindForm,
    OrganisationForm,
    PersonForm,
    PlainForm,
    RegisterForm,
    RightForm,
)
from requests_app.portal.options import right_options


@dataclass(frozen=True, kw_only=True)
class Step:
    """One page of the form."""

    name: str
    title: str | Promise
    form: type[PlainForm]

    @property
    def template(self) -> str:
        """The page's template."""
        return f"portal/steps/{self.name}.html"


ORGANISATION = Step(name="organisation", title=_("Organisation"), form=OrganisationForm)
REGISTER = Step(name="register", title=_("Where your data may be"), form=RegisterForm)
STEPS = (
    ORGANISATION,
    REGISTER,
    Step(name="right", title=_("What you want"), form=RightForm),
    Step(name="you", title=_("Who you are and how to reach you"), form=PersonForm),
    Step(name="find", title=_("How to find you"), form=FindForm),
    Step(name="about", title=_("What it is about"), form=AboutForm),
)
# The page that shows the answers is the last one.
COUNT = len(STEPS) + 1


def step_named(name: str) -> Step | None:
    """The step of that name."""
    return next((step for step in STEPS if step.name == name), None)


def number_of(step: Step) -> int:
    """Which page of the form it is, from 1."""
    return STEPS.index(step) + 1


def before(step: Step) -> Step | None:
    """The step before it."""
    return STEPS[STEPS.index(step) - 1] if step is not ORGANISATION else None


def after(step: Step) -> Step | None:
    """The step after it; None: the answers are shown next."""
    following = STEPS[STEPS.index(step) + 1 :]
    return following[0] if following else None


def controller_of(answers: Answers) -> Controller | None:
    """The organisation that was chosen, while it is on the public pages."""
    slug = (answers.of(ORGANISATION.name) or {}).get("organisation", "")
    return open_controllers().filter(slug=slug).first() if slug else None


def form_of(
    step: Step,
    *,
    controller: Controller | None,
    data: Mapping[str, Any] | None = None,
    initial: Mapping[str, Any] | None = None,
) -> PlainForm:
    """The form of a step: bound to *data*, or showing *initial*."""
    more: dict[str, Any] = {"controller": controller} if step is REGISTER else {}
    return step.form(data, initial={**_suggested(step), **(initial or {})}, **more)


def bound_forms(answers: Answers, *, controller: Controller) -> dict[str, PlainForm]:
    """The form of every step that was visited, bound to what was typed there."""
    return {
        step.name: form_of(step, controller=controller, data=typed)
        for step in STEPS
        if (typed := answers.of(step.name)) is not None
    }


def first_gap(forms: Mapping[str, PlainForm]) -> Step | None:
    """The first step that is missing or not right."""
    for step in STEPS:
        if step.name not in forms or not forms[step.name].is_valid():
            return step
    return None


def _suggested(step: Step) -> dict[str, Any]:
    options = right_options()
    if step.form is RightForm and len(options) == 1:
        return {"rights": [options[0].value]}
    return {}
