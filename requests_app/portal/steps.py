"""The steps of the public form, in their order, and the form of each."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from functools import cached_property
from typing import Any

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from registers_app.models import Controller, OurRole, Purpose, Register
from registers_app.selectors import kept_for_others, open_controllers, open_register
from requests_app.detail_forms import (
    AccessForm,
    AutomatedDecisionForm,
    ConsentForm,
    DetailsForm,
    ErasureForm,
    ObjectionDetailsForm,
    PortabilityForm,
    RectificationForm,
    RestrictionForm,
)
from requests_app.domain.representation import Role, asks_for_another
from requests_app.domain.rights import Right
from requests_app.option import Option
from requests_app.plain_form import PlainForm
from requests_app.portal.advice import advice_of
from requests_app.portal.drafts import Answers, Typed
from requests_app.portal.forms import (
    ClientForm,
    ConcernedForm,
    ObjectionForm,
    OrganisationForm,
    PersonForm,
    RegisterForm,
    RightForm,
    WhomForm,
)
from requests_app.portal.last_forms import AboutForm, FindForm, ReplyForm
from requests_app.portal.options import UNKNOWN_REGISTER, register_named
from requests_app.typed import invisible
from requests_app.uses import published_purposes, uses_named_for
from requests_app.written import reader_language


@dataclass(frozen=True, kw_only=True)
class Step:
    """One page of the form."""

    name: str
    title: str | Promise
    form: type[PlainForm]

    @property
    def template(self) -> str:
        """The page's template."""
        page = "details" if issubclass(self.form, DetailsForm) else self.name
        return f"portal/steps/{page}.html"


ORGANISATION = Step(name="organisation", title=_("Organisation"), form=OrganisationForm)
REGISTER = Step(name="register", title=_("Where your data may be"), form=RegisterForm)
CLIENT = Step(name="client", title=_("Who decides over these data"), form=ClientForm)
RIGHT = Step(name="right", title=_("What you want"), form=RightForm)
OBJECTION = Step(name="objection", title=_("What you object to"), form=ObjectionForm)
WHOM = Step(name="whom", title=_("For yourself or somebody else"), form=WhomForm)
CONCERNED = Step(name="concerned", title=_("Whose data it is about"), form=ConcernedForm)
YOU = Step(name="you", title=_("Who you are and how to reach you"), form=PersonForm)
FIND = Step(name="find", title=_("How to find you"), form=FindForm)
DETAILS = (
    Step(name="access", title=_("Which data you want to see"), form=AccessForm),
    Step(name="rectification", title=_("What is to be corrected"), form=RectificationForm),
    Step(name="erasure", title=_("What is to be erased"), form=ErasureForm),
    Step(name="restriction", title=_("Why the use is to be limited"), form=RestrictionForm),
    Step(name="portability", title=_("Where your data should go"), form=PortabilityForm),
    Step(
        name="objection-details",
        title=_("What your objection is about"),
        form=ObjectionDetailsForm,
    ),
    Step(
        name="automated-decision",
        title=_("Which decision a human should look at"),
        form=AutomatedDecisionForm,
    ),
    Step(name="consent", title=_("Which consent you withdraw"), form=ConsentForm),
)
ABOUT = Step(name="about", title=_("Anything else"), form=AboutForm)
REPLY = Step(name="reply", title=_("How we answer you"), form=ReplyForm)
STEPS = (
    ORGANISATION,
    REGISTER,
    CLIENT,
    RIGHT,
    OBJECTION,
    WHOM,
    CONCERNED,
    YOU,
    FIND,
    *DETAILS,
    ABOUT,
    REPLY,
)


