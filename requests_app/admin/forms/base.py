"""What every step of a case shares: its texts, its fields, and when it is open.

One verb a file. A step's form knows its words, checks what was typed, and calls one service; the
service alone decides whether the step is taken.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import cached_property
from typing import Any, ClassVar

from django import forms
from django.conf import settings
from django.db.models import Model, TextChoices
from django.forms.boundfield import BoundField
from django.utils.translation import gettext as _text
from django.utils.translation import gettext_lazy as _
from django_fsm import Transition

from registers_app.domain.actors import Actor, user_actor
from registers_app.domain.roles import Permission
from registers_app.models import DataSystem, Purpose, User
from registers_app.permissions import held_by
from requests_app.detail_words import Line, detail_lines
from requests_app.domain.rights import Right
from requests_app.models import (
    Decision,
    IdentityCheck,
    RightsRequest,
    Suspension,
    Task,
    data_systems_concerned,
    purposes_concerned,
)
from requests_app.models import request_guards as guards
from requests_app.models.guards import Guard
from requests_app.services.decide import current_decision
from requests_app.services.pending_steps import leaves_at
from requests_app.services.perform import obstacles, possible_steps

# A text, or one that is translated when it is shown.
Words = Any
LONGEST_TEXT = 5000


class Place(TextChoices):
    """Which part of the case page a step's button stands in."""

    CASE = "case"
    CLOCK = "clock"
    IDENTITY = "identity"
    AUTHORITY = "authority"
    SILENCE = "silence"
    HELD = "held"
    RECIPIENTS = "recipients"
    LINKS = "links"
    MESSAGES = "messages"
    NOTES = "notes"
    ROW = "row"
    HANDLER = "handler"
    END = "end"


class Told(TextChoices):
    """Who is told something by a step, as its page says it."""

    PERSON = "person", _("What the person is told")
    OWNER = "owner", _("What the owner of the data system is told")
    RECIPIENT = "recipient", _("What the recipient is told")


@dataclass(frozen=True, kw_only=True)
class Standing:
    """A step that is declared here: open when nothing stands in its way."""

    obstacles: tuple[str, ...] = ()


@dataclass(frozen=True, kw_only=True)
class Wording:
    """What a step says about itself where it is offered."""

    title: Words
    button: Words
    does: Words
    tells: Words
    done: Words


@dataclass(frozen=True, kw_only=True)
class Group:
    """Fields that belong together, under one heading."""

    legend: Words
    fields: Sequence[BoundField]
    help_text: Words = ""
    is_folded: bool = False


class Situation:
    """A case and who looks at it, with what each of its machines allows them: asked once."""

    def __init__(self, *, case: RightsRequest, actor: Actor) -> None:
        self.case = case
        self.actor = actor
        self.held = held_by(actor, controller_id=case.controller_id)
        self._steps: dict[tuple[type[Model], int], list[Transition]] = {}

    @property
    def may_handle(self) -> bool:
        """Whether the actor handles requests of the case's controller."""
        return Permission.HANDLE_REQUESTS in self.held

    @cached_property
    def we_answer(self) -> bool:
        """Whether we are a controller here, and no mere processor."""
        return guards.we_answer(self.case)

    @cached_property
    def purposes(self) -> list[Purpose]:
        """The purposes that the case is about."""
        return purposes_concerned(self.case)

    @cached_property
    def systems(self) -> list[DataSystem]:
        """The data systems where the case's data may be."""
        return data_systems_concerned(self.case)

    @cached_property
    def decision(self) -> Decision | None:
        """The decision that stands."""
        return current_decision(self.case)

    def steps_of(self, row: Model) -> list[Transition]:
        """The transitions out of the row's state that the actor may take, met or not."""
        key = (type(row), row.pk)
        if key not in self._steps:
            self._steps[key] = possible_steps(row, actor=self.actor, held=self.held)
        return self._steps[key]


