"""Everything that the case page shows, read in a constant number of queries."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.urls import reverse

from notices_app.models import Notice
from registers_app.domain.actors import Actor
from registers_app.models import DataSystem, User
from requests_app.admin.due_words import due_of
from requests_app.admin.forms import STEPS, Place, Situation, StepForm, SuspensionStep, TaskStep
from requests_app.audit_sentences import Names, personal_parts, sentence
from requests_app.domain.explanation import explain
from requests_app.fulfilment.article_15 import RegisterInformation, information
from requests_app.models import (
    AuditEntry,
    Decision,
    Extension,
    RequestState,
    RightsRequest,
    StoredFile,
    Suspension,
    Task,
)
from requests_app.services.redate import dates_of
from requests_app.written import reader_language

COMPLETENESS_STATES = (
    RequestState.ASSESSING,
    RequestState.COLLECTING,
    RequestState.REVIEWING,
    RequestState.READY,
    RequestState.AWAITING_APPROVAL,
)


@dataclass(frozen=True, kw_only=True)
class Button:
    """A step as the page offers it: a link, or the reasons why it is not open."""

    form: type[StepForm]
    url: str
    obstacles: tuple[str, ...]


@dataclass(frozen=True, kw_only=True)
class Happening:
    """One line of the audit trail."""

    entry: AuditEntry
    words: str
    parts: list[tuple[str, str]]


def case_page(case: RightsRequest, *, actor: Actor) -> dict[str, Any]:
    """The page's context."""
    at = Situation(case=case, actor=actor)
    tasks = _tasks(case)
    suspensions = list(case.suspensions.all())
    return {
        "case": case,
        "submission": case.submission,
        "controller": case.submission.controller,
        "time_zone": case.submission.controller.time_zone,
        "register": _register_name(case),
        "due": due_of(case),
        "dates": dates_of(case),
        "explanation": explain(dates_of(case), reader_language()),
        "identity": case.submission.identity_check,
        "buttons": buttons_by_place(at),
        "tasks": [(task, buttons_about(TaskStep, at, task)) for task in tasks],
        "loose_files": [file for file in _files(case) if file.task_id is None],
        "suspensions": [(row, buttons_about(SuspensionStep, at, row)) for row in suspensions],
        "extension": Extension.objects.filter(request=case).first(),
        "decisions": _decisions(case),
        "letters": list(case.letters.order_by("pk")),
        "packages": list(case.packages.defer("content")),
        "notices": list(_notices(case)),
        "happenings": happenings(case),
        "completeness": _completeness(case),
        "is_case": True,
        "may_handle": at.may_handle,
        "siblings": list(case.submission.requests.exclude(pk=case.pk)),
        "entered_by": User.objects.filter(pk=case.submission.entered_by_id or 0).first(),
    }


def buttons_by_place(at: Situation) -> dict[str, list[Button]]:
    """The steps of the case as a whole, by where on the page they stand."""
    by_place: dict[str, list[Button]] = {place.value: [] for place in Place}
    for form in STEPS.values():
        if issubclass(form, TaskStep | SuspensionStep):
            continue
        if button := _button(form, at, form.find(at.case, None)):
            by_place[form.place.value].append(button)
    return by_place


def buttons_about(kind: type[StepForm], at: Situation, row: Task | Suspension) -> list[Button]:
    """The steps of one task or one suspension."""
    forms = [form for form in STEPS.values() if issubclass(form, kind)]
    return [button for form in forms if (button := _button(form, at, row))]


def step_url(form: type[StepForm], case: RightsRequest, target_id: int | None = None) -> str:
    """The address of a step's page."""
    if target_id is None:
        return reverse("admin:case_step", args=[case.pk, form.name])
    return reverse("admin:case_step_about", args=[case.pk, form.name, target_id])


def happenings(case: RightsRequest) -> list[Happening]:
    """The audit trail of the whole submission, newest first."""
    entries = list(
        AuditEntry.objects.filter(submission=case.submission_id)
        .select_related("payload")
        .order_by("-number")
    )
    names = _names(entries)
    return [
        Happening(entry=entry, words=sentence(entry, names), parts=personal_parts(entry))
        for entry in entries
    ]


def _button(form: type[StepForm], at: Situation, target: Any) -> Button | None:
    standing = form.standing(at, target)
    if standing is None:
        return None
    about = target.pk if issubclass(form, TaskStep | SuspensionStep) else None
    return Button(form=form, url=step_url(form, at.case, about), obstacles=standing.obstacles)


def _register_name(case: RightsRequest) -> str:
    register = case.submission.register
    return register.name_in(reader_language()).text if register else ""


def _tasks(case: RightsRequest) -> Iterable[Task]:
    return list(
        Task.objects.filter(request=case)
        .select_related("data_system", "request__submission")
        .prefetch_related("files")
        .order_by("pk")
    )


def _files(case: RightsRequest) -> Iterable[StoredFile]:
    return case.files.all()


def _decisions(case: RightsRequest) -> list[tuple[Decision, str, str]]:
    decisions = list(Decision.objects.filter(request=case).prefetch_related("grounds"))
    names = _users(
        {user for row in decisions for user in (row.proposed_by_id, row.approved_by_id) if user}
    )
    return [
        (row, names.get(row.proposed_by_id, ""), names.get(row.approved_by_id or 0, ""))
        for row in decisions
    ]


def _notices(case: RightsRequest) -> Iterable[Notice]:
    return Notice.objects.filter(submission_id=case.submission_id).defer("text", "html")


def _completeness(case: RightsRequest) -> tuple[RegisterInformation, ...]:
    return information(case) if case.state in COMPLETENESS_STATES else ()


def _names(entries: Iterable[AuditEntry]) -> Names:
    users = {entry.actor_id for entry in entries if entry.actor_kind == "user"}
    users |= {entry.facts["assignee"] for entry in entries if entry.facts.get("assignee")}
    systems = {entry.facts["system"] for entry in entries if entry.facts.get("system")}
    return Names(
        users=_users(users),
        systems=dict(DataSystem.objects.filter(pk__in=systems).values_list("pk", "name")),
    )


def _users(ids: set[int]) -> dict[int, str]:
    return {
        user.pk: user.get_full_name() or user.username for user in User.objects.filter(pk__in=ids)
    }
