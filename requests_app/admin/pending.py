"""Steps that wait: shown on the case page, undone, done now, or done by a worker in their time;
and the last step, where it can be taken back.
"""

import logging
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from celery import shared_task
from django.contrib import messages
from django.core.exceptions import ObjectDoesNotExist, PermissionDenied
from django.db import transaction
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect, QueryDict
from django.urls import reverse
from django.utils import translation
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from registers_app.domain.actors import user_actor
from registers_app.models import User
from requests_app.admin.case_rows import users_named
from requests_app.admin.forms import STEPS, StepForm, Wording
from requests_app.models import PendingStep, RightsRequest
from requests_app.services import pending_steps
from requests_app.services.errors import NotPermitted, NotPossible, Refused
from requests_app.services.turn_back import turn_back, turnable

logger = logging.getLogger(__name__)


@dataclass(frozen=True, kw_only=True)
class Waiting:
    """A step that waits, as the case page shows it."""

    words: Wording
    by: str
    leaves_at: datetime
    url: str


def waiting_on(case: RightsRequest) -> Waiting | None:
    """The step of the case that waits, if one does."""
    pending = pending_steps.waiting_of(case)
    if pending is None or pending.name not in STEPS:
        return None
    form_class = STEPS[pending.name]
    return Waiting(
        words=form_class.wording(form_class.find(case, pending.target_id)),
        by=users_named({pending.taken_by_id}).get(pending.taken_by_id, ""),
        leaves_at=pending.leaves_at,
        url=reverse("admin:case_pending", args=[case.pk, pending.pk]),
    )


@dataclass(frozen=True, kw_only=True)
class Done:
    """The last step, which can be taken back, as the case page shows it."""

    title: str
    by: str
    until: datetime
    number: int
    url: str


def turnable_on(case: RightsRequest) -> Done | None:
    """The last step of the case, if it can be taken back."""
    found = turnable(case)
    if found is None:
        return None
    return Done(
        title=str(STEPS[found.step].title),
        by=users_named({found.entry.actor_id}).get(found.entry.actor_id, ""),
        until=found.until,
        number=found.number,
        url=reverse("admin:case_turn_back", args=[case.pk]),
    )


@require_POST
def turn_back_view(request: HttpRequest, *, case: RightsRequest) -> HttpResponse:
    """Take the last step back."""
    assert isinstance(request.user, User)
    typed = request.POST.get("number", "")
    number = int(typed) if typed.isascii() and typed.isdigit() and len(typed) < 10 else 0
    try:
        step = turn_back(case.pk, number=number, actor=user_actor(request.user.pk))
    except NotPermitted as refusal:
        raise PermissionDenied from refusal
    except Refused as refusal:
        for reason in refusal.reasons:
            messages.error(request, reason)
    else:
        messages.success(request, _("Taken back: %(step)s.") % {"step": STEPS[step].title})
    return HttpResponseRedirect(reverse("admin:requests_app_rightsrequest_change", args=[case.pk]))


@require_POST
def do_now(request: HttpRequest, *, case: RightsRequest, pending_id: int) -> HttpResponse:
    """Somebody does not want to wait: take the step."""
    assert isinstance(request.user, User)
    try:
        pending_steps.hurry_step(_find(case, pending_id).pk, actor=user_actor(request.user.pk))
        done = take(pending_id)
    except NotPermitted as refusal:
        raise PermissionDenied from refusal
    except NotPossible:
        done = ""
    if done:
        messages.success(request, done)
    else:
        messages.error(request, _("The case has changed: the step was not possible any more."))
    return HttpResponseRedirect(reverse("admin:requests_app_rightsrequest_change", args=[case.pk]))


def undone_form(request: HttpRequest, *, case: RightsRequest, pending_id: int) -> StepForm:
    """Undo the step, and give its form back with all that was typed. Raises Refused."""
    assert isinstance(request.user, User)
    pending = _find(case, pending_id)
    fields = pending_steps.undo_step(pending.pk, actor=user_actor(request.user.pk))
    return _form(pending, case=case, fields=fields, user=request.user)


@shared_task(name="requests.take_pending_steps")  # type: ignore[untyped-decorator]
def take_pending_steps() -> None:
    """Take what has waited long enough; one that fails keeps none of the others from its turn."""
    for pending_id in pending_steps.due_steps():
        try:
            take(pending_id)
        except Exception as error:  # whatever it is: the next run tries again, the page shows it
            logger.error("Step %s could not be taken (%s).", pending_id, type(error).__name__)


@transaction.atomic
def take(pending_id: int) -> str:
    """Take a step whose wait is over, as who sent its form; the words that say so.

    Empty where it waits no longer, or is possible no more: then whoever took it is told.
    """
    try:
        pending = pending_steps.lock_waiting(pending_id)
    except NotPossible:
        return ""
    try:
        with transaction.atomic():
            done = _run(pending)
    except (Refused, ObjectDoesNotExist):
        pending_steps.end_refused(pending)
        return ""
    pending_steps.end_taken(pending)
    return done


def _run(pending: PendingStep) -> str:
    user = User.objects.get(pk=pending.taken_by_id, is_active=True)
    case = RightsRequest.objects.select_related("submission__controller").get(pk=pending.request_id)
    with translation.override(translation.get_language() or user.language):
        form = _form(pending, case=case, fields=pending_steps.fields_of(pending), user=user)
        if not form.is_valid():
            raise NotPossible(*form.errors)
        form.run()
        return str(form.words.done)


def _form(
    pending: PendingStep, *, case: RightsRequest, fields: pending_steps.Fields, user: User
) -> StepForm:
    data: Any = QueryDict(mutable=True)
    for name, values in fields.items():
        data.setlist(name, list(values))
    form_class = STEPS[pending.name]
    target = form_class.find(case, pending.target_id)
    return form_class(data, case=case, target=target, user=user)


def _find(case: RightsRequest, pending_id: int) -> PendingStep:
    pending = case.pending_steps.filter(pk=pending_id).first()
    if pending is None:
        raise Http404
    return pending
