"""The page of one step: what it will do, what the person will be told, and the form."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from zoneinfo import ZoneInfo

from django.contrib import admin, messages
from django.core.exceptions import ObjectDoesNotExist, PermissionDenied
from django.db import transaction
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from registers_app.domain.actors import user_actor
from registers_app.models import User
from requests_app.admin.case_page import Happening, step_url, told
from requests_app.admin.due_words import due_of
from requests_app.admin.forms import STEPS, Situation, Standing, StepForm
from requests_app.admin.forms.base import MachineStep
from requests_app.admin.pending import undone_form
from requests_app.admin.presence import SEEN, presence_of, seen_in
from requests_app.admin.rehearse import Rehearsal, rehearse
from requests_app.models import RightsRequest
from requests_app.services.errors import NotPermitted, Refused
from requests_app.services.meanwhile import meanwhile, version_of
from requests_app.services.pending_steps import let_wait
from requests_app.services.perform import lock_case

PREVIEW = "_preview"
OURS = ("csrfmiddlewaretoken", SEEN, PREVIEW)
OPEN = Standing()


def case_url(case: RightsRequest) -> str:
    """The address of the case page."""
    return reverse("admin:requests_app_rightsrequest_change", args=[case.pk])


@require_http_methods(["GET", "HEAD", "POST"])
def step_view(
    request: HttpRequest, *, case: RightsRequest, name: str, target_id: int | None
) -> HttpResponse:
    """Show a step, preview it, or take it. The service decides; its reasons are shown.

    Raises Http404, and PermissionDenied where the step is not the user's to take in any state.
    """
    assert isinstance(request.user, User)
    form_class, target = _find(case, name=name, target_id=target_id)
    at = Situation(case=case, actor=user_actor(request.user.pk))
    _require_permission(form_class, at=at, target=target)
    arguments = {"case": case, "target": target, "user": request.user}
    if request.method == "POST":
        form = form_class(request.POST, request.FILES, **arguments)
        return _post(request, form, at=at)
    seen = version_of(case)
    standing = form_class.standing(at, target)
    if standing is None:
        messages.warning(request, _("This step is not possible now: the case has moved on."))
        return HttpResponseRedirect(case_url(case))
    form = form_class(**arguments)
    shown = Shown(seen=seen, standing=standing, rehearsal=_at_once(form, standing))
    return _page(request, form, shown)


@dataclass(frozen=True, kw_only=True)
class Shown:
    """What a step's page shows beside its form.

    ``seen`` is the version of the case that the form is made from; ``news`` is what happened
    since the version of the form that was sent, and why the step is now impossible.
    """

    seen: int
    standing: Standing = OPEN
    rehearsal: Rehearsal | None = None
    news: Sequence[Happening] = ()
    now_impossible: Sequence[str] = ()


def _find(case: RightsRequest, *, name: str, target_id: int | None) -> tuple[type[StepForm], Any]:
    form_class = STEPS.get(name)
    if form_class is None:
        raise Http404
    try:
        return form_class, form_class.find(case, target_id)
    except ObjectDoesNotExist as error:
        raise Http404 from error


def _require_permission(form_class: type[StepForm], *, at: Situation, target: Any) -> None:
    if not issubclass(form_class, MachineStep):
        return
    declared = target._meta.get_field("state").get_all_transitions(type(target))
    needed = {str(step.permission) for step in declared if step.name in form_class.transitions}
    if needed and not needed & {permission.value for permission in at.held}:
        raise PermissionDenied


def _post(request: HttpRequest, form: StepForm, *, at: Situation) -> HttpResponse:
    try:
        with transaction.atomic():
            shown = _take(request, form, at=at)
    except NotPermitted as refusal:
        raise PermissionDenied from refusal
    except Refused as refusal:
        for reason in refusal.reasons:
            form.add_error(None, reason)
        shown = Shown(seen=_seen(request, form))
    if isinstance(shown, Shown):
        return _page(request, form, shown)
    messages.success(request, shown)
    return HttpResponseRedirect(case_url(form.case))


def _take(request: HttpRequest, form: StepForm, *, at: Situation) -> Shown | str:
    """Take the step under the case's lock, or let it wait, and say so.

    Or it is to be looked at again. Raises Refused.
    """
    lock_case(RightsRequest, form.case.pk)
    seen = _seen(request, form)
    news = told(meanwhile(form.case, since=seen), rights={})
    if news:
        return Shown(seen=version_of(form.case), news=news, now_impossible=_obstacles(form, at=at))
    if not form.is_valid():
        return Shown(seen=seen)
    if PREVIEW in request.POST and form.can_rehearse:
        return Shown(seen=seen, rehearsal=rehearse(form.case, run=form.run))
    if until := form.leaves_at:
        return _wait(request, form, until=until)
    form.run()
    return str(form.words.done)


def _wait(request: HttpRequest, form: StepForm, *, until: datetime) -> str:
    """What would be refused is refused now; what would be done waits, and can be undone."""
    rehearse(form.case, run=form.run)
    let_wait(
        form.case,
        name=form.name,
        target_id=form.target.pk if form.has_target else None,
        fields={name: request.POST.getlist(name) for name in request.POST if name not in OURS},
        until=until,
        actor=form.actor,
    )
    return _("It waits until %(time)s. Until then you can undo it, and nobody is told.") % {
        "time": _clock_time(form, until)
    }


def _clock_time(form: StepForm, moment: datetime) -> str:
    zone = ZoneInfo(form.case.submission.controller.time_zone)
    return f"{moment.astimezone(zone):%H:%M}"


def _until(form: StepForm) -> str:
    until = form.leaves_at
    return _clock_time(form, until) if until else ""


def undo_view(request: HttpRequest, *, case: RightsRequest, pending_id: int) -> HttpResponse:
    """Undo a step that waits, and show its form again with all that was typed."""
    try:
        form = undone_form(request, case=case, pending_id=pending_id)
    except NotPermitted as refusal:
        raise PermissionDenied from refusal
    except Refused as refusal:
        for reason in refusal.reasons:
            messages.error(request, reason)
        return HttpResponseRedirect(case_url(case))
    messages.success(request, _("Undone: nothing was done, and nobody was told."))
    return _page(request, form, Shown(seen=version_of(case)))


def _seen(request: HttpRequest, form: StepForm) -> int:
    """The version that the form was made from; what does not say it takes the case as it is."""
    seen = seen_in(request)
    return version_of(form.case) if seen is None else seen


def _obstacles(form: StepForm, *, at: Situation) -> Sequence[str]:
    standing = type(form).standing(at, form.target)
    return (_("The case has moved on."),) if standing is None else standing.obstacles


def _at_once(form: StepForm, standing: Standing) -> Rehearsal | None:
    """A step that asks nothing can be previewed before it is taken."""
    if form.fields or standing.obstacles or not form.can_rehearse:
        return None
    try:
        return rehearse(form.case, run=form.run)
    except Refused:
        return None


def _page(request: HttpRequest, form: StepForm, shown: Shown) -> HttpResponse:
    assert isinstance(request.user, User)
    context = {
        **admin.site.each_context(request),
        "title": form.words.title,
        "form": form,
        "case": form.case,
        "submission": form.case.submission,
        "due": due_of(form.case),
        "presence": presence_of(form.case, user=request.user, seen=shown.seen),
        "standing": shown.standing,
        "until": _until(form),
        "action": step_url(type(form), form.case, form.target.pk if form.has_target else None),
        "rehearsal": shown.rehearsal,
        "news": shown.news,
        "now_impossible": shown.now_impossible,
        "case_url": case_url(form.case),
        "preview_name": PREVIEW,
    }
    return TemplateResponse(request, form.template, context)
