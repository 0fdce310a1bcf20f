"""Everything that the case page shows, read in a constant number of queries."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.core.exceptions import ObjectDoesNotExist
from django.db.models import Model, Prefetch
from django.urls import reverse

from notices_app.models import Notice, Way
from registers_app.domain.actors import Actor
from registers_app.domain.residence import home_of
from registers_app.models import DataSystem, OurRole, User
from requests_app.admin.case_backups import backups_for
from requests_app.admin.case_matrix import matrix_panel
from requests_app.admin.case_rows import (
    all_tries_used,
    decisions_of,
    evidence_of,
    has_stopped,
    links_of,
    proof_too_long,
    siblings_of,
    sign_ins_of,
    state_words,
    tasks_of,
    users_named,
)
from requests_app.admin.case_whom import whom_panel
from requests_app.admin.due_words import due_of, duty_of
from requests_app.admin.forms import (
    STEPS,
    AssistanceStep,
    EndLostMailForm,
    LinkStep,
    Place,
    RecipientStep,
    RestrictionStep,
    SettleMessageForm,
    Situation,
    StepForm,
    SuspensionStep,
    TaskStep,
    Wording,
)
from requests_app.admin.forms.owners import owner_line
from requests_app.admin.look_list import to_look_through
from requests_app.admin.notes import notes_of
from requests_app.admin.pending import turnable_on, waiting_on
from requests_app.audit_sentences import Names, personal_parts, sentence
from requests_app.detail_words import detail_lines
from requests_app.domain.explanation import explain
from requests_app.domain.identity_codes import holds_code
from requests_app.domain.rights import Right
from requests_app.fulfilment.article_15 import RegisterInformation, information
from requests_app.models import (
    AuditEntry,
    Extension,
    LateReason,
    LostMail,
    PaperLetter,
    RequestState,
    RightsRequest,
)
from requests_app.services.close_silent import closing_is_proposed
from requests_app.services.explain_late import is_late_or_was
from requests_app.services.latest_start import arguable_due_on
from requests_app.services.look_through import OPEN_TO_REVIEW
from requests_app.services.meanwhile import version_of
from requests_app.services.open_typed import typed_in
from requests_app.services.redate import clocks, dates_of
from requests_app.services.split import may_concern_clients
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
    words: Wording
    leads: bool
    url: str
    obstacles: tuple[str, ...]


@dataclass(frozen=True, kw_only=True)
class Happening:
    """One line of the audit trail; ``right`` where a message with several asks what it is about."""

    entry: AuditEntry
    right: str
    words: str
    parts: list[tuple[str, str]]


def case_page(case: RightsRequest, *, actor: Actor) -> dict[str, Any]:
    """The page's context."""
    version = version_of(case)
    at = Situation(case=case, actor=actor)
    tasks = tasks_of(case)
    dates = dates_of(case)
    siblings = siblings_of(case)
    evidence, sign_ins = evidence_of(case), sign_ins_of(case)
    whom = whom_panel(case.submission)
    return {
        "case": case,
        "version": version,
        "waiting": waiting_on(case),
        "turnable": turnable_on(case) if at.may_handle else None,
        "submission": case.submission,
        "controller": case.submission.controller,
        "time_zone": case.submission.controller.time_zone,
        "said": detail_lines(Right(case.right), case.said),
        "register": _register_name(case),
        "holds_codes": any(map(holds_code, typed_in(case.submission))),
        "home": _home(case),
        "we_process": _we_process(case),
        "may_concern_clients": not case.is_closed and may_concern_clients(case),
        "links": [(row, buttons_about(LinkStep, at, row.link)) for row in links_of(case)],
        "assistances": _with_buttons(AssistanceStep, at, case.assistances.all()),
        "hand_overs": list(case.hand_overs.all()),
        "may_handle": at.may_handle,
        "due": due_of(case),
        "duty": duty_of(case, has_stopped=has_stopped(tasks)),
        "dates": dates,
        "joint_controllers": _joint_controllers(case),
        "arguable_due_on": arguable_due_on(case),
        "explanation": explain(dates, reader_language()),
        "identity": case.submission.identity_check,
        "evidence": evidence,
        "sign_ins": sign_ins,
        "proof_too_long": proof_too_long(evidence, sign_ins, whom.get("whom_papers", [])),
        "all_tries_used": all_tries_used(case.submission.identity_check),
        **whom,
        "silence": not case.is_closed and closing_is_proposed(case.submission),
        "buttons": buttons_by_place(at),
        "tasks": [
            (row, state_words(row), owner_line(row), buttons_about(TaskStep, at, row))
            for row in tasks
        ],
        "may_look": at.may_handle and case.state in OPEN_TO_REVIEW,
        "to_look_through": to_look_through(case) if at.may_handle else [],
        "loose_files": case.files.filter(task=None),
        "holds": case.submission.holds.filter(released_at=None),
        "suspensions": _with_buttons(SuspensionStep, at, case.suspensions.select_related("fee")),
        "restrictions": _with_buttons(RestrictionStep, at, case.restrictions.all()),
        "backups": backups_for(case),
        "recipients": _with_buttons(
            RecipientStep,
            at,
            case.recipient_notices.select_related("letter").prefetch_related(
                "letter__papers__notice"
            ),
        ),
        "corrections": list(case.corrections.all()),
        "reviews": list(case.human_reviews.all()),
        "releases": list(case.releases.all()),
        "extension": Extension.objects.filter(request=case).first(),
        "is_late": is_late_or_was(case),
        "late_reason": late_reason_of(case),
        "decisions": decisions_of(case),
        "letters": list(
            case.letters.select_related("wording").order_by("pk").prefetch_related(_papers())
        ),
        "notes": notes_of(case, at),
        "messages_of_case": _with_buttons(
            SettleMessageForm, at, case.submission.messages.prefetch_related("files")
        ),
        "packages": list(case.packages.defer("content").prefetch_related("archives")),
        "notices": list(_notices(case)),
        "lost_mails": _with_buttons(EndLostMailForm, at, _lost_mails(case)),
        "happenings": happenings(case, [each.case for each in siblings]),
        "completeness": _completeness(case),
        "matrix": [] if _we_process(case) else matrix_panel(case),
        "is_case": True,
        "siblings": siblings,
        "entered_by": User.objects.filter(pk=case.submission.entered_by_id or 0).first(),
    }