class StepForm(forms.Form):
    """One step of a case. Subclasses give the words, the fields and :meth:`run`."""

    name: ClassVar[str]
    title: ClassVar[Words]
    button: ClassVar[Words]
    does: ClassVar[Words]
    tells: ClassVar[Words] = ""
    done: ClassVar[Words]
    place: ClassVar[Place] = Place.CASE
    ends: ClassVar[bool] = False
    leads: ClassVar[bool] = False
    rights: ClassVar[frozenset[Right]] = frozenset(Right)
    has_target: ClassVar[bool] = False
    takes_files: ClassVar[bool] = False
    tells_whom: ClassVar[Told] = Told.PERSON
    # It tells the person nothing, but no later step undoes what it does: it waits all the same.
    is_lasting: ClassVar[bool] = False
    # It is done at once, and turned back by its opposite while nothing else was done.
    turns_back: ClassVar[bool] = False
    # The way that leads back from what is done at once, if the law leaves one.
    way_back: ClassVar[Words] = ""
    # What protects the person begins at once, and is told at once.
    at_once: ClassVar[bool] = False
    gives_answer: ClassVar[bool] = False
    do_not_call_in_templates: ClassVar[bool] = True
    template: ClassVar[str] = "admin/requests_app/rightsrequest/step.html"

    def __init__(
        self, *args: Any, case: RightsRequest, target: Any, user: User, **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        mark_optional(self)
        self.case = case
        self.target = target
        self.user = user
        self.words = self.wording(target)

    @classmethod
    def wording(cls, target: Any) -> Wording:
        """The step's words, where they depend on what it is about."""
        return Wording(
            title=cls.title, button=cls.button, does=cls.does, tells=cls.tells, done=cls.done
        )

    @classmethod
    def place_in(cls, at: Situation) -> Place:
        """Where the step's button stands in this case."""
        return cls.place

    @classmethod
    def leads_in(cls, at: Situation) -> bool:
        """Whether the step is the one to take next."""
        return cls.leads

    @property
    def actor(self) -> Actor:
        """Who takes the step."""
        return user_actor(self.user.pk)

    @classmethod
    def find(cls, case: RightsRequest, target_id: int | None) -> Any:
        """The row that the step is about: the case itself unless a subclass says otherwise."""
        return case

    @classmethod
    def standing(cls, at: Situation, target: Any) -> Standing | None:
        """How the step stands; None where it has no place now."""
        raise NotImplementedError

    def run(self) -> None:
        """Take the step. Raises Refused."""
        raise NotImplementedError

    def to_know(self) -> Iterable[tuple[str, str]]:
        """What to know before taking the step: pairs of a label and a text."""
        return ()

    @property
    def said(self) -> list[Line]:
        """What the person said of the right that they use."""
        return detail_lines(Right(self.case.right), self.case.said)

    @property
    def can_rehearse(self) -> bool:
        """Whether the person is told something that can be read before it is sent."""
        return bool(self.words.tells)

    @property
    def leaves_at(self) -> datetime | None:
        """Until when the step waits so that it can be undone; None: it is done at once."""
        waits = (self.can_rehearse or self.is_lasting) and not self.takes_files and not self.at_once
        return leaves_at(self.case) if waits else None

    @property
    def can_turn_back(self) -> bool:
        """Whether it can be undone for some minutes though it is done at once."""
        return self.turns_back and bool(settings.UNDO_MINUTES)

    def plain_fields(self) -> list[BoundField]:
        """The fields that stand in no group."""
        grouped = {bound.name for group in self.groups() for bound in group.fields}
        return [self[name] for name in self.fields if name not in grouped]

    def groups(self) -> Sequence[Group]:
        """The fields that stand together under a heading."""
        return ()


class MachineStep(StepForm):
    """A step that is a transition of a machine.

    ``fulfils`` are the conditions that the step itself will meet; ``fits`` are those without
    which it makes no sense to offer it.
    """

    transitions: ClassVar[tuple[str, ...]]
    fulfils: ClassVar[tuple[Guard, ...]] = ()
    fits: ClassVar[tuple[Guard, ...]] = ()

    @classmethod
    def standing(cls, at: Situation, target: Model) -> Standing | None:
        """Open when the machine declares it, with the sentences of what is not met."""
        if at.case.right not in cls.rights:
            return None
        steps = [step for step in at.steps_of(target) if step.name in cls.transitions]
        if not steps or not all(fit(target) for fit in cls.fits):
            return None
        if guards.we_answer in steps[0].conditions and not at.we_answer:
            return None  # a processor forwards, and is offered nothing else
        met = [str(condition.why) for condition in cls.fulfils]
        reasons = [reason for reason in obstacles(target, steps[0]) if reason not in met]
        return Standing(obstacles=(*reasons, *cls.more_obstacles(at)))

    @classmethod
    def more_obstacles(cls, at: Situation) -> Iterable[str]:
        """What else stands in the way."""
        return ()


class IdentityStep(MachineStep):
    """A step of the identity check."""

    place = Place.IDENTITY

    @classmethod
    def find(cls, case: RightsRequest, target_id: int | None) -> IdentityCheck:
        """The submission's check."""
        check: IdentityCheck = case.submission.identity_check
        return check

    @classmethod
    def standing(cls, at: Situation, target: Model) -> Standing | None:
        """Only for who answers: a processor checks nobody."""
        return super().standing(at, target) if at.we_answer else None


class TaskStep(MachineStep):
    """A step of one task."""

    place = Place.ROW
    has_target = True

    @classmethod
    def find(cls, case: RightsRequest, target_id: int | None) -> Task:
        """The task. Raises Task.DoesNotExist."""
        return case.tasks.select_related("data_system", "request__submission").get(
            pk=target_id or 0
        )

    @classmethod
    def standing(cls, at: Situation, target: Model) -> Standing | None:
        """Tasks are worked on while the case stands where such work is done."""
        assert isinstance(target, Task)
        return super().standing(at, target) if target.can_be_worked_on else None

    def to_know(self) -> Iterable[tuple[str, str]]:
        """Which system and whose, and what it is asked to do."""
        system = self.target.data_system
        return [
            (str(system._meta.verbose_name).capitalize(), f"{system.name} ({system.owner})"),
            (_text("What is to be done"), self.target.get_kind_display()),
        ]


class SuspensionStep(StepForm):
    """A step of one suspension."""

    place = Place.ROW
    has_target = True

    @classmethod
    def find(cls, case: RightsRequest, target_id: int | None) -> Suspension:
        """The suspension. Raises Suspension.DoesNotExist."""
        return case.suspensions.get(pk=target_id or 0)


def mark_optional(form: forms.Form) -> None:
    """Say in the label which fields may stay empty. Of a single box that goes without saying."""
    for field in form.fields.values():
        if not field.required and not isinstance(field, forms.ChoiceField | forms.BooleanField):
            field.label = _text("%(label)s (optional)") % {"label": field.label}


def long_text(*, label: Words, help_text: Words = "", required: bool = True) -> forms.CharField:
    """A field for some sentences."""
    return forms.CharField(
        label=label,
        help_text=help_text,
        required=required,
        max_length=LONGEST_TEXT,
        widget=forms.Textarea(attrs={"rows": 5}),
    )
