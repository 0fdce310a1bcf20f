"""Remind whoever several requests wait for."""

from typing import Any

from django import forms
from django.contrib import admin
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _text
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from registers_app.domain.actors import Actor, user_actor
from requests_app.admin.many import GO, Chosen, Step, ask_first, each, too_many
from requests_app.models import RightsRequest
from requests_app.services.errors import NotPossible
from requests_app.services.remind_by_hand import remind_by_hand, whom_it_waits_for

REMIND = Step(
    action="remind",
    title=_("Remind whoever the chosen requests wait for"),
    intro=_(
        "The person is reminded where a question to them is open, else who works on the request. "
        "Nobody is reminded by hand more than once a day of the same request."
    ),
    button=_("Send the reminders"),
)


@admin.action(
    description=_("Remind whoever the chosen requests wait for …"), permissions=["change"]
)
def remind(
    modeladmin: Any, request: HttpRequest, queryset: QuerySet[RightsRequest]
) -> HttpResponse | None:
    """Show whom, then remind."""
    if too_many(request, queryset):
        return None
    actor = user_actor(int(request.user.pk or 0))
    if GO not in request.POST:
        chosen = [_foresee(case, actor=actor) for case in queryset]
        return ask_first(request, REMIND, chosen=chosen, form=forms.Form())
    each(
        request,
        queryset,
        run=lambda case: remind_by_hand(case.pk, actor=actor),
        done=lambda count: (
            ngettext("%(count)d reminder was sent.", "%(count)d reminders were sent.", count)
            % {"count": count}
        ),
    )
    return None


def _foresee(case: RightsRequest, *, actor: Actor) -> Chosen:
    try:
        waiting = whom_it_waits_for(case, asked_by=actor)
    except NotPossible as refusal:
        return Chosen(case=case, obstacle=" ".join(str(reason) for reason in refusal.reasons))
    if waiting.is_the_persons:
        return Chosen(case=case, what=_text("the person is reminded"))
    names = ", ".join(user.get_full_name() or user.username for user in waiting.users)
    return Chosen(case=case, what=_text("%(names)s – is reminded") % {"names": names})