@dataclass(frozen=True, kw_only=True)
class Way:
    """The steps that one person's answers lead through, and what was answered so far."""

    steps: tuple[Step, ...]
    answers: Answers
    controller: Controller | None
    register: Register | None  # None also where all are meant
    _named: dict[str, Register | None] = field(default_factory=dict, repr=False, compare=False)

    @property
    def count(self) -> int:
        """How many pages the form has; the one that shows the answers is the last."""
        return len(self.steps) + 1

    @cached_property
    def purposes(self) -> list[Purpose]:
        """What the data are used for, read once for all questions about it."""
        return published_purposes(self.controller, self.register) if self.controller else []

    def number_of(self, step: Step) -> int:
        """Which page of the form it is, from 1."""
        return self.steps.index(step) + 1

    def before(self, step: Step) -> Step | None:
        """The step before it."""
        earlier = STEPS[: STEPS.index(step)]
        return next((each for each in reversed(earlier) if each in self.steps), None)

    def after(self, step: Step) -> Step | None:
        """The step after it; None: the answers are shown next."""
        later = STEPS[STEPS.index(step) + 1 :]
        return next((each for each in later if each in self.steps), None)

    def form_of(
        self,
        step: Step,
        *,
        data: Mapping[str, Any] | None = None,
        files: Mapping[str, Any] | None = None,
        initial: Mapping[str, Any] | None = None,
    ) -> PlainForm:
        """The form of a step: bound to *data*, or showing *initial*."""
        return step.form(data, files=files, initial=initial, **_more(step, self))

    def sent_form_of(
        self, step: Step, *, data: Mapping[str, Any], files: Mapping[str, Any]
    ) -> PlainForm:
        """The form of a step as it is sent: of all registers only the one that is named is read."""
        named = str(data.get(REGISTER.name, "")) if step is REGISTER else ""
        is_there = named == UNKNOWN_REGISTER or self.named(named) is not None
        more = {"chosen": named} if is_there else {}
        return step.form(data, files=files, **_more(step, self), **more)

    def named(self, value: str) -> Register | None:
        """The register that a choice means, asked for once."""
        if self.controller is None or value in ("", UNKNOWN_REGISTER):
            return None
        if invisible(value, many_lines=False):
            return None  # no register is called so, and no database looks for it
        if value not in self._named:
            self._named[value] = register_named(value, self.controller)
        return self._named[value]

    def bound_forms(self) -> dict[str, PlainForm]:
        """The form of every step that was visited, bound to what was typed there."""
        return {
            step.name: step.form(typed, **_more(step, self), **_chosen(step, self))
            for step in self.steps
            if (typed := self.answers.of(step.name)) is not None
        }

    def was_walked_after(self, step: Step) -> bool:
        """Whether a later step was visited already."""
        later = self.steps[self.number_of(step) :]
        return any(self.answers.of(each.name) is not None for each in later)


def way_of(answers: Answers, controller: Controller | None) -> Way:
    """The way of these answers: some questions are only for some."""
    register = _register_of(answers, controller) if controller else None
    return _way(answers, controller, register)


def chosen_way(answers: Answers) -> Way:
    """The way of these answers with the organisation that was chosen, while it is on the public
    pages. Its own register comes along in the same query.
    """
    slug, value = _named(answers, ORGANISATION), _named(answers, REGISTER)
    register = open_register(slug, value) if slug and value else None
    if register is not None:
        return _way(answers, register.controller, register)
    return way_of(answers, controller_of(answers))


def way_on(way: Way, step: Step, typed: Typed) -> Way:
    """The way with what was just answered at *step*: it decides which question comes next."""
    answers = replace(way.answers, by_step={**way.answers.by_step, step.name: typed})
    if step is ORGANISATION:
        return way_of(answers, way.controller)
    if step is REGISTER:
        return _way(answers, way.controller, way.named(_named(answers, REGISTER)))
    return _way(answers, way.controller, way.register)


def _way(answers: Answers, controller: Controller | None, register: Register | None) -> Way:
    steps = tuple(step for step in STEPS if _applies(step, answers, controller, register))
    return Way(steps=steps, answers=answers, controller=controller, register=register)


def step_named(name: str) -> Step | None:
    """The step of that name."""
    return next((step for step in STEPS if step.name == name), None)


def controller_of(answers: Answers) -> Controller | None:
    """The organisation that was chosen, while it is on the public pages."""
    slug = _named(answers, ORGANISATION)
    return open_controllers().filter(slug=slug).first() if slug else None