def late_reason_of(case: RightsRequest) -> LateReason | None:
    """Why it is or was late, where it is and somebody has said so."""
    if not is_late_or_was(case):
        return None
    return LateReason.objects.filter(request=case).first()


def buttons_by_place(at: Situation) -> dict[str, list[Button]]:
    """The steps of the case as a whole, by where on the page they stand."""
    by_place: dict[str, list[Button]] = {place.value: [] for place in Place}
    for form in STEPS.values():
        if form.has_target:
            continue
        try:
            target = form.find(at.case, None)
        except ObjectDoesNotExist:
            continue  # nobody asks for another here
        if button := _button(form, at, target):
            by_place[form.place_in(at).value].append(button)
    return by_place


def buttons_about(kind: type[StepForm], at: Situation, row: Model) -> list[Button]:
    """The steps of one row: a task, a suspension, a restriction or a recipient."""
    forms = [form for form in STEPS.values() if issubclass(form, kind)]
    return [button for form in forms if (button := _button(form, at, row))]


def _with_buttons(
    kind: type[StepForm], at: Situation, rows: Iterable[Model]
) -> list[tuple[Model, list[Button]]]:
    return [(row, buttons_about(kind, at, row)) for row in rows]


def step_url(form: type[StepForm], case: RightsRequest, target_id: int | None = None) -> str:
    """The address of a step's page."""
    if target_id is None:
        return reverse("admin:case_step", args=[case.pk, form.name])
    return reverse("admin:case_step_about", args=[case.pk, form.name, target_id])


def happenings(case: RightsRequest, others: Sequence[RightsRequest]) -> list[Happening]:
    """The audit trail of the whole submission, with *others* in it; newest first."""
    entries = (
        AuditEntry.objects.filter(submission=case.submission_id)
        .select_related("payload")
        .order_by("-number")
    )
    return told(entries, rights={each.pk: each.title for each in (case, *others) if others})


def told(entries: Iterable[AuditEntry], *, rights: Mapping[int, str]) -> list[Happening]:
    """The entries in sentences, each with its right where *rights* has its name."""
    rows = list(entries)
    names = _names(rows)
    return [
        Happening(
            entry=entry,
            right=rights.get(entry.request_id or 0, ""),
            words=sentence(entry, names),
            parts=personal_parts(entry),
        )
        for entry in rows
    ]


def _button(form: type[StepForm], at: Situation, target: Any) -> Button | None:
    standing = form.standing(at, target)
    if standing is None:
        return None
    return Button(
        form=form,
        words=form.wording(target),
        leads=form.leads_in(at),
        url=step_url(form, at.case, target.pk if form.has_target else None),
        obstacles=standing.obstacles,
    )


def _register_name(case: RightsRequest) -> str:
    register = case.submission.register
    return register.name_in(reader_language()).text if register else ""


def _home(case: RightsRequest) -> str:
    home = home_of(case.submission.lives_in)
    return home.country(reader_language()) if home else ""


def _joint_controllers(case: RightsRequest) -> list[str]:
    """The names of all whose clocks run; none where one decides alone (GDPR Art. 26)."""
    if case.submission.register is None:
        return []
    names = [each.name for each in clocks(case.submission)]
    return names if len(names) > 1 else []


def _we_process(case: RightsRequest) -> bool:
    register = case.submission.register
    return case.is_part or (register is not None and register.our_role == OurRole.PROCESSOR)


def _notices(case: RightsRequest) -> Iterable[Notice]:
    mails = Notice.objects.filter(submission_id=case.submission_id, way=Way.MAIL)
    return mails.defer("text", "html")


def _papers() -> Any:
    """Where letters on paper stand, without their documents."""
    rows = PaperLetter.objects.defer("sealed_pdf").select_related("notice")
    return Prefetch("papers", rows.order_by("pk"))


def _lost_mails(case: RightsRequest) -> Iterable[LostMail]:
    """What did not arrive and nobody has seen to, with what was reported of it."""
    waiting = case.submission.lost_mails.filter(ended_at=None).select_related("notice")
    return waiting.prefetch_related("notice__delivery_events")


def _completeness(case: RightsRequest) -> tuple[RegisterInformation, ...]:
    asked = case.right == Right.ACCESS and case.state in COMPLETENESS_STATES
    return information(case) if asked and not _we_process(case) else ()


def _names(entries: Iterable[AuditEntry]) -> Names:
    users = {entry.actor_id for entry in entries if entry.actor_kind == "user"}
    users |= {entry.facts["assignee"] for entry in entries if entry.facts.get("assignee")}
    users |= {entry.facts["for"] for entry in entries if entry.facts.get("for")}
    systems = {entry.facts["system"] for entry in entries if entry.facts.get("system")}
    return Names(
        users=users_named(users),
        systems=dict(DataSystem.objects.filter(pk__in=systems).values_list("pk", "name")),
        steps={name: str(form.title) for name, form in STEPS.items()},
    )
