"""The page of one step: what it will do, what the person will be told, and the form."""

from typing import Any

from django.contrib import admin, messages
from django.core.exceptions import ObjectDoesNotExist, PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from registers_app.domain.actors import user_actor
from registers_app.models import User
from requests_app.admin.due_words import due_of
from requests_app.admin.forms import STEPS, Situation, Standing, StepForm
from requests_app.admin.forms.base import MachineStep
from requests_app.admin.rehearse import Rehearsal, rehearse
from requests_app.models import RightsRequest
from requests_app.services.errors import NotPermitted, Refused

PREVIEW = "_preview"


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
        return _post(request, form)
    standing = form_class.standing(at, target)
    if standing is None:
        messages.warning(request, _("This step is not possible now: the case has moved on."))
        return HttpResponseRedirect(case_url(case))
    form = form_class(**arguments)
    return _page(request, form, standing=standing, rehearsal=_at_once(form, standing))


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


def _post(request: HttpRequest, form: StepForm) -> HttpResponse:
    if not form.is_valid():
        return _page(request, form, standing=Standing())
    try:
        if PREVIEW in request.POST and form.can_rehearse:
            rehearsal = rehearse(form.case, run=form.run)
            return _page(request, form, standing=Standing(), rehearsal=rehearsal)
        form.run()
    except NotPermitted as refusal:
        raise PermissionDenied from refusal
    except Refused as refusal:
        for reason in refusal.reasons:
            form.add_error(None, reason)
        return _page(request, form, standing=Standing())
    messages.success(request, str(form.words.done))
    return HttpResponseRedirect(case_url(form.case))


def _at_once(form: StepForm, standing: Standing) -> Rehearsal | None:
    """A step that asks nothing can be previewed before it is taken."""
    if form.fields or standing.obstacles or not form.can_rehearse:
        return None
    try:
        return rehearse(form.case, run=form.run)
    except Refused:
        return None


def _page(
    request: HttpRequest,
    form: StepForm,
    *,
    standing: Standing,
    rehearsal: Rehearsal | None = None,
) -> HttpResponse:
    context = {
        **admin.site.each_context(request),
        "title": form.words.title,
        "form": form,
        "case": form.case,
        "submission": form.case.submission,
        "due": due_of(form.case),
        "standing": standing,
        "rehearsal": rehearsal,
        "case_url": case_url(form.case),
        "preview_name": PREVIEW,
    }
    return TemplateResponse(request, form.template, context)