def role_of(answers: Answers) -> Role:
    """What the writer is to the person concerned; themselves until they say otherwise."""
    chosen = (answers.of(WHOM.name) or {}).get("whom", "")
    return Role(chosen) if chosen in set(Role) else Role.SELF


def detailed_right(step: Step) -> Right | None:
    """The right whose details are asked at *step*; None: something else is asked there."""
    return step.form.right if issubclass(step.form, DetailsForm) else None


def first_gap(way: Way, forms: Mapping[str, PlainForm]) -> Step | None:
    """The first step that is missing or not right."""
    for step in way.steps:
        if step.name not in forms or not forms[step.name].is_valid():
            return step
    return None


def _register_of(answers: Answers, controller: Controller) -> Register | None:
    value = _named(answers, REGISTER)
    return None if value in ("", UNKNOWN_REGISTER) else register_named(value, controller)


def _named(answers: Answers, step: Step) -> str:
    """What was chosen at a step that is named after its field."""
    value = (answers.of(step.name) or {}).get(step.name, "")
    return value if isinstance(value, str) else ""


Condition = Callable[[Answers, Controller | None, Register | None], bool]


def _others_may_decide(
    answers: Answers, controller: Controller | None, register: Register | None
) -> bool:
    """Only a processor keeps the data that are meant, or keeps some of them (GDPR Art. 28)."""
    if register is not None:
        return register.our_role == OurRole.PROCESSOR
    means_all = (answers.of(REGISTER.name) or {}).get("register") == UNKNOWN_REGISTER
    return means_all and controller is not None and kept_for_others(controller.pk).exists()


def _objects(answers: Answers, _controller: Controller | None, _register: Register | None) -> bool:
    return Right.OBJECTION.value in _rights(answers)


def _for_another(
    answers: Answers, _controller: Controller | None, _register: Register | None
) -> bool:
    return asks_for_another(role_of(answers))


ONLY_FOR_SOME: dict[str, Condition] = {
    CLIENT.name: _others_may_decide,
    OBJECTION.name: _objects,
    CONCERNED.name: _for_another,
}


def _applies(
    step: Step, answers: Answers, controller: Controller | None, register: Register | None
) -> bool:
    if right := detailed_right(step):
        return right.value in _rights(answers)
    applies = ONLY_FOR_SOME.get(step.name)
    return applies is None or applies(answers, controller, register)


def _more(step: Step, way: Way) -> dict[str, Any]:
    if step is REGISTER:
        return {"controller": way.controller}
    if step is CLIENT:
        return {"all_are_meant": way.register is None}
    if step is CONCERNED:
        return {"role": role_of(way.answers)}
    if step in (YOU, FIND):
        more: dict[str, Any] = {"for_another": asks_for_another(role_of(way.answers))}
        if step is FIND and way.register is not None:
            more["find_by"] = way.register.find_by_in(reader_language())
        return more
    if step is RIGHT and way.controller is not None:
        return {"advice": advice_of(way.controller, way.register)}
    if step.form is ObjectionDetailsForm:
        return {"uses": _uses(step, way), "scope": _scope(way.answers)}
    if step.form is ConsentForm:
        return {"uses": _uses(step, way)}
    return {}


def _chosen(step: Step, way: Way) -> dict[str, str]:
    """What was looked up already: the list that it was chosen from is not read again."""
    if step is ORGANISATION and way.controller is not None:
        return {"chosen": way.controller.slug}
    if step is REGISTER and way.register is not None:
        return {"chosen": str((way.answers.of(REGISTER.name) or {})["register"])}
    return {}


def _uses(step: Step, way: Way) -> list[Option]:
    right = detailed_right(step)
    if right is None or way.controller is None:
        return []
    scope = _scope(way.answers)
    return uses_named_for(right, way.purposes, scope=scope, names_register=way.register is None)


def _scope(answers: Answers) -> str:
    scope = (answers.of(OBJECTION.name) or {}).get("objection_scope", "")
    return scope if isinstance(scope, str) else ""


def _rights(answers: Answers) -> list[str]:
    chosen = (answers.of(RIGHT.name) or {}).get("rights", [])
    return chosen if isinstance(chosen, list) else [chosen]
